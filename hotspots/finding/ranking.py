"""Every place in the order in which it answers a wish, over the bitsets of the catalogue's index.

What fits counts with its full weight, what is unknown with half of it, what does not fit with nothing; places that come
out alike stand by name. A test holds these sets against `hotspots.finding.answers` for every real place.
"""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from agenda.models import Organisation
from hotspots.filters import HotspotFilterSet
from hotspots.finding.wish import PHASE, SECTOR, STAGE, SUBREGION, TRAVEL, Wish
from hotspots.geography import distance_km
from hotspots.models import Offer
from hotspots.models.vocabulary import OfferKind
from hotspots.reach import whereabouts_of
from mra_portal.common.bitsets import Numbering, weighed
from mra_portal.common.catalogue_index import CatalogueIndex, index_of


@dataclass(frozen=True)
class Facts:
    """What the facets of the list do not hold, per slug."""

    phases: dict[str, int]
    offered: dict[str, int]  # an education organisation among hosts or partners counts as talent
    denied: dict[str, int]  # a source says that it is not there


def _facts(rows, numbering: Numbering) -> Facts:
    rows = rows.order_by()
    phases = ((key, phase) for key, found in rows.values_list("pk", "phases") for phase in found)
    offers = Offer.objects.filter(hotspot__live=True).order_by()
    there = list(offers.filter(is_there=True).values_list("hotspot", "kind"))
    schools = Organisation.objects.published().schools()
    for side in ("hosts", "partners"):
        there += [
            (key, OfferKind.TALENT.value)
            for key in rows.filter(**{f"{side}__in": schools}).values_list("pk", flat=True)
        ]
    return Facts(
        _bits(phases, numbering),
        _bits(there, numbering),
        _bits(offers.filter(is_there=False).values_list("hotspot", "kind"), numbering),
    )


def _bits(pairs, numbering: Numbering) -> dict[str, int]:
    keys: dict[str, list] = {}
    for key, value in pairs:
        keys.setdefault(value, []).append(key)
    return {value: numbering.bits_of(found) for value, found in keys.items()}


def union(sets) -> int:
    return reduce(or_, sets, 0)


def facts_of(index: CatalogueIndex) -> Facts:
    return index.kept("finding", _facts)


class Ranking:
    """The places of the catalogue, held against one wish."""

    def __init__(self, wish: Wish, index: CatalogueIndex | None = None):
        self.wish, self.index = wish, index or index_of(HotspotFilterSet)
        self.facts = facts_of(self.index)
        self.whereabouts = whereabouts_of(self.index)

    def __len__(self):
        return len(self.index.numbering)

    def __getitem__(self, asked: slice) -> list:
        """Primary keys from the best place on; for a paginator."""
        start, stop, _step = asked.indices(len(self))
        return self.index.keys(self.index.everything, "naam", start, stop, self.tiers)

    def facet(self, name: str, value: str) -> int:
        return self.index.facets[name].get(value, 0)

    def sets_of(self, criterion: str) -> tuple[int, int]:
        """Which places meet this, and which do not; of the others we do not know."""
        wish, facts, everything = self.wish, self.facts, self.index.everything
        if criterion == SECTOR:
            return self._of_known(self.index.facets["sector"], wish.sector)
        if criterion == PHASE:
            return self._of_known(facts.phases, wish.phase)
        if criterion == TRAVEL:
            return self._within_reach
        if criterion in (SUBREGION, STAGE):
            asked = {SUBREGION: wish.subregion, STAGE: wish.stage}[criterion]
            meets = self.facet(criterion, asked)
            return meets, everything & ~meets
        meets = facts.offered.get(criterion, 0)
        return meets, facts.denied.get(criterion, 0) & ~meets

    @staticmethod
    def _of_known(sets: dict[str, int], value: str) -> tuple[int, int]:
        """A facet also holds, under None, the places that have no value."""
        meets = sets.get(value, 0)
        return meets, union(bits for name, bits in sets.items() if name) & ~meets

    @cached_property
    def _within_reach(self) -> tuple[int, int]:
        journey, numbering = self.wish.journey, self.index.numbering
        near, far = [], []
        for key, point in self.whereabouts.points.items():
            minutes = journey.minutes_for(distance_km(journey.start, point))
            (near if minutes <= journey.minutes else far).append(key)
        return numbering.bits_of(near), numbering.bits_of(far)

    @cached_property
    def tiers(self) -> list[int]:
        """Twice the weight for what fits, once for what is unknown: the digits of the sum, highest first."""
        parts = []
        for name in self.wish.criteria:
            weight = self.wish.weight(name)
            meets, fails = self.sets_of(name)
            parts += [(meets, weight), (self.index.everything & ~fails, weight)]
        return weighed(parts)
