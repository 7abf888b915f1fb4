"""Which options hold in which area, and the choice between a general scheme and its regional variant.

An option holds in a province or subregion when it holds somewhere in it. Where a regional variant covers all of an
area, the general option is not shown for that area: never both (action line 1b, "regiospecifieke nuances").
"""

from dataclasses import dataclass

from mra_portal.common.bitsets import Numbering
from profiles.models import Municipality, Province, Subregion


@dataclass(frozen=True)
class Place:
    """A municipality as far as coverage is concerned: slugs."""

    slug: str
    subregion: str
    province: str


@dataclass(frozen=True)
class AreaSets:
    """Per area the options that hold there, as bitsets."""

    provinces: dict[str, int]
    subregions: dict[str, int]
    municipalities: dict[str, int]
    regional: int  # options that do not hold for the whole country


def area_sets(rows, numbering: Numbering) -> AreaSets:
    """For the index of a catalogue of options; `rows` is a FinancingOptionQuerySet."""
    places = [
        Place(slug, subregion, province)
        for slug, subregion, province in Municipality.objects.values_list("slug", "subregion__slug", "province")
    ]
    told = _Told(rows, numbering)
    sets = AreaSets(
        provinces={value: told.somewhere_in(places, province=value) for value in Province.values},
        subregions={
            slug: told.somewhere_in(places, subregion=slug) for slug in Subregion.objects.values_list("slug", flat=True)
        },
        municipalities={place.slug: told.throughout(place) for place in places},
        regional=numbering.everything & ~told.country,
    )
    _drop_replaced(sets, rows, numbering, places)
    return sets


class _Told:
    """The coverage as the rows tell it."""

    def __init__(self, rows, numbering: Numbering):
        rows = rows.order_by()
        self.country = numbering.bits_of(rows.filter(covers_country=True).values_list("pk", flat=True))
        provinces: dict[str, list] = {value: [] for value in Province.values}
        for key, found in rows.exclude(provinces=[]).values_list("pk", "provinces"):
            for province in found:
                provinces.setdefault(province, []).append(key)
        self.provinces = {value: numbering.bits_of(keys) for value, keys in provinces.items()}
        self.subregions = _sets(rows.filter(subregions__isnull=False).values_list("pk", "subregions__slug"), numbering)
        self.municipalities = _sets(
            rows.filter(municipalities__isnull=False).values_list("pk", "municipalities__slug"), numbering
        )

    def throughout(self, place: Place) -> int:
        """Options that hold in this municipality."""
        return (
            self.country
            | self.provinces.get(place.province, 0)
            | self.subregions.get(place.subregion, 0)
            | self.municipalities.get(place.slug, 0)
        )

    def somewhere_in(self, places: list[Place], province: str = "", subregion: str = "") -> int:
        """Options that hold in at least a part of this area."""
        bits = self.country | self.provinces.get(province, 0) | self.subregions.get(subregion, 0)
        for place in places:
            if province in ("", place.province) and subregion in ("", place.subregion):
                bits |= self.throughout(place)
        return bits


def _sets(pairs, numbering: Numbering) -> dict[str, int]:
    keys: dict[str, list] = {}
    for key, slug in pairs:
        keys.setdefault(slug, []).append(key)
    return {slug: numbering.bits_of(found) for slug, found in keys.items()}


def _drop_replaced(sets: AreaSets, rows, numbering: Numbering, places: list[Place]) -> None:
    """Take the general option out of every area that one of its variants covers completely.

    What a variant covers is read before anything is dropped: a variant may have variants of its own.
    """
    variants = rows.filter(variant_of__isnull=False, has_ended=False).order_by()
    replacing = []
    for variant, general, everywhere, provinces in variants.values_list(
        "pk", "variant_of", "covers_country", "provinces"
    ):
        mask = numbering.bits_of([variant])
        covered = {place.slug for place in places if sets.municipalities[place.slug] & mask}
        replacing.append((numbering.bits_of([general]), covered, Province.values if everywhere else provinces))
    for replaced, covered, provinces in replacing:
        for slug in covered:
            sets.municipalities[slug] &= ~replaced
        for slug in sets.provinces.keys() & provinces:
            sets.provinces[slug] &= ~replaced
        for slug in sets.subregions:
            inside = {place.slug for place in places if place.subregion == slug}
            if inside and inside <= covered:
                sets.subregions[slug] &= ~replaced
