"""The public pages of the monitor: all indicators with their newest figures, and one indicator with every figure."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.catalogue import LARGEST_PAGE_SIZE, CatalogueView
from mra_portal.common.exports.views import ExportView
from profiles.models import Indicator, Observation
from profiles.monitor.datasets import INDICATORS, OBSERVATIONS
from profiles.monitor.filters import IndicatorFilterSet
from profiles.monitor.linked_data import linked_data
from profiles.monitor.wording import as_row


def _breadcrumb(*steps):
    return breadcrumb((_("Innovation monitor"), reverse("monitor:indicators")), *steps)


class IndicatorList(CatalogueView):
    """The indicators, each with its newest figure per area."""

    template_name = "profiles/indicator_list.html"
    filterset_class = IndicatorFilterSet
    search_label = gettext_lazy("Search in the monitor")
    nothing_found = gettext_lazy("No indicator matches")
    page_size = LARGEST_PAGE_SIZE

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        data = context["filterset"].data
        return {
            **context,
            "breadcrumb": _breadcrumb(),
            "results": [{"indicator": row, "figures": _shown(row, data)} for row in context["rows"]],
        }


def _shown(row: Indicator, data) -> list[dict]:
    """The newest figures, of the areas that are asked for where there are any of those."""
    subregions, municipalities = data.getlist("deelregio"), data.getlist("gemeente")
    asked = [one for one in row.newest if _is_asked(one, subregions, municipalities)]
    return [as_row(one) for one in asked or row.newest]


def _is_asked(row: Observation, subregions: list[str], municipalities: list[str]) -> bool:
    in_subregion = not subregions or (row.lies_in is not None and row.lies_in.slug in subregions)
    in_municipality = not municipalities or (row.municipality is not None and row.municipality.slug in municipalities)
    return in_subregion and in_municipality


class IndicatorExport(ExportView):
    """The indicators of the list as open data."""

    dataset = INDICATORS


class ObservationExport(ExportView):
    """The figures as open data, of every indicator or of the ones that are asked for."""

    dataset = OBSERVATIONS


class IndicatorDetail(DetailView):
    """One indicator: what is counted, and every figure that is known."""

    template_name = "profiles/indicator_detail.html"
    context_object_name = "indicator"

    def get_queryset(self):
        return Indicator.objects.for_listing()

    def get_context_data(self, **kwargs):
        row = self.object
        return super().get_context_data(
            breadcrumb=_breadcrumb((row.name, row.get_absolute_url())),
            linked_data=linked_data(row),
            figures=[as_row(one) for one in row.observations.all()],
            **kwargs,
        )
