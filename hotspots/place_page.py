"""What the page of a place tells beyond its own columns: what goes on there, how to get there, what it is tied to.

Works on a published place and on a draft in a preview, whose parts are only in memory. What other places say comes from
what is kept with the catalogue's index and costs no query.
"""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agenda.models import Organisation
from hotspots.cards import how_far, stop_facts
from hotspots.comparable import comparable_to
from hotspots.filters import HotspotFilterSet
from hotspots.link_picture import Tie, link_picture
from hotspots.models import Hotspot
from hotspots.models.vocabulary import LinkKind, ReachKind, Stage
from hotspots.nearby import nearby
from hotspots.network.graph import Link, Network, Node, network_of
from hotspots.place_map import close_up, land_of, pins_of
from hotspots.reach import whereabouts_of
from hotspots.wording import distance_text
from mra_portal.common.catalogue_index import CatalogueIndex, index_of
from profiles.phases import Phase

# How far round a place "places round here" looks (kilometres).
ROUND_HERE_KM = 5


def place_page(place: Hotspot) -> dict:
    """For hotspots/hotspot_detail.html."""
    index = index_of(HotspotFilterSet)
    network, whereabouts = network_of(index), whereabouts_of(index)
    node = network.place_of.get(place.pk)
    reach = whereabouts.stops.reach_from(place.point)
    ties = ties_of(network, node)
    return {
        "main_facts": main_facts(place, network, reach),
        "other_facts": other_facts(place),
        "offers": [row for row in place.offers.all() if row.is_there],
        "missing": [row for row in place.offers.all() if not row.is_there],
        "stops": stop_facts(reach),
        "reach_notes": notes_by_kind(place),
        "map": close_up(place, reach, land_of(index), pins_of(index).values()),
        "hosts": public(place.hosts.all()),
        "partners": public(place.partners.all()),
        "to_ask": to_ask(place, index),
        "money": list(place.options_here.for_place()) if place.pk else [],
        "ties": ties,
        "is_in_network": node is not None,
        "picture": link_picture(place.name, [Tie(**{name: tie[name] for name in DRAWN}) for tie in ties]),
        "network_url": node.url_here if node else "",
        "nearby": nearby_in_words(place, network, nearby(place, whereabouts)),
        "comparable": comparable_in_words(place, network, comparable_to(place, index)),
        "action_lines": lines_of(place),
        "round_here_url": round_here(place),
    }


def public(organisations) -> list[Organisation]:
    """A draft holds all of them; the public knows the published ones."""
    return sorted((row for row in organisations if row.live), key=lambda row: row.name.casefold())


def main_facts(place: Hotspot, network: Network, reach) -> list[dict]:
    """For components/facts.html: what decides."""
    prices = list(dict.fromkeys(row.price.plain for row in place.offers.all() if row.is_there and row.price))
    nearest = reach.train
    return [
        {"label": _("Can you go there?"), "value": STAGES[Stage(place.stage)]()},
        {"label": _("Who may come in"), "value": place.admission},
        {"label": _("Where"), "note": outside_note(place), **linked(where_links(place, network))},
        {"label": _("Address or area"), "value": place.address},
        {
            "label": _("Nearest station"),
            "value": nearest.name if nearest else "",
            "note": how_far(nearest) if nearest else "",
        },
        {"label": _("Run by"), **linked(as_links(public(place.hosts.all())))},
        {"label": _("Price"), "value": "; ".join(prices)},
        {"label": _("Phases of companies it suits"), "value": phases_in_words(place.phases)},
    ]


def as_links(organisations: list[Organisation]) -> list[dict]:
    return [{"title": row.name, "url": row.get_absolute_url()} for row in organisations]


def linked(links: list[dict]) -> dict:
    """Part of a fact: its links, and the words that say whether it is known."""
    return {"links": links, "value": ", ".join(str(link["title"]) for link in links)}


STAGES = {
    Stage.EXISTING: lambda: _("Yes, it exists"),
    Stage.DEVELOPING: lambda: _("It is in development: ask what is there already"),
    Stage.POTENTIAL: lambda: _("Not yet: it could come"),
}


def where_links(place: Hotspot, network: Network) -> list[dict]:
    """Its municipality (the places there) and its subregion (the page that stands for it)."""
    links = []
    if place.municipality:
        url = f"{reverse('hotspots:hotspots')}?gemeente={place.municipality.slug}"
        links.append({"title": place.municipality.name, "url": url})
    if place.subregion:
        node = network.node("deelregio", place.subregion.slug)
        if not links or links[0]["title"] != place.subregion.name:
            links.append({"title": place.subregion.name, "url": node.url if node else ""})
        elif node:
            links[0]["url"] = node.url
    return links


def outside_note(place: Hotspot) -> str:
    return _("outside the MRA") if place.lies_outside else ""


def phases_in_words(phases) -> str:
    labels = [str(Phase(phase).label) for phase in Phase.values if phase in phases]
    return capfirst(", ".join(labels))


