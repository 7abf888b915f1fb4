"""The region as hexagons, one per municipality and two for Amsterdam: rows in, shapes out, no colour.

The same rows always give the same picture. The layout is data (the tile fields of Municipality); how it was found
and what it loses is told in the design of the pictures: not all neighbours lie next to each other here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import hypot, sqrt

from profiles.models import Municipality

RADIUS = 58  # of a hexagon, in units of the drawing (pixels at full size)
HALF_WIDTH = sqrt(3) / 2 * RADIUS
# How far an edge is moved inward, by what lies across it.
GAP_NONE, GAP_SAME_PLACE, GAP_SAME_SUBREGION, GAP_OTHER_SUBREGION = (
    0.03 * RADIUS,
    -0.6,
    0.018 * RADIUS,
    0.062 * RADIUS,
)

# Cells of water, so that the shape of the land reads: North Sea in the west, Markermeer and IJmeer in the east.
WATER = [
    *((-1, 0), (0, 0), (-1, 1), (-1, 2), (0, 2), (-1, 3)),
    *((5, 1), (6, 1), (7, 1), (8, 1), (5, 2), (6, 2), (7, 2), (5, 3), (6, 3)),
]
# Name, x and y in the drawing, degrees: the sea's name stands upright along the coast.
WATER_NAMES = [("Noordzee", 48, 170, -90), ("Markermeer", 690, 190, 0), ("IJmeer", 600, 300, 0)]
# Names that need two lines, broken where a reader would.
LINES = {
    "Haarlemmermeer": ("Haarlemmer-", "meer"),
    "Edam-Volendam": ("Edam-", "Volendam"),
    "Ouder-Amstel": ("Ouder-", "Amstel"),
    "Gooise Meren": ("Gooise", "Meren"),
}

Point = tuple[float, float]
Cell = tuple[int, int]


@dataclass(frozen=True)
class Region:
    """What components/region_tiles.html draws; numbers are text with one decimal, ready for SVG."""

    width: str
    height: str
    tiles: list[dict]
    water: list[str]
    water_names: list[dict]


def region_picture(
    municipalities: Iterable[Municipality], url_of: Callable[[Municipality], str] = lambda row: ""
) -> Region:
    """Lay out municipalities (with their subregion) as tiles, in order of subregion and name."""
    rows = sorted(municipalities, key=lambda row: (row.subregion.position, row.name))
    cells: dict[Cell, Municipality] = {cell: row for row in rows for cell in _cells_of(row)}
    if not cells:
        return Region("0", "0", [], [], [])
    points = [point for cell in cells for point in _corners(cell)]
    left, top = min(x for x, _ in points) - 2, min(y for _, y in points) - 2
    width, height = max(x for x, _ in points) - left + 2, max(y for _, y in points) - top + 2
    return Region(
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        tiles=[_tile(row, cells, (left, top), url_of(row)) for row in rows],
        water=[_svg(_corners(cell), (left, top)) for cell in WATER],
        water_names=[{"x": x, "y": y, "text": name, "rotate": rotate} for name, x, y, rotate in WATER_NAMES],
    )


def _cells_of(row: Municipality) -> list[Cell]:
    return [(row.tile_column + step, row.tile_row) for step in range(row.tile_span)]


def _tile(row: Municipality, cells: dict[Cell, Municipality], origin: Point, url: str) -> dict:
    outlines = [_inset(_corners(cell), _gaps(cell, row, cells)) for cell in _cells_of(row)]
    centres = [_centre(cell) for cell in _cells_of(row)]
    x = sum(point[0] for point in centres) / len(centres) - origin[0]
    y = sum(point[1] for point in centres) / len(centres) - origin[1]
    words = LINES.get(row.name, (row.name,))
    first = y + 5 - 8 * (len(words) - 1)
    return {
        "points": _svg(_joined(*outlines) if len(outlines) == 2 else outlines[0], origin),
        "x": f"{x:.1f}",
        "code_x": f"{centres[0][0] - origin[0]:.1f}",
        "code_y": f"{min(first, y + 5) - 22 - (8 if row.tile_span > 1 else 0):.1f}",
        "is_wide": row.tile_span > 1,
        "short_y": f"{y + 9:.1f}",
        "lines": [{"text": word, "y": f"{first + 16 * index:.1f}"} for index, word in enumerate(words)],
        "name": row.name,
        "abbreviation": row.abbreviation,
        "code": row.subregion.code,
        "subregion": row.subregion.slug,
        "subregion_name": row.subregion.name,
        "url": url,
    }


def _centre(cell: Cell) -> Point:
    column, row = cell
    return 2 * HALF_WIDTH * (column + 0.5 * (row % 2)), 1.5 * RADIUS * row


def _corners(cell: Cell) -> list[Point]:
    """Six corners from the top, clockwise."""
    x, y = _centre(cell)
    half = RADIUS / 2
    return [
        (x, y - RADIUS),
        (x + HALF_WIDTH, y - half),
        (x + HALF_WIDTH, y + half),
        (x, y + RADIUS),
        (x - HALF_WIDTH, y + half),
        (x - HALF_WIDTH, y - half),
    ]


def _gaps(cell: Cell, row: Municipality, cells: dict[Cell, Municipality]) -> list[float]:
    """Per edge, from the top corner clockwise, how far it moves inward."""
    return [_gap(row, cells.get(other)) for other in _across(cell)]


def _across(cell: Cell) -> list[Cell]:
    column, row = cell
    shift = row % 2
    return [
        (column + shift, row - 1),
        (column + 1, row),
        (column + shift, row + 1),
        (column + shift - 1, row + 1),
        (column - 1, row),
        (column + shift - 1, row - 1),
    ]


def _gap(row: Municipality, other: Municipality | None) -> float:
    if other is None:
        return GAP_NONE
    if other is row:
        return GAP_SAME_PLACE
    return GAP_SAME_SUBREGION if other.subregion_id == row.subregion_id else GAP_OTHER_SUBREGION


def _inset(points: list[Point], gaps: list[float]) -> list[Point]:
    """The corners after every edge moved inward by its gap: where neighbouring edges now cross."""
    edges = []
    for index, gap in enumerate(gaps):
        (x1, y1), (x2, y2) = points[index], points[(index + 1) % 6]
        length = hypot(x2 - x1, y2 - y1)
        dx, dy = -(y2 - y1) / length * gap, (x2 - x1) / length * gap
        edges.append(((x1 + dx, y1 + dy), (x2 + dx, y2 + dy)))
    return [_crossing(edges[index - 1], edges[index]) for index in range(6)]


def _crossing(one: tuple[Point, Point], other: tuple[Point, Point]) -> Point:
    (x1, y1), (x2, y2) = one
    (x3, y3), (x4, y4) = other
    det = (x1 - x2) * (y3 - y4) - (y1 - y2) * (x3 - x4)
    a, b = x1 * y2 - y1 * x2, x3 * y4 - y3 * x4
    return (a * (x3 - x4) - (x1 - x2) * b) / det, (a * (y3 - y4) - (y1 - y2) * b) / det


def _joined(left: list[Point], right: list[Point]) -> list[Point]:
    """One outline round two hexagons that lie side by side."""
    top = ((left[1][0] + right[5][0]) / 2, (left[1][1] + right[5][1]) / 2)
    bottom = ((left[2][0] + right[4][0]) / 2, (left[2][1] + right[4][1]) / 2)
    return [left[0], top, *right[0:4], bottom, *left[3:6]]


def _svg(points: Iterable[Point], origin: Point) -> str:
    return " ".join(f"{x - origin[0]:.1f},{y - origin[1]:.1f}" for x, y in points)
