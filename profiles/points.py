"""The points of a profile as plain values: what pages, comparisons and exports read.

They are read from what is stored, not through the blocks: that would ask the database for every row a point names.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from profiles.blocks import Change

# The lists of points on a profile, in the order in which the agenda prints them.
COLUMNS = ("sectors", "places", "programmes", "needs")
# What a point may name, by the name of the part in the block; the models stand in profiles.blocks.
ROWS = ("clusters", "places", "options", "organisations", "lines")


@dataclass(frozen=True)
class Point:
    """`lang` is the language of the words; `printed` is always Dutch. `rows`: primary keys by the name of the part."""

    column: str
    number: int
    lang: str
    text: str
    heading: str = ""
    explanation: str = ""
    printed: str = ""
    change: str = ""
    source: str = ""
    note: str = ""
    rows: dict[str, list[int]] = field(default_factory=dict)

    @property
    def change_label(self) -> str:
        return Change(self.change).label if self.change else ""

    @property
    def earlier(self) -> str:
        """What the agenda of 2025 said, where that no longer holds."""
        return self.printed if self.change in (Change.CHANGED, Change.GONE) else ""

    @property
    def is_said_differently(self) -> bool:
        """The words of the agenda are others than those of the point, and still hold."""
        return bool(self.printed) and self.printed != self.text and not self.earlier

    @property
    def texts(self) -> list[str]:
        return [self.text, self.heading, self.explanation, self.printed]


def points_of(stream, column: str, lang: str) -> list[Point]:
    """The points of a stream of profiles.blocks."""
    return [
        _point(raw["value"], column, number, lang)
        for number, raw in enumerate(stream.raw_data, start=1)
        if raw["type"] == "point"
    ]


def _point(value: dict, column: str, number: int, lang: str) -> Point:
    words = ("text", "heading", "explanation", "printed", "change", "source", "note")
    said = {name: value.get(name) or "" for name in words}
    return Point(column, number, lang, **said, rows={name: _keys(value[name]) for name in ROWS if value.get(name)})


def _keys(items: Iterable) -> list[int]:
    """A list block stores its items with a type and an id around them; a new one may be bare."""
    found = (item["value"] if isinstance(item, dict) else item for item in items)
    return [key for key in found if key is not None]
