"""The answers of `financing.answers` for all options at once, as bitsets: what fails nothing, one thing, or more.

Both use the same rules for sizes and partners; a test compares them for every real option.
"""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q

from financing.answers import FAILS, MEETS, partner_answer, size_answer
from financing.company import Company
from financing.models import Condition
from financing.models.vocabulary import Attribute, Kind, State
from mra_portal.common.bitsets import Numbering, Numbers
from mra_portal.common.catalogue_index import CatalogueIndex
from profiles.phases import Phase

# What helps before there is a company to put money in.
FIRST_HELP = (Kind.PROGRAMME, Kind.ACCELERATOR, Kind.INCUBATOR)


@dataclass(frozen=True)
class Facts:
    """What the facets of the finder do not hold."""

    every_sector: int
    whole_country: int
    known_area: int
    # Of every option its first condition about size, its second one, ...: which rows ask which values.
    sizes: list[dict[tuple, int]]
    partners: list[dict[tuple, int]]
    families: dict[int, int]
    # (variant, general option): places of both.
    variants: list[tuple[int, int]]


def _facts(rows, numbering: Numbering) -> Facts:
    rows = rows.order_by()

    def bits(found) -> int:
        return numbering.bits_of(found.values_list("pk", flat=True))

    placed = Q(subregions__isnull=False) | Q(municipalities__isnull=False)
    somewhere = Q(covers_country=True) | ~Q(provinces=[]) | placed
    families: dict[int, list] = {}
    for key, family in rows.filter(family__isnull=False).values_list("pk", "family"):
        families.setdefault(family, []).append(key)
    pairs = rows.filter(variant_of__isnull=False, has_ended=False).values_list("pk", "variant_of")
    places = [tuple(numbering.places_of(pair)) for pair in pairs]
    return Facts(
        every_sector=bits(rows.filter(sectors=None)),
        whole_country=bits(rows.filter(covers_country=True)),
        known_area=bits(rows.filter(somewhere).distinct()),
        sizes=_asked(Attribute.SIZE, numbering),
        partners=_asked(Attribute.PARTNER, numbering),
        families={family: numbering.bits_of(keys) for family, keys in families.items()},
        variants=[pair for pair in places if len(pair) == 2],
    )


def _asked(attribute: str, numbering: Numbering) -> list[dict[tuple, int]]:
    conditions = Condition.objects.filter(attribute=attribute).order_by("option", "sort_order", "pk")
    layers: list[dict[tuple, list]] = []
    seen: dict[int, int] = {}
    for option, values in conditions.values_list("option", "values"):
        layer = seen[option] = seen.get(option, -1) + 1
        if layer == len(layers):
            layers.append({})
        layers[layer].setdefault(tuple(values), []).append(option)
    return [{values: numbering.bits_of(keys) for values, keys in layer.items()} for layer in layers]


def at_least(sets: list[int]) -> list[int]:
    """What lies in at least one of these, in at least two, and so on."""
    found = [0] * len(sets)
    for bits in sets:
        for n in reversed(range(1, len(found))):
            found[n] |= found[n - 1] & bits
        if found:
            found[0] |= bits
    return found


def union(sets) -> int:
    return reduce(or_, sets, 0)


