from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotspots.cards import cards_of
from hotspots.filters import HotspotFilterSet, gazetteer
from hotspots.place_map import found_pins, map_of
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.catalogue import CatalogueView

RADII = (1, 2, 5, 10, 25)
# More names than this under a map are no help.
MOST_NAMED = 200


class HotspotList(CatalogueView):
    """Every place as a list, and a map of the same answer beside it; the address holds the whole question."""

    template_name = "hotspots/hotspot_list.html"
    filterset_class = HotspotFilterSet
    search_label = gettext_lazy("Search in places")
    nothing_found = gettext_lazy("No place matches")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filterset = context["filterset"]
        return {
            **context,
            "breadcrumb": breadcrumb((_("Places"), reverse("hotspots:hotspots"))),
            "total": filterset.always().bit_count(),
            "cards": cards_of(context["rows"], filterset),
            "near": near_of(filterset),
            "map": map_of(filterset),
        }


class HotspotMap(HotspotList):
    """The map of the same answer without the cards, to stand in another site; names below it tell the same."""

    template_name = "hotspots/hotspot_map.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pins = found_pins(context["filterset"])
        return {
            **context,
            "pager": {"pages": [], "previous_url": "", "next_url": ""},
            "places": sorted(pins, key=lambda pin: pin.name.casefold()) if len(pins) <= MOST_NAMED else [],
        }


def near_of(filterset: HotspotFilterSet) -> dict:
    """For hotspots/_near.html: from where to measure, and how far."""
    radius = filterset.data.get("straal", "").replace(",", ".")
    radii = [f"{step:g}" for step in RADII]
    if radius and radius not in radii and not filterset.form.errors.get("straal"):
        radii = sorted([*radii, radius], key=float)
    return {
        "names": gazetteer().names,
        "here": filterset.data.get("dichtbij", ""),
        "here_errors": [str(error) for error in filterset.form.errors.get("dichtbij", [])],
        "radii": [
            {"value": step, "label": _("%(km)s km") % {"km": number_format(step)}, "checked": step == radius}
            for step in radii
        ],
        "radius_errors": [str(error) for error in filterset.form.errors.get("straal", [])],
    }
