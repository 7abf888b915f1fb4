from heapq import nsmallest

from hotspots.geography import distance_km
from hotspots.models import Hotspot
from hotspots.reach import Whereabouts

MOST, FARTHEST_KM = 5, 10


def nearby(place: Hotspot, whereabouts: Whereabouts) -> list[tuple[int, float]]:
    """The primary keys of the nearest other places within ten kilometres, with the distance; none without a point."""
    here = place.point
    if here is None:
        return []
    away = ((distance_km(here, point), key) for key, point in whereabouts.points.items() if key != place.pk)
    return [(key, distance) for distance, key in nsmallest(MOST, away) if distance <= FARTHEST_KM]
