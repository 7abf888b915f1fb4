"""Reads a sheet that colleagues filled in, with its row numbers, and the days and texts in its cells."""

from datetime import date, datetime
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from mra_portal.common.content.formats import SafeCSV, SafeXLSX, UnreadableFileError, unguarded

LARGEST_SHEET = 2_000_000  # bytes
# As people write days; the first is how this portal writes them in sheets.
DAY_FORMATS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y")


def read_sheet(name: str, content: bytes) -> list[tuple[int, dict[str, object]]]:
    """The rows, numbered as a spreadsheet does (the header is row 1), with their cells by column name in lower case.

    Raises UnreadableFileError with what to do about it, naming row and column where there is one.
    """
    if len(content) > LARGEST_SHEET:
        raise UnreadableFileError(_("The file is larger than 2 MB, so it was not read."))
    table = _workbook(content) if name.lower().endswith(".xlsx") else SafeCSV().create_dataset(content)
    if not table.headers:
        raise UnreadableFileError(_("The file is empty."))
    headers = [str(header).strip().lower() for header in table.headers]
    if twice := next((header for header in headers if header and headers.count(header) > 1), None):
        raise UnreadableFileError(_("The column “%(column)s” stands in the file more than once.") % {"column": twice})
    return [(number, dict(zip(headers, row, strict=True))) for number, row in zip(table.numbers, table, strict=True)]


def _workbook(content: bytes):
    table = SafeXLSX().create_dataset(content)
    merged = load_workbook(BytesIO(content)).active.merged_cells.ranges
    if merged:
        raise UnreadableFileError(
            _("The cells %(cells)s are merged. Split them, so that every row has its own cells.")
            % {"cells": ", ".join(str(cells) for cells in merged)}
        )
    return table


def day_of(cell) -> date | None:
    """A cell as a day; None when it is empty. Raises ValueError with the ways to write one."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    if not text:
        return None
    for pattern in DAY_FORMATS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise ValueError(_("“%(value)s” is no day. Write it as 31-12-2026.") % {"value": text})


def text_of(cell) -> str:
    return "" if cell is None else str(unguarded(cell)).strip()
