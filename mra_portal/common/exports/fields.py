"""What leaves the portal as open data: a whitelist of columns, each with how to read it from a row.

A module `public_fields.py` next to the model holds the list. Column names are Dutch, in every language and every form
(interface.md). Unknown is empty in a table and null in JSON; several values are an array in JSON and joined in a table.
Type and meaning of a column are said here once, for the API document, the data dictionary and the catalogue.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

from django.conf import settings
from django.db.models import Model, TextChoices
from django.utils.translation import gettext_lazy as _

JOINER = ";"
YES, NO = "ja", "nee"


class Type(Enum):
    """What a column holds; as in JSON Schema, the data dictionary names it in words."""

    TEXT = _("text")
    WHOLE = _("whole number")
    NUMBER = _("number")
    YES_NO = _("yes or no")
    DAY = _("day (ISO 8601)")
    MOMENT = _("moment (ISO 8601)")
    ADDRESS = _("web address")


# What these columns mean wherever they occur.
MEANINGS = {
    "slug": _("the name of the row in addresses; it never changes"),
    "naam": _("the official name"),
    "omschrijving": _("in our own words, in the language that was asked for"),
    "url": _("the official web address outside the portal"),
    "bron": _("where it comes from: a page of the agenda, or an address and the day it was read"),
    "pagina": _("the page about it in the portal"),
    "zekerheid": _("how sure the portal is of the facts"),
    "onzeker": _("what is not certain, in words"),
    "gecontroleerd_op": _("the day on which the facts were last checked with the source"),
    "deelregio": _("the subregion, by its slug"),
    "deelregios": _("the subregions, by their slugs"),
    "gemeente": _("the municipality, by its slug"),
    "gemeenten": _("the municipalities, by their slugs"),
    "sectoren": _("the sectors, by their slugs"),
    "provincies": _("the provinces"),
    "organisatie": _("the organisation, by its slug"),
    "actielijn": _("the action line: number of the accelerator and letter"),
    "actielijnen": _("the action lines: number of the accelerator and letter"),
    "clusters": _("the clusters, by name"),
    "lat": _("latitude in degrees, WGS 84"),
    "lon": _("longitude in degrees, WGS 84"),
}


@dataclass(frozen=True)
class PublicField:
    """`read` gives text, a number, a day, true or false, a list of texts, or None for unknown.

    `words`: the only values there are. `many`: a list of such values, empty when none is known.
    """

    name: str
    read: Callable[[Model], object]
    meaning: str = ""
    kind: Type = Type.TEXT
    many: bool = False
    words: type[TextChoices] | None = None

    @property
    def told(self) -> str:
        """What the column means, in the language of the request."""
        return str(self.meaning or MEANINGS[self.name])


def page_of(row: Model) -> str:
    """The full address of the row's own page, in the language of the request."""
    return f"{settings.PORTAL_BASE_URL}{row.get_absolute_url()}"


def cells_of(fields: Sequence[PublicField], row: Model) -> list:
    """The row of a table: every cell is text, a number, a day or None."""
    return [_cell(field.read(row)) for field in fields]


def record_of(fields: Sequence[PublicField], row: Model) -> dict:
    """The row as JSON: the same values, with lists as arrays."""
    return {field.name: _plain(field.read(row)) for field in fields}


def _cell(value):
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list | tuple):
        return JOINER.join(value) or None
    return None if value == "" else value


def _plain(value):
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return None if value == "" else value
