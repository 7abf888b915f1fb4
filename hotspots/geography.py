"""Points, distances and walking times. Degrees are WGS 84; distances are kilometres along a straight line.

Source of the earth's radius: the mean radius R1 of the GRS 80 ellipsoid (IUGG).
"""

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
# A walk is longer than the straight line, and goes at a calm pace: our rule of thumb, told wherever it is used.
DETOUR = 1.3
WALKING_KM_PER_HOUR = 4.8
CYCLING_KM_PER_HOUR = 15

_NUMBER = r"\s*([+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?)\s*"
_PAIR = re.compile(f"{_NUMBER}[,;]{_NUMBER}")


@dataclass(frozen=True)
class Point:
    latitude: float
    longitude: float

    def __str__(self):
        return f"{self.latitude:.4f},{self.longitude:.4f}"


def distance_km(one: Point, other: Point) -> float:
    """Along the great circle (haversine)."""
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    chord = sin(north / 2) ** 2 + (cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2)
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def walking_km(straight_km: float) -> float:
    return straight_km * DETOUR


def walking_minutes(straight_km: float) -> int:
    """Whole minutes, at least one."""
    return max(1, round(walking_km(straight_km) / WALKING_KM_PER_HOUR * 60))


def cycling_minutes(straight_km: float) -> int:
    """Whole minutes, at least one."""
    return max(1, round(straight_km * DETOUR / CYCLING_KM_PER_HOUR * 60))


def parse_point(text: str) -> Point | None:
    """ "52.37,4.89" as a point; None when it is none, or lies nowhere on earth."""
    found = _PAIR.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = map(float, found.groups())
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def looks_swapped(point: Point) -> bool:
    """True when latitude and longitude changed places: in the Netherlands they cannot be mistaken for each other."""
    return 3 <= point.latitude <= 8 and 50 <= point.longitude <= 54
