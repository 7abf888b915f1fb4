"""Places as pins: what a map needs of each, kept with the catalogue's index."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from django.urls import reverse

from hotspots.models.vocabulary import HotspotKind, Stage
from hotspots.place_map.projection import place_of
from hotspots.shapes import SHAPES
from mra_portal.common.catalogue_index import CatalogueIndex


@dataclass(frozen=True)
class Pin:
    """One place with a point; degrees are WGS 84."""

    key: int
    slug: str
    name: str
    kind: str
    stage: str
    town: str
    latitude: float
    longitude: float

    @property
    def url(self) -> str:
        return reverse("hotspots:hotspot", args=[self.slug])

    @property
    def shape(self) -> str:
        return SHAPES[self.kind]

    @property
    def kind_label(self) -> str:
        return str(HotspotKind(self.kind).label)

    @property
    def stage_label(self) -> str:
        return str(Stage(self.stage).label)


@dataclass(frozen=True)
class Cluster:
    """Pins too near each other to draw apart; `x` and `y` are those of the first of them."""

    x: float
    y: float
    pins: list[Pin]


def pins_of(index: CatalogueIndex) -> dict[int, Pin]:
    """Every place of the catalogue that has a point, by primary key, in the order of the keys."""
    return index.kept("pins", _read)


def _read(rows, numbering) -> dict[int, Pin]:
    told = rows.with_point().order_by("pk")
    columns = ("pk", "slug", "name", "kind", "stage", "municipality__name", "latitude", "longitude")
    return {
        key: Pin(key, slug, name, kind, stage, town or "", float(latitude), float(longitude))
        for key, slug, name, kind, stage, town, latitude, longitude in told.values_list(*columns)
    }


def clusters_of(pins: Iterable[Pin], apart: float) -> list[Cluster]:
    """The pins, joined where they lie within `apart` units of the first of a cluster. Same pins, same answer."""
    cells: dict[tuple[int, int], list[Cluster]] = {}
    found: list[Cluster] = []
    for pin in pins:
        x, y = place_of(pin.longitude, pin.latitude)
        column, row = int(x // apart), int(y // apart)
        around = [(column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
        near = [one for cell in around for one in cells.get(cell, ()) if hypot(one.x - x, one.y - y) < apart]
        if near:
            min(near, key=lambda one: hypot(one.x - x, one.y - y)).pins.append(pin)
        else:
            cluster = Cluster(x, y, [pin])
            cells.setdefault((column, row), []).append(cluster)
            found.append(cluster)
    return found
