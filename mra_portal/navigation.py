"""The parts of the site, in the order of the header: entrepreneurs' subjects first (look.md)."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mra_portal.common.languages import path_in_language


@dataclass(frozen=True)
class Part:
    """A part of the site. `name` is a URL name, or an address for pages of Wagtail."""

    title: str
    name: str

    def url(self, code: str) -> str:
        return path_in_language(self.name, code) if self.name.startswith("/") else reverse(self.name)


HEADER = [
    Part(_("Financing"), "financing:options"),
    Part(_("Places"), "hotspots:hotspots"),
    Part(_("Agenda"), "agenda:action_lines"),
    Part(_("Subregions"), "/deelregios/"),
    Part(_("Organisations"), "agenda:organisations"),
    Part(_("The story"), "/verhaal/"),
    Part(_("Terms"), "glossary"),
]

FOOTER = [
    Part(_("Financing"), "financing:options"),
    Part(_("Route map"), "financing:route_map"),
    Part(_("My route"), "financing:my_route"),
    Part(_("Places"), "hotspots:hotspots"),
    Part(_("Find your place"), "hotspots:find_place"),
    Part(_("Network of places"), "hotspots:network"),
    Part(_("How to get there"), "hotspots:reach_scan"),
    Part(_("Agenda"), "agenda:action_lines"),
    Part(_("Subregions"), "/deelregios/"),
    Part(_("Innovation monitor"), "monitor:indicators"),
    Part(_("Calendar"), "calendar:events"),
    Part(_("Organisations"), "agenda:organisations"),
    Part(_("The story of the agenda"), "/verhaal/"),
    Part(_("Terms"), "glossary"),
    Part(_("Search"), "search"),
    Part(_("Open data"), "open_data:catalogue"),
    Part(_("About this portal"), "/over/"),
    Part(_("Accessibility"), "/toegankelijkheid/"),
    Part(_("Privacy"), "/privacy/"),
]
