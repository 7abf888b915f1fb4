"""The links of one place as a small picture: the place left, what it is tied to right. A list says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from mra_portal.common.pictures.text_width import wrapped

WIDTH, LEFT, RIGHT, ROW, LINE, TEXT = 640, 190, 330, 16, 19, 15
PAD = 12


@dataclass(frozen=True)
class Tie:
    """One line of the picture: what it leads to, and which kind of link it is (a LinkKind)."""

    name: str
    url: str
    kind: str
    is_towards_us: bool = False


def link_picture(name: str, ties: Sequence[Tie]) -> dict:
    """For hotspots/_link_picture.html."""
    rows, y = [], PAD
    for tie in ties:
        lines = wrapped(tie.name, TEXT, WIDTH - RIGHT - 2 * PAD)
        height = len(lines) * LINE + ROW
        rows.append((tie, lines, y + height / 2, height))
        y += height
    centre = wrapped(name, TEXT, LEFT - 2 * PAD, strong=True)
    height = max(y + PAD, len(centre) * LINE + 4 * PAD)
    shift = (height - y - PAD) / 2
    middle = height / 2
    return {
        "width": str(WIDTH),
        "height": f"{height:.0f}",
        "middle": f"{middle:.1f}",
        "left": str(LEFT),
        "centre": _lines(centre, middle),
        "ties": [
            {
                "name": tie.name,
                "url": tie.url,
                "kind": tie.kind,
                "is_towards_us": tie.is_towards_us,
                "path": f"M{LEFT + 8} {middle:.1f}C{(LEFT + RIGHT) / 2:.0f} {middle:.1f} {(LEFT + RIGHT) / 2:.0f} "
                f"{at + shift:.1f} {RIGHT - 10} {at + shift:.1f}",
                "x": str(RIGHT),
                "y": f"{at + shift:.1f}",
                "lines": _lines(lines, at + shift),
            }
            for tie, lines, at, _height in rows
        ],
    }


def _lines(lines: Sequence[str], middle: float) -> list[dict]:
    first = middle - (len(lines) - 1) * LINE / 2 + TEXT * 0.35
    return [{"text": line, "y": f"{first + number * LINE:.1f}"} for number, line in enumerate(lines)]
