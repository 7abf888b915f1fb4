"""What the network tells about its holes: places without a link, pairs that could know each other, missing ties.

A link of any kind counts, also one that is only wished for; what is wished for is told apart.
"""

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, radians

from hotspots.geography import distance_km
from hotspots.network.graph import Layer, Link, Network, Node

KM_PER_DEGREE = 111.2  # of latitude


@dataclass(frozen=True)
class Pair:
    """Two places of one sector without a link; the distance in kilometres, None when a point is not known."""

    sector: str  # slug
    one: Node
    other: Node
    km: float | None


@dataclass(frozen=True)
class SectorPairs:
    """Of one sector: how many places, how many pairs of them have no link, and the nearest of those pairs."""

    sector: str
    places: int
    pairs: int
    without_link: int
    nearest: list[Pair]


def unlinked(network: Network, places: Iterable[Node]) -> list[Node]:
    """The places of which no link is known, by name."""
    return [node for node in places if not network.has_link(node)]


def only_wished_for(network: Network, places: Iterable[Node]) -> list[Node]:
    """The places that have links, but only ones that somebody wishes for."""
    links = network.links_of
    return [node for node in places if node in links and all(link.is_wished_for for link in links[node])]


def pairs_by_sector(network: Network, places: Iterable[Node], sectors: Sequence[str], most: int) -> list[SectorPairs]:
    """Per sector the pairs of places without a link, the nearest first, at most so many of each; in their order."""
    members = _members(places, sectors)
    return [_pairs_in(network, sector, nodes, most) for sector, nodes in members.items() if len(nodes) > 1]


def count_pairs(network: Network, places: Iterable[Node], sectors: Sequence[str]) -> int:
    """How many pairs all those sectors have together."""
    return sum(_without_link(network, nodes)[1] for nodes in _members(places, sectors).values())


def _members(places: Iterable[Node], sectors: Sequence[str]) -> dict[str, list[Node]]:
    members: dict[str, list[Node]] = {sector: [] for sector in sectors}
    for node in places:
        for sector in node.sectors:
            if sector in members:
                members[sector].append(node)
    return members


def _without_link(network: Network, nodes: list[Node]) -> tuple[set[frozenset[Node]], int]:
    """The pairs of these places that are linked, and how many pairs are not."""
    inside = set(nodes)
    linked = {
        frozenset(link.ends)
        for node in nodes
        for link in network.links_of.get(node, ())
        if link.layer == Layer.PLACES and link.start in inside and link.end in inside
    }
    return linked, len(nodes) * (len(nodes) - 1) // 2 - len(linked)


def _pairs_in(network: Network, sector: str, nodes: list[Node], most: int) -> SectorPairs:
    linked, without = _without_link(network, nodes)
    wanted = min(most, without)
    near = _nearest_pairs(nodes, lambda one, other: frozenset((one, other)) in linked, wanted)
    found = [Pair(sector, one, other, km) for km, one, other in near]
    if len(found) < wanted:
        found += _pairs_without_distance(sector, nodes, linked, wanted - len(found))
    return SectorPairs(sector, len(nodes), without + len(linked), without, found)


def _nearest_pairs(
    nodes: Iterable[Node], is_linked: Callable[[Node, Node], bool], most: int
) -> list[tuple[float, Node, Node]]:
    """The nearest pairs with a distance: a sweep from south to north that looks back no farther than it must."""
    ordered = sorted((node for node in nodes if node.point), key=lambda node: (node.point.latitude, node.slug))
    best: list[tuple[float, str, str]] = []
    named = {node.slug: node for node in ordered}
    for place, node in enumerate(ordered if most else ()):
        shrink = cos(radians(node.point.latitude))
        for back in range(place - 1, -1, -1):
            other = ordered[back]
            farthest = best[-1][0] if len(best) == most else float("inf")
            if (node.point.latitude - other.point.latitude) * KM_PER_DEGREE > farthest + 0.01:
                break
            if abs(node.point.longitude - other.point.longitude) * shrink * KM_PER_DEGREE > farthest * 1.01 + 0.01:
                continue
            if is_linked(node, other):
                continue
            entry = (distance_km(node.point, other.point), *sorted((node.slug, other.slug)))
            if len(best) < most or entry < best[-1]:
                insort(best, entry)
                del best[most:]
    return [(km, named[one], named[other]) for km, one, other in best]


def _pairs_without_distance(sector: str, nodes: list[Node], linked: set, most: int) -> list[Pair]:
    found = []
    ordered = sorted(nodes, key=lambda node: node.slug)
    for one, other in combinations(ordered, 2):
        if (one.point is None or other.point is None) and frozenset((one, other)) not in linked:
            found.append(Pair(sector, one, other, None))
            if len(found) == most:
                break
    return found


@dataclass(frozen=True)
class Crossing:
    """The links between two subregions, or inside one: between their places, or of the subregions themselves."""

    one: Node
    other: Node
    links: tuple[Link, ...]

    @property
    def wished_for(self) -> int:
        return sum(link.is_wished_for for link in self.links)

    @property
    def known(self) -> int:
        return len(self.links) - self.wished_for


def crossings(network: Network) -> dict[tuple[str, str], Crossing]:
    """By the slugs of two subregions, in the order of the region; the same one twice for links inside it."""
    order = [node.slug for node in network.subregions]
    found: dict[tuple[str, str], list[Link]] = {(one, other): [] for one in order for other in order}
    for link in network.links:
        ends = (link.start.subregion, link.end.subregion)
        if link.layer != Layer.ORGANISATIONS and ends in found:
            found[ends].append(link)
            if ends[0] != ends[1]:
                found[ends[1], ends[0]].append(link)
    named = {node.slug: node for node in network.subregions}
    return {(one, other): Crossing(named[one], named[other], tuple(links)) for (one, other), links in found.items()}


def unconnected(network: Network) -> list[Crossing]:
    """The pairs of subregions between which no link is known, each pair once."""
    order = [node.slug for node in network.subregions]
    found = network.kept("crossings", lambda: crossings(network))
    return [found[pair] for pair in combinations(order, 2) if not found[pair].links]
