"""Spreadsheet files that no spreadsheet program can mistake for commands.

A cell that begins with = + - @ (also in full width), TAB, CR or LF would be run as a formula (OWASP, "CSV
injection"). In CSV such a cell gets an apostrophe, which import takes off again; in XLSX every text is written as
text. Import of an export gives the same rows. A text that really begins with an apostrophe before one of those
signs gets a second one. A formula that comes in is refused: its outcome is not in the file, or not to be trusted.
"""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import tablib
from django.utils.translation import gettext as _
from import_export.formats import base_formats
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from tablib.formats._xlsx import safe_xlsx_sheet_title

# What a workbook may grow to when it is unpacked. Bytes.
UNPACKED_LIMIT = 100_000_000
WIDEST = 60  # characters of a column in a workbook
SEPARATORS = ",;\t"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

# XML has no place for control characters and turns CR into LF: spreadsheets write _x000D_ (ECMA-376, ST_Xstring).
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = re.compile("_x(00[01][0-9A-Fa-f]|[Ff]{3}[EeFf])_")


class Table(tablib.Dataset):
    """Rows with the number that each has in its file, as a spreadsheet counts: the header is row 1."""

    numbers: list[int]


class UnreadableFileError(Exception):
    """The file is not there or not a table; the message is for the person who sent it."""


def guarded(cell):
    """A cell as it goes out: text that a spreadsheet would run gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip("'").startswith(DANGEROUS) else cell


def unguarded(cell):
    """A cell as it comes in: the apostrophe of `guarded` is taken off."""
    return cell[1:] if isinstance(cell, str) and cell.startswith("'") and guarded(cell[1:]) == cell else cell


def fill(cell, value) -> None:
    """Put a value in a cell of a workbook; text stays text, whatever it looks like."""
    if isinstance(value, str):
        cell.value = _CONTROL.sub(_escape, value)
        cell.data_type = "s"  # openpyxl takes "=1" for a formula and "#N/A" for an error
    else:
        cell.value = value


class SafeCSV(base_formats.CSV):
    def export_data(self, dataset, **kwargs):
        rows = ([guarded(cell) for cell in row] for row in dataset)
        return super().export_data(tablib.Dataset(*rows, headers=dataset.headers), **kwargs)

    def create_dataset(self, in_stream, **kwargs):
        """Reads what Excel saves: commas, semicolons or tabs, a byte order mark or Windows-1252.

        Otherwise strictly: a forgotten quote or a row that is cut off is an error. Raises UnreadableFileError.
        """
        _require(in_stream)
        text = _decoded(in_stream) if isinstance(in_stream, bytes) else in_stream.removeprefix("\ufeff")
        if "\0" in text:
            raise UnreadableFileError(_("The file is no table in CSV or XLSX."))
        try:
            rows = list(csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True))
        except csv.Error:
            raise UnreadableFileError(_("The file is not a table in CSV: check its quotation marks.")) from None
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell.startswith(("=", "\uff1d")):
                    raise _formula_in(rows[0], number, place)
        return _table([(number, [unguarded(cell) for cell in row]) for number, row in enumerate(rows)])


class SafeXLSX(base_formats.XLSX):
    def export_data(self, dataset, choices: dict[str, list[str]] | None = None, **kwargs):
        """`choices`: what a spreadsheet program offers in the cells of a column, by its name."""
        book = Workbook()
        sheet = book.active
        sheet.title = safe_xlsx_sheet_title(dataset.title or sheet.title, "-")
        sheet.freeze_panes = "A2"
        for row, values in enumerate([dataset.headers, *dataset], start=1):
            for column, value in enumerate(values, start=1):
                fill(sheet.cell(row=row, column=column), value)
        for header, *cells in sheet.columns:
            letter = header.column_letter
            longest = max(len(str(cell.value or "")) for cell in (header, *cells))
            sheet.column_dimensions[letter].width = min(longest + 2, WIDEST)
            if choices and header.value in choices:
                words = ",".join(choices[header.value])
                offered = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
                sheet.add_data_validation(offered)
                offered.add(f"{letter}2:{letter}{sheet.max_row}")
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()

    def create_dataset(self, in_stream):
        """Raises UnreadableFileError when the file is not a workbook."""
        _require(in_stream)
        try:
            with ZipFile(BytesIO(in_stream)) as parts:
                is_too_large = sum(part.file_size for part in parts.infolist()) > UNPACKED_LIMIT
            cells = [] if is_too_large else list(load_workbook(BytesIO(in_stream), read_only=True).active.rows)
            rows = [[_plain(cell.value) for cell in row] for row in cells]
        except Exception:  # openpyxl lets any kind through: of the archive, of its XML, of its own
            raise UnreadableFileError(_("The file is not a workbook in XLSX.")) from None
        if is_too_large:
            raise UnreadableFileError(_("The workbook is too large when it is unpacked."))
        for number, row in enumerate(cells):
            for place, cell in enumerate(row):
                if cell.data_type == "f":
                    raise _formula_in(rows[0], number, place)
        width = max((place for row in rows for place, cell in enumerate(row, start=1) if cell != ""), default=0)
        return _table([(number, row[:width]) for number, row in enumerate(rows)])


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableFileError(_("The file is no text. Save it as CSV in UTF-8.")) from None


def _separator(text: str) -> str:
    """The sign that parts the names in the header: outside quotation marks, which hold any sign."""
    header = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(SEPARATORS, key=header.count)


def _require(in_stream) -> None:
    if in_stream is None:  # between preview and confirmation a file is kept in the cache, for a day
        raise UnreadableFileError(_("The file is no longer there. Send it again."))


def _formula_in(headers: list, number: int, place: int) -> UnreadableFileError:
    column = headers[place] if number and place < len(headers) else place + 1
    message = _("Row %(row)s, column “%(column)s” holds a formula. Put its outcome there, or an apostrophe before it.")
    return UnreadableFileError(message % {"row": number + 1, "column": column})


def _table(numbered: list[tuple[int, list]]) -> Table:
    """The rows, counted from 0, as a table, without empty ones.

    Raises UnreadableFileError naming the row with too few cells, as a spreadsheet counts.
    """
    filled = [(number, row) for number, row in numbered if any(cell != "" for cell in row)]
    if not filled:
        return Table()
    headers = filled[0][1]
    for number, row in filled[1:]:
        if len(row) != len(headers):
            message = _("Row %(row)s has %(found)s cells, but the header has %(expected)s.")
            raise UnreadableFileError(message % {"row": number + 1, "found": len(row), "expected": len(headers)})
    table = Table(*(row for _number, row in filled[1:]), headers=headers)
    table.numbers = [number + 1 for number, _row in filled[1:]]
    return table


def _escape(match: re.Match) -> str:
    return f"_x{ord(match[0]):04X}_"


def _plain(cell):
    if isinstance(cell, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell)
    return "" if cell is None else cell