class RouteSets:
    """The options of an index, held against one company."""

    def __init__(self, index: CatalogueIndex, company: Company):
        self.index, self.company = index, company
        self.facts: Facts = index.kept("route", _facts)

    def facet(self, name: str, value) -> int:
        return self.index.facets[name].get(str(value), 0)

    @property
    def start(self) -> str:
        """The phase at which the route starts."""
        return self.company.phase or Phase.IDEA.value

    @cached_property
    def candidates(self) -> int:
        """What can be in a route: nothing that has ended, and never both a general option and its regional variant."""
        return self.index.everything & ~self.facet("open", State.ENDED) & ~self._aside

    @property
    def covering(self) -> int:
        """What holds in the municipality of the company."""
        return self.facet("gemeente", self.company.municipality.slug)

    @property
    def _aside(self) -> int:
        """Without a municipality the general option speaks for its variants; else what holds there."""
        place = self.company.municipality
        name = f"aside-{place.slug if place else ''}"
        return self.index.kept(name, lambda rows, numbering: self._standing_aside(bool(place)))

    def _standing_aside(self, is_placed: bool) -> int:
        living = self.index.everything & ~self.facet("open", State.ENDED)
        variants = [(1 << variant, 1 << general) for variant, general in self.facts.variants]
        variants = [(variant, general) for variant, general in variants if general & living]
        if not is_placed:
            return union(variant for variant, _general in variants)
        replaced = union(general for variant, general in variants if variant & self.covering)
        outside = (variant for variant, general in variants if not variant & self.covering)
        spoken_for = self.covering & ~replaced
        pairs = dict(variants)
        return replaced | union(variant for variant in outside if pairs[variant] & spoken_for)

    # What fails

    @cached_property
    def outside(self) -> int:
        return self.facts.known_area & ~self.covering if self.company.municipality else 0

    @cached_property
    def wrong_amount(self) -> int:
        amount, lowest, highest = self.company.amount, self._amounts("amount_min"), self._amounts("amount_max")
        if amount is None:
            return 0
        return (highest.known & ~highest.at_least(amount)) | (lowest.known & ~lowest.at_most(amount))

    def _amounts(self, field: str) -> Numbers:
        """The finder keeps the same ones under this name."""
        return self.index.kept(
            field, lambda rows, numbering: Numbers(numbering, rows.order_by().values_list("pk", field))
        )

    @cached_property
    def wrong_sector(self) -> int:
        sector = self.company.sector
        return self.index.everything & ~(self.facet("sector", sector.slug) | self.facts.every_sector) if sector else 0

    def _sizes(self, word: str) -> list[int]:
        return [self._answering(layer, size_answer, word) for layer in self.facts.sizes]

    def _partners(self, word: str) -> list[int]:
        return [self._answering(layer, partner_answer, word) for layer in self.facts.partners]

    def _answering(self, layer: dict[tuple, int], rule, word: str) -> int:
        return union(bits for values, bits in layer.items() if rule(values, self.company) == word)

    @cached_property
    def _failing(self) -> tuple[int, int]:
        """What fails at least one thing, and at least two; the phase decides the section and does not count here."""
        sets = [self.outside, self.wrong_amount, self.wrong_sector, *self._sizes(FAILS), *self._partners(FAILS)]
        one, two, *_more = at_least(sets)
        return one, two

    @property
    def fitting(self) -> int:
        return self.candidates & ~self._failing[0]

    @property
    def failing_once(self) -> int:
        one, two = self._failing
        return self.candidates & one & ~two

    # When

    @cached_property
    def phases(self) -> tuple[list[str], list[str], list[str]]:
        """The phases of now, next and later; the last two may be empty."""
        place = Phase.values.index(self.start)
        return [self.start], Phase.values[place + 1 : place + 2], Phase.values[place + 2 :]

    @cached_property
    def sections(self) -> tuple[int, int, int]:
        """What belongs to now, next and later: each option once, as early as it can be. Without a known phase: now."""
        sets = [union(self.facet("fase", phase) for phase in phases) for phases in self.phases]
        anywhen = self.index.everything & ~union(self.index.facets["fase"].values())
        now = sets[0] | anywhen
        return now, sets[1] & ~now, sets[2] & ~sets[1] & ~now

    # What comes first

    @cached_property
    def tiers(self) -> list[int]:
        """What is closed last; before that, what has most that really fits."""
        levels = at_least([bits for bits in self._matches() if bits])
        return [self.index.everything & ~self.facet("open", State.CLOSED), *reversed(levels)]

    def _matches(self) -> list[int]:
        """What counts when options are put in order; made for this sector or this area counts twice."""
        company, facts = self.company, self.facts
        matches = [self.facet("open", "nu") | self.facet("open", State.CONTINUOUS)]
        if company.sector:
            matches += [self.facet("sector", company.sector.slug) & ~facts.every_sector] * 2
        if company.municipality:
            matches += [self.covering & ~facts.whole_country] * 2
        if company.amount is not None:
            matches.append(self._amounts("amount_max").known & ~self.wrong_amount)
        if company.has_no_company or self.start == Phase.IDEA:
            matches.append(union(self.facet("soort", kind) for kind in FIRST_HELP))
        return [*matches, union(self._sizes(MEETS)), union(self._partners(MEETS))]

    @property
    def nearly_tiers(self) -> list[int]:
        """What the company can change today comes first, where it stands last; and now before next."""
        changeable = self.wrong_amount | union(self._partners(FAILS))
        open_or_unknown, *levels = self.tiers
        return [changeable, open_or_unknown, ~self.outside, self.sections[0], *levels]

    def sibling_key(self, family: int, kind: str):
        """The option of a family that holds in the municipality: the same kind and a regional one first."""
        bits = self.facts.families.get(family, 0) & self.candidates & self.covering
        found = self.index.keys(bits, "naam", 0, 1, [self.facet("soort", kind), ~self.facts.whole_country])
        return found[0] if found else None
