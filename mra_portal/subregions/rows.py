"""The rows that the points of profiles name, looked up once per kind, public ones only."""

from collections.abc import Iterable

from agenda.models import ActionLine, Organisation
from financing.models import FinancingOption
from hotspots.models import Hotspot
from profiles.models import Cluster
from profiles.points import Point

# By the name of the part in a point: which rows a visitor may see.
PUBLIC = {
    "clusters": lambda: Cluster.objects.all(),
    "places": lambda: Hotspot.objects.published(),
    "options": lambda: FinancingOption.objects.published(),
    "organisations": lambda: Organisation.objects.published(),
    "lines": lambda: ActionLine.objects.published().select_related("accelerator"),
}


class NamedRows:
    """The rows that these points name; a draft, and a row that went, is left out. One query per kind that occurs."""

    def __init__(self, points: Iterable[Point]):
        asked: dict[str, set[int]] = {}
        for point in points:
            for name, keys in point.rows.items():
                asked.setdefault(name, set()).update(keys)
        self._found = {name: PUBLIC[name]().in_bulk(keys) for name, keys in asked.items() if keys}

    def of(self, point: Point, name: str) -> list:
        found = self._found.get(name, {})
        return [found[key] for key in point.rows.get(name, []) if key in found]
