from itertools import groupby

from agenda.filters import ActionLineFilterSet, OrganisationFilterSet
from agenda.models import Accelerator, ActionLine, Organisation
from mra_portal.common.catalogue import CatalogueView

SHAPES = ("kavels", "tabel")


class ActionLineList(CatalogueView):
    """The whole agenda on one screen: as a board of parcels, or as a table (`weergave=tabel`)."""

    template_name = "agenda/action_line_list.html"
    filterset_class = ActionLineFilterSet

    def get_rows(self):
        return ActionLine.objects.published().for_listing().in_printed_order()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shape = self.request.GET.get("weergave", SHAPES[0])
        filterset = context["filterset"]
        lines = list(context["page"].object_list)
        return {
            **context,
            "total": sum(option.count for option in filterset.facet("versneller").options)
            if not filterset.active_names
            else ActionLine.objects.published().count(),
            "shape": shape if shape in SHAPES else SHAPES[0],
            "shapes": [
                {"slug": slug, "url": filterset.url_with("weergave", slug), "is_current": slug == shape}
                for slug in SHAPES
            ],
            "lines": lines,
            "board": board_of(lines),
            "status_facet": filterset.facet("status"),
        }


def board_of(lines: list[ActionLine]) -> list[dict]:
    """Lines grouped by accelerator, in the order of the agenda: [{"accelerator": …, "lines": […]}]."""
    ordered = sorted(lines, key=lambda line: (line.accelerator.number, line.letter))
    return [
        {"accelerator": accelerator, "lines": list(group)}
        for accelerator, group in groupby(ordered, key=lambda line: line.accelerator)
    ]


class OrganisationList(CatalogueView):
    template_name = "agenda/organisation_list.html"
    filterset_class = OrganisationFilterSet

    def get_rows(self):
        return Organisation.objects.published().for_listing()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "organisations": list(context["page"].object_list)}


__all__ = ["Accelerator", "ActionLineList", "OrganisationList", "board_of"]
