"""The links of one place as a small picture: the place left, what it is tied to right. A list says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from mra_portal.common.pictures.text_width import wrapped

# Units of the drawing, which are pixels at its full size.
WIDTH, LEFT, RIGHT, GAP, LINE, TEXT, SMALL = 640, 190, 330, 14, 19, 15, 16
PAD = 12
ARROW = 11  # long


@dataclass(frozen=True)
class Tie:
    """One line of the picture: what it leads to, the word for it, and how it is drawn (a network Form)."""

    name: str
    word: str
    form: str
    is_wished_for: bool = False
    is_next: bool = False
    is_before: bool = False


def link_picture(name: str, ties: Sequence[Tie]) -> dict:
    """For components/link_picture.html."""
    rows, y = [], PAD
    for tie in ties:
        lines = wrapped(tie.name, TEXT, WIDTH - RIGHT - PAD)
        height = len(lines) * LINE + SMALL
        rows.append((tie, lines, y, height))
        y += height + GAP
    centre = wrapped(name, TEXT, LEFT - 2 * PAD, strong=True)
    used = y - GAP + PAD if rows else 0
    height = max(used, len(centre) * LINE + 4 * PAD)
    shift, middle = (height - used) / 2, height / 2
    box_height = len(centre) * LINE + 2 * PAD
    return {
        "width": str(WIDTH),
        "height": f"{height:.0f}",
        "box": {
            "width": str(LEFT - PAD),
            "height": f"{box_height:.0f}",
            "y": f"{middle - box_height / 2:.1f}",
            "x": str(PAD),
        },
        "centre_x": f"{(PAD + LEFT) / 2:.0f}",
        "centre": _lines(centre, middle),
        "ties": [_drawn(tie, lines, top + shift, height, middle) for tie, lines, top, height in rows],
    }


def _drawn(tie: Tie, lines: Sequence[str], top: float, height: float, middle: float) -> dict:
    at, bend = top + height / 2, (LEFT + RIGHT) / 2
    start = LEFT + (ARROW if tie.is_before else 0)
    end = RIGHT - 12 - (ARROW if tie.is_next else 0)
    first = top + LINE * 0.78
    arrow = ""
    if tie.is_next:
        arrow = f"M{end + ARROW} {at:.1f}l-{ARROW} -5v10z"
    if tie.is_before:
        arrow = f"M{LEFT} {middle:.1f}l{ARROW} -5v10z"
    return {
        "form": tie.form,
        "is_wished_for": tie.is_wished_for,
        "path": f"M{start} {middle:.1f}C{bend:.0f} {middle:.1f} {bend:.0f} {at:.1f} {end} {at:.1f}",
        "arrow": arrow,
        "rings": [{"x": str(start), "y": f"{middle:.1f}"}, {"x": str(end), "y": f"{at:.1f}"}],
        "x": str(RIGHT),
        "lines": [{"text": line, "y": f"{first + n * LINE:.1f}"} for n, line in enumerate(lines)],
        "word": tie.word,
        "word_y": f"{first + len(lines) * LINE - 2:.1f}",
    }


def _lines(lines: Sequence[str], middle: float) -> list[dict]:
    first = middle - (len(lines) - 1) * LINE / 2 + TEXT * 0.35
    return [{"text": line, "y": f"{first + number * LINE:.1f}"} for number, line in enumerate(lines)]
