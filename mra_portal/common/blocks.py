"""The few kinds of block an editor writes with: enough for a chapter, too few to break the page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    source = blocks.CharBlock(label=_("Section of the agenda"), required=False, max_length=80)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "common/blocks/heading.html"


class FactBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=40)
    label = blocks.CharBlock(label=_("What it counts"), max_length=160)
    source = blocks.CharBlock(label=_("Source"), max_length=160)


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    url = blocks.URLBlock(label=_("Web address"), max_length=500)
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=200)


class FactsBlock(blocks.StructBlock):
    items = blocks.ListBlock(FactBlock(), label=_("Figures"))

    class Meta:
        icon = "list-ol"
        label = _("Key figures")
        template = "common/blocks/facts.html"


class LinksBlock(blocks.StructBlock):
    items = blocks.ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Links")
        template = "common/blocks/links.html"


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=["bold", "italic", "ol", "ul", "link", "document-link"],
        template="common/blocks/text.html",
    )
    facts = FactsBlock()
    links = LinksBlock()
