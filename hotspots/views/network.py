"""The network as a page: a picture, the table that says the same, and what the network tells about its holes."""

from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from hotspots.network.answers import crossings, only_wished_for, pairs_by_sector, unconnected, unlinked
from hotspots.network.graph import Network as Graph
from hotspots.network.graph import Node
from hotspots.network.listing import blocks_in_words, table_of, ties_of_node
from hotspots.network.picture import NetworkPicture, can_be_drawn
from hotspots.network.question import NetworkQuestion
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.catalogue import PagingForm

# Rows of the table on a page, places of a subregion and pairs of a sector that an answer shows.
PAGE_SIZE, MOST_UNLINKED, MOST_PAIRS, MOST_PAIRS_OF_CHOSEN = 150, 40, 3, 40
# Questions that the form of the page keeps without showing them.
UNSEEN = ("plek", "organisatie", "dichtbij", "straal")


class Network(TemplateView):
    """The places, subregions and organisations of the answer, and what ties them; the address holds the question."""

    template_name = "hotspots/network.html"

    def get_context_data(self, **kwargs):
        question, paging = NetworkQuestion(self.request.GET), PagingForm(self.request.GET)
        messages = list(question.errors_elsewhere)
        if not paging.is_valid():
            messages += paging.messages()
        asked = paging.cleaned_data if paging.is_valid() else {}
        is_refused = question.is_refused or not paging.is_valid()
        links = [] if is_refused else question.links
        paginator = Paginator(links, asked.get("per_pagina") or PAGE_SIZE)
        number = asked.get("pagina") or 1
        if number > paginator.num_pages:
            text = _("Page %(number)s does not exist; there are %(pages)s.")
            messages.append(text % {"number": number, "pages": paginator.num_pages})
        page = paginator.get_page(number)
        can_draw = not is_refused and can_be_drawn(question.nodes, links)
        nothing = {"pages": [], "previous_url": "", "next_url": ""}
        return super().get_context_data(
            filterset=question,
            search_label=_("Search in places"),
            nothing_found=_("No place and no link matches"),
            messages_of_request=messages,
            is_refused=is_refused,
            breadcrumb=breadcrumb(
                (_("Places"), reverse("hotspots:hotspots")), (_("Network"), reverse("hotspots:network"))
            ),
            count=len(links),
            place_count=len(question.found_places),
            rows=[] if is_refused else question.nodes,
            pager=nothing,
            drawn=_drawn(question) if can_draw else "",
            focus=ties_of_node(question.focus, links) if question.focus else None,
            table=table_of(page.object_list),
            table_pager=_pager(page, question),
            answers=None if is_refused else _answers(question),
            single=[{"name": name, "value": question.data[name]} for name in UNSEEN if question.data.get(name)],
            asked=f"?{question.data.urlencode()}" if question.data else "",
            and_asked=f"&{question.data.urlencode()}" if question.data else "",
            **kwargs,
        )


def _pager(page: Page, question: NetworkQuestion) -> dict:
    """For components/pager.html."""

    def url_of(number: int) -> str:
        return f"{question.url_with('pagina', number)}#tabel"

    return {
        "pages": [
            {
                "number": number,
                "url": url_of(number) if isinstance(number, int) else "",
                "is_current": number == page.number,
                "is_gap": not isinstance(number, int),
            }
            for number in page.paginator.get_elided_page_range(page.number)
        ],
        "previous_url": url_of(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url_of(page.next_page_number()) if page.has_next() else "",
    }


def _drawn(question: NetworkQuestion) -> SafeString:
    """Picture and list. Of the whole network they are made once per change of the data."""
    if not question.is_bare:
        return _draw(question)
    return question.network.kept(f"drawn-{get_language()}", lambda: _draw(question))


def _draw(question: NetworkQuestion) -> SafeString:
    picture = NetworkPicture(question.network, question.nodes, question.links, focus=question.focus)
    context = {
        "picture": picture,
        "blocks": blocks_in_words(picture, question.links),
        "title": _("Network of places for innovation"),
        "desc": described(question),
        "id": "netwerk",
    }
    return render_to_string("hotspots/_network_drawn.html", context)


def described(question: NetworkQuestion) -> str:
    """One sentence for who does not see the picture: how much there is, and where it is told in words."""
    links = ngettext("%(n)d link", "%(n)d links", len(question.links)) % {"n": len(question.links)}
    nodes = sum(node.what != "deelregio" for node in question.nodes)
    ends = ngettext("%(n)d place or organisation", "%(n)d places and organisations", nodes) % {"n": nodes}
    return _("%(ends)s in blocks per subregion, with %(links)s. The table of links says the same.") % {
        "ends": ends,
        "links": links,
    }


def _answers(question: NetworkQuestion) -> dict:
    """For hotspots/_network_answers.html."""
    graph, places = question.network, question.found_places
    chosen = question.data.getlist("sector")
    labels = {slug: label for slug, label in question.places.index.options("sector") if slug in chosen or not chosen}
    most = MOST_PAIRS_OF_CHOSEN if chosen else MOST_PAIRS

    def pairs():
        return pairs_by_sector(graph, places, list(labels), most)

    sectors = graph.kept("pairs", pairs) if question.is_bare else pairs()
    alone = unlinked(graph, places)
    return {
        "places": len(places),
        "alone": alone,
        "alone_blocks": _by_subregion(question, alone),
        "only_wished_for": only_wished_for(graph, places)[:MOST_UNLINKED],
        "groups": len(graph.groups),
        "largest_group": len(graph.groups[0]) if graph.groups else 0,
        "small_groups": [group for group in graph.groups[1:] if len(group) <= 6][:12],
        "linked": sum(map(len, graph.groups)),
        "pairs": sum(sector.without_link for sector in sectors),
        "sectors": [
            {
                "slug": found.sector,
                "label": labels[found.sector],
                "places": found.places,
                "pairs": found.pairs,
                "without_link": found.without_link,
                "nearest": found.nearest,
                "more": found.without_link - len(found.nearest),
                "url": "" if chosen else f"{question.url_with('sector', found.sector)}#zelfde-sector",
            }
            for found in sectors
        ],
        "matrix": _matrix(graph),
        "subregions": graph.subregions,
        "unconnected": unconnected(graph),
    }


def _by_subregion(question: NetworkQuestion, places: list[Node]) -> list[dict]:
    names = {node.slug: node for node in question.network.subregions}
    blocks: dict[str, list[Node]] = {slug: [] for slug in (*names, "")}
    for node in places:
        blocks[node.subregion if node.subregion in names else ""].append(node)
    return [
        {
            "subregion": names.get(slug),
            "places": found[:MOST_UNLINKED],
            "more": max(len(found) - MOST_UNLINKED, 0),
            "count": len(found),
        }
        for slug, found in blocks.items()
        if found
    ]


def _matrix(graph: Graph) -> list[dict]:
    """Per subregion a row with a cell for every subregion."""
    found = graph.kept("crossings", lambda: crossings(graph))
    order = [node.slug for node in graph.subregions]
    return [
        {
            "subregion": node,
            "cells": [
                {
                    "other": found[node.slug, slug].other,
                    "is_self": slug == node.slug,
                    "known": found[node.slug, slug].known,
                    "wished_for": found[node.slug, slug].wished_for,
                }
                for slug in order
            ],
        }
        for node in graph.subregions
    ]
