"""Pages that are read as prose. Each exists in Dutch and in English, as translations of one another."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from agenda.models import Accelerator, ActionLine
from financing.filters import FinancingFilterSet
from financing.models import FinancingOption
from hotspots.filters import HotspotFilterSet
from mra_portal.cms.blocks import BodyBlock
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.rows import source_field
from mra_portal.common.search.searchable import Searchable
from profiles.models import Municipality


class PortalPage(Searchable, Page):
    """What every editorial page has: a lede, a source, a body, and its twin in the other language."""

    lede = models.TextField(_("lede"), blank=True, help_text=_("One or two sentences under the title."))
    source = source_field(blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    search_fields = [*Page.search_fields, index.SearchField("search_tokens")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("source"),
        FieldPanel("body"),
    ]
    show_in_menus_default = False
    private_page_options = []  # a page is public or a draft

    class Meta:
        abstract = True

    eyebrow = ""  # a few words above the title

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "breadcrumb": breadcrumb(*((page.title, page.url) for page in [*self.way_here, self] if page.depth > 2)),
            "alternates": [
                {"code": page.locale.language_code, "url": settings.PORTAL_BASE_URL + page.url}
                for page in [self, *self.translations]
            ],
        }

    def get_view_restrictions(self):
        """None, since editors cannot set any; asking would cost every visitor two queries."""
        return PageViewRestriction.objects.none()

    @cached_property
    def relatives(self) -> list[Page]:
        """The live pages around this one, in one query: the way here, and its twins in other languages."""
        above = [self.path[: self.steplen * depth] for depth in range(1, self.depth or 0)]
        wanted = models.Q(path__in=above) | models.Q(translation_key=self.translation_key) | self.also_wanted
        return list(Page.objects.live().filter(wanted).exclude(pk=self.pk).select_related("locale").order_by("path"))

    also_wanted = models.Q()

    @property
    def way_here(self) -> list[Page]:
        return [page for page in self.relatives if page.depth > 2 and self.path.startswith(page.path)]

    @property
    def translations(self) -> list[Page]:
        return [page for page in self.relatives if page.translation_key == self.translation_key]

    def search_source(self):
        texts = [self.title, self.lede]
        for block in self.body:
            texts += _texts(block.value)
        return texts


def _texts(value) -> list[str]:
    """All words of a block, without its markup and addresses."""
    if hasattr(value, "items") and not isinstance(value, str):
        pairs = value.items()
        return [text for name, part in pairs if name != "url" for text in _texts(part)]
    if isinstance(value, str):
        return [value]
    if hasattr(value, "source"):  # rich text
        return [strip_tags(value.source.replace("><", "> <"))]
    return [text for part in value for text in _texts(part)] if hasattr(value, "__iter__") else []


class HomePage(PortalPage):
    """The front door. Its title and lede are edited; the doors, the region and the figures are counted."""

    template = "cms/home_page.html"
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

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
