"""What every page that is read as prose has in common. Each exists in Dutch and in English, as translations."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from mra_portal.common.blocks import BodyBlock
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.languages import alternates_of
from mra_portal.common.rows import source_field
from mra_portal.common.search.searchable import Searchable


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
            "alternates": alternates_of({page.locale.language_code: page.url for page in [self, *self.translations]}),
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
            texts += texts_of(block.value)
        return texts


def texts_of(value) -> list[str]:
    """All words of a block, without its markup and addresses; rows and pictures that it points at are not its words."""
    if isinstance(value, models.Model):
        return []
    if hasattr(value, "items") and not isinstance(value, str):
        pairs = value.items()
        return [text for name, part in pairs if name != "url" for text in texts_of(part)]
    if isinstance(value, str):
        return [value]
    if hasattr(value, "source"):  # rich text
        return [strip_tags(value.source.replace("><", "> <"))]
    return [text for part in value for text in texts_of(part)] if hasattr(value, "__iter__") else []
