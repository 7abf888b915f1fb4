"""Everything at once: a zip with every dataset as CSV and JSON, the catalogue, and a data dictionary.

Made by `manage.py dump_open_data`, kept where uploads are kept: a node holds no state.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import StringIO
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mra_portal.common.exports.datasets import Dataset
from mra_portal.common.exports.licence import LICENCE, PUBLISHER
from mra_portal.common.exports.rows import rows_in_chunks
from mra_portal.common.exports.sheets import meaning_of
from mra_portal.common.exports.streams import csv_parts, geojson_parts, json_parts
from mra_portal.open_data.catalogue import DATASETS
from mra_portal.open_data.dcat import catalogue_as

FOLDER = "open-data"
KEPT = 7  # dumps


@dataclass(frozen=True)
class Dump:
    name: str
    made_on: str  # 2026-11-28
    size: int
    url: str


def newest_dump() -> Dump | None:
    name = max(_names(), default=None)
    if name is None:
        return None
    path = f"{FOLDER}/{name}"
    return Dump(name, name.removesuffix(".zip")[-10:], default_storage.size(path), default_storage.url(path))


def _names() -> list[str]:
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    return [name for name in names if name.endswith(".zip")]


def make_dump(moment: datetime) -> str:
    """Write the dump of this day in the place of one that is there, drop the oldest ones. Returns its name."""
    name = f"innovatieportaal-mra-{timezone.localdate(moment).isoformat()}.zip"
    with TemporaryFile() as file, translation.override(settings.LANGUAGE_CODE):
        write_dump(file, moment)
        file.seek(0)
        path = f"{FOLDER}/{name}"
        if default_storage.exists(path):
            default_storage.delete(path)
        default_storage.save(path, File(file))
    for old in sorted(_names())[:-KEPT]:
        default_storage.delete(f"{FOLDER}/{old}")
    return name


def write_dump(file: IO[bytes], moment: datetime) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("LEESMIJ.txt", _read_me(moment))
        archive.writestr("kolommen.csv", b"".join(_dictionary()))
        archive.writestr("catalogus.ttl", catalogue_as("turtle"))
        for dataset in DATASETS.values():
            keys = list(dataset.rows(moment).values_list("pk", flat=True))
            for form in ("csv", "json", *(form for form in dataset.forms if form == "geojson")):
                with archive.open(f"{dataset.name}.{form}", "w") as member:
                    for part in _parts(dataset, form, keys, moment):
                        member.write(part)


def _parts(dataset: Dataset, form: str, keys: list, moment: datetime) -> Iterator[bytes]:
    chunks = map(dataset.completed, rows_in_chunks(partial(dataset.rows, moment), keys))
    if form == "csv":
        return csv_parts(dataset.fields, chunks)
    if form == "json":
        return json_parts(dataset.fields, len(keys), chunks)
    return geojson_parts(dataset.fields, dataset.geometry_of, chunks)


def _dictionary() -> Iterator[bytes]:
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(["dataset", "kolom", "betekenis"])
    for dataset in DATASETS.values():
        writer.writerows([dataset.name, field.name, meaning_of(field)] for field in dataset.fields)
    yield "\ufeff".encode() + buffer.getvalue().encode()


def _read_me(moment: datetime) -> str:
    lines = [
        _("Open data of the innovation portal"),
        _("Source: %(publisher)s, %(address)s") % {"publisher": PUBLISHER, "address": settings.PORTAL_BASE_URL},
        _("Licence: %(title)s, %(url)s") % {"title": LICENCE.title, "url": LICENCE.url},
        _("Made at: %(moment)s") % {"moment": timezone.localtime(moment).isoformat(timespec="minutes")},
        _("What every column means stands in kolommen.csv."),
        "",
    ]
    for dataset in DATASETS.values():
        lines += [f"{dataset.name}: {dataset.title}", f"  {dataset.about}"]
        lines += [f"  {dataset.elsewhere}"] if dataset.elsewhere else []
    return "\r\n".join([*lines, ""])
