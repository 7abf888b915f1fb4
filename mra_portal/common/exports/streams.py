"""Writers: rows come in by chunks (see `rows_in_chunks`), bytes go out; nothing is kept that grows with the rows."""

import csv
import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from io import StringIO
from tempfile import TemporaryFile
from typing import IO

from django.db.models import Model
from django.utils import timezone, translation
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from mra_portal.common.content.formats import fill, guarded
from mra_portal.common.exports.fields import PublicField, cells_of, record_of

Fields = Sequence[PublicField]
Chunks = Iterable[Sequence[Model]]
About = Sequence[tuple[str, str]]
NOTES = "toelichting"
_END = object()


def csv_parts(fields: Fields, chunks: Chunks) -> Iterator[bytes]:
    """CSV as in RFC 4180: commas, CRLF, UTF-8 with a byte order mark, so that Excel reads letters with accents well.

    Every text is quoted: a semicolon in it splits no cell, whatever a program takes for its separator.
    """
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([field.name for field in fields])
    yield BOM_UTF8 + _taken(buffer)
    for rows in chunks:
        writer.writerows([_as_text(cell) for cell in cells_of(fields, row)] for row in rows)
        yield _taken(buffer)


def json_parts(fields: Fields, count: int, chunks: Chunks) -> Iterator[bytes]:
    yield f'{{"aantal": {count}, "resultaten": ['.encode()
    start = "\n"
    for rows in chunks:
        lines = [json.dumps(record_of(fields, row), ensure_ascii=False) for row in rows]
        if lines:
            yield (start + ",\n".join(lines)).encode()
            start = ",\n"
    yield b"\n]}\n"


def geojson_parts(fields: Fields, geometry_of: Callable[[Model], dict | None], chunks: Chunks) -> Iterator[bytes]:
    """A FeatureCollection (RFC 7946), WGS 84, longitude first; a row without a place has no geometry."""
    yield b'{"type": "FeatureCollection", "features": ['
    start = "\n"
    for rows in chunks:
        lines = [json.dumps(_feature(fields, geometry_of, row), ensure_ascii=False) for row in rows]
        if lines:
            yield (start + ",\n".join(lines)).encode()
            start = ",\n"
    yield b"\n]}\n"


def _feature(fields: Fields, geometry_of: Callable[[Model], dict | None], row: Model) -> dict:
    return {"type": "Feature", "geometry": geometry_of(row), "properties": record_of(fields, row)}


def xlsx_file(fields: Fields, chunks: Chunks, title: str, about: About = ()) -> IO[bytes]:
    """A workbook in a temporary file that goes away when the answer closes it.

    The first sheet holds the rows, below a frozen row of column names; the second, where `about` says anything, tells
    what the file is, and what each column means.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([_written(sheet, field.name) for field in fields])
    for rows in chunks:
        for row in rows:
            sheet.append([_written(sheet, cell) for cell in cells_of(fields, row)])
    if about:
        notes = book.create_sheet(NOTES)
        notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 32, 100
        for pair in about:
            notes.append([_written(notes, cell) for cell in pair])
    file = TemporaryFile()  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return file


def in_language(code: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    """Every part is made in this language: a stream is read after the request has given its language back."""
    parts = iter(parts)
    while True:
        with translation.override(code):
            part = next(parts, _END)
        if part is _END:
            return
        yield part


def _as_text(value):
    return value.isoformat() if isinstance(value, datetime) else guarded(value)


def _written(sheet, value):
    if isinstance(value, datetime):  # a spreadsheet knows no time zones: the clock of the portal
        return timezone.localtime(value).replace(tzinfo=None) if value.tzinfo else value
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet)
    fill(cell, value)
    return cell


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
