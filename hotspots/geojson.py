"""Places as GeoJSON (RFC 7946), in and out: one feature a row, with the columns of the table as its properties.

The point is the geometry; without one, the place has no known point. The public download has other names (`naam`,
`omschrijving`) and leaves columns out, so it does not come back in: the export of this format does.
"""

import json
import re

import tablib
from django.utils.translation import gettext as _
from import_export.formats.base_formats import Format

from mra_portal.common.content.formats import UnreadableFileError

LONGITUDE, LATITUDE = "longitude", "latitude"
# Names of WGS 84 in degrees, as GDAL and QGIS write them. The member `crs` itself is older than the standard.
WGS_84 = re.compile(r"(urn:ogc:def:crs:)?(OGC:(1\.3)?:?CRS84|EPSG:[0-9.]*:?4326)", re.IGNORECASE)
# Where coordinates of the Dutch grid (EPSG:28992, metres) lie: east from 0, north from 289 km (NSGI, RDNAPTRANS).
RD_EAST, RD_NORTH = (-7_000, 300_000), (289_000, 629_000)


class GeoJSON(Format):
    """A format of import and export for the table of places."""

    def __init__(self, encoding: str | None = None):
        """The library offers an encoding; GeoJSON is UTF-8 (RFC 8259)."""

    def get_title(self):
        return "geojson"

    def get_extension(self):
        return "geojson"

    def get_content_type(self):
        return "application/geo+json"

    def can_import(self):
        return True

    def can_export(self):
        return True

    def create_dataset(self, in_stream, **kwargs):
        """Raises UnreadableFileError, which names the feature that is wrong."""
        if in_stream is None:  # between preview and confirmation a file is kept in the cache, for a day
            raise UnreadableFileError(_("The file is no longer there. Send it again."))
        features = _features_of(_parse(in_stream))
        rows = [_row_of(feature, number) for number, feature in enumerate(features, start=1)]
        headers = list(dict.fromkeys(name for row in rows for name in row))
        for number, row in enumerate(rows, start=1):
            missing = [name for name in headers if name not in row]
            if missing:
                raise _wrong(number, _("“%(name)s” is missing, which other features have.") % {"name": missing[0]})
        return tablib.Dataset(*([row[name] for name in headers] for row in rows), headers=headers)

    def export_data(self, dataset, **kwargs):
        return json.dumps(
            {"type": "FeatureCollection", "features": [_feature_of(row) for row in dataset.dict]},
            ensure_ascii=False,
            separators=(",", ":"),
        )


def _parse(in_stream):
    try:
        text = in_stream.decode("utf-8-sig") if isinstance(in_stream, bytes) else in_stream
        return json.loads(text, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise UnreadableFileError(_("The file is not a text in UTF-8.")) from None
    except (ValueError, RecursionError):
        raise UnreadableFileError(_("The file is not JSON: it may be cut off.")) from None


def _refuse_constant(name):
    raise ValueError(name)  # NaN and Infinity are no JSON


def _features_of(data) -> list:
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        raise UnreadableFileError(_("The file is not GeoJSON with a list of features (a FeatureCollection)."))
    crs = data.get("crs")
    if crs is not None:
        named = crs.get("properties") if isinstance(crs, dict) else None
        name = str(named.get("name", "")) if isinstance(named, dict) else ""
        if not WGS_84.fullmatch(name):
            message = _(
                "The file uses the projection “%(name)s”. Save it with longitude and latitude in degrees: WGS 84, "
                "EPSG:4326."
            )
            raise UnreadableFileError(message % {"name": name or _("unknown")})
    features = data.get("features")
    if not isinstance(features, list) or not features:
        raise UnreadableFileError(_("There are no features in the file."))
    return features


def _wrong(number: int, message: str) -> UnreadableFileError:
    return UnreadableFileError(_("Feature %(number)s: %(message)s") % {"number": number, "message": message})


def _row_of(feature, number: int) -> dict[str, str]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise _wrong(number, _("this is not a feature of GeoJSON."))
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        raise _wrong(number, _("the properties are not names with values."))
    if "naam" in properties and "name" not in properties:
        message = _(
            "this is the public download, of which the names differ. Take the export of GeoJSON for data stewards."
        )
        raise _wrong(number, message)
    for name in (LONGITUDE, LATITUDE):
        if name in properties:
            message = _("the point is the geometry; leave “%(name)s” out of the properties.")
            raise _wrong(number, message % {"name": name})
    row = {name: _cell(name, value, number) for name, value in properties.items()}
    try:
        "".join((*row, *row.values())).encode()
    except UnicodeEncodeError:  # half of a pair of signs
        raise _wrong(number, _("The text holds a character that cannot be stored.")) from None
    return row | dict(zip((LONGITUDE, LATITUDE), _point_of(feature.get("geometry"), number), strict=True))


def _cell(name: str, value, number: int) -> str:
    """As a cell of the CSV: a list with semicolons, yes and no as 1 and 0, nothing as empty."""
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict | list) for one in value)):
        raise _wrong(number, _("“%(name)s” is not a text, a number or a list of those.") % {"name": name})
    if isinstance(value, list):
        return ";".join(str(one) for one in value)
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else str(value)


def _point_of(geometry, number: int) -> tuple[str, str]:
    """Longitude and latitude, with the four decimals that are kept."""
    if geometry is None:
        return "", ""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind != "Point":
        message = _("a place is a Point, and this is: %(kind)s.")
        raise _wrong(number, message % {"kind": kind if isinstance(kind, str) else _("unknown")})
    position = geometry.get("coordinates")
    if not isinstance(position, list) or len(position) not in (2, 3) or not all(map(_is_number, position)):
        raise _wrong(number, _("a point is two numbers: longitude, latitude."))
    east, north = position[:2]
    if abs(east) > 180 or abs(north) > 180:
        if RD_EAST[0] <= east <= RD_EAST[1] and RD_NORTH[0] <= north <= RD_NORTH[1]:
            message = _(
                "these look like RD coordinates (EPSG:28992), in metres. Save the file with longitude and latitude in "
                "degrees: WGS 84, EPSG:4326."
            )
            raise _wrong(number, message)
        raise _wrong(number, _("%(east)s, %(north)s are no degrees.") % {"east": east, "north": north})
    return f"{east:.4f}", f"{north:.4f}"


def _is_number(value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12


def _feature_of(row: dict) -> dict:
    properties = {name: value for name, value in row.items() if name not in (LONGITUDE, LATITUDE)}
    point = [row.get(LONGITUDE), row.get(LATITUDE)]
    known = all(degrees not in (None, "") for degrees in point)
    geometry = {"type": "Point", "coordinates": [float(degrees) for degrees in point]} if known else None
    return {"type": "Feature", "geometry": geometry, "properties": properties}
