"""The network as files: GraphML for Gephi and its kind, JSON for Kumu, and a picture that stands alone."""

import json
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

import networkx as nx
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hotspots.network.graph import Form, Link, Node
from hotspots.network.picture import NetworkPicture
from hotspots.network.public_fields import address_of, page_of
from mra_portal.common.pictures.text_width import text_width

# The key of the picture: how long a piece of line is, and how far the entries stand apart.
STUB, BETWEEN, KEY_TEXT, KEY_LINE = 34, 26, 14, 24
# A file has no stylesheet beside it: the light colours of tokens.css (tested).
COLOURS = {
    "almere-lelystad": "#005961",
    "amstelland-meerlanden": "#214272",
    "amsterdam": "#820d39",
    "gooi-en-vechtstreek": "#ab3fb1",
    "ijmond": "#6e3116",
    "zaanstreek-waterland": "#317d43",
    "zuid-kennemerland": "#996400",
}


def graphml_of(nodes: Sequence[Node], links: Sequence[Link]) -> bytes:
    """GraphML: a directed multigraph, because two ends may share several links; `gericht` says which have a direction.

    Gephi shows the attribute `label`. Degrees are called `latitude` and `longitude`, as its geographic layout expects.
    """
    graph = nx.MultiDiGraph()
    for node in sorted(nodes, key=lambda node: node.id):
        told = {
            "label": node.name,
            "soort": node.what,
            "type": node.kind,
            "stadium": node.stage,
            "deelregio": node.subregion,
            "sectoren": ";".join(node.sectors),
            "pagina": address_of(node),
        }
        if node.point:
            told |= {"latitude": node.point.latitude, "longitude": node.point.longitude}
        graph.add_node(node.id, **{name: value for name, value in told.items() if value != ""})
    for link in sorted(links, key=lambda link: link.slug):
        graph.add_edge(
            link.start.id,
            link.end.id,
            key=link.slug,
            soort=link.kind,
            verband=link.layer,
            gericht=link.is_directed,
            onderwerp=str(link.topic),
            gezegd_door=str(link.stated_by),
            bron=link.source,
            **({"pagina": page_of(link)} if link.url else {}),
        )
    file = BytesIO()
    nx.write_graphml(graph, file, encoding="utf-8", prettyprint=True, named_key_ids=True)
    return file.getvalue()


def kumu_of(nodes: Sequence[Node], links: Sequence[Link]) -> bytes:
    """A blueprint for Kumu: elements and connections, joined by the labels of the elements, which therefore differ."""
    ordered = sorted(nodes, key=lambda node: node.id)
    labels = _labels(ordered)
    elements = [
        {
            "label": labels[node],
            "id": node.id,
            "type": node.kind_label,
            "soort": node.what,
            "stadium": node.stage_label or None,
            "deelregio": node.subregion or None,
            "sectoren": list(node.sectors),
            "pagina": address_of(node),
        }
        for node in ordered
    ]
    connections = [
        {
            "from": labels[link.start],
            "to": labels[link.end],
            "direction": "directed" if link.is_directed else "undirected",
            "type": link.kind_label,
            "label": str(link.topic),
            "gezegd_door": str(link.stated_by) or None,
            "bron": link.source,
            "pagina": page_of(link) or None,
        }
        for link in sorted(links, key=lambda link: link.slug)
    ]
    return json.dumps({"elements": elements, "connections": connections}, ensure_ascii=False, indent=1).encode()


def _labels(nodes: Sequence[Node]) -> dict[Node, str]:
    """The name of every node; with what it is behind it where two have the same name, and its slug if that is alike."""
    names = Counter(node.name for node in nodes)
    kinds = Counter((node.name, node.kind_label) for node in nodes)
    labels = {}
    for node in nodes:
        label = node.name
        if names[node.name] > 1:
            label = f"{node.name} ({node.kind_label})"
        if kinds[node.name, node.kind_label] > 1:
            label = f"{node.name} ({node.slug})"
        labels[node] = label
    return labels


def svg_of(picture: NetworkPicture, desc: str, asked: str) -> bytes:
    """The picture as a file of its own: nothing outside it is needed, and every node leads to its page."""
    title = _("Network of places for innovation")
    entries, height = _key(float(picture.width))
    context = {
        "picture": picture,
        "title": title,
        "desc": desc,
        "key": entries,
        "colours": COLOURS.items(),
        "down": f"{height:g}",
        "height": f"{float(picture.height) + height:g}",
        "source": f"{settings.PORTAL_BASE_URL}{asked}",
    }
    return render_to_string("hotspots/network_file.svg", context).encode()


def _key(width: float) -> tuple[list[dict], float]:
    """The entries of the key in rows below the title, and where the picture can begin."""
    told = [(form.value, False, str(form.label)) for form in Form]
    told.append((Form.PLACES.value, True, _("wished for: lighter, open ends")))
    told += [
        ("arrow", False, _("next place after")),
        ("linked", False, _("place with a link")),
        ("alone", False, _("place without a known link")),
        ("square", False, _("organisation")),
    ]
    x, y, entries = 10.0, 72.0, []
    for form, is_wished_for, label in told:
        long = STUB + 10 + text_width(label, KEY_TEXT)
        if x + long > width - 10:
            x, y = 10.0, y + KEY_LINE
        entries.append({"form": form, "is_wished_for": is_wished_for, "label": label, "x": f"{x:.1f}", "y": f"{y:.1f}"})
        x += long + BETWEEN
    return entries, y + KEY_LINE
