"""Spreadsheet files that no spreadsheet program can mistake for commands.

A cell that begins with = + - @ TAB or CR would be run as a formula (OWASP, "CSV injection"). In CSV such a cell
gets an apostrophe, which import takes off again; in XLSX every text is written as text. Import of an export gives
the same rows. A text that really begins with an apostrophe before one of those signs gets a second one.
"""

from io import BytesIO

import tablib
from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell):
    """A cell as it goes out: text that a spreadsheet would run gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip("'").startswith(DANGEROUS) else cell


def unguarded(cell):
    """A cell as it comes in: the apostrophe of `guarded` is taken off."""
    return cell[1:] if isinstance(cell, str) and cell.startswith("'") and guarded(cell[1:]) == cell else cell


class SafeCSV(base_formats.CSV):
    def export_data(self, dataset, **kwargs):
        return super().export_data(_each_cell(dataset, guarded), **kwargs)

    def create_dataset(self, in_stream, **kwargs):
        if isinstance(in_stream, bytes):
            in_stream = in_stream.decode("utf-8-sig")
        return _each_cell(super().create_dataset(in_stream.removeprefix("\ufeff"), **kwargs), unguarded)


class SafeXLSX(base_formats.XLSX):
    def export_data(self, dataset, **kwargs):
        book = Workbook()
        sheet = book.active
        sheet.freeze_panes = "A2"
        for row, values in enumerate([dataset.headers, *dataset], start=1):
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row=row, column=column)
                if isinstance(value, str):
                    cell.set_explicit_value(ILLEGAL_CHARACTERS_RE.sub("\ufffd", value), "s")
                else:
                    cell.value = value
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()

    def create_dataset(self, in_stream):
        return _each_cell(super().create_dataset(in_stream), lambda cell: "" if cell is None else cell)


def _each_cell(dataset: tablib.Dataset, change) -> tablib.Dataset:
    return tablib.Dataset(*([change(cell) for cell in row] for row in dataset), headers=dataset.headers)
