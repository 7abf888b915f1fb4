from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotspots.models.vocabulary import HotspotKind, Stage
from hotspots.place_map import found_pins
from hotspots.reach import ReachClass
from hotspots.scan.datasets import REACH
from hotspots.scan.picture import MOST_DRAWN, SIZES, strip
from hotspots.scan.question import BY_STOP, HOV, HOV_FAR, STOP, STOP_FAR, TRAIN, TRAIN_FAR, ReachFilterSet, class_of
from hotspots.scan.rows import OUTSIDE, ScanRow, Sum, legend, sums_of
from hotspots.shapes import SHAPES
from hotspots.views.catalogue import near_of
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.catalogue import CatalogueView
from mra_portal.common.exports.views import ExportView
from profiles.models import Subregion

# Names of places beside a strip.
MOST_NAMED = 8


class ReachScan(CatalogueView):
    """Every place with its nearest train station and HOV stop, as a picture, sums and a table of the same answer."""

    template_name = "hotspots/reach_scan.html"
    filterset_class = ReachFilterSet
    search_label = gettext_lazy("Search in places")
    nothing_found = gettext_lazy("No place matches")
    page_size = 100

    def listed(self, filterset, keys):
        rows = super().listed(filterset, keys)
        prefetch_related_objects(rows, "reach_notes")
        return [ScanRow(row, filterset.whereabouts.reach(row.pk)) for row in rows]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filterset = context["filterset"]
        areas = [(row.slug, row.name, row.code) for row in Subregion.objects.all()]
        total, sums = sums_of(filterset, areas) if context["rows"] else (None, [])
        return {
            **context,
            "breadcrumb": breadcrumb(
                (_("Places"), reverse("hotspots:hotspots")), (_("Reachability"), reverse("hotspots:reach_scan"))
            ),
            "total": filterset.always().bit_count(),
            "near": near_of(filterset),
            "sum": total,
            "sums": sums,
            "legend": legend(),
            "strips": _strips(filterset, sums),
            "kinds": [{"kind": kind.value, "label": kind.label, "shape": SHAPES[kind]} for kind in HotspotKind],
            "columns": _columns(filterset),
        }


def _columns(filterset: ReachFilterSet) -> dict[str, dict]:
    """Per column of the table that can be sorted: `url` to sort by it (or the other way round), and `aria`."""
    pairs = {"name": ("naam",), "where": ("deelregio",), "train": (TRAIN, TRAIN_FAR), "hov": (HOV, HOV_FAR)}
    pairs |= {"nearest": (STOP, STOP_FAR), "notes": ("knelpunten",)}
    order = filterset.order
    columns = {}
    for name, orders in pairs.items():
        following = orders[(orders.index(order) + 1) % len(orders)] if order in orders else orders[0]
        turned = "descending" if order == "knelpunten" or BY_STOP.get(order, ("", False))[1] else "ascending"
        columns[name] = {
            "url": f"{filterset.url_with('sorteer', following)}#tabel",
            "aria": turned if order in orders else "",
        }
    return columns


def _strips(filterset: ReachFilterSet, sums: list[Sum]) -> list[dict]:
    """Per subregion its strip, and by name what is not within walking distance.

    Empty for too many places; a subregion without a place that can be drawn has no strip.
    """
    if not sums or filterset.count > MOST_DRAWN:
        return []
    reach, facets = filterset.whereabouts.reach, filterset.index.facets["deelregio"]
    pins = found_pins(filterset)
    keys = filterset.index.numbering.keys
    places = {key: place for place, key in enumerate(keys)}
    strips = []
    for area in sums:
        bits = facets.get(None if area.slug == OUTSIDE else area.slug, 0)
        here = [(pin, reach(pin.key)) for pin in pins if bits >> places[pin.key] & 1]
        if not any(found.nearest for _pin, found in here):
            continue  # nothing of it can be drawn
        hard = [(pin, found) for pin, found in here if class_of(found) not in (ReachClass.WALK, ReachClass.UNKNOWN)]
        hard.sort(key=lambda one: (-one[1].nearest.straight_km, one[0].name))
        strips.append(
            {
                "area": area,
                "sizes": [strip(here, size) for size in SIZES],
                "hard": [
                    {
                        "name": pin.name,
                        "url": pin.url,
                        "kind": pin.kind,
                        "shape": pin.shape,
                        "stage": pin.stage,
                        "stage_label": "" if pin.stage == Stage.EXISTING else pin.stage_label.lower(),
                        "minutes": found.nearest.minutes,
                    }
                    for pin, found in hard[:MOST_NAMED]
                ],
                "more": max(len(hard) - MOST_NAMED, 0),
            }
        )
    return strips


class ReachExport(ExportView):
    """The table of the scan as open data."""

    dataset = REACH
