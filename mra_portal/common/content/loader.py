"""Loads the tables of `fixtures/`: all or nothing, again without effect, never over an editor's work.

Every row gets one of these answers: new, same, changed (the fixture changed and nobody edited the row), kept
(someone edited it or has a draft of it, so the row stays as it is), removed (someone deleted it, so it stays away).
"""

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import tablib
from django.db import transaction

from mra_portal.common.content.resources import ContentResource
from mra_portal.common.models import LoadedRow
from mra_portal.common.rows import has_waiting_draft


@dataclass(frozen=True)
class Table:
    """One CSV file and the resource that reads it."""

    name: str
    resource: type[ContentResource]

    def path_in(self, folder: Path) -> Path:
        return folder / f"{self.name}.csv"


@dataclass
class Fault:
    """What is wrong, and where. `row` is the line of the file on which the row begins, the header being line 1."""

    file: str
    row: int | None
    column: str
    value: str
    message: str

    def __str__(self):
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        shown = f' = "{self.value}"' if self.value else ""
        return f"{', '.join(place)}{shown}: {self.message}"


class ContentError(Exception):
    """The content was refused; nothing was written. `faults` says why, one item per fault."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


@dataclass
class Summary:
    """Counts per table: {"organisations": Counter(new=3, same=12)}."""

    tables: dict[str, Counter] = field(default_factory=dict)

    def lines(self) -> Iterable[str]:
        for name, counts in self.tables.items():
            said = ", ".join(f"{counts[word]} {word}" for word in _WORDS if counts[word])
            yield f"{name}: {said or 'empty'}"


_WORDS = ("new", "changed", "same", "kept", "removed")


@dataclass(frozen=True)
class _Standing:
    """How a row stands in the database now."""

    digest: str
    has_draft: bool


def load_tables(
    tables: Iterable[Table],
    folder: Path,
    *,
    on_table: Callable[[str], None] = lambda name: None,
) -> Summary:
    """Load every table in order, in one transaction. Raises ContentError; then nothing was written."""
    summary = Summary()
    faults: list[Fault] = []
    with transaction.atomic():
        for table in tables:
            on_table(table.name)
            try:
                summary.tables[table.name] = _load_table(table, folder)
            except ContentError as error:
                faults += error.faults
        if faults:
            raise ContentError(faults)
    return summary


def _load_table(table: Table, folder: Path) -> Counter:
    path = table.path_in(folder)
    resource = table.resource()
    rows = _read(path, resource)
    known = {loaded.key: loaded for loaded in LoadedRow.objects.filter(table=table.name)}
    existing = _existing(resource)
    counts: Counter = Counter()
    wanted: list[tuple[int, str, dict]] = []
    for number, row in rows:
        key = _key(resource, row)
        answer = _answer(known.get(key), existing.get(key), row)
        counts[answer] += 1
        if answer in ("new", "changed"):
            wanted.append((number, key, row))
    if wanted:
        _import(resource, path, wanted)
        _remember(table, resource, {key: row for _number, key, row in wanted})
    return counts


def _read(path: Path, resource: ContentResource) -> list[tuple[int, dict]]:
    expected = resource.get_export_headers()
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            lines = _numbered(csv.reader(handle, strict=True))
            _number, header = next(lines, (1, []))
            if header != expected:
                message = f"the header must be exactly: {','.join(expected)}"
                raise ContentError([Fault(path.name, 1, "", ",".join(header), message)])
            rows, seen, faults = [], {}, []
            for number, cells in lines:
                if len(cells) != len(expected):
                    faults.append(Fault(path.name, number, "", "", "more or fewer cells than the header"))
                    continue
                row = dict(zip(expected, cells, strict=True))
                key = _key(resource, row)
                if key in seen:
                    columns = "+".join(resource.get_import_id_fields())
                    faults.append(Fault(path.name, number, columns, key, f"stands already in row {seen[key]}"))
                seen.setdefault(key, number)
                rows.append((number, row))
    except FileNotFoundError:
        raise ContentError([Fault(path.name, None, "", "", "the file is missing")]) from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise ContentError([Fault(path.name, None, "", "", f"cannot be read: {error}")]) from None
    if faults:
        raise ContentError(faults)
    return rows


def _numbered(reader) -> Iterable[tuple[int, list[str]]]:
    """Every row that is not blank, with the line on which it begins (a cell may hold several lines)."""
    number = 1
    for cells in reader:
        if cells:
            yield number, cells
        number = reader.line_num + 1


def _key(resource: ContentResource, row: dict) -> str:
    return " ".join(row[resource.fields[name].column_name] for name in resource.get_import_id_fields())


def _existing(resource: ContentResource) -> dict[str, _Standing]:
    """Every row in the database, by key."""
    found = {}
    for instance in resource.filter_export(resource.get_queryset()):
        line = resource.row_of(instance)
        found[_key(resource, line)] = _Standing(_digest(line), has_waiting_draft(instance))
    return found


def _answer(loaded: LoadedRow | None, standing: _Standing | None, row: dict) -> str:
    if standing is None:
        return "new" if loaded is None else "removed"
    if loaded is None:  # made by hand before the fixture knew it
        return "same" if standing.digest == _digest(row) else "kept"
    if standing.digest != loaded.row_digest:
        return "kept"
    if loaded.fixture_digest == _digest(row):
        return "same"
    return "kept" if standing.has_draft else "changed"


def _digest(row: dict) -> str:
    """Of what a reader sees: the browser of an editor who changes nothing still sends other line ends."""
    text = {name: value.replace("\r\n", "\n") for name, value in row.items()}
    return hashlib.sha256(json.dumps(text, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _import(resource: ContentResource, path: Path, wanted: list[tuple[int, str, dict]]) -> None:
    headers = resource.get_export_headers()
    dataset = tablib.Dataset(*([row[name] for name in headers] for _n, _k, row in wanted), headers=headers)
    result = resource.import_data(dataset)
    faults = [Fault(path.name, None, "", "", str(error.error)) for error in result.base_errors]
    columns = {item.attribute: item.column_name for item in resource.get_import_fields()}
    for invalid in result.invalid_rows:
        number, _, row = wanted[invalid.number - 1]
        for name, messages in _messages(invalid.error):
            column = columns.get(name, "")
            faults += [Fault(path.name, number, column, row.get(column, ""), text) for text in messages]
    for index, errors in result.row_errors():
        number, _, _ = wanted[index - 1]
        faults += [Fault(path.name, number, "", "", str(error.error)) for error in errors]
    if faults:
        raise ContentError(faults)


def _messages(error) -> Iterable[tuple[str, list[str]]]:
    return error.message_dict.items() if hasattr(error, "error_dict") else [("", error.messages)]


def _remember(table: Table, resource: ContentResource, rows: dict[str, dict]) -> None:
    existing = _existing(type(resource)())
    LoadedRow.objects.filter(table=table.name, key__in=rows).delete()
    LoadedRow.objects.bulk_create(
        LoadedRow(table=table.name, key=key, fixture_digest=_digest(row), row_digest=existing[key].digest)
        for key, row in rows.items()
    )
