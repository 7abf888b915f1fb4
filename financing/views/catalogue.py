from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from financing.filters import YES, FinancingFilterSet
from financing.listing import listed_options
from financing.models.vocabulary import State
from financing.region import region_of
from financing.shortlist import MOST_COMPARED, NAME, Shortlist
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.catalogue import CatalogueView
from mra_portal.common.filled import filled_options

# Facets that the page shows in another form than a list of checkboxes.
SHOWN_APART = ("fase", "gemeente")


class OptionList(CatalogueView):
    """The finder: every option, narrowed by phase, place, amount and more; the address holds the whole question."""

    template_name = "financing/option_list.html"
    filterset_class = FinancingFilterSet
    search_label = gettext_lazy("Search in money and programmes")
    nothing_found = gettext_lazy("No option matches")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filterset = context["filterset"]
        shortlist = Shortlist.of(self.request.GET)
        return {
            **context,
            "breadcrumb": breadcrumb((_("Financing"), reverse("financing:options"))),
            "total": filterset.always().bit_count(),
            "stations": stations_of(filterset),
            "phase_error": filterset.facet("fase").error,
            "facets": [facet for facet in filterset.facets if facet.name not in SHOWN_APART],
            "narrow": narrow_of(filterset),
            "place": place_of(filterset),
            "shortlist": shortlist,
            "shortlist_bar": bar_of(shortlist, self.request.GET),
            "ended_url": filterset.url_with("beeindigd", YES),
        }

    def listed(self, filterset, keys):
        return listed_options(filterset.index, keys)


def narrow_of(filterset) -> dict:
    """For financing/_narrow.html: the questions that are not a list of checkboxes."""
    place = filterset.facet("gemeente")
    first, *more = filterset.data.getlist("gemeente") or [""]
    return {
        "amount": filterset.data.get("bedrag", ""),
        "amount_errors": [str(error) for error in filterset.form.errors.get("bedrag", [])],
        "place_error": place.error,
        "places": filled_options(
            "components/select_option.html",
            [option._replace(checked=option.value == first) for option in place.options],
            {},
        ),
        "more_places": more,
        "shows_ended": bool(filterset.data.get("beeindigd")),
    }


def stations_of(filterset) -> list[dict]:
    """For components/phase_choice.html: the phases with their counts, chosen neighbours joined."""
    options = filterset.facet("fase").options
    return [
        {
            "value": option.value,
            "label": option.label[:1].upper() + option.label[1:],
            "count": option.count,
            "checked": option.checked,
            "id": option.id,
            "is_joined": option.checked and place + 1 < len(options) and options[place + 1].checked,
        }
        for place, option in enumerate(options)
    ]


def place_of(filterset) -> dict | None:
    """What follows from one chosen municipality: province, subregion, who to call; and what is at odds with it."""
    chosen = filterset.data.getlist("gemeente")
    if len(chosen) != 1:
        return None
    region = region_of(filterset.index)
    row = region.municipalities.get(chosen[0])
    if row is None:
        return None
    agencies = region.agencies_for({row.subregion_id})
    odd = []
    if (asked := filterset.data.getlist("provincie")) and row.province not in asked:
        odd.append(filterset.word_for("provincie", asked[0]))
    if (asked := filterset.data.getlist("deelregio")) and row.subregion.slug not in asked:
        odd.append(filterset.word_for("deelregio", asked[0]))
    now = {State.OPEN.value: "nu"}
    query = filterset.data.copy()
    query.pop("pagina", None)
    query.setlist("open", [now.get(state, state) for state in (State.OPEN.value, State.CONTINUOUS.value)])
    return {
        "name": row.name,
        "province": row.get_province_display(),
        "subregion": row.subregion.name,
        "agencies": agencies,
        "at_odds": odd,
        "open_now_url": f"?{query.urlencode()}",
        "is_open_now": set(filterset.data.getlist("open")) >= {"nu", "doorlopend"},
    }


def bar_of(shortlist: Shortlist, data) -> dict | None:
    """For components/shortlist_bar.html; None while nothing is picked."""
    if not shortlist:
        return None
    size = len(shortlist)
    return {
        "title": ngettext("Your list: %(n)d option", "Your list: %(n)d options", size) % {"n": size},
        "compare_url": f"{reverse('financing:compare')}?{shortlist.query}",
        "compare_label": _("Compare") if 1 < size <= MOST_COMPARED else _("See your list"),
        "clear_url": shortlist.emptied(data),
        "message": shortlist.too_many,
        "name": NAME,
        "slugs": shortlist.slugs,
    }
