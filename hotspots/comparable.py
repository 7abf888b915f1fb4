"""Which places are like another one, and why: they share sectors, and perhaps the type."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hotspots.models import Hotspot
from mra_portal.common.bitsets import places
from mra_portal.common.catalogue_index import CatalogueIndex

MOST = 5
# A shared sector weighs less than being the same type of place; without a shared sector nothing is comparable.
SECTOR_WEIGHT, KIND_WEIGHT = 2, 3


@dataclass(frozen=True)
class Likeness:
    """Another place of the catalogue, and what it shares."""

    key: int
    sectors: tuple[str, ...]  # names
    is_same_kind: bool

    @property
    def weight(self) -> int:
        return SECTOR_WEIGHT * len(self.sectors) + KIND_WEIGHT * self.is_same_kind

    def reason(self, kind_label: str) -> str:
        shared = _("shares %(sectors)s") % {"sectors": ", ".join(self.sectors)}
        if not self.is_same_kind:
            return shared
        return _("also: %(kind)s; %(shared)s") % {"kind": kind_label.lower(), "shared": shared}


def comparable_to(place: Hotspot, index: CatalogueIndex) -> list[Likeness]:
    """The places that share most with this one, the most alike first."""
    shared: dict[int, list[str]] = {}
    for sector in place.sectors.all():
        bits = index.facets["sector"].get(sector.slug, 0)
        for number in places(bits):
            shared.setdefault(number, []).append(str(sector.label))
    same_kind = index.facets["type"].get(place.kind, 0)
    found = [
        Likeness(index.numbering.keys[number], tuple(names), bool(same_kind >> number & 1))
        for number, names in shared.items()
        if index.numbering.keys[number] != place.pk
    ]
    return sorted(found, key=lambda one: (-one.weight, one.key))[:MOST]
