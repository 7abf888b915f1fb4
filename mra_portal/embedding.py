"""Lists and pictures of the portal in the site of a municipality: one line there, an address below /insluiten/ here.

An address below /insluiten/ is a page of the portal with the same view, question and language, in another frame
(templates/embed.html). Filters, order and pages stay in it; other links open in the window of the visitor. Which sites
may show them is the operator's choice (PORTAL_EMBEDDERS), and nothing else of the portal can be framed elsewhere.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agenda.calendar.views import EventList
from agenda.views.catalogues import ActionLineList, OrganisationList
from financing.views.catalogue import OptionList
from financing.views.route_map import RouteMap
from hotspots.views.catalogue import HotspotList, HotspotMap
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.linked_data import address
from profiles.cross_pollinations.views import CrossPollinationList


@dataclass(frozen=True)
class Embeddable:
    """Something that can stand in another site: `name` is its URL name, `page` that of the page it is taken from."""

    name: str
    path: str
    page: str
    title: Promise
    view: Callable[[HttpRequest], HttpResponse]

    @property
    def url(self) -> str:
        return reverse(f"embedding:{self.name}")

    def line(self, query: str = "") -> SafeString:
        """What a municipality puts in its page; `query` is the question with its "?", or empty."""
        return format_html(
            '<iframe src="{}" title="{} – {}" width="100%" height="800" loading="lazy"></iframe>',
            address(self.url) + query,
            self.title,
            settings.PORTAL_NAME,
        )


EMBEDDABLES = [
    Embeddable("options", "financiering/", "financing:options", _("Money and programmes"), OptionList.as_view()),
    Embeddable("route_map", "financiering/routekaart/", "financing:route_map", _("Route map"), RouteMap.as_view()),
    Embeddable("places", "hotspots/", "hotspots:hotspots", _("Places for innovation"), HotspotList.as_view()),
    Embeddable("place_map", "hotspots/kaart/", "hotspots:hotspots", _("Map of places"), HotspotMap.as_view()),
    Embeddable("agenda", "agenda/", "agenda:action_lines", _("The agenda on one page"), ActionLineList.as_view()),
    Embeddable(
        "organisations", "agenda/organisaties/", "agenda:organisations", _("Who does what"), OrganisationList.as_view()
    ),
    Embeddable("calendar", "kalender/", "calendar:events", _("Innovation calendar"), EventList.as_view()),
    Embeddable(
        "cross_pollinations",
        "deelregios/kruisbestuivingen/",
        "profiles:cross_pollinations",
        _("Cross-pollinations"),
        CrossPollinationList.as_view(),
    ),
]


@require_safe
def embedded(request: HttpRequest, shown: Embeddable) -> HttpResponse:
    """The page in the frame for another site (see mra_portal.context), for the sites that the operator lets in."""
    request.embedded = shown
    response = shown.view(request).render()
    response.content = _kept_inside(response.text, request.path)
    response._csp_replace = {"frame-ancestors": [SELF, *settings.PORTAL_EMBEDDERS]}
    # The older header knows no list of sites; browsers that know the newer one do not look at it.
    response.xframe_options_exempt = bool(settings.PORTAL_EMBEDDERS)
    return response


def _kept_inside(html: str, path: str) -> str:
    """Links and forms that ask this same page another question stay in the frame; `<base>` sends all others out."""
    same_page = rf'<(a|form)(?=\s[^>]*\b(?:href|action)="(?:[?#]|{re.escape(path)}["?#]))'
    return re.sub(same_page, r'<\1 target="_self"', html)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """`/insluiten/`: what can be embedded, and what that takes."""
    lines = [{"name": one.name, "title": one.title, "url": one.url, "line": one.line()} for one in EMBEDDABLES]
    context = {"lines": lines, "contact": settings.PORTAL_CONTACT_MAIL}
    way = breadcrumb((_("On your own site"), reverse("embedding:about")))
    return render(request, "portal/embedding.html", {**context, "breadcrumb": way})


urlpatterns = [
    path("", about, name="about"),
    *(path(one.path, partial(embedded, shown=one), name=one.name) for one in EMBEDDABLES),
]
