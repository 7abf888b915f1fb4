"""The public pages: matrix with list, one cross-pollination, and the gap finder."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView

from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.catalogue import CatalogueView
from mra_portal.common.exports.views import ExportView
from mra_portal.common.languages import path_in_language
from profiles.cross_pollinations.datasets import CROSS_POLLINATIONS
from profiles.cross_pollinations.filters import CrossPollinationFilterSet
from profiles.cross_pollinations.gaps import read_gaps
from profiles.cross_pollinations.matrix import matrix_of
from profiles.cross_pollinations.wording import as_result, as_stances, as_timeline, state_of
from profiles.models import CrossPollination, Subregion


def _breadcrumb(*steps):
    region = _("Subregions"), path_in_language("/deelregios/", get_language())
    return breadcrumb(region, (_("Cross-pollinations"), reverse("profiles:cross_pollinations")), *steps)


class CrossPollinationList(CatalogueView):
    """Matrix and list of the same answer: the matrix draws all of it, the list a page at a time."""

    template_name = "profiles/cross_pollination_list.html"
    filterset_class = CrossPollinationFilterSet
    search_label = gettext_lazy("Search in cross-pollinations")
    nothing_found = gettext_lazy("No cross-pollination matches")

    @cached_property
    def _answer(self) -> dict:
        """The rows of the whole answer by key, in order; filled by `listed`."""
        return {}

    def listed(self, filterset, keys):
        found = filterset.keys()
        rows = CrossPollination.objects.for_listing().in_bulk(found) if found else {}
        self._answer.update({key: rows[key] for key in found if key in rows})
        return [self._answer[key] for key in keys if key in self._answer]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filterset = context["filterset"]
        matrix = matrix_of(
            [] if context["is_refused"] else self._answer.values(),
            list(Subregion.objects.all()),
            lambda one, other: f"?deelregio={one}&met={other}#lijst",
        )
        return {
            **context,
            "breadcrumb": _breadcrumb(),
            "total": filterset.always().bit_count(),
            "matrix": matrix,
            "results": [as_result(row) for row in context["rows"]],
            "gaps": sum(1 for gap in read_gaps() if gap.is_open),
        }


class CrossPollinationExport(ExportView):
    """The cross-pollinations of the list as open data."""

    dataset = CROSS_POLLINATIONS
    forms = ("atom",)


class CrossPollinationDetail(DetailView):
    """One cross-pollination: whose it is, what each side says, what comes next and what happened."""

    template_name = "profiles/cross_pollination_detail.html"
    context_object_name = "row"

    def get_queryset(self):
        return CrossPollination.objects.for_listing().prefetch_related(
            "places__hotspot__municipality", "action_lines__action_line__accelerator"
        )

    def get_context_data(self, **kwargs):
        row = self.object
        linked = [link.action_line for link in row.action_lines.all() if link.action_line.live]
        return super().get_context_data(
            breadcrumb=_breadcrumb((row.topic, row.get_absolute_url())),
            state=state_of(row),
            stances=as_stances(row),
            timeline=as_timeline(row),
            owners=[{"name": owner.name, "subregion": owner, "url": owner.get_absolute_url()} for owner in row.owners],
            places=[link.hotspot for link in row.places.all() if link.hotspot.live],
            action_lines=linked,
            shared_lines=[line for line in lines_of_both(row) if line not in linked],
            printed=[{"words": event.printed, "source": event.source} for event in row.printed],
            **kwargs,
        )


def lines_of_both(row: CrossPollination) -> list:
    """The public action lines on which both owners take part, in the order of the agenda."""
    if not row.second_id:
        return []
    parties = row.first.organisations.model.parties.rel.related_model.objects.on_published_lines().taking_part()
    standing_for = {"organisation__kind": "deelregio", "organisation__subregion__in": row.owners}
    lines = {owner.pk: {} for owner in row.owners}
    for party in parties.filter(**standing_for).select_related("organisation", "action_line__accelerator"):
        lines[party.organisation.subregion_id][party.action_line.pk] = party.action_line
    one, other = lines.values()
    return sorted((line for key, line in one.items() if key in other), key=lambda line: line.slug)


class GapList(TemplateView):
    """Pairs that share a sector and have no cross-pollination, with the evidence, and what was decided on others."""

    template_name = "profiles/gap_list.html"

    def get_context_data(self, **kwargs):
        gaps = read_gaps()
        return super().get_context_data(
            breadcrumb=_breadcrumb((_("Chances"), reverse("profiles:gaps"))),
            open=[gap for gap in gaps if gap.is_open],
            parked=[gap for gap in gaps if gap.is_parked],
            rejected=[gap for gap in gaps if gap.is_rejected],
            **kwargs,
        )
