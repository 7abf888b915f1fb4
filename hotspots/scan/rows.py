"""What the scan tells of a place, and of all of them together."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotspots.cards import where_in_words
from hotspots.models import Hotspot, ReachNote
from hotspots.models.vocabulary import ReachKind
from hotspots.reach import Reach, ReachClass, Stop
from hotspots.scan.question import ReachFilterSet, class_of
from hotspots.shapes import SHAPES
from hotspots.wording import distance_text, walk_text

OUTSIDE = "buiten"
# One letter per class, so that no picture or table tells them apart by colour alone.
LETTERS = {ReachClass.WALK: "A", ReachClass.CYCLE: "B", ReachClass.FAR: "C", ReachClass.UNKNOWN: "?"}
CLASSES = {
    ReachClass.WALK: gettext_lazy("at most 15 minutes on foot"),
    ReachClass.CYCLE: gettext_lazy("farther, and at most 5 km of road: about 20 minutes by bicycle"),
    ReachClass.FAR: gettext_lazy("more than 5 km of road"),
    ReachClass.UNKNOWN: gettext_lazy("the place has no known point"),
}


@dataclass(frozen=True)
class ScanRow:
    """A row of the table."""

    place: Hotspot
    reach: Reach

    @property
    def where(self) -> str:
        return where_in_words(self.place)

    @property
    def shape(self) -> str:
        return SHAPES[self.place.kind]

    @property
    def reach_class(self) -> dict:
        return class_in_words(class_of(self.reach))

    @property
    def train(self) -> dict | None:
        return _stop(self.reach.train)

    @property
    def hov(self) -> dict | None:
        return _stop(self.reach.hov)

    @property
    def chances(self) -> list[ReachNote]:
        return [note for note in self.place.reach_notes.all() if note.kind == ReachKind.OPPORTUNITY]

    @property
    def bottlenecks(self) -> list[ReachNote]:
        return [note for note in self.place.reach_notes.all() if note.kind == ReachKind.BOTTLENECK]


def _stop(stop: Stop | None) -> dict | None:
    """Nobody walks for hours: beyond cycling distance only the distance is told."""
    if stop is None:
        return None
    return {
        "name": stop.name,
        "kind": stop.kind_label.lower(),
        "straight": distance_text(stop.straight_km),
        "road": distance_text(stop.walking_km),
        "walk": walk_text(stop.minutes),
        "reach_class": class_in_words(stop.reach),
    }


def class_in_words(found: ReachClass) -> dict:
    """For hotspots/_reach_class.html."""
    return {"slug": found.value, "label": found.label, "letter": LETTERS[found]}


def legend() -> list[dict]:
    return [{**class_in_words(found), "meaning": CLASSES[found]} for found in ReachClass]


@dataclass(frozen=True)
class Sum:
    """How many places of an area are in each class; `url` shows them in the table."""

    slug: str  # of a subregion; empty for all of them
    name: str
    code: str
    counts: list[dict]  # {slug, label, letter, count, url}, in the order of ReachClass
    total: int

    @property
    def in_words(self) -> str:
        """ "3 op loopafstand, 2 op fietsafstand, 1 verder weg"."""
        words = {
            ReachClass.WALK: _("%(n)s within walking distance"),
            ReachClass.CYCLE: _("%(n)s within cycling distance"),
            ReachClass.FAR: _("%(n)s farther away"),
            ReachClass.UNKNOWN: _("%(n)s not known"),
        }
        return ", ".join(words[one["slug"]] % {"n": one["count"]} for one in self.counts if one["count"])


def sums_of(filterset: ReachFilterSet, areas: Iterable[tuple[str, str, str]]) -> tuple[Sum, list[Sum]]:
    """For all places of the answer, and per subregion that has some. `areas`: slug, name and code."""
    index, bits = filterset.index, filterset.bits
    classes = index.facets["bereik"]

    def counted(slug: str, name: str, code: str, part: int) -> Sum:
        counts = []
        for found in ReachClass:
            count = (part & classes.get(found.value, 0)).bit_count()
            url = filterset.url_with("bereik", found.value) if count and not slug else ""
            counts.append({**class_in_words(found), "count": count, "url": url})
        return Sum(slug, name, code, counts, part.bit_count())

    rows, rest = [], bits
    for slug, name, code in areas:
        part = bits & index.facets["deelregio"].get(slug, 0)
        rest &= ~part
        if part:
            rows.append(counted(slug, name, code, part))
    if rest:
        rows.append(counted(OUTSIDE, _("Outside the MRA"), "", rest))
    return counted("", _("All places"), "", bits), rows
