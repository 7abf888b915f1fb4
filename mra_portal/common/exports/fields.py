"""What leaves the portal as open data: a whitelist of columns, each with how to read it from a row.

A module `public_fields.py` next to the model holds the list. Column names are Dutch, in every language and every form
(interface.md). Unknown is empty in a table and null in JSON; several values are an array in JSON and joined in a table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.conf import settings
from django.db.models import Model

JOINER = ";"
YES, NO = "ja", "nee"


@dataclass(frozen=True)
class PublicField:
    """`read` gives text, a number, a day, true or false, a list of texts, or None for unknown."""

    name: str
    read: Callable[[Model], object]


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
