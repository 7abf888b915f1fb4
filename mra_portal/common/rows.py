"""What every content row shares: a stable public slug, and for edited rows a draft, a history and a preview."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from mra_portal.common.search.searchable import Searchable, SearchableQuerySet


class EditorialQuerySet(SearchableQuerySet):
    def published(self):
        """Rows the public may see: those with a published version."""
        return self.filter(live=True)


class EditorialRow(DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, Searchable, models.Model):
    """A row whose texts are drafted, previewed and published in Wagtail (house.md, "Rows and pages")."""

    class Meta:
        abstract = True

    def has_waiting_draft(self) -> bool:
        """True when an editor saved a version that the public does not see yet."""
        return self.pk is not None and self.has_unpublished_changes


class ReviewedRow(WorkflowMixin, EditorialRow):
    """A row whose drafts are submitted for review before they are published."""

    class Meta:
        abstract = True


def has_waiting_draft(row: models.Model) -> bool:
    """True when the row, or the row it is a part of (`editorial_owner`), has a draft that is not public yet."""
    row = getattr(row, "editorial_owner", row)
    return isinstance(row, EditorialRow) and row.has_waiting_draft()


def source_field(**kwargs):
    """Where a row comes from: a page of the agenda, or an address and the day it was read."""
    return models.CharField(_("source"), max_length=300, **kwargs)
