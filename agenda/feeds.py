"""What changes, as Atom (RFC 4287): everything, one accelerator, one line, or the lines of one organisation."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _

from agenda.models import Accelerator, ActionLine, Organisation, StatusUpdate
from agenda.wording import correction_in_words, sentences

MOST = 50


class UpdateFeed(Feed):
    """Of every published line. `of` narrows it to what the address names."""

    feed_type = Atom1Feed

    def get_object(self, request, **kwargs):
        return None

    def of(self, row, updates):
        return updates

    def title(self, row):
        return _("Status updates: %(what)s") % {"what": self.what(row)}

    def what(self, row):
        return _("the whole agenda")

    def subtitle(self, row):
        return _("What is reported about the action lines for innovation in the Amsterdam metropolitan area.")

    def link(self, row):
        return settings.PORTAL_BASE_URL + (row.get_absolute_url() if row else reverse("agenda:progress"))

    def feed_guid(self, row):
        return self.link(row)

    def items(self, row):
        updates = StatusUpdate.objects.filter(action_line__live=True).for_timeline()
        return self.of(row, updates).select_related("action_line__accelerator")[:MOST]

    def item_title(self, update):
        marks = "".join(f" ({mark})" for mark in correction_in_words(update))
        return f"{update.action_line.code} {update.action_line.title.plain}: {sentences(update)[0]}{marks}"

    def item_description(self, update):
        """As HTML, which is what a summary of this kind of feed is: what people typed is text, not markup."""
        told = (conditional_escape(sentence).replace("\n", "<br>") for sentence in sentences(update)[1:])
        return "".join(f"<p>{sentence}</p>" for sentence in told)

    def item_link(self, update):
        return f"{settings.PORTAL_BASE_URL}{update.action_line.get_absolute_url()}#melding-{update.pk}"

    def item_guid(self, update):
        return self.item_link(update)

    def item_pubdate(self, update):
        return update.reported_at

    def item_updateddate(self, update):
        """Corrected is changed: who follows the feed gets the mark too."""
        return update.corrected_at or update.reported_at

    def item_author_name(self, update):
        return update.organisation.name


class AcceleratorFeed(UpdateFeed):
    def get_object(self, request, accelerator):
        return get_object_or_404(Accelerator.objects.published(), slug=accelerator)

    def of(self, row, updates):
        return updates.filter(action_line__accelerator=row)

    def what(self, row):
        return row.title.plain


class ActionLineFeed(UpdateFeed):
    def get_object(self, request, accelerator, slug):
        lines = ActionLine.objects.published().select_related("accelerator")
        return get_object_or_404(lines, slug=slug, accelerator__slug=accelerator)

    def of(self, row, updates):
        return updates.filter(action_line=row)

    def what(self, row):
        return f"{row.code} {row.title.plain}"


class OrganisationFeed(UpdateFeed):
    """Of the lines on which an organisation has a role."""

    def get_object(self, request, slug):
        return get_object_or_404(Organisation.objects.published(), slug=slug)

    def of(self, row, updates):
        return updates.filter(action_line__in=row.parties.values("action_line"))

    def what(self, row):
        return row.name
