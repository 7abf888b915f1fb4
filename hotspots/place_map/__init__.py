"""The map of places: the same answer as the list beside it."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from hotspots.filters import HotspotFilterSet
from hotspots.geography import Point
from hotspots.models.vocabulary import HotspotKind
from hotspots.place_map.close_up import close_up
from hotspots.place_map.dots import dots_of
from hotspots.place_map.picture import Land, place_map, read_land
from hotspots.place_map.pins import Pin, pins_of
from hotspots.place_map.projection import is_on_map
from hotspots.shapes import SHAPES
from mra_portal.common.bitsets import places
from mra_portal.common.catalogue_index import CatalogueIndex

__all__ = ["close_up", "dots_of", "found_pins", "land_of", "map_of", "pins_of", "place_map"]


def found_pins(filterset: HotspotFilterSet) -> list[Pin]:
    """The places of the answer that have a point."""
    pins, keys = pins_of(filterset.index), filterset.index.numbering.keys
    found = (keys[place] for place in places(filterset.bits))
    return [pins[key] for key in sorted(found) if key in pins]


def land_of(index: CatalogueIndex) -> Land:
    return index.kept("land", lambda rows, numbering: read_land())


def map_of(filterset: HotspotFilterSet) -> dict:
    """For hotspots/_map.html: every place of the answer, whatever page of the list is shown."""
    pins = found_pins(filterset)
    query = filterset.data.copy()
    for name in ("dichtbij", "straal", "pagina"):
        query.pop(name, None)

    def url_of_cluster(centre: Point, radius_km: float) -> str:
        asked = [(name, value) for name, values in query.lists() for value in values]
        return f"?{urlencode([*asked, ('dichtbij', str(centre)), ('straal', f'{radius_km:g}')])}"

    counts: dict[str, int] = {}
    for pin in pins:
        counts[pin.kind] = counts.get(pin.kind, 0) + 1
    asked = f"?{filterset.data.urlencode()}" if filterset.data else ""
    return {
        **place_map(
            pins,
            land_of(filterset.index),
            here=filterset.here,
            radius_km=filterset.radius,
            url_of_cluster=url_of_cluster,
        ),
        "count": len(pins),
        "without_point": filterset.count - len(pins),
        "beyond": sum(not is_on_map(pin.longitude, pin.latitude) for pin in pins),
        "kinds": [
            {"kind": kind.value, "label": kind.label, "shape": SHAPES[kind], "count": counts[kind.value]}
            for kind in HotspotKind
            if kind.value in counts
        ],
        "data_url": reverse("hotspots:map_data") + asked,
        "land_url": reverse("hotspots:map_land"),
        "card_url": reverse("hotspots:map_card", args=["SLUG"]),  # the script fills in which place
        "pages_url": reverse("hotspots:hotspots"),
        "tiles_url": settings.PORTAL_MAP_TILES_URL,
        "tiles_attribution": settings.PORTAL_MAP_TILES_ATTRIBUTION,
    }
