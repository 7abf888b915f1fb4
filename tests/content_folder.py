"""A copy of `fixtures/` that a test may change, and a dump of all content to compare with."""

import csv
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

CONTENT_APPS = {"agenda", "profiles", "cms", "common", "wagtailcore"}


class ContentFolder:
    def __init__(self, path: Path):
        self.path = path

    def file(self, table: str) -> Path:
        return self.path / f"{table}.csv"

    def rows(self, table: str) -> list[dict]:
        return list(csv.DictReader(StringIO(self.file(table).read_bytes().decode(), newline="")))

    def write(self, table: str, rows: list[dict]) -> None:
        out = StringIO(newline="")
        writer = csv.DictWriter(out, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self.file(table).write_bytes(out.getvalue().encode())

    def change(self, table: str, slug: str, **cells: str) -> int:
        """Change cells of one row; returns the line of the file on which the row begins."""
        rows = self.rows(table)
        row = next(row for row in rows if row["slug"] == slug)
        row.update(cells)
        self.write(table, rows)
        return self.line_of(table, slug)

    def line_of(self, table: str, slug: str) -> int:
        lines = self.file(table).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if line.startswith(f"{slug},"))

    def append(self, table: str, **cells: str) -> None:
        """Add a row like the first one, but for these cells."""
        rows = self.rows(table)
        self.write(table, [*rows, {**rows[0], **cells}])

    def replace(self, table: str, old: bytes, new: bytes) -> None:
        """Change the bytes of the file once."""
        content = self.file(table).read_bytes()
        assert old in content
        self.file(table).write_bytes(content.replace(old, new, 1))


@pytest.fixture
def folder(tmp_path) -> ContentFolder:
    shutil.copytree(settings.FIXTURES, tmp_path / "fixtures")
    return ContentFolder(tmp_path / "fixtures")


def everything() -> dict[str, list[dict]]:
    """Every row of the content with its lists, pages, revisions and history, and the loader's memory."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in CONTENT_APPS
    }
