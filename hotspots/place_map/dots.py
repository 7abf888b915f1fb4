"""The whole region with a dot per place, too small to point at: for the door to the places on the home page."""

from hotspots.models.vocabulary import Stage
from hotspots.place_map.picture import Land
from hotspots.place_map.pins import Pin
from hotspots.place_map.projection import HEIGHT, WIDTH, is_on_map, place_of


def dots_of(pins: list[Pin], land: Land) -> dict:
    """For components/place_dots.html; a full dot exists, an open one is being made or could come."""
    shown = [pin for pin in pins if is_on_map(pin.longitude, pin.latitude)]
    dots = [(*place_of(pin.longitude, pin.latitude), pin.stage == Stage.EXISTING) for pin in shown]
    return {
        "width": str(WIDTH),
        "height": str(HEIGHT),
        "areas": land.areas,
        "dots": [{"x": f"{x:.0f}", "y": f"{y:.0f}", "is_there": is_there} for x, y, is_there in dots],
    }
