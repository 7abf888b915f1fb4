"""Where one place lies: a piece of our own drawing round it, with its neighbours and the nearest stations."""

from collections.abc import Iterable

from hotspots.geography import Point
from hotspots.models import Hotspot
from hotspots.place_map.picture import Land
from hotspots.place_map.pins import Pin
from hotspots.place_map.projection import HEIGHT, UNITS_PER_KM, WIDTH, is_on_map, place_of
from hotspots.reach import Reach
from hotspots.shapes import BOX, SHAPES

# How much of the region it shows (kilometres), how large the mark is and how near the edge a name may stand (units).
KM_WIDE, KM_HIGH = 22, 15
MARK, EDGE = 22.0, 26.0


def close_up(place: Hotspot, reach: Reach, land: Land, pins: Iterable[Pin]) -> dict | None:
    """For components/close_up.html; None for a place without a point, or outside the drawing."""
    point = place.point
    if point is None or not is_on_map(point.longitude, point.latitude):
        return None
    x, y = place_of(point.longitude, point.latitude)
    width, height = KM_WIDE * UNITS_PER_KM, KM_HIGH * UNITS_PER_KM
    left, top = min(max(x - width / 2, 0), WIDTH - width), min(max(y - height / 2, 0), HEIGHT - height)

    def is_in(at_x: float, at_y: float, edge: float = 0) -> bool:
        return left + edge <= at_x <= left + width - edge and top + edge / 2 <= at_y <= top + height - edge / 2

    others = (place_of(pin.longitude, pin.latitude) for pin in pins if pin.key != place.pk)
    stops = (Point(stop.latitude, stop.longitude) for stop in (reach.train, reach.hov) if stop)
    stations = (place_of(stop.longitude, stop.latitude) for stop in stops)
    return {
        "box": f"{left:.0f} {top:.0f} {width} {height}",
        "width": str(width),
        "height": str(height),
        "areas": [area for area in land.areas if _meets(area["points"], left, top, left + width, top + height)],
        "canal": land.canal,
        "waters": [water for water in land.waters if is_in(float(water["x"]), float(water["y"]), EDGE)],
        "towns": [town for town in land.towns if is_in(float(town["x"]), float(town["y"]), EDGE)],
        "others": [_at(*at) for at in others if is_in(*at)],
        "stations": [_at(at_x - 4, at_y - 4) for at_x, at_y in stations if is_in(at_x, at_y)],
        "mark": {
            **_at(x - MARK / 2, y - MARK / 2),
            "scale": f"{MARK / BOX:.3f}",
            "kind": place.kind,
            "stage": place.stage,
            "shape": SHAPES[place.kind],
        },
    }


def _at(x: float, y: float) -> dict:
    return {"x": f"{x:.1f}", "y": f"{y:.1f}"}


def _meets(points: str, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether the box round these points ("x,y x,y") and this box share something."""
    pairs = [pair.split(",") for pair in points.split()]
    xs, ys = [float(x) for x, _y in pairs], [float(y) for _x, y in pairs]
    return min(xs) < right and max(xs) > left and min(ys) < bottom and max(ys) > top
