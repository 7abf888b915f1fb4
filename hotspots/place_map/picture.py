"""The map of places as shapes for SVG: our own drawing of the region, and a mark per place or per cluster.

Two sets of marks: for a wide screen, and for a phone, where everything is drawn larger and joined sooner. The same
rows always give the same picture.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hotspots.geography import Point, distance_km
from hotspots.place_map.pins import Cluster, Pin, clusters_of
from hotspots.place_map.projection import HEIGHT, UNITS_PER_KM, WIDTH, is_on_map, place_of
from hotspots.shapes import BOX
from mra_portal.common.pictures.text_width import text_width
from profiles.models import Municipality
from profiles.region_map import drawing, rings_of

# Units of the drawing: how large a mark is, and how near two may come.
WIDE, NARROW = (34.0, 42.0), (58.0, 76.0)
# Letters of a town's name on each, and where it goes when a mark lies on it: above or below, or it is left out.
LETTERS = {"wide": 19, "narrow": 34}
# A cluster link shows what lies in it; a little more than the farthest (kilometres).
MARGIN_KM = 0.05


@dataclass(frozen=True)
class Land:
    """What lies under the marks; it changes with the municipalities only."""

    areas: list[dict]  # {subregion, points}
    waters: list[dict]
    towns: list[dict]
    canal: str


def read_land() -> Land:
    towns = [{"name": town["name"], **_at(*town["point"])} for town in drawing()["towns"]]
    waters = [{"name": water["name"], "turn": water["turn"], **_at(*water["point"])} for water in drawing()["waters"]]
    areas = [
        {"subregion": row.subregion.slug, "points": _path(ring)}
        for row in Municipality.objects.select_related("subregion").order_by("name")
        for ring in rings_of(row.slug)
    ]
    return Land(areas, waters, towns, _path(drawing()["canal"]))


def place_map(
    pins: Iterable[Pin],
    land: Land,
    *,
    here: Point | None = None,
    radius_km: float | None = None,
    url_of_cluster: Callable[[Point, float], str],
    number_of: Callable[[Pin], int] | None = None,
) -> dict:
    """For components/place_map.html. `number_of` gives pins a number instead of a shape (a ranking): "3", and
    "3+" where others stand with it."""
    shown = [pin for pin in pins if is_on_map(pin.longitude, pin.latitude)]
    sizes = [(name, size, clusters_of(shown, apart)) for name, (size, apart) in (("wide", WIDE), ("narrow", NARROW))]
    return {
        "width": str(WIDTH),
        "height": str(HEIGHT),
        "land": land,
        "here": _here(here, radius_km),
        "sizes": [
            {
                "name": name,
                "towns": _towns(land, clusters, size, LETTERS[name]),
                "marks": [_mark(one, size, url_of_cluster, number_of) for one in clusters],
            }
            for name, size, clusters in sizes
        ],
    }


def _towns(land: Land, clusters: list[Cluster], size: float, letters: int) -> list[dict]:
    """The names of towns where no mark lies on them."""
    found = []
    for town in land.towns:
        x, y = float(town["x"]), float(town["y"])
        half = text_width(town["name"], letters) / 2 + size / 2
        near = [one.y for one in clusters if abs(one.x - x) < half]
        for down in (0, letters * 0.9, -letters * 0.9, letters * 1.6, -letters * 1.6):
            middle = y + down - letters * 0.35
            if all(abs(other - middle) > (size + letters) / 2 for other in near):
                found.append({**town, "y": f"{y + down:.1f}"})
                break
    return found


def _mark(cluster: Cluster, size: float, url_of_cluster, number_of) -> dict:
    half = size / 2
    mark = {
        "x": f"{cluster.x:.1f}",
        "y": f"{cluster.y:.1f}",
        "left": f"{cluster.x - half:.1f}",
        "top": f"{cluster.y - half:.1f}",
        "scale": f"{size / BOX:.3f}",
        "half": f"{half:.1f}",
        "names": [pin.name for pin in cluster.pins],
    }
    if len(cluster.pins) > 1:
        first = cluster.pins[0]
        centre = Point(first.latitude, first.longitude)
        farthest = max(distance_km(centre, Point(pin.latitude, pin.longitude)) for pin in cluster.pins)
        url = url_of_cluster(centre, round(farthest + MARGIN_KM, 1) or 0.1)
        label = f"{min(map(number_of, cluster.pins))}+" if number_of else str(len(cluster.pins))
        return {**mark, "count": len(cluster.pins), "label": label, "url": url, "pin": None}
    pin = cluster.pins[0]
    return {**mark, "count": 1, "url": pin.url, "pin": pin, "number": number_of(pin) if number_of else None}


def _here(here: Point | None, radius_km: float | None) -> dict | None:
    if here is None or not is_on_map(here.longitude, here.latitude):
        return None
    radius = "" if radius_km is None else f"{radius_km * UNITS_PER_KM:.1f}"
    return {**_at(here.longitude, here.latitude), "radius": radius}


def _at(longitude: float, latitude: float) -> dict:
    x, y = place_of(longitude, latitude)
    return {"x": f"{x:.1f}", "y": f"{y:.1f}"}


def _path(points: Iterable) -> str:
    places = (place_of(*point) for point in points)
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
