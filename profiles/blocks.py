"""What an editor fills a profile with: points, one by one, each with its own source.

Rows of higher layers (hotspots, financing options, organisations, action lines) are chosen by the *name* of their
model: no import and no migration leads upwards, and a profile can still point at them. What a page shows of those rows
is said by mra_portal.subregions, which knows every part.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from mra_portal.common.blocks import BodyBlock
from mra_portal.common.pasted import as_plain


class Change(models.TextChoices):
    """What became of a point since the agenda of spring 2025."""

    NONE = "", _("as in the agenda")
    CHANGED = "gewijzigd", pgettext_lazy("point of a profile", "changed")
    NEW = "nieuw", pgettext_lazy("point of a profile", "new")
    GONE = "vervallen", pgettext_lazy("point of a profile", "no longer holds")


class PlainBlock(blocks.CharBlock):
    """A line of text, cleaned of what a word processor leaves in it."""

    def clean(self, value):
        return super().clean(as_plain(value))


def rows_block(target: str, label) -> blocks.ListBlock:
    """Rows of another part of the portal, chosen by the name of their model."""
    return blocks.ListBlock(SnippetChooserBlock(target), label=label, required=False, default=[])


class PointBlock(blocks.StructBlock):
    """One point of a profile. `printed` is what the agenda says, in Dutch and to the letter; it is never edited away.

    When the point changed since, `printed` is the earlier text, and the page shows it as such.
    """

    text = PlainBlock(label=_("The point"), max_length=600)
    heading = PlainBlock(label=_("Heading it stands under"), required=False, max_length=200)
    explanation = PlainBlock(label=_("Explanation, in plain words"), required=False, max_length=600)
    printed = PlainBlock(label=_("Words of the agenda, in Dutch"), required=False, max_length=1500)
    change = blocks.ChoiceBlock(label=_("Since the agenda of 2025"), choices=Change.choices[1:], required=False)
    source = PlainBlock(label=_("Source"), max_length=300)
    note = PlainBlock(label=_("Note of the editor"), required=False, max_length=400)

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["change"] in (Change.CHANGED, Change.GONE) and not cleaned["printed"]:
            message = _("Keep the earlier words here, so that visitors see what changed.")
            raise blocks.StructBlockValidationError({"printed": ValidationError(message)})
        return cleaned


class SectorBlock(PointBlock):
    clusters = rows_block("profiles.Cluster", _("Clusters"))

    class Meta:
        icon = "tag"
        label = _("Sector or cluster")


class PlaceBlock(PointBlock):
    places = rows_block("hotspots.Hotspot", _("Places in the hotspot network"))

    class Meta:
        icon = "site"
        label = _("Hotspot or project")


class ProgrammeBlock(PointBlock):
    options = rows_block("financing.FinancingOption", _("Financing options"))
    organisations = rows_block("agenda.Organisation", _("Organisations"))

    class Meta:
        icon = "group"
        label = _("Programme")


class NeedBlock(PointBlock):
    lines = rows_block("agenda.ActionLine", _("Action lines that answer it"))

    class Meta:
        icon = "help"
        label = _("Need")


class FigureBlock(blocks.StructBlock):
    """A number is only worth something with its year and its source."""

    value = PlainBlock(label=_("Figure"), max_length=40)
    label = PlainBlock(label=_("What it counts"), max_length=160)
    year = blocks.IntegerBlock(label=_("Year"), min_value=1900, max_value=2100)
    source = PlainBlock(label=_("Source"), max_length=300)

    class Meta:
        icon = "list-ol"
        label = _("Key figure")


class PictureBlock(blocks.StructBlock):
    picture = ImageBlock(label=_("Picture"))
    caption = PlainBlock(label=_("Caption"), required=False, max_length=200)
    source = PlainBlock(label=_("Who made it"), max_length=160)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "profiles/blocks/picture.html"


class ChangeBlock(blocks.StructBlock):
    """A part of the story that changed since the agenda of 2025, with what it said then."""

    now = PlainBlock(label=_("What holds now"), max_length=900)
    earlier = PlainBlock(label=_("What the agenda of 2025 said"), max_length=900)
    source = PlainBlock(label=_("Source"), max_length=300)

    class Meta:
        icon = "history"
        label = _("Changed since 2025")
        template = "profiles/blocks/change.html"


class StoryBlock(BodyBlock):
    """The narrative: what every page is written with, and what only a profile needs."""

    picture = PictureBlock()
    change = ChangeBlock()
