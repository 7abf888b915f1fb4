"""The matrix: seven subregions by seven, and what lies outside the region. Rows in, cells out, no query of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from profiles.models import CrossPollination, State, Subregion


@dataclass(frozen=True)
class Cell:
    """What a row of the matrix has with a column.

    `own`: those that the row names (or said yes to); `theirs`: those that only the column names; `of_region`:
    those that only section 4.2 names, so neither of them yet.
    """

    subregion: Subregion | None  # of the column; None for outside the region
    url: str = ""
    is_self: bool = False
    own: list[CrossPollination] = field(default_factory=list)
    theirs: list[CrossPollination] = field(default_factory=list)
    of_region: list[CrossPollination] = field(default_factory=list)

    @property
    def all(self) -> list[CrossPollination]:
        return [*self.own, *self.theirs, *self.of_region]

    @property
    def count(self) -> int:
        return len(self.all)

    @property
    def has_agreed(self) -> bool:
        """Something here is confirmed by both, or further."""
        return any(row.state not in (State.NAMED, State.PARKED) for row in self.all)

    @property
    def mark(self) -> str:
        """The strongest thing to say of this cell; the template has a shape and a word for each."""
        if self.is_self or not self.count:
            return "self" if self.is_self else "none"
        if self.has_agreed:
            return "agreed"
        if any(len(row.named_by) == 2 for row in self.own) or (self.own and self.theirs):
            return "both"
        return "row" if self.own else "column" if self.theirs else "region"


@dataclass(frozen=True)
class MatrixRow:
    subregion: Subregion
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    subregions: list[Subregion]
    rows: list[MatrixRow]
    of_region: list[CrossPollination]  # what concerns the whole region, so no cell

    @property
    def pairs(self) -> int:
        """How many of the pairs have something; each pair is two cells."""
        return sum(1 for row in self.rows for cell in row.cells if cell.subregion and cell.count) // 2


def matrix_of(rows: Iterable[CrossPollination], subregions: list[Subregion], url_of) -> Matrix:
    """`rows` come through `for_listing`; `url_of(slug, other slug or "buiten")` leads to the list of one cell."""
    rows = list(rows)
    return Matrix(
        subregions,
        [_row(subregion, subregions, rows, url_of) for subregion in subregions],
        [row for row in rows if row.is_of_whole_region],
    )


def _row(subregion: Subregion, subregions: list[Subregion], rows: list[CrossPollination], url_of) -> MatrixRow:
    mine = [row for row in rows if subregion in row.owners]
    cells = []
    for other in subregions:
        if other == subregion:
            cells.append(Cell(other, is_self=True))
            continue
        shared = [row for row in mine if other in row.owners]
        cells.append(_cell(subregion, other, shared, url_of(subregion.slug, other.slug)))
    outside = [row for row in mine if row.outside]
    return MatrixRow(subregion, [*cells, Cell(None, url_of(subregion.slug, "buiten"), own=outside)])


def _cell(subregion: Subregion, other: Subregion, shared: list[CrossPollination], url: str) -> Cell:
    own, theirs, of_region = [], [], []
    for row in shared:
        named = [side.subregion for side in row.named_by]
        (own if subregion in named else theirs if other in named else of_region).append(row)
    return Cell(other, url, False, own, theirs, of_region)
