"""The network as a picture: shapes for components/network_picture.html. A table of the same links stands under it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import attrgetter

from hotspots.network.blocks import (
    BLOCK,
    COUNT_TEXT,
    HEAD,
    HEAD_TEXT,
    LABEL,
    LINE,
    PAD,
    ROW,
    TEXT,
    WIDTH,
    Block,
    Plan,
    Row,
    plan_of,
)
from hotspots.network.graph import Link, Network, Node, NodeKind
from hotspots.network.routes import ARROW, RING, Line, arrow_at, lines_of, ties_of
from mra_portal.common.pictures.text_width import text_width

# More than this is no picture any more: then a subregion or a place is chosen first.
MOST_PLACES, MOST_NODES, MOST_LINKS = 100, 200, 400


class NetworkPicture:
    """Same nodes and links, same picture, in whatever order they come."""

    def __init__(
        self,
        network: Network,
        nodes: Iterable[Node],
        links: Sequence[Link],
        *,
        focus: Node | None = None,
        address: Callable[[Node], str] = attrgetter("url_here"),
    ):
        """`address`: where a node leads to."""
        partners: dict[Node, set[Node]] = {}
        for link in links:
            for node in link.ends:
                partners.setdefault(node, set()).add(link.other(node))
        self.focus, self.partners, self.address = focus, partners, address
        self.plan: Plan = plan_of(nodes, network.subregions, partners, network.links_of)
        self.lines: list[Line] = lines_of(self.plan, ties_of(links))
        self.numbers = {node: str(number) for number, node in enumerate(self.plan.spots)}

    @property
    def width(self) -> str:
        return str(WIDTH)

    @cached_property
    def height(self) -> str:
        return _n(self.plan.height)

    @cached_property
    def ties(self) -> list[dict]:
        """In the order in which they are painted."""
        return [self._tie(line) for line in self.lines]

    def _tie(self, line: Line) -> dict:
        tie = line.tie
        away = RING if tie.is_wished_for else 0
        return {
            "form": tie.form,
            "is_wished_for": tie.is_wished_for,
            "path": line.path,
            "ends": f"{self.numbers[tie.start]} {self.numbers[tie.end]}",
            "rings": [{"x": _n(end.x + end.side * RING / 2), "y": _n(end.y)} for end in line.ends if tie.is_wished_for],
            "dots": [{"x": _n(end.x), "y": _n(end.y)} for end in line.ends if not tie.is_wished_for],
            "arrows": [
                arrow_at(end, away)
                for node, end in zip((tie.start, tie.end), line.ends, strict=True)
                if tie.leads_to(node)
            ],
        }

    @cached_property
    def blocks(self) -> list[dict]:
        """In reading order: from the coast to the polders, from top to bottom."""
        return [self._block(block) for block in self.plan.blocks]

    def _block(self, block: Block) -> dict:
        node = block.subregion
        return {
            "node": node,
            "slug": block.slug,
            "url": self.address(node) if node else "",
            "partners": len(self.partners.get(node, ())),
            "number": self.numbers.get(node, ""),
            "x": _n(block.left),
            "y": _n(block.top),
            "width": str(BLOCK),
            "height": _n(block.height),
            "head_height": str(HEAD),
            "code_x": _n(block.left + 12),
            "name_x": _n(block.left + 44 if node else block.left + 12),
            "head_y": _n(block.top + HEAD / 2 + HEAD_TEXT * 0.35),
            "count_x": _n(block.right - 10),
            "places": block.places,
            "has_room": bool(node) and text_width(node.name, HEAD_TEXT, strong=True) < BLOCK - 44 - 90,
            "is_focus": node is not None and node is self.focus,
            "rows": [self._row(block, row) for row in block.rows],
        }

    def _row(self, block: Block, row: Row) -> dict:
        y = block.top + row.y
        sides = {end.side for line in self.lines for end in self._ends_at(line, row.node)}
        return {
            "node": row.node,
            "url": self.address(row.node),
            "number": self.numbers[row.node],
            "is_place": row.node.what == NodeKind.PLACE,
            "is_linked": row.is_linked,
            "is_focus": row.node is self.focus,
            "partners": len(self.partners.get(row.node, ())),
            "sign_x": _n(block.left + 18),
            "box_x": _n(block.left + 13),
            "y": _n(y),
            "box_y": _n(y - 5),
            "x": _n(block.left + LABEL),
            "lines": [{"text": line, "y": _n(y + TEXT * 0.35 + n * LINE)} for n, line in enumerate(row.lines)],
            "hit": {
                "x": _n(block.left + 4),
                "y": _n(y - ROW / 2),
                "width": str(BLOCK - 8),
                "height": _n(row.height),
            },
            # Leads the eye from the name to the side where its lines begin.
            "leader": f"M{_n(block.left + _first_end(row) + 6)} {_n(y)}H{_n(block.right)}" if 1 in sides else "",
            "left_leader": f"M{_n(block.left)} {_n(y)}h11" if -1 in sides else "",
        }

    @staticmethod
    def _ends_at(line: Line, node: Node):
        return [end for at, end in zip((line.tie.start, line.tie.end), line.ends, strict=True) if at is node]

    @property
    def sizes(self) -> dict:
        return {"text": TEXT, "head": HEAD_TEXT, "count": COUNT_TEXT, "pad": PAD, "arrow": ARROW}


def can_be_drawn(nodes: Sequence[Node], links: Sequence[Link]) -> bool:
    places = sum(node.what == NodeKind.PLACE for node in nodes)
    return places <= MOST_PLACES and len(nodes) <= MOST_NODES and len(links) <= MOST_LINKS


def _first_end(row: Row) -> float:
    """Where its first line ends; the lines of a row of two begin at its first."""
    return LABEL + text_width(row.lines[0], TEXT)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
