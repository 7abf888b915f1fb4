"""The route map for a narrow page: phases from top to bottom, a rail per kind, an option where it begins.

Within a phase the highest line comes first: its rail is nearest, so that a branch passes under rails, never over text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from financing.route_picture.rows import (
    CLOSED,
    Line,
    PhaseColumn,
    Sign,
    Station,
    cross,
    number,
    reading_order,
    sign_at,
    sign_width,
    title_of,
)
from mra_portal.common.pictures.text_width import clipped, text_width, wrapped

WIDTH = 328  # the content of a page of 360
TEXT, LEADING, SIGN, HEADING = 14, 17, 11.5, 13
RAIL_LEFT, RAIL_PITCH = 6, 9.5
SPINE, LABEL = 16, 13  # from the last rail to the spine, from the spine to the labels
RADIUS = 6
DOT_PITCH, DOTS_RIGHT = 8, WIDTH - 6
TOP, BAND, ROW, AIR = 18, 34, 32, 6
SEVERAL = 3  # lines of the label of several in one


@dataclass(frozen=True)
class Rail:
    number: int
    is_double: bool
    x: str
    y: str
    end: str


@dataclass(frozen=True)
class Dots:
    """All six phases of one thing as paths; a stroke without length and with round ends is a dot."""

    on: str
    off: str
    joined: str  # from phase to next phase
    bridged: str  # over a skipped phase


@dataclass(frozen=True)
class UprightStation:
    title: str
    url: str
    state: str
    count: int
    x: str
    y: str
    cross: str
    lines: list[dict]  # text, y
    label_x: str
    sign: Sign | None
    dots: Dots
    hit_x: str
    hit_y: str
    hit_width: str
    hit_height: str


@dataclass(frozen=True)
class UprightGroup:
    """What begins in one phase on one line."""

    number: int
    name: str
    count: int
    url: str
    is_chosen: bool
    branch: str  # path, from the rail to the last station
    x: str
    lines: list[dict]
    hit_x: str
    hit_y: str
    hit_width: str
    hit_height: str
    stations: list[UprightStation]


@dataclass(frozen=True)
class UprightPhase:
    name: str
    count: int  # of options that begin here
    url: str
    is_chosen: bool
    y: str
    height: str
    band_x: str
    band_width: str
    x: str
    text_y: str
    count_x: str
    dots: Dots
    groups: list[UprightGroup]


@dataclass(frozen=True)
class UprightPicture:
    """What financing/_route_picture_upright.html draws; measures are text, ready for SVG."""

    width: str
    height: str
    text_size: str
    heading_size: str
    rails: list[Rail]
    phases: list[UprightPhase]
    unused: list[Line]


def upright_picture(
    stations: Iterable[Station], lines: Iterable[Line], phases: Sequence[PhaseColumn]
) -> UprightPicture:
    """Lay out stations from top to bottom, in the phase where they begin."""
    begin: dict[tuple[int, int], list[Station]] = {}
    for station in sorted(stations, key=reading_order):
        begin.setdefault((station.phases[0], station.line), []).append(station)
    lines = sorted(lines, key=lambda line: line.number)
    used = [line for line in lines if any(line.number == other for _phase, other in begin)]
    drawing = _Drawing(used, phases)
    drawn = [drawing.phase(index, begin) for index in range(len(phases))] if begin else []
    return UprightPicture(
        width=number(WIDTH),
        height=number(drawing.y),
        text_size=number(TEXT),
        heading_size=number(HEADING),
        rails=[
            Rail(
                line.number,
                line.is_double,
                number(drawing.rail[line.number]),
                number(TOP),
                number(drawing.ends[line.number]),
            )
            for line in used
        ],
        phases=drawn,
        unused=[line for line in lines if line not in used],
    )


class _Drawing:
    """The pen: `y` goes down while phases, lines and stations are set."""

    def __init__(self, used: list[Line], phases: Sequence[PhaseColumn]):
        self.used = used
        self.phases = phases
        self.rail = {line.number: RAIL_LEFT + index * RAIL_PITCH for index, line in enumerate(used)}
        self.ends: dict[int, float] = {}
        self.spine = max(self.rail.values(), default=RAIL_LEFT) + SPINE
        self.label = self.spine + LABEL
        self.first_dot = DOTS_RIGHT - (len(phases) - 1) * DOT_PITCH
        self.room = self.first_dot - 11 - self.label
        self.y: float = TOP + AIR if used else 0

    def phase(self, index: int, begin: dict[tuple[int, int], list[Station]]) -> UprightPhase:
        phase, top = self.phases[index], self.y
        here = [line for line in reversed(self.used) if (index, line.number) in begin]
        self.y += BAND + AIR
        groups = [self.group(line, begin[index, line.number]) for line in here]
        self.y += AIR if groups else 0
        size = TEXT + 2
        return UprightPhase(
            name=phase.name,
            count=sum(station.count for line in here for station in begin[index, line.number]),
            url=phase.url,
            is_chosen=phase.is_chosen,
            y=number(top),
            height=number(BAND),
            band_x=number(self.spine - SPINE / 2),
            band_width=number(WIDTH - self.spine + SPINE / 2),
            x=number(self.label - 4),
            text_y=number(top + BAND / 2 + size * 0.345),
            count_x=number(self.label + 6 + text_width(phase.name, size, strong=True)),
            dots=self.dots((index,), top + BAND / 2),
            groups=groups,
        )

    def group(self, line: Line, stations: list[Station]) -> UprightGroup:
        top, x = self.y, self.label - 4
        words = wrapped(f"{line.number} {line.name}", HEADING, WIDTH - x, strong=True)
        height = max(ROW, len(words) * LEADING + 12)
        branch_y = top + height / 2
        rail = self.rail[line.number]
        self.ends[line.number] = branch_y - RADIUS  # the last one that is set wins
        first = branch_y - (len(words) - 1) * LEADING / 2 + HEADING * 0.345
        self.y += height
        drawn = [self.station(station) for station in stations]
        branch = (
            f"M{number(rail)} {number(branch_y - RADIUS)}a6 6 0 0 0 6 6"
            f"H{number(self.spine - RADIUS)}a6 6 0 0 1 6 6V{drawn[-1].y}"
        )
        return UprightGroup(
            number=line.number,
            name=line.name,
            count=sum(station.count for station in stations),
            url=line.url,
            is_chosen=line.is_chosen,
            branch=branch,
            x=number(x),
            lines=[{"text": word, "y": number(first + index * LEADING)} for index, word in enumerate(words)],
            hit_x=number(x - 4),
            hit_y=number(top + 2),
            hit_width=number(WIDTH - x + 2),
            hit_height=number(height - 4),
            stations=drawn,
        )

    def station(self, station: Station) -> UprightStation:
        words = wrapped(station.name, TEXT, self.room)
        if station.count > 1 and len(words) > SEVERAL:  # the list it links to has all names
            words = [*words[: SEVERAL - 1], clipped(" ".join(words[SEVERAL - 1 :]), TEXT, self.room)]
        # The tag behind the last line when it fits, else below.
        after = text_width(words[-1], TEXT) + 7
        is_below = bool(station.sign) and after + sign_width(station, SIGN) > self.room
        text_height = (len(words) + is_below) * LEADING
        height = max(ROW, text_height + 10)
        middle = self.y + height / 2
        first = middle - text_height / 2 + LEADING / 2
        last = first + (len(words) - 1) * LEADING
        top, self.y = self.y, self.y + height
        return UprightStation(
            title=title_of(station, list(self.phases)),
            url=station.url,
            state=station.state,
            count=station.count,
            x=number(self.spine),
            y=number(middle),
            cross=cross(self.spine, middle, 4) if station.state == CLOSED else "",
            lines=[
                {"text": word, "y": number(first + index * LEADING + TEXT * 0.345)} for index, word in enumerate(words)
            ],
            label_x=number(self.label),
            sign=sign_at(
                station,
                self.label if is_below else self.label + after,
                last + LEADING if is_below else last,
                SIGN,
            ),
            dots=self.dots(station.phases, middle),
            hit_x=number(self.spine - 9),
            hit_y=number(top + 1),
            hit_width=number(WIDTH - self.spine + 8),
            hit_height=number(height - 2),
        )

    def dots(self, phases: tuple[int, ...], y: float) -> Dots:
        places = [self.first_dot + index * DOT_PITCH for index in range(len(self.phases))]
        steps = list(pairwise(phases))

        def dots(is_on):
            return "".join(f"M{number(x)} {number(y)}h0" for i, x in enumerate(places) if (i in phases) == is_on)

        def bars(is_joined):
            pairs = [(places[one], places[other]) for one, other in steps if (other - one == 1) == is_joined]
            return "".join(f"M{number(one)} {number(y)}H{number(other)}" for one, other in pairs)

        return Dots(on=dots(True), off=dots(False), joined=bars(True), bridged=bars(False))
