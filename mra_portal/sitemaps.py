"""The map of the site for search engines, in both languages."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from wagtail.models import Page

from agenda.models import Accelerator, ActionLine, Event, Organisation
from financing.models import FinancingOption
from hotspots.models import Hotspot
from profiles.models import CrossPollination, Indicator, Subregion, SubregionProfilePage


class _BothLanguages(Sitemap):
    i18n = True
    alternates = True
    x_default = True


class DoorSitemap(_BothLanguages):
    def items(self):
        return [
            "financing:options",
            "financing:my_route",
            "financing:route_map",
            "hotspots:hotspots",
            "hotspots:find_place",
            "hotspots:network",
            "hotspots:reach_scan",
            "profiles:cross_pollinations",
            "profiles:gaps",
            "monitor:indicators",
            "agenda:action_lines",
            "agenda:organisations",
            "calendar:events",
            "glossary",
            "embedding:about",
        ]

    def location(self, item):
        return reverse(item)


class AcceleratorSitemap(_BothLanguages):
    def items(self):
        return Accelerator.objects.published()


class ActionLineSitemap(_BothLanguages):
    def items(self):
        return ActionLine.objects.published().select_related("accelerator")


class OrganisationSitemap(_BothLanguages):
    def items(self):
        return Organisation.objects.published()


class EventSitemap(_BothLanguages):
    def items(self):
        return Event.objects.published()


class FinancingOptionSitemap(_BothLanguages):
    def items(self):
        return FinancingOption.objects.published()


class HotspotSitemap(_BothLanguages):
    def items(self):
        return Hotspot.objects.published()


class SubregionSitemap(_BothLanguages):
    """The profiles, at the addresses of their rows."""

    def items(self):
        return Subregion.objects.filter(profiles__live=True).distinct()


class CrossPollinationSitemap(_BothLanguages):
    def items(self):
        return CrossPollination.objects.all()


class IndicatorSitemap(_BothLanguages):
    def items(self):
        return Indicator.objects.all()


class PageSitemap(Sitemap):
    """Other editorial pages; each language is a page of its own."""

    def items(self):
        return Page.objects.live().public().filter(depth__gt=1).not_type(SubregionProfilePage).order_by("path")

    def location(self, item):
        return item.url


SITEMAPS = {
    "doors": DoorSitemap,
    "accelerators": AcceleratorSitemap,
    "action-lines": ActionLineSitemap,
    "organisations": OrganisationSitemap,
    "events": EventSitemap,
    "financing-options": FinancingOptionSitemap,
    "hotspots": HotspotSitemap,
    "subregions": SubregionSitemap,
    "cross-pollinations": CrossPollinationSitemap,
    "indicators": IndicatorSitemap,
    "pages": PageSitemap,
}
