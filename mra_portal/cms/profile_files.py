"""Reads the points of a profile from `fixtures/pages/deelregios/<slug>.points.toml`.

A page in Dutch and its twin in English share their points, so those stand once: `printed` is what the agenda says;
`nl` and `en` are the point in our words (`nl` may be left out where the printed words say it well); `more_nl` and
`more_en` explain it; `note_nl` and `note_en` tell what is odd. Rows are named by their slugs.
"""

import tomllib
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from profiles.models import COLUMNS

# What a point may point at, per part: the name in the file, and the model.
ROWS = {
    "clusters": "profiles.Cluster",
    "places": "hotspots.Hotspot",
    "options": "financing.FinancingOption",
    "organisations": "agenda.Organisation",
    "lines": "agenda.ActionLine",
}
TEXTS = ("source", "change")
SAID_TWICE = {"heading": "heading", "more": "explanation", "note": "note"}


class PointsFileError(Exception):
    """A file of points is missing or wrong; the message says what is wrong with it."""


def read_points(file: Path, code: str) -> dict[str, list[dict]]:
    """The streams of a profile in this language, ready for Wagtail. Raises PointsFileError."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PointsFileError(f"{file.name}: the file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PointsFileError(f"{file.name}: {error}") from None
    unknown = content.keys() - {*COLUMNS, "figures"}
    if unknown:
        raise PointsFileError(f"{file.name}: {', '.join(sorted(unknown))}: no part of a profile")
    streams = {name: _column(content.get(name, []), code, f"{file.name}, {name}") for name in COLUMNS}
    streams["figures"] = [{"type": "figure", "value": _figure(item, code)} for item in content.get("figures", [])]
    return streams


def _figure(item: dict, code: str) -> dict:
    said = {name: item.get(f"{name}_{code}", item.get(name, "")) for name in ("value", "label")}
    return {**said, "year": item["year"], "source": item["source"]}


def _column(groups: list[dict], code: str, where: str) -> list[dict]:
    return [
        {"type": "point", "value": _point({**_shared(group), **point}, code, f"{where}, point {number}")}
        for group in groups
        for number, point in enumerate(group.get("points", []), start=1)
    ]


def _shared(group: dict) -> dict:
    """What the points of a group have in common: heading and source."""
    return {name: value for name, value in group.items() if name != "points"}


def _point(point: dict, code: str, where: str) -> dict:
    known = {"printed", "nl", "en", *TEXTS, *ROWS, *(f"{name}_{lang}" for name in SAID_TWICE for lang in ("nl", "en"))}
    if unknown := point.keys() - known:
        raise PointsFileError(f"{where}: {', '.join(sorted(unknown))}: not a part of a point")
    text = point.get(code) or (point.get("printed") if code == "nl" else "")
    if not text:
        raise PointsFileError(f"{where}: the text in {code} is missing")
    value = {"text": text, "printed": point.get("printed", "")}
    value |= {name: point.get(name, "") for name in TEXTS}
    value |= {name: point.get(f"{key}_{code}", "") for key, name in SAID_TWICE.items()}
    value |= {name: [_key(ROWS[name], slug, where) for slug in point[name]] for name in ROWS if name in point}
    return value


def _key(label: str, slug: str, where: str) -> int:
    model: type[Model] = apps.get_model(label)
    key = model.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if key is None:
        raise PointsFileError(f"{where}: there is no {model._meta.verbose_name} {slug!r}")
    return key
