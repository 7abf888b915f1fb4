"""How the lines of the network picture run: only through the gutters and the gaps between blocks, never over a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotspots.network.blocks import BLOCK, EDGE, GUTTER, TRACK, Plan
from hotspots.network.graph import Form, Link, Node

BULGE, LEVEL, MOST_BULGE = 18, 13, 0.8  # an arc, every next one around it, and at most this part of a gutter
ARCS = 66  # room beside a block that canals leave to arcs
RADIUS = 9
RING = 9  # how far from the block a wished-for link ends
ARROW = 9
# Painted in this order, so that the strongest lie on top.
PAINTED = (Form.ORGANISATION, Form.MIXED, Form.SUBREGIONS, Form.PLACES)


@dataclass(eq=False)
class Tie:
    """All links between two ends, drawn as one line."""

    start: Node
    end: Node
    form: str
    links: list[Link]

    @property
    def is_wished_for(self) -> bool:
        return all(link.is_wished_for for link in self.links)

    def leads_to(self, node: Node) -> bool:
        return any(link.is_directed and link.end is node for link in self.links)


@dataclass(frozen=True)
class End:
    """Where a line begins: at the side of a block. `side` is 1 on the right, -1 on the left."""

    x: float
    y: float
    side: int


@dataclass(frozen=True)
class Line:
    tie: Tie
    path: str
    ends: tuple[End, End]


def ties_of(links: Sequence[Link]) -> list[Tie]:
    """One per pair of ends; always in the same order, the weakest form first."""
    ties: dict[frozenset[Node], Tie] = {}
    for link in sorted(links, key=lambda link: link.slug):
        start, end = sorted(link.ends, key=lambda node: node.id)
        ties.setdefault(frozenset(link.ends), Tie(start, end, link.form, [])).links.append(link)
    return sorted(ties.values(), key=lambda tie: (PAINTED.index(Form(tie.form)), tie.start.id, tie.end.id))


def lines_of(plan: Plan, ties: Sequence[Tie]) -> list[Line]:
    known = [tie for tie in ties if tie.start in plan.spots and tie.end in plan.spots]
    router = _Router(plan, known)
    return [router.line(tie) for tie in known]


class _Router:
    def __init__(self, plan: Plan, ties: Sequence[Tie]):
        self.plan, self.spots = plan, plan.spots
        self.levels = self._levels([tie for tie in ties if self._is_arc(tie)])
        self.tracks = self._tracks([tie for tie in ties if tie.form == Form.SUBREGIONS])
        self.passages = self._passages([tie for tie in ties if self._span(tie) == 2])

    def _columns(self, tie: Tie) -> tuple[int, int]:
        return self.spots[tie.start][0].column, self.spots[tie.end][0].column

    def _span(self, tie: Tie) -> int:
        one, other = self._columns(tie)
        return abs(one - other)

    def _is_arc(self, tie: Tie) -> bool:
        return self._span(tie) == 0 and tie.form != Form.SUBREGIONS

    def _reach(self, tie: Tie) -> tuple[float, float]:
        one, other = sorted((self.spots[tie.start][1], self.spots[tie.end][1]))
        return one, other

    def _levels(self, ties: list[Tie]) -> dict[Tie, int]:
        """Per arc how far out it bulges: the shortest nearest the block, the first level where it is free."""
        taken: dict[int, list[list[tuple[float, float]]]] = {}
        levels = {}
        for tie in sorted(
            ties,
            key=lambda tie: (self._reach(tie)[1] - self._reach(tie)[0], self._reach(tie), tie.start.id, tie.end.id),
        ):
            low, high = self._reach(tie)
            rows = taken.setdefault(self._columns(tie)[0], [])
            free = (at for at, row in enumerate(rows) if all(high <= one or low >= other for one, other in row))
            level = next(free, len(rows))
            if level == len(rows):
                rows.append([])
            rows[level].append((low, high))
            levels[tie] = level
        return levels

    def _gutters(self, tie: Tie) -> list[int]:
        """The gutters in which a canal has a track: 0 between west and middle, 1 between middle and east."""
        columns = sorted(self._columns(tie))
        if columns[0] == columns[1]:
            return [min(columns[0], 1)]
        return list(range(columns[0], columns[1]))

    def _tracks(self, ties: list[Tie]) -> dict[tuple[Tie, int], float]:
        """A track of its own for every canal in every gutter it uses, the longest nearest the west."""
        found = {}
        for gutter in (0, 1):
            here = [tie for tie in ties if gutter in self._gutters(tie)]
            here.sort(key=lambda tie: (self._reach(tie)[0] - self._reach(tie)[1], tie.start.id, tie.end.id))
            left = EDGE + BLOCK + gutter * (BLOCK + GUTTER)
            room = GUTTER - ARCS - (ARCS if gutter else 2 * TRACK)
            step = min(TRACK + 1.0, room / max(len(here) - 1, 1))
            for number, tie in enumerate(here):
                found[tie, gutter] = left + ARCS + number * step
        return found

    def _passages(self, ties: list[Tie]) -> dict[Tie, float]:
        """The height at which a line from west to east passes the middle column."""
        gaps = self.plan.gaps()
        if not gaps:
            return {tie: sum(self._reach(tie)) / 2 for tie in ties}
        using: dict[tuple[float, float], list[Tie]] = {gap: [] for gap in gaps}
        for tie in ties:
            mean = sum(self._reach(tie)) / 2
            using[min(gaps, key=lambda gap: (abs(sum(gap) / 2 - mean), gap))].append(tie)
        found = {}
        for (top, bottom), here in using.items():
            here.sort(key=lambda tie: (sum(self._reach(tie)), tie.start.id, tie.end.id))
            step = min(TRACK, (bottom - top - 14) / max(len(here) - 1, 1))
            first = (top + bottom) / 2 - step * (len(here) - 1) / 2
            found |= {tie: first + number * step for number, tie in enumerate(here)}
        return found

    def _end(self, node: Node, other: Node) -> End:
        block, y = self.spots[node]
        column, there = block.column, self.spots[other][0].column
        side = 1 if (there > column or (there == column and column < 2)) else -1
        return End(block.right if side > 0 else block.left, y, side)

    def line(self, tie: Tie) -> Line:
        ends = (self._end(tie.start, tie.end), self._end(tie.end, tie.start))
        # Drawn from west to east, from top to bottom.
        one, other = sorted(ends, key=lambda end: (end.x, end.y))
        away = RING if tie.is_wished_for else 0
        start = (one.x + one.side * (away + ARROW * tie.leads_to(self._at(tie, ends, one))), one.y)
        end = (other.x + other.side * (away + ARROW * tie.leads_to(self._at(tie, ends, other))), other.y)
        if tie.form == Form.SUBREGIONS:
            path = self._canal(tie, start, end)
        elif self._is_arc(tie):
            path = self._arc(tie, start, end, one.side)
        elif self._span(tie) == 1:
            path = f"M{_xy(start)}{_curve(start, end)}"
        else:
            path = self._crossing(tie, start, end)
        return Line(tie, path, ends)

    @staticmethod
    def _at(tie: Tie, ends: tuple[End, End], end: End) -> Node:
        return tie.start if end is ends[0] else tie.end

    def _arc(self, tie: Tie, start, end, side: int) -> str:
        bulge = min(BULGE + LEVEL * self.levels[tie], MOST_BULGE * GUTTER)
        x = max(start[0] * side, end[0] * side) * side + side * bulge / 0.75
        return f"M{_xy(start)}C{_n(x)} {_n(start[1])} {_n(x)} {_n(end[1])} {_xy(end)}"

    def _crossing(self, tie: Tie, start, end) -> str:
        y = self.passages[tie]
        into, out = (EDGE + BLOCK + GUTTER, y), (EDGE + 2 * BLOCK + GUTTER, y)
        return f"M{_xy(start)}{_curve(start, into)}H{_n(out[0])}{_curve(out, end)}"

    def _canal(self, tie: Tie, start, end) -> str:
        gutters = self._gutters(tie)
        corners = []
        x = self.tracks[tie, gutters[0]]
        if len(gutters) == 1:
            corners = [(x, start[1]), (x, end[1])]
        else:
            y, far = self.passages[tie], self.tracks[tie, gutters[1]]
            corners = [(x, start[1]), (x, y), (far, y), (far, end[1])]
        return _rounded([start, *corners, end])


def _rounded(points: list[tuple[float, float]]) -> str:
    """A path with right angles, rounded where there is room."""
    path = f"M{_xy(points[0])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        r = min(RADIUS, _far(before, corner) / 2, _far(corner, after) / 2)
        path += f"L{_xy(_towards(corner, before, r))}Q{_xy(corner)} {_xy(_towards(corner, after, r))}"
    return f"{path}L{_xy(points[-1])}"


def _far(one, other) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(point, other, distance: float) -> tuple[float, float]:
    whole = _far(point, other)
    part = distance / whole if whole else 0
    return point[0] + (other[0] - point[0]) * part, point[1] + (other[1] - point[1]) * part


def _curve(start, end) -> str:
    """Leaves and arrives level."""
    reach = (end[0] - start[0]) * 0.55
    return f"C{_n(start[0] + reach)} {_n(start[1])} {_n(end[0] - reach)} {_n(end[1])} {_xy(end)}"


def _xy(point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def arrow_at(end: End, away: float) -> str:
    """A head that points at the block."""
    return f"M{_n(end.x + end.side * away)} {_n(end.y)}l{end.side * ARROW} -4.5v9z"
