"""Pages that are read as prose. Each exists in Dutch and in English, as translations of one another."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from agenda.models import Accelerator, ActionLine, Organisation, StatusUpdate
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

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "breadcrumb": breadcrumb(*self._steps()),
            "alternates": [
                {"code": twin.locale.language_code, "url": twin.full_url}
                for twin in self.get_translations(inclusive=True).live().select_related("locale")
            ],
        }

    def _steps(self) -> list[tuple[str, str]]:
        """The pages below home on the way to this one, itself included."""
        above = self.get_ancestors().filter(depth__gt=2) if self.depth else []
        return [(page.title, page.url) for page in [*above, self] if page.depth != 2]

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
    def roms(self):
        """The regional development agencies: the first ones to call about money."""
        roms = Organisation.objects.published().filter(kind=Organisation.Kind.ROM)
        return list(roms.prefetch_related("serves"))

    @cached_property
    def chapters(self):
        return list(ChapterPage.objects.descendant_of(self).live().order_by("number"))

    @cached_property
    def latest_updates(self):
        updates = StatusUpdate.objects.newest_first().filter(action_line__live=True)
        return list(updates.select_related("action_line__accelerator")[:5])


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

    @cached_property
    def siblings(self):
        """All chapters, this one included, for the way on."""
        return list(ChapterPage.objects.sibling_of(self).live().order_by("number"))

    @property
    def previous_chapter(self):
        return next((page for page in self.siblings if page.number == self.number - 1), None)

    @property
    def next_chapter(self):
        return next((page for page in self.siblings if page.number == self.number + 1), None)


class InfoPage(PortalPage):
    """A page that stands by itself: about, accessibility, privacy."""

    template = "cms/info_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("information page")
