"""The scan as a picture: per subregion a strip of its places along the walk to the nearest stop, in bands per class.

The shape of a mark is the type of place, its filling the stage. Up to the end of the cycling band the axis is even;
what lies beyond is drawn in a narrower zone of its own. Two sizes: a wide one, and one for a phone.
The same rows always give the same picture.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hotspots.geography import WALKING_KM_PER_HOUR
from hotspots.place_map import Pin
from hotspots.reach import CYCLE_KM, WALK_MINUTES, Reach, ReachClass
from hotspots.scan.question import class_of
from hotspots.shapes import BOX

# More places than this make no picture: the table of sums is the overview then.
MOST_DRAWN = 250
# Where the cycling band ends, and what the axis ends with, in minutes on foot.
CYCLE_MINUTES, LAST_MINUTES = CYCLE_KM / WALKING_KM_PER_HOUR * 60, 125
TICKS = (0, 15, 30, 45, 60)


@dataclass(frozen=True)
class Size:
    """Units are pixels at the width of the drawing. `far`: the part of it for what lies beyond cycling distance."""

    name: str
    width: int
    far: int
    mark: int
    edge: int = 12


SIZES = (Size("wide", 920, 190, 17), Size("narrow", 320, 64, 13))


def axis(size: Size) -> dict:
    """The bands and the ticks."""
    bands = [(ReachClass.WALK, 0, WALK_MINUTES), (ReachClass.CYCLE, WALK_MINUTES, CYCLE_MINUTES)]
    drawn = [_band(size, found, _x(start, size), _x(end, size)) for found, start, end in bands]
    drawn.append(_band(size, ReachClass.FAR, _x(CYCLE_MINUTES, size), size.width))
    return {"bands": drawn, "ticks": [{"minutes": tick, "x": f"{_x(tick, size):.0f}"} for tick in TICKS]}


def _band(size: Size, found: ReachClass, start: float, end: float) -> dict:
    start = 0 if found == ReachClass.WALK else start
    return {
        "slug": found.value,
        "label": found.label,
        "x": f"{start:.0f}",
        "width": f"{end - start:.0f}",
        "middle": f"{(start + end) / 2:.0f}",
    }


def _x(minutes: float, size: Size) -> float:
    even = size.width - size.far - size.edge
    if minutes <= CYCLE_MINUTES:
        return size.edge + minutes / CYCLE_MINUTES * even
    beyond = min(minutes, LAST_MINUTES) - CYCLE_MINUTES
    return size.edge + even + size.mark / 2 + beyond / (LAST_MINUTES - CYCLE_MINUTES) * (size.far - size.mark - 4)


def strip(places: Iterable[tuple[Pin, Reach]], size: Size) -> dict:
    """The marks of one subregion, nearest first; where they would overlap they stand on each other."""
    gap, levels = size.mark + 3, []
    marks = []
    known = [(reach.nearest.minutes, pin.name, pin, reach) for pin, reach in places if reach.nearest]
    for minutes, _name, pin, reach in sorted(known, key=lambda one: one[:2]):
        x = _x(minutes, size)
        level = next((n for n, last in enumerate(levels) if x - last >= gap), len(levels))
        levels[level : level + 1] = [x]
        marks.append((x, level, minutes, pin, reach))
    height = max(len(levels), 1) * gap + 8
    return {
        "name": size.name,
        "width": str(size.width),
        "height": str(height),
        **axis(size),
        "marks": [
            {
                "x": f"{x - size.mark / 2:.1f}",
                "y": f"{height - 4 - (level + 1) * gap + 1:.1f}",
                "scale": f"{size.mark / BOX:.3f}",
                "kind": pin.kind,
                "stage": pin.stage,
                "shape": pin.shape,
                "name": pin.name,
                "minutes": minutes,
                "stop": reach.nearest.name,
                "reach": class_of(reach).value,
            }
            for x, level, minutes, pin, reach in marks
        ],
    }
