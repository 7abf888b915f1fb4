"""Where one option holds. The bitsets of `financing.areas` say the same for all of them at once."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from financing.models import FinancingOption
from financing.wording import in_a_sentence
from profiles.models import Municipality, Province


def has_known_area(option: FinancingOption) -> bool:
    return bool(option.covers_country or option.provinces or option.subregions.all() or option.municipalities.all())


def covers(option: FinancingOption, municipality: Municipality) -> bool:
    """True when a company in this municipality is in its area; a union of country, provinces, parts and places."""
    return (
        option.covers_country
        or municipality.province in option.provinces
        or any(row.pk == municipality.subregion_id for row in option.subregions.all())
        or any(row.pk == municipality.pk for row in option.municipalities.all())
    )


def area_in_words(option: FinancingOption) -> str:
    """ "heel Nederland", "Noord-Holland en Flevoland", "provincie Utrecht en Gooi en Vechtstreek"; empty if unknown."""
    if option.covers_country:
        return _("the whole of the Netherlands")
    # A province and a city share this name.
    words = [
        _("the province of Utrecht") if value == Province.UTRECHT else str(Province(value).label)
        for value in option.provinces
    ]
    subregions = list(option.subregions.all())
    inside = {row.pk for row in subregions}
    words += [row.name for row in subregions]
    words += [
        row.name
        for row in option.municipalities.all()
        if row.subregion_id not in inside and row.province not in option.provinces
    ]
    return in_a_sentence(list(dict.fromkeys(words)))


def nearest_sibling(option: FinancingOption, there: Iterable[FinancingOption]) -> FinancingOption | None:
    """Of the options that hold in a place the one to point at: the same kind of money if there is one."""

    def order(other: FinancingOption):
        return other.kind != option.kind, other.covers_country, other.name.lower(), other.slug

    others = [other for other in there if other.pk != option.pk and not other.has_ended]
    return min(others, key=order, default=None)
