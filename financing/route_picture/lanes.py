"""Lanes: which stations of one line share a row of the route map, and in which order the rows stand.

First-fit packing of intervals, the label included. The lanes that start latest stand next to the trunk, so that left
of them it is empty down to there, and no riser ever crosses a station.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from financing.route_picture.rows import Station, reading_order, sign_width
from mra_portal.common.pictures.text_width import clipped, text_width

GAP = 18  # between two stations in a lane


@dataclass(frozen=True)
class Measures:
    """The sizes of one density, and where its columns are."""

    name: str
    width: float
    pitch: float  # from lane to lane
    capsule: float  # height
    text: float
    sign: float  # text of a tag
    heading: float  # text of a line's name
    column: float  # text of a phase's name
    disc: float  # radius
    left: float = 20
    margin: float = 18  # right of the last column
    columns: int = 6
    entry: float = 18  # from the left side of a phase to a capsule that starts there
    exit: float = 6  # from a capsule to the right side of the phase it ends in

    def left_of(self, phase: int) -> float:
        return self.left + phase * (self.width - self.left - self.margin) / self.columns

    def right_of(self, phase: int) -> float:
        return self.left_of(phase + 1)

    def spans(self, station: Station) -> list[tuple[float, float]]:
        """Left and right of every unbroken part of a capsule."""
        return [(self.left_of(first) + self.entry, self.right_of(last) - self.exit) for first, last in station.runs]

    @property
    def glyph(self) -> float:
        """Room of the state at the left of a capsule."""
        return self.capsule / 2 + self.text * 0.5 + 2


@dataclass(frozen=True)
class Berth:
    """A station with the room it takes from left to right, and the label it carries."""

    station: Station
    spans: list[tuple[float, float]]
    label: str
    label_x: float
    is_outside: bool = False

    @property
    def lo(self) -> float:
        return self.spans[0][0]

    @property
    def hi(self) -> float:
        return self.spans[-1][1]

    @property
    def end(self) -> float:
        """Where the next station of the lane may come; after a label outside none may, its rail would run through."""
        return inf if self.is_outside else self.hi


def berth_of(station: Station, measures: Measures) -> Berth:
    """Label inside when it fits, else to the right of the capsule, else the abbreviation, else what fits of it."""
    spans = measures.spans(station)
    inside_x, hi = spans[0][0] + measures.glyph, spans[-1][1]
    sign = sign_width(station, measures.sign)
    room = hi - inside_x - (sign + 14 if sign else 8)
    outside_x = hi + 6
    width = text_width(station.name, measures.text)
    if width <= room:
        return Berth(station, spans, station.name, inside_x)
    if station.count == 1:
        if len(spans) == 1 and outside_x + width <= measures.width - measures.margin:
            return Berth(station, spans, station.name, outside_x, is_outside=True)
        if station.abbreviation and text_width(station.abbreviation, measures.text) <= room:
            return Berth(station, spans, station.abbreviation, inside_x)
    return Berth(station, spans, clipped(station.name, measures.text, room), inside_x)


def lanes_of(stations: Iterable[Station], measures: Measures) -> list[list[Berth]]:
    """The lanes of one line, from the trunk down."""
    lanes: list[list[Berth]] = []
    for station in sorted(stations, key=reading_order):
        berth = berth_of(station, measures)
        for lane in lanes:
            if lane[-1].end + GAP <= berth.lo:
                lane.append(berth)
                break
        else:
            lanes.append([berth])
    return sorted(lanes, key=lambda lane: -lane[0].station.phases[0])  # stable: then in order of opening
