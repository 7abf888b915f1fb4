from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from hotspots.cards import card_of
from hotspots.filters import HotspotFilterSet, gazetteer
from hotspots.finding.answers import assess, for_finding
from hotspots.finding.growth import Growth, growth_of
from hotspots.finding.ranking import Ranking
from hotspots.finding.wish import SECTOR, SUBREGION, WishForm
from hotspots.geography import Point, distance_km
from hotspots.place_map import land_of, pins_of, place_map
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.catalogue import PagingForm, pager_of

# Places on a page, and of how many of these the reasons stand open.
PAGE_SIZE, OPEN = 10, 3


class FindPlace(TemplateView):
    """A few questions, each of which may be skipped, and every place in the order in which it answers them.

    The address holds it all: `sector`, `fase`, `behoefte` (OfferKind; may be repeated), `deelregio`, `vanaf` (a town or
    station that we know, or a point), `minuten` (1 to 180; 30 when empty), `vervoer` (fietsen, lopen), `stadium`, and
    per criterion `gewicht-<criterion>` from 0 (does not count) to 3 (counts heavily; 2 when empty), where a criterion
    is sector, fase, deelregio, reistijd, stadium or a kind of offer. `pagina` turns the pages.

    A place is never hidden. An answer that cannot be used gives a message and no places.
    """

    template_name = "hotspots/find_place.html"

    def get_context_data(self, **kwargs):
        form, paging = WishForm.of(self.request.GET), PagingForm(self.request.GET)
        wish = form.wish
        messages = [] if paging.is_valid() else paging.messages()
        is_refused = bool(form.errors or messages)
        ranking = Ranking(wish, form.index)
        asked = paging.cleaned_data if paging.is_valid() else {}
        paginator = Paginator(ranking, asked.get("per_pagina") or PAGE_SIZE)
        number = asked.get("pagina") or 1
        if number > paginator.num_pages:
            text = _("Page %(number)s does not exist; there are %(pages)s.")
            messages.append(text % {"number": number, "pages": paginator.num_pages})
        page = paginator.get_page(number)
        is_ranked = not is_refused and not wish.is_blank
        keys = list(page.object_list) if is_ranked else []
        growth = None if is_refused else growth_of(ranking, keys)
        places = _places(form, ranking, keys, page.start_index(), growth)
        return super().get_context_data(
            breadcrumb=breadcrumb(
                (_("Places"), reverse("hotspots:hotspots")), (_("Find your place"), reverse("hotspots:find_place"))
            ),
            form=form,
            wish=wish,
            names=gazetteer().names,
            messages_of_request=messages,
            is_refused=is_refused,
            places=places,
            count=len(ranking),
            pager=pager_of(page, lambda number: wish.query_with(pagina=str(number)) + "#plekken"),
            map=_map(ranking, keys, page.start_index()) if keys else None,
            growth=growth,
            **kwargs,
        )


def _places(form: WishForm, ranking: Ranking, keys: list, first: int, growth: Growth | None) -> list[dict]:
    if not keys:
        return []
    rows = HotspotFilterSet.rows_at(ranking.index.moment).filter(pk__in=keys)
    found = {row.pk: row for row in for_finding(rows)}
    labels = {SECTOR: form.label_of("sector"), SUBREGION: form.label_of("deelregio")}
    journey, reach = form.wish.journey, ranking.whereabouts.reach
    return [
        {
            "rank": first + place,
            "card": card_of(row, reach(key), distance_km(journey.start, row.point) if journey and row.point else None),
            "assessment": assess(row, form.wish, labels),
            "is_open": place < OPEN,
            "next": growth.next_links.get(key, []),
        }
        for place, key in enumerate(keys)
        if (row := found.get(key)) is not None
    ]


def _map(ranking: Ranking, keys: list, first: int) -> dict:
    """For components/place_map.html: the places of this page, with their numbers."""
    pins, numbers = pins_of(ranking.index), {key: first + place for place, key in enumerate(keys)}
    shown, journey = [pins[key] for key in keys if key in pins], ranking.wish.journey

    def url_of_cluster(centre: Point, radius_km: float) -> str:
        return f"{reverse('hotspots:hotspots')}?{urlencode({'dichtbij': str(centre), 'straal': f'{radius_km:g}'})}"

    picture = place_map(
        shown,
        land_of(ranking.index),
        here=journey.start if journey else None,
        radius_km=journey.radius_km if journey else None,
        url_of_cluster=url_of_cluster,
        number_of=lambda pin: numbers[pin.key],
    )
    return {**picture, "count": len(shown), "without_point": len(keys) - len(shown)}
