"""The route map for a wide page: phases from left to right, a line per kind, a capsule per option.

Rows in, shapes out, no colour; the same rows always give the same picture. Why it looks like this is told in the
design of the pictures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from financing.route_picture.lanes import Berth, Measures, lanes_of
from financing.route_picture.rows import (
    CLOSED,
    MIXED,
    Line,
    PhaseColumn,
    Sign,
    Station,
    cross,
    number,
    sign_at,
    sign_width,
    title_of,
)
from mra_portal.common.pictures.text_width import text_width

# A capsule's pitch is its target: 24 px at 0.82 of full size, the narrowest page that shows this picture.
LARGE = Measures("large", 1280, pitch=36, capsule=27, text=16.5, sign=13, heading=19, column=18, disc=15)
MEDIUM = Measures("medium", 1280, pitch=30, capsule=22, text=14.5, sign=12.5, heading=17, column=17, disc=14)
PRINT = Measures("print", 1016, pitch=14.9, capsule=11.8, text=9.6, sign=7.6, heading=11.5, column=12, disc=9, left=14)
FEW = 24  # options up to which the large one is used
PAGE = 638  # height of a printed sheet: A4 lying down, between the margins of print.css, less the key

RADIUS = 9  # of the quarter circles
RISER = 6  # from the left side of a phase to its riser


@dataclass(frozen=True)
class DrawnColumn:
    name: str
    count: int
    url: str
    is_chosen: bool
    x: str
    width: str
    right: str
    text_x: str
    count_x: str


@dataclass(frozen=True)
class DrawnStation:
    """A capsule over its phases, with the walls of skipped phases dotted."""

    title: str
    url: str
    state: str
    count: int
    lane: int
    x: str
    y: str  # middle
    width: str
    top: str
    height: str
    radius: str
    walls: str  # path; empty for a capsule in one piece, which is its own outline
    tunnels: str  # path
    glyph_x: str
    glyph_radius: str
    cross: str  # path, closed only
    label: str
    label_x: str
    label_y: str
    is_outside: bool
    sign: Sign | None
    hit_x: str
    hit_y: str
    hit_width: str
    hit_height: str


@dataclass(frozen=True)
class DrawnLine:
    number: int
    name: str
    count: int
    url: str
    is_double: bool
    is_chosen: bool
    rails: str  # path: trunk, risers and what joins two stations of a lane
    disc_x: str
    disc_y: str
    number_y: str
    name_x: str
    name_y: str
    hit_x: str
    hit_y: str
    hit_width: str
    hit_height: str
    stations: list[DrawnStation]


@dataclass(frozen=True)
class Sheet:
    """One drawing. On screen there is one; on paper a line never runs over two."""

    height: str
    bands_y: str
    bands_height: str
    lines: list[DrawnLine]


@dataclass(frozen=True)
class RoutePicture:
    """What financing/_route_picture.html draws; measures are text, ready for SVG."""

    density: str
    width: str
    text_size: str
    heading_size: str
    column_size: str
    disc_radius: str
    axis_x: str
    axis_y: str
    axis_width: str
    columns: list[DrawnColumn]
    sheets: list[Sheet]
    unused: list[Line]  # lines without stations: named, not drawn
    lane_count: int
    has_mixed: bool  # a station that stands for several with different states


def route_picture(
    stations: Iterable[Station],
    lines: Iterable[Line],
    phases: Sequence[PhaseColumn],
    *,
    print_size: bool = False,
) -> RoutePicture:
    """Lay out stations on their lines. Above 120 of them merge first: this stays correct, but not readable."""
    stations = list(stations)
    measures = PRINT if print_size else LARGE if len(stations) <= FEW else MEDIUM
    measures = replace(measures, columns=max(len(phases), 1))
    lines = sorted(lines, key=lambda line: line.number)
    lanes = {line: lanes_of((row for row in stations if row.line == line.number), measures) for line in lines}
    used = [line for line in lines if lanes[line]]
    return RoutePicture(
        density=measures.name,
        width=number(measures.width),
        text_size=number(measures.text),
        heading_size=number(measures.heading),
        column_size=number(measures.column),
        disc_radius=number(measures.disc),
        axis_x=number(measures.left),
        axis_y=number(_axis(measures)),
        axis_width=number(measures.width - measures.left - 6),
        columns=[_column(phase, index, measures) for index, phase in enumerate(phases)],
        sheets=[_sheet(part, lanes, measures, phases) for part in _sheets(used, lanes, measures)],
        unused=[line for line in lines if not lanes[line]],
        lane_count=sum(map(len, lanes.values())),
        has_mixed=any(station.state == MIXED for station in stations),
    )


def _axis(measures: Measures) -> float:
    """The line under the names of the phases."""
    return round(measures.column * 2.4)


def _column(phase: PhaseColumn, index: int, measures: Measures) -> DrawnColumn:
    left, right = measures.left_of(index), measures.right_of(index)
    return DrawnColumn(
        name=phase.name,
        count=phase.count,
        url=phase.url,
        is_chosen=phase.is_chosen,
        x=number(left),
        width=number(right - left),
        right=number(right),
        text_x=number(left + measures.entry),
        count_x=number(right - 10),
    )


def _first_lane(measures: Measures) -> float:
    """From the trunk to the first lane: two quarter circles, or the capsule."""
    return max(2 * RADIUS + 2, measures.capsule / 2 + 8)


def _trunk(measures: Measures) -> float:
    """From the top of a line to its trunk: some air, and the name."""
    return measures.heading * (1.6 if measures.name == PRINT.name else 2)


def _height(lanes: list[list[Berth]], measures: Measures) -> float:
    return _trunk(measures) + _first_lane(measures) + (len(lanes) - 0.5) * measures.pitch


def _foot(measures: Measures) -> float:
    return measures.pitch / 3


def _sheets(used: list[Line], lanes: dict[Line, list], measures: Measures) -> list[list[Line]]:
    """The lines of every sheet, in order; only paper has more than one."""
    sheets: list[list[Line]] = [[]]
    page = room = PAGE - _axis(measures) - _foot(measures)
    for line in used:
        height = _height(lanes[line], measures)
        if measures.name == PRINT.name and sheets[-1] and height > room:
            sheets.append([])
            room = page
        sheets[-1].append(line)
        room -= height
    return sheets


def _sheet(lines: list[Line], lanes: dict[Line, list], measures: Measures, phases: Sequence[PhaseColumn]) -> Sheet:
    top = _axis(measures)
    drawn = []
    for line in lines:
        drawn.append(_line(line, lanes[line], top, measures, phases))
        top += _height(lanes[line], measures)
    bottom = top + _foot(measures)
    return Sheet(
        height=number(bottom),
        bands_y=number(_axis(measures) + 4),
        bands_height=number(bottom - _axis(measures) - 4),
        lines=drawn,
    )


def _line(
    line: Line, lanes: list[list[Berth]], top: float, measures: Measures, phases: Sequence[PhaseColumn]
) -> DrawnLine:
    trunk = top + _trunk(measures)
    heights = [trunk + _first_lane(measures) + index * measures.pitch for index in range(len(lanes))]
    stations = [
        (berth.station.phases[0], index, _station(berth, index, heights[index], measures, phases))
        for index, lane in enumerate(lanes)
        for berth in lane
    ]
    disc = measures.left_of(0) + RISER
    name_x, size = disc + measures.disc + 7, measures.heading
    name_end = name_x + text_width(f"{line.name}  {line.count}", size, strong=True)
    hit_x, hit_y = disc - measures.disc - 3, top + 4
    return DrawnLine(
        number=line.number,
        name=line.name,
        count=line.count,
        url=line.url,
        is_double=line.is_double,
        is_chosen=line.is_chosen,
        rails=_rails(lanes, heights, trunk, measures),
        disc_x=number(disc),
        disc_y=number(trunk),
        number_y=number(trunk + size * 0.345),
        name_x=number(name_x),
        name_y=number(trunk - size * 0.5),
        hit_x=number(hit_x),
        hit_y=number(hit_y),
        hit_width=number(name_end + 9 - hit_x),
        hit_height=number(heights[0] - measures.pitch / 2 - hit_y),
        stations=[drawn for _phase, _lane, drawn in sorted(stations, key=lambda row: row[:2])],
    )


def _rails(lanes: list[list[Berth]], heights: list[float], trunk: float, measures: Measures) -> str:
    """Trunk from the disc, a riser down per first phase, a branch into each lane, and links within a lane."""
    disc = measures.left_of(0) + RISER
    by_phase: dict[int, list[int]] = {}
    for index, lane in enumerate(lanes):
        by_phase.setdefault(lane[0].station.phases[0], []).append(index)
    last_phase = max(by_phase)
    parts = []
    for phase, indexes in sorted(by_phase.items()):
        x = measures.left_of(phase) + RISER
        if phase == 0:
            parts.append(f"M{number(disc)} {number(trunk)}")
        else:
            start = disc if phase == last_phase else x - RADIUS
            parts.append(f"M{number(start)} {number(trunk)}H{number(x - RADIUS)}a9 9 0 0 1 9 9")
        parts.append(f"V{number(heights[indexes[-1]] - RADIUS)}{_into(lanes[indexes[-1]][0])}")
        parts += [f"M{number(x)} {number(heights[index] - RADIUS)}{_into(lanes[index][0])}" for index in indexes[:-1]]
    for lane, y in zip(lanes, heights, strict=True):
        parts += [f"M{number(one.hi)} {number(y)}H{number(other.lo)}" for one, other in pairwise(lane)]
    return "".join(parts)


def _into(berth: Berth) -> str:
    return f"a9 9 0 0 0 9 9H{number(berth.lo)}"


def _station(berth: Berth, lane: int, y: float, measures: Measures, phases: Sequence[PhaseColumn]) -> DrawnStation:
    station, half = berth.station, measures.capsule / 2
    label_end = berth.label_x + text_width(berth.label, measures.text)
    hit_x = berth.lo - 4
    return DrawnStation(
        title=title_of(station, phases, berth.label),
        url=station.url,
        state=station.state,
        count=station.count,
        lane=lane,
        x=number(berth.lo),
        y=number(y),
        width=number(berth.hi - berth.lo),
        top=number(y - half),
        height=number(measures.capsule),
        radius=number(half),
        walls=_walls(berth.spans, y, half) if len(berth.spans) > 1 else "",
        tunnels=_tunnels(berth.spans, y, half, label_end),
        glyph_x=number(berth.lo + half),
        glyph_radius=number(measures.text * 0.29),
        cross=cross(berth.lo + half, y, measures.text * 0.25) if station.state == CLOSED else "",
        label=berth.label,
        label_x=number(berth.label_x),
        label_y=number(y + measures.text * 0.345),
        is_outside=berth.is_outside,
        sign=sign_at(
            station,
            berth.hi - half * 0.45 - sign_width(station, measures.sign),
            y,
            measures.sign,
        ),
        hit_x=number(hit_x),
        hit_y=number(y - measures.pitch / 2),
        hit_width=number(max(berth.hi, label_end) + 4 - hit_x),
        hit_height=number(measures.pitch),
    )


def _walls(spans: list[tuple[float, float]], y: float, half: float) -> str:
    """The solid parts of an outline: a round end left and right, two walls in between."""
    top, bottom, r = number(y - half), number(y + half), number(half)
    first, last = spans[0], spans[-1]
    parts = [
        f"M{number(first[1])} {top}H{number(first[0] + half)}a{r} {r} 0 0 0 0 {number(2 * half)}H{number(first[1])}"
    ]
    parts += [f"M{number(lo)} {top}H{number(hi)}M{number(lo)} {bottom}H{number(hi)}" for lo, hi in spans[1:-1]]
    parts.append(
        f"M{number(last[0])} {top}H{number(last[1] - half)}a{r} {r} 0 0 1 0 {number(2 * half)}H{number(last[0])}"
    )
    return "".join(parts)


def _tunnels(spans: list[tuple[float, float]], y: float, half: float, label_end: float) -> str:
    """Two walls, and a middle where no label stands, over every phase that is skipped."""
    parts = []
    for (_lo, hi), (lo, _hi) in pairwise(spans):
        parts += [f"M{number(hi)} {number(height)}H{number(lo)}" for height in (y - half, y + half)]
        middle = max(hi, label_end) + 10
        if lo - 10 - middle > 30:
            parts.append(f"M{number(middle)} {number(y)}H{number(lo - 10)}")
    return "".join(parts)
