"""How a place is reached: the nearest train station and HOV stop, derived from the points (action line 3a).

Straight lines, times 1.3 for the walk (hotspots.geography). HOV stops are the ones in our own list, not all there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from hotspots.geography import Point, distance_km, walking_km, walking_minutes
from hotspots.models import Hotspot, Station
from hotspots.models.vocabulary import StationKind
from mra_portal.common.bitsets import Numbering
from mra_portal.common.catalogue_index import CatalogueIndex

# Our own classes: fifteen minutes on foot; five kilometres of road, about twenty minutes by bicycle.
WALK_MINUTES, CYCLE_KM = 15, 5


class ReachClass(models.TextChoices):
    """How far the nearest stop is, in what people do about it."""

    WALK = "lopen", _("walking distance")
    CYCLE = "fietsen", _("cycling distance")
    FAR = "ver", _("farther away")
    UNKNOWN = "onbekend", _("not known")


@dataclass(frozen=True)
class Stop:
    """A station as seen from a place. `straight_km` is what was derived; the walk follows from it."""

    name: str
    kind: str  # a StationKind
    straight_km: float
    latitude: float
    longitude: float

    @property
    def kind_label(self) -> str:
        return StationKind(self.kind).label

    @property
    def walking_km(self) -> float:
        return walking_km(self.straight_km)

    @property
    def minutes(self) -> int:
        return walking_minutes(self.straight_km)

    @property
    def reach(self) -> ReachClass:
        if self.minutes <= WALK_MINUTES:
            return ReachClass.WALK
        return ReachClass.CYCLE if self.walking_km <= CYCLE_KM else ReachClass.FAR


@dataclass(frozen=True)
class Reach:
    """The nearest train station and the nearest HOV stop; both None for a place without a point."""

    train: Stop | None = None
    hov: Stop | None = None

    @property
    def nearest(self) -> Stop | None:
        stops = [stop for stop in (self.train, self.hov) if stop is not None]
        return min(stops, key=lambda stop: stop.straight_km, default=None)

    @property
    def train_class(self) -> ReachClass:
        return self.train.reach if self.train else ReachClass.UNKNOWN

    @property
    def hov_class(self) -> ReachClass:
        return self.hov.reach if self.hov else ReachClass.UNKNOWN


class Stops:
    """Every station of the portal, asked for the nearest ones."""

    def __init__(self, stations: Sequence[Station]):
        self.trains = [row for row in stations if row.kind == StationKind.TRAIN]
        self.others = [row for row in stations if row.kind != StationKind.TRAIN]

    def reach_from(self, point: Point | None) -> Reach:
        if point is None:
            return Reach()
        return Reach(_nearest(self.trains, point), _nearest(self.others, point))


def _nearest(stations: Sequence[Station], point: Point) -> Stop | None:
    found = [(distance_km(point, row.point), row.name, row) for row in stations]
    if not found:
        return None
    distance, _name, row = min(found, key=lambda item: item[:2])
    return Stop(row.name, row.kind, distance, float(row.latitude), float(row.longitude))


class Whereabouts:
    """The points of a catalogue's places and how each is reached; kept with the index, worked out when asked for."""

    def __init__(self, rows, numbering: Numbering):
        told = rows.with_point().order_by().values_list("pk", "latitude", "longitude")
        self.points = {key: Point(float(latitude), float(longitude)) for key, latitude, longitude in told}
        self._reaches: dict[int, Reach] = {}

    @cached_property
    def stops(self) -> Stops:
        return Stops(list(Station.objects.all()))

    def reach(self, key: int) -> Reach:
        if key not in self._reaches:
            self._reaches[key] = self.stops.reach_from(self.points.get(key))
        return self._reaches[key]


def whereabouts_of(index: CatalogueIndex) -> Whereabouts:
    return index.kept("whereabouts", Whereabouts)


def reach_of(place: Hotspot) -> Reach:
    """For one place that is not in a catalogue, such as a draft."""
    return Stops(list(Station.objects.all())).reach_from(place.point)
