from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agenda.filters import ActionLineFilterSet, OrganisationFilterSet
from agenda.models import ActionLine
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.catalogue import CatalogueView

PARCELS, TABLE = "kavels", "tabel"


class ActionLineList(CatalogueView):
    """The whole agenda on one screen: as a board of parcels, or as a table (`weergave=tabel`)."""

    template_name = "agenda/action_line_list.html"
    filterset_class = ActionLineFilterSet
    search_label = gettext_lazy("Search in the action lines")
    nothing_found = gettext_lazy("No action line matches")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filterset = context["filterset"]
        shape = TABLE if self.request.GET.get("weergave") == TABLE else PARCELS
        return {
            **context,
            "breadcrumb": breadcrumb((_("Agenda"), reverse("agenda:action_lines"))),
            "shape": shape,
            "views": [
                {"title": title, "url": filterset.url_with("weergave", slug), "is_current": slug == shape}
                for slug, title in ((PARCELS, _("parcels")), (TABLE, _("table")))
            ],
            "board": board_of(context["rows"]),
            "status_legend": [
                {
                    "status": option.value,
                    "label": option.label,
                    "count": option.count,
                    "url": filterset.url_with("status", option.value),
                }
                for option in filterset.facet("status").options
            ],
        }


def board_of(lines: list[ActionLine]) -> list[dict]:
    """Lines by accelerator, in the order of the agenda, as components/agenda_board.html wants its rows."""
    ordered = sorted(lines, key=lambda line: (line.accelerator.number, line.letter))
    groups = [(key, list(group)) for key, group in groupby(ordered, key=lambda line: line.accelerator)]
    return [
        {
            "number": accelerator.number,
            "name": accelerator.title,
            "url": accelerator.get_absolute_url(),
            "count_label": ngettext("%(count)d action line", "%(count)d action lines", len(group))
            % {"count": len(group)},
            "lines": group,
        }
        for accelerator, group in groups
    ]


class OrganisationList(CatalogueView):
    """Who does what: everyone the agenda names, with the number of action lines they are on."""

    template_name = "agenda/organisation_list.html"
    filterset_class = OrganisationFilterSet
    search_label = gettext_lazy("Search in the organisations")
    nothing_found = gettext_lazy("No organisation matches")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "breadcrumb": breadcrumb(
                (_("Agenda"), reverse("agenda:action_lines")),
                (_("Organisations"), reverse("agenda:organisations")),
            ),
        }
