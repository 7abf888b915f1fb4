"""Pages that are read as prose. Each exists in Dutch and in English, as translations of one another."""

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from agenda.calendar.filters import EventFilterSet
from agenda.models import Accelerator, ActionLine, Event
from financing.filters import FinancingFilterSet
from financing.models import FinancingOption
from hotspots.filters import HotspotFilterSet
from mra_portal.cms.linked_data import linked_data
from mra_portal.common.pages import PortalPage
from profiles.models import Municipality


class HomePage(PortalPage):
    """The front door. Its title and lede are edited; the doors, the region and the figures are counted."""

    template = "cms/home_page.html"
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "linked_data": linked_data()}

    @cached_property
    def accelerators(self):
        """The published accelerators with their published lines and how those stand."""
        lines = ActionLine.objects.published().select_related("accelerator").with_current_status()
        return list(
            Accelerator.objects.published().prefetch_related(models.Prefetch("action_lines", lines.in_printed_order()))
        )

    @cached_property
    def municipalities(self):
        return list(Municipality.objects.select_related("subregion"))

    @cached_property
    def financing(self) -> FinancingFilterSet:
        """The finder of money without a question: everything, counted."""
        return FinancingFilterSet()

    @cached_property
    def places(self) -> HotspotFilterSet:
        """The list of places without a question: everything, counted."""
        return HotspotFilterSet()

    @cached_property
    def closing_soon(self) -> list[FinancingOption]:
        """The options with the nearest closing dates."""
        return list(FinancingOption.objects.published().with_state_at(timezone.now()).closing()[:4])

    @cached_property
    def coming_events(self) -> list[Event]:
        """The next events of the calendar."""
        return EventFilterSet().next_events

    @cached_property
    def chapters(self):
        return list(ChapterPage.objects.descendant_of(self).live().order_by("number"))

    @property
    def lately_reported(self) -> list[ActionLine]:
        """The lines with the newest reports, newest first."""
        lines = [line for row in self.accelerators for line in row.action_lines.all() if line.status_reported_at]
        return sorted(lines, key=lambda line: line.status_reported_at, reverse=True)[:5]


class StoryIndexPage(PortalPage):
    """The story of the agenda, chapter by chapter."""

    template = "cms/story_index_page.html"
    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ChapterPage"]

    class Meta:
        verbose_name = _("story")

    @cached_property
    def chapters(self):
        return list(ChapterPage.objects.child_of(self).live().order_by("number"))


class ChapterPage(PortalPage):
    """One chapter of the agenda, told in our own words."""

    template = "cms/chapter_page.html"
    number = models.PositiveSmallIntegerField(_("number"))
    content_panels = [FieldPanel("number"), *PortalPage.content_panels]
    parent_page_types = ["cms.StoryIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("chapter")

    @property
    def code(self) -> str:
        return str(self.number)

    @property
    def eyebrow(self) -> str:
        return _("Chapter %(number)s") % {"number": self.number}

    @property
    def also_wanted(self):
        """The other chapters, for the way on."""
        return models.Q(path__startswith=self.path[: -self.steplen], depth=self.depth)

    @property
    def neighbours(self) -> dict[str, Page | None]:
        """The chapters before and after this one, in the order of the page tree."""
        parent = self.path[: -self.steplen]
        chapters = [page for page in self.relatives if page.depth == self.depth and page.path.startswith(parent)]
        return {
            "previous": next((page for page in reversed(chapters) if page.path < self.path), None),
            "next": next((page for page in chapters if page.path > self.path), None),
        }


class InfoPage(PortalPage):
    """A page that stands by itself: about, accessibility, privacy."""

    template = "cms/info_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("information page")


class RegionPage(PortalPage):
    """The region: its seven subregions, and the way to their profiles. Title and lede are edited, the rest counted."""

    template = "cms/region_page.html"
    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["profiles.SubregionProfilePage"]

    class Meta:
        verbose_name = _("region page")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "asked": request.GET.getlist("vergelijk")}
