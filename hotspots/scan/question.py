"""What can be asked of the scan: the words of the list, the class of the nearest stop, and orders of its own."""

from functools import cached_property

from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy, pgettext_lazy

from hotspots.filters import DISTANCE, NAME, HotspotFilterSet
from hotspots.geography import distance_km
from hotspots.models.vocabulary import HotspotKind, ReachKind
from hotspots.reach import Reach, ReachClass, Stop, Whereabouts, whereabouts_of
from mra_portal.common.bitsets import Numbering, places
from mra_portal.common.catalogue_index import index_of
from mra_portal.common.filters import FacetFilter, SortFilter
from profiles.models import Subregion

STOP, STOP_FAR, TRAIN, TRAIN_FAR, HOV, HOV_FAR = "halte", "halte-ver", "station", "station-ver", "hov", "hov-ver"
KIND, SUBREGION, BOTTLENECKS = "type", "deelregio", "knelpunten"
# Orders that follow from points: which stop, and whether the farthest comes first.
BY_STOP = {
    STOP: ("nearest", False),
    STOP_FAR: ("nearest", True),
    TRAIN: ("train", False),
    TRAIN_FAR: ("train", True),
    HOV: ("hov", False),
    HOV_FAR: ("hov", True),
}
FARTHER = float("inf")


class ClassFilter(FacetFilter):
    """The class of the nearest stop, of train and HOV alike."""

    def bitsets(self, rows, numbering: Numbering) -> dict[str, int]:
        whereabouts = whereabouts_now()
        found: dict[str, list] = {}
        for key in numbering.keys:
            found.setdefault(class_of(whereabouts.reach(key)).value, []).append(key)
        return {value: numbering.bits_of(keys) for value, keys in found.items()}


def whereabouts_now() -> Whereabouts:
    """The one of the list of places: how a place is reached is worked out once."""
    return whereabouts_of(index_of(HotspotFilterSet))


def class_of(reach: Reach) -> ReachClass:
    return reach.nearest.reach if reach.nearest else ReachClass.UNKNOWN


def _by_name(rows):
    return rows.by_name()


class ReachFilterSet(HotspotFilterSet):
    bereik = ClassFilter(options=lambda: ReachClass.choices, label=gettext_lazy("Nearest stop"))
    sorteer = SortFilter(
        orders={
            STOP_FAR: (gettext_lazy("farthest from a stop"), _by_name),
            STOP: (gettext_lazy("nearest to a stop"), _by_name),
            TRAIN_FAR: (gettext_lazy("farthest from a train"), _by_name),
            TRAIN: (gettext_lazy("nearest to a train"), _by_name),
            HOV_FAR: (gettext_lazy("farthest from HOV"), _by_name),
            HOV: (gettext_lazy("nearest to HOV"), _by_name),
            NAME: (gettext_lazy("name"), _by_name),
            SUBREGION: (gettext_lazy("subregion"), _by_name),
            KIND: (pgettext_lazy("order of places", "type"), _by_name),
            "stadium": (pgettext_lazy("order of places", "stage"), lambda rows: rows.by_stage()),
            BOTTLENECKS: (gettext_lazy("most bottlenecks"), _by_name),
            DISTANCE: (gettext_lazy("distance to your place"), _by_name),
        }
    )

    @cached_property
    def whereabouts(self) -> Whereabouts:
        return whereabouts_now()

    @property
    def order(self) -> str:
        """Who says where she is sees the nearest first, as in the list; else what is hardest to reach comes first."""
        chosen = super().order
        return chosen if self.data.get("sorteer") or self.here else STOP_FAR

    def keys(self, start=0, stop=None):
        order = self.order
        by_name = self.index.keys(self.bits, NAME if order != "stadium" else order, 0, self.count)
        if order in BY_STOP:
            which, farthest_first = BY_STOP[order]
            reach = self.whereabouts.reach

            def rank(key):
                stop: Stop | None = getattr(reach(key), which)
                if stop is None:
                    return FARTHER  # not known comes last, either way
                return -stop.straight_km if farthest_first else stop.straight_km

            by_name = sorted(by_name, key=rank)
        elif order == DISTANCE:
            points, here = self.whereabouts.points, self.here
            by_name = sorted(by_name, key=lambda key: distance_km(here, points[key]) if key in points else FARTHER)
        elif order in (KIND, SUBREGION, BOTTLENECKS):
            by_name = sorted(by_name, key=lambda key: self._ranks(order).get(key, FARTHER))
        return by_name[start:stop]

    def _ranks(self, order: str) -> dict[int, int]:
        """By primary key the rank of a place in this order; kept with the index."""

        def read(rows, numbering):
            if order == BOTTLENECKS:
                notes = rows.filter(reach_notes__kind=ReachKind.BOTTLENECK).order_by().values_list("pk", flat=True)
                found: dict[int, int] = {}
                for key in notes:
                    found[key] = found.get(key, 0) - 1
                return found
            values = Subregion.objects.order_by(Lower("name")).values_list("slug", flat=True)
            ranked = list(values if order == SUBREGION else HotspotKind.values)
            facet = self.index.facets[order]
            return {
                numbering.keys[place]: rank
                for rank, value in enumerate(ranked)
                for place in places(facet.get(value, 0))
            }

        return self.index.kept(f"ranks-{order}", read)
