"""Loads the tables of `fixtures/`: all or nothing, again without effect, never over an editor's work.

Every row gets one of these answers: new, same, changed (the fixture changed and nobody edited the row), kept
(someone edited it, so the row stays as it is), removed (someone deleted it, so it stays away).
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


@dataclass(frozen=True)
class Table:
    """One CSV file and the resource that reads it."""

    name: str
    resource: type[ContentResource]

    def path_in(self, folder: Path) -> Path:
        return folder / f"{self.name}.csv"


@dataclass
class Fault:
    """What is wrong, and where. `row` is the line number in the file, the header being line 1."""

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


def load_tables(
    tables: Iterable[Table],
    folder: Path,
    *,
    dry_run: bool = False,
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
        if dry_run:
            transaction.set_rollback(True)
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
        answer = _answer(resource, known.get(key), existing.get(key), row)
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
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle, strict=True)
            if reader.fieldnames != expected:
                message = f"the header must be exactly: {','.join(expected)}"
                raise ContentError([Fault(path.name, 1, "", ",".join(reader.fieldnames or []), message)])
            rows, seen, faults = [], {}, []
            for row in reader:
                number = reader.line_num
                if None in row or None in row.values():
                    faults.append(Fault(path.name, number, "", "", "more or fewer cells than the header"))
                    continue
                key = _key(resource, row)
                if key in seen:
                    columns = "+".join(resource.get_import_id_fields())
                    faults.append(Fault(path.name, number, columns, key, f"stands already in row {seen[key]}"))
                seen[key] = number
                rows.append((number, row))
    except FileNotFoundError:
        raise ContentError([Fault(path.name, None, "", "", "the file is missing")]) from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise ContentError([Fault(path.name, None, "", "", f"cannot be read: {error}")]) from None
    if faults:
        raise ContentError(faults)
    return rows


def _key(resource: ContentResource, row: dict) -> str:
    return " ".join(row[resource.fields[name].column_name] for name in resource.get_import_id_fields())


def _existing(resource: ContentResource) -> dict[str, dict]:
    """Every row in the database as a line of the table, by key."""
    lines = (resource.row_of(instance) for instance in resource.get_queryset())
    return {_key(resource, line): line for line in lines}


def _answer(resource, loaded: LoadedRow | None, line: dict | None, row: dict) -> str:
    if line is None:
        return "new" if loaded is None else "removed"
    if loaded is None:  # made by hand before the fixture knew it
        return "same" if _digest(line) == _digest(row) else "kept"
    if _digest(line) != loaded.row_digest:
        return "kept"
    return "same" if _digest(row) == loaded.fixture_digest else "changed"


def _digest(row: dict) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


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
        LoadedRow(table=table.name, key=key, fixture_digest=_digest(row), row_digest=_digest(existing[key]))
        for key, row in rows.items()
    )
