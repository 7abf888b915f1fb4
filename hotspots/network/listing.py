"""The network in words: the rows of the table, and per place or subregion a list of its links."""

from collections.abc import Iterable, Sequence

from hotspots.network.graph import Link, Node
from hotspots.network.picture import NetworkPicture


def table_of(links: Iterable[Link]) -> list[dict]:
    """For hotspots/_network_table.html."""
    return [
        {
            "slug": link.slug,
            "start": _told(link.start),
            "end": _told(link.end),
            "kind": link.kind_label,
            "form": link.form,
            "is_wished_for": link.is_wished_for,
            "is_directed": link.is_directed,
            "topic": link.topic,
            "url": link.url,
            "stated_by": link.stated_by,
            "source": link.source,
        }
        for link in links
    ]


def _told(node: Node) -> dict:
    return {"name": node.name, "url": node.url, "what": node.what, "kind": node.kind_label}


def ties_of_node(node: Node, links: Sequence[Link]) -> dict:
    """For hotspots/_network_node.html: one node and its links, seen from there."""
    return {
        "name": node.name,
        "what": node.what,
        "kind": node.kind_label,
        "stage": node.stage_label,
        "url": node.url,
        "here": node.url_here,
        "links": [
            {
                "name": link.other(node).name,
                "here": link.other(node).url_here,
                "form": link.form,
                "kind": link.kind_label,
                "is_wished_for": link.is_wished_for,
                "is_next": link.is_directed and link.start is node,
                "is_before": link.is_directed and link.end is node,
                "topic": link.topic,
            }
            for link in links
        ],
    }


def blocks_in_words(picture: NetworkPicture, links: Sequence[Link]) -> list[dict]:
    """For hotspots/_network_list.html: what the picture shows, in its reading order."""
    links_of: dict[Node, list[Link]] = {}
    for link in links:
        for node in link.ends:
            links_of.setdefault(node, []).append(link)
    return [
        {
            "slug": block["slug"],
            "node": block["node"],
            "own": ties_of_node(block["node"], links_of.get(block["node"], ())) if block["node"] else None,
            "linked": [
                ties_of_node(row["node"], links_of[row["node"]]) for row in block["rows"] if row["node"] in links_of
            ],
            "others": [row["node"] for row in block["rows"] if row["node"] not in links_of],
        }
        for block in picture.blocks
    ]