def other_facts(place: Hotspot) -> list[dict]:
    """For components/facts.html: what it is about, its point, and how sure the portal is."""
    catalogue = reverse("hotspots:hotspots")
    sectors = [{"title": row.label, "url": f"{catalogue}?sector={row.slug}"} for row in place.sectors.all()]
    point = str(place.point).replace(",", ", ") if place.point else _("No point known: not on the map.")
    return [
        {"label": _("Sectors"), **linked(sectors)},
        {"label": _("Coordinates"), "value": point, "note": place.point_note},
        {"label": _("How sure are we?"), "value": capfirst(place.get_confidence_display())},
    ]


def notes_by_kind(place: Hotspot) -> list[dict]:
    """Opportunities first, then bottlenecks; a kind without notes is left out."""
    headings = {ReachKind.OPPORTUNITY: _("Opportunities"), ReachKind.BOTTLENECK: _("Bottlenecks")}
    rows = list(place.reach_notes.all())
    groups = [(heading, [row for row in rows if row.kind == kind]) for kind, heading in headings.items()]
    return [{"heading": heading, "notes": notes} for heading, notes in groups if notes]


def to_ask(place: Hotspot, index: CatalogueIndex) -> list[dict]:
    """For components/link_list.html: who runs the place, then the development agency that knows the way there."""
    rows = [
        {"title": row.name, "url": row.get_absolute_url(), "note": _("runs or owns this place")}
        for row in public(place.hosts.all())
    ]
    agencies = index.kept("agencies", lambda _rows, _numbering: _read_agencies())
    for served, agency in agencies:
        if place.subregion and place.subregion_id in served:
            note = _("knows the way for %(areas)s") % {"areas": place.subregion.name}
            rows.append({"title": agency.name, "url": agency.get_absolute_url(), "note": note})
    return rows


def _read_agencies() -> list[tuple[set[int], Organisation]]:
    """The development agencies (ROM's) by name, with the keys of the subregions they serve."""
    rows = Organisation.objects.published().filter(kind=Organisation.Kind.ROM).prefetch_related("serves").by_name()
    return [({served.pk for served in row.serves.all()}, row) for row in rows]


# What the picture takes of a tie.
DRAWN = ("name", "word", "form", "is_wished_for", "is_next", "is_before")


def ties_of(network: Network, node: Node | None) -> list[dict]:
    """Its links as seen from here, in the order: next place, place before, together, same theme, wished for."""
    if node is None:
        return []
    ties = [_tie(link, node) for link in network.links_of.get(node, ())]
    return sorted(ties, key=lambda tie: (tie["order"], tie["name"].casefold()))


def _tie(link: Link, node: Node) -> dict:
    other, is_next = link.other(node), link.is_directed and link.start is node
    words = {
        LinkKind.NEXT_PLACE: _("next place") if is_next else _("place before"),
        LinkKind.WORKS_TOGETHER: _("works together"),
        LinkKind.SAME_THEME: _("same theme"),
        LinkKind.WISHED_FOR: _("wished for"),
    }
    return {
        "order": (list(words).index(LinkKind(link.kind)), not is_next),
        "slug": link.slug,
        "name": other.name,
        "url": other.url,
        "what": other.kind_label,
        "word": words[LinkKind(link.kind)],
        "form": link.form,
        "is_wished_for": link.is_wished_for,
        "is_next": is_next,
        "is_before": link.is_directed and not is_next,
        "topic": link.topic,
        "stated_by": link.stated_by,
        "source": link.source,
    }


def nearby_in_words(place: Hotspot, network: Network, found: list[tuple[int, float]]) -> list[dict]:
    """For components/link_list.html."""
    nodes = ((network.place_of.get(key), distance) for key, distance in found)
    return [
        {"lead": distance_text(distance), "title": node.name, "url": node.url, "note": _kind_and_stage(node)}
        for node, distance in nodes
        if node
    ]


def comparable_in_words(place: Hotspot, network: Network, found) -> list[dict]:
    """For components/link_list.html."""
    nodes = ((network.place_of.get(one.key), one.reason(place.get_kind_display())) for one in found)
    return [{"title": node.name, "url": node.url, "note": capfirst(reason)} for node, reason in nodes if node]


def _kind_and_stage(node: Node) -> str:
    return f"{node.kind_label}, {node.stage_label.lower()}"


def lines_of(place: Hotspot) -> list[dict]:
    """For components/link_list.html: the action lines that concern it, in the order of the agenda."""
    lines = sorted((row for row in place.action_lines.all() if row.live), key=lambda row: row.code)
    return [{"lead": row.code, "title": row.title, "url": row.get_absolute_url()} for row in lines]


def round_here(place: Hotspot) -> str:
    """The list of places, the nearest to here first; empty without a point."""
    if place.point is None:
        return ""
    return f"{reverse('hotspots:hotspots')}?dichtbij={place.point}&straal={ROUND_HERE_KM}"
