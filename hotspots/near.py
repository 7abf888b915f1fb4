"""Where a visitor measures from: a point, or the name of a place or station that the portal knows itself.

No outside service is asked: the names are the municipalities, the places at their centres, and our own stations.
"""

from dataclasses import dataclass
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hotspots.geography import Point, looks_swapped, parse_point
from hotspots.models import Station
from profiles.models import Municipality

MOST_SUGGESTIONS = 3
# The least and the most that can be asked for, in kilometres.
SMALLEST_KM, LARGEST_KM = 0.1, 100


@dataclass(frozen=True)
class Gazetteer:
    """Names that stand for a point; `points` by the name as people type it, in lower case."""

    names: list[str]
    points: dict[str, Point]

    def point_of(self, name: str) -> Point | None:
        return self.points.get(" ".join(name.casefold().split()))

    def names_like(self, text: str) -> list[str]:
        known = {name.casefold(): name for name in self.names}
        return [known[found] for found in get_close_matches(text.casefold(), known, MOST_SUGGESTIONS, 0.6)]


def read_gazetteer() -> Gazetteer:
    """Municipalities first: a station that has the name of its town gets "station" before it."""
    found: dict[str, Point] = {}
    for row in Municipality.objects.order_by("name"):
        point = Point(float(row.latitude), float(row.longitude))
        found.setdefault(row.centre_place, point)
        found.setdefault(row.name, point)
    for row in Station.objects.order_by("name", "kind"):
        name = row.name if row.name not in found else f"Station {row.name}"
        found.setdefault(name, row.point)
    names = sorted(found, key=str.casefold)
    return Gazetteer(names, {name.casefold(): point for name, point in found.items()})


def parse_here(text: str, gazetteer: Gazetteer) -> Point:
    """Where to measure from. Raises ValidationError with what to do about it."""
    text = text.strip()
    point = parse_point(text)
    if point is None:
        point = gazetteer.point_of(text)
    if point is None:
        close = gazetteer.names_like(text[:100])
        if close:
            message = _("We do not know the place “%(value)s”. Did you mean: %(close)s?")
            raise ValidationError(message % {"value": text[:100], "close": ", ".join(close)})
        message = _(
            "We do not know the place “%(value)s”. Give the name of a town or station in the region, or a point "
            "such as 52.3702,4.8952 (latitude, longitude)."
        )
        raise ValidationError(message % {"value": text[:100]})
    if looks_swapped(point):
        message = _("Latitude and longitude are the wrong way round. Did you mean %(point)s?")
        raise ValidationError(message % {"point": Point(point.longitude, point.latitude)})
    return point


def parse_radius(text: str) -> float:
    """Kilometres, with a point or a comma. Raises ValidationError."""
    try:
        radius = float(text.strip().replace(",", ".")) if len(text) <= 20 and text.isascii() else None
    except ValueError:
        radius = None
    if radius is None or not SMALLEST_KM <= radius <= LARGEST_KM:
        message = _("The distance is a number of kilometres from %(least)s to %(most)s, such as 5.")
        raise ValidationError(message % {"least": number_format(SMALLEST_KM, 1), "most": LARGEST_KM})
    return radius
