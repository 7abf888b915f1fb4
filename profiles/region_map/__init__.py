"""Our own drawing of the region, to put points on: where the thirty municipalities lie, roughly (drawing.json).

Degrees are WGS 84, longitude before latitude as in GeoJSON. The drawing is no boundary: what it says about the edge
of a municipality may be a kilometre off.
"""

import json
from functools import cache
from math import cos, hypot, inf, radians
from pathlib import Path

Coordinates = tuple[float, float]  # longitude, latitude
Ring = list[Coordinates]

# The middle of the region, where a degree east is this many kilometres.
MIDDLE_LATITUDE = 52.4
KM_NORTH = 111.2
KM_EAST = KM_NORTH * cos(radians(MIDDLE_LATITUDE))


@cache
def drawing() -> dict:
    return json.loads(Path(__file__).with_name("drawing.json").read_text(encoding="utf-8"))


def rings_of(municipality: str) -> list[Ring]:
    """The outline of a municipality (slug) as one ring or more, not closed; none for one that is not drawn."""
    return [[(east, north) for east, north in ring] for ring in drawing()["municipalities"].get(municipality, [])]


def municipality_at(longitude: float, latitude: float) -> str | None:
    """The slug of the municipality that this point lies in, according to the drawing."""
    point = (longitude, latitude)
    names = drawing()["municipalities"]
    return next((name for name in names if any(_is_in(point, ring) for ring in rings_of(name))), None)


def distance_to_region_km(longitude: float, latitude: float) -> float:
    """How far a point lies outside the drawing of the region, in kilometres; 0 inside it."""
    if municipality_at(longitude, latitude):
        return 0.0
    point = (longitude, latitude)
    rings = (ring for name in drawing()["municipalities"] for ring in rings_of(name))
    return min((_distance_km(point, ring) for ring in rings), default=inf)


def distance_to_municipality_km(municipality: str, longitude: float, latitude: float) -> float:
    """How far a point lies outside the drawing of a municipality (slug); 0 inside it, infinite for one not drawn."""
    point, rings = (longitude, latitude), rings_of(municipality)
    if any(_is_in(point, ring) for ring in rings):
        return 0.0
    return min((_distance_km(point, ring) for ring in rings), default=inf)


def _is_in(point: Coordinates, ring: Ring) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _distance_km(point: Coordinates, ring: Ring) -> float:
    plane = [((x - point[0]) * KM_EAST, (y - point[1]) * KM_NORTH) for x, y in ring]
    return min(_to_segment(one, other) for one, other in zip(plane, [*plane[1:], plane[0]], strict=True))


def _to_segment(one: Coordinates, other: Coordinates) -> float:
    """From the origin to a straight piece."""
    (x1, y1), (x2, y2) = one, other
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(1.0, max(0.0, -(x1 * dx + y1 * dy) / length))
    return hypot(x1 + along * dx, y1 + along * dy)
