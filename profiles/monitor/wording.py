"""Figures in words, for the pages that show them; no queries beyond what `for_listing` prepared."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from profiles.models import Area, Observation, Precision, Unit

MILLION = 1_000_000


def number_in_words(value: Decimal, unit: str) -> str:
    """ "39.000", "1,5 miljoen", "3,1%" or "€ 2.000"."""
    if unit != Unit.PERCENT and value >= MILLION and value % (MILLION // 10) == 0:
        number = _("%(number)s million") % {"number": _plain(value / MILLION)}
    else:
        number = _plain(value)
    if unit == Unit.PERCENT:
        return _("%(number)s%%") % {"number": number}
    return f"€\u00a0{number}" if unit == Unit.EURO else number


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return number_format(text.rstrip("0").rstrip(".") if "." in text else text, use_l10n=True, force_grouping=True)


def figure_in_words(row: Observation) -> str:
    """The figure with the word that the source puts before it: "ruim 125.000"."""
    number = number_in_words(row.value, row.indicator.unit)
    said = {
        Precision.ABOUT: pgettext("circa", "about %(number)s"),
        Precision.JUST_OVER: pgettext("ruim", "more than %(number)s"),
        Precision.MORE_THAN: pgettext("meer dan", "more than %(number)s"),
        Precision.ALMOST: pgettext("bijna", "almost %(number)s"),
    }
    return said[row.precision] % {"number": number} if row.precision else number


def kind_of_area(row: Observation) -> str:
    """What stands beside the name of the area: "gemeente in Amstelland-Meerlanden"."""
    if row.area == Area.MUNICIPALITY and row.lies_in.name == row.area_name:
        return _("municipality")
    if row.area == Area.MUNICIPALITY:
        return _("municipality in %(subregion)s") % {"subregion": row.lies_in.name}
    return _("subregion") if row.area == Area.SUBREGION else _("the whole region")


def year_in_words(row: Observation) -> str:
    return str(row.year) if row.year else _("not known")


def as_row(row: Observation) -> dict:
    """For profiles/_observation_table.html."""
    return {
        "id": row.slug,
        "area": row.area_name,
        "kind": kind_of_area(row),
        "subregion": row.lies_in,
        "figure": figure_in_words(row),
        "year": year_in_words(row),
        "year_is_known": row.year is not None,
        "published": row.published,
        "note": row.note,
        "source": row.source.replace("p. ", "p.\u00a0"),
    }
