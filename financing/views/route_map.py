from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from financing.route_map import columns_of, content_of, lines_of
from financing.route_picture import route_picture, upright_picture
from financing.views.catalogue import OptionList
from mra_portal.common.breadcrumbs import breadcrumb


class RouteMap(OptionList):
    """The answer of the finder as a picture: phases from left to right, kinds as lines, options as stations."""

    template_name = "financing/route_map.html"

    def listed(self, filterset, keys):
        """Not a page of rows: the picture shows everything, and the table under it says the same."""
        self.filterset = filterset
        return self.content.rows

    @cached_property
    def content(self):
        return content_of(self.filterset)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filterset = context["filterset"]
        lines, columns = lines_of(filterset), columns_of(filterset)
        stations = self.content.stations
        return {
            **context,
            "breadcrumb": breadcrumb(
                (_("Financing"), reverse("financing:options")), (_("Route map"), reverse("financing:route_map"))
            ),
            "pager": {"pages": [], "previous_url": "", "next_url": ""},
            "picture": route_picture(stations, lines, columns),
            "printed": route_picture(stations, lines, columns, print_size=True),
            "upright": upright_picture(stations, lines, columns),
            "phase_names": [column.name for column in columns],
            "is_grouped": self.content.is_grouped,
            "picture_title": _("Route map of money and programmes"),
            "picture_description": ngettext(
                "%(count)d option on seven lines, from idea to mature company. The table below says the same.",
                "%(count)d options on seven lines, from idea to mature company. The table below says the same.",
                context["count"],
            )
            % {"count": context["count"]},
            "finder_url": f"{reverse('financing:options')}{context['asked']}",
        }
