"""Where the blocks of the network picture stand: one per subregion, roughly where it lies, and one for elsewhere.

Units are those of the drawing, 1280 wide. The same nodes and links give the same picture, in whatever order they come.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hotspots.network.graph import Node, NodeKind
from mra_portal.common.pictures.text_width import text_width, wrapped

WIDTH, EDGE = 1280, 10
BLOCK, GUTTER = 296, 186
HEAD, PAD = 34, 9
TEXT, HEAD_TEXT, COUNT_TEXT = 14, 15.5, 13
ROW, LINE = 21, 16.5
LABEL, LABEL_END = 33, 14  # from the left side of a block to its texts, and from their end to its right side
GAP = 46  # at least so much between two blocks of a column
TRACK = 7  # between two lines that run side by side
ROUNDS = 4
# Columns from the coast to the polders; what is in none of the seven stands at the lower right.
ELSEWHERE = ""
COLUMNS = (
    ("ijmond", "zuid-kennemerland"),
    ("zaanstreek-waterland", "amsterdam", "amstelland-meerlanden"),
    ("almere-lelystad", "gooi-en-vechtstreek", ELSEWHERE),
)


@dataclass(eq=False)
class Row:
    """A place or an organisation in its block; `y` is the middle of its first line, from the top of the block."""

    node: Node
    lines: list[str]
    is_linked: bool
    y: float = 0.0

    @property
    def height(self) -> float:
        return ROW + (len(self.lines) - 1) * LINE

    @property
    def text_end(self) -> float:
        """Where its longest line ends, from the left side of the block."""
        return LABEL + max(text_width(line, TEXT) for line in self.lines)


@dataclass(eq=False)
class Block:
    slug: str
    column: int
    subregion: Node | None
    rows: list[Row] = field(default_factory=list)
    top: float = 0.0

    @property
    def left(self) -> float:
        return EDGE + self.column * (BLOCK + GUTTER)

    @property
    def right(self) -> float:
        return self.left + BLOCK

    @property
    def height(self) -> float:
        return HEAD + 2 * PAD + sum(row.height for row in self.rows) if self.rows else HEAD

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def places(self) -> int:
        return sum(row.node.what == NodeKind.PLACE for row in self.rows)

    def settle(self) -> None:
        """Give every row its place, in the order in which they stand."""
        y = HEAD + PAD
        for row in self.rows:
            row.y = y + ROW / 2
            y += row.height


@dataclass(eq=False)
class Plan:
    """The blocks with everything in its place."""

    blocks: list[Block]
    height: float
    spots: dict[Node, tuple[Block, float]]  # the block, and the height of the node in the drawing

    def gaps(self) -> list[tuple[float, float]]:
        """The free strips between the blocks of the middle column, as (top, bottom); round a single block."""
        middle = [block for block in self.blocks if block.column == 1]
        between = [(one.bottom, other.top) for one, other in pairwise(middle)]
        if between or not middle:
            return between
        return [(middle[0].top - GAP, middle[0].top), (middle[0].bottom, middle[0].bottom + GAP)]


def plan_of(
    nodes: Iterable[Node],
    subregions: Sequence[Node],
    partners: Mapping[Node, Collection[Node]],
    linked: Collection[Node],
) -> Plan:
    """`partners`: whom a node is tied to in this picture. `linked`: the nodes of which any link is known."""
    blocks = _blocks(nodes, subregions, linked)
    tallest = max((_column_height(blocks, column) for column in range(3)), default=HEAD)
    top = EDGE + (GAP if _needs_room_outside(blocks) else 0)
    for column in range(3):
        _spread([block for block in blocks if block.column == column], top, tallest)
    for block in blocks:
        block.rows.sort(
            key=lambda row: (row.node not in partners, not row.is_linked, row.node.name.casefold(), row.node.id)
        )
        block.settle()
    spots = _spots(blocks)
    for _round in range(ROUNDS):
        for block in blocks:
            block.rows.sort(key=lambda row: _rank(row, partners, spots))
            block.settle()
        spots = _spots(blocks)
    bottom = max((block.bottom for block in blocks), default=0) + (GAP if _needs_room_outside(blocks) else 0)
    return Plan(blocks, bottom + EDGE, spots)


def _blocks(nodes: Iterable[Node], subregions: Sequence[Node], linked: Collection[Node]) -> list[Block]:
    known = {node.slug: node for node in subregions}
    where = {slug: column for column, slugs in enumerate(COLUMNS) for slug in slugs}
    members: dict[str, list[Row]] = {}
    for node in sorted(nodes, key=lambda node: node.id):
        home = node.subregion if node.subregion in where else ELSEWHERE
        rows = members.setdefault(home, [])
        if node.what != NodeKind.SUBREGION:
            lines = wrapped(node.name, TEXT, BLOCK - LABEL - LABEL_END)
            rows.append(Row(node, lines, node in linked))
    return [
        Block(slug, column, known.get(slug), members[slug])
        for column, slugs in enumerate(COLUMNS)
        for slug in slugs
        if slug in members
    ]


def _needs_room_outside(blocks: list[Block]) -> bool:
    """A middle column of one block has no gap: lines from west to east pass above or below it."""
    columns = [block.column for block in blocks]
    return columns.count(1) == 1 and 0 in columns and 2 in columns


def _column_height(blocks: list[Block], column: int) -> float:
    heights = [block.height for block in blocks if block.column == column]
    return sum(heights) + GAP * max(len(heights) - 1, 0)


def _spread(blocks: list[Block], top: float, height: float) -> None:
    """One above the other, from top to bottom; a block on its own starts at the top."""
    free = height - sum(block.height for block in blocks)
    between = free / (len(blocks) - 1) if len(blocks) > 1 else 0
    for block in blocks:
        block.top = top
        top = block.bottom + between


def _spots(blocks: list[Block]) -> dict[Node, tuple[Block, float]]:
    spots = {row.node: (block, block.top + row.y) for block in blocks for row in block.rows}
    return spots | {block.subregion: (block, block.top + HEAD / 2) for block in blocks if block.subregion}


def _rank(row: Row, partners: Mapping[Node, Collection[Node]], spots: dict) -> tuple:
    """What has no link last; otherwise at the mean height of what it is tied to (a barycentre)."""
    heights = [spots[node][1] for node in partners.get(row.node, ()) if node in spots]
    mean = round(sum(heights) / len(heights), 3) if heights else 0.0
    return not heights, not row.is_linked, mean, row.node.name.casefold(), row.node.id
