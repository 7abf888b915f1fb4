from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class LoadedRow(models.Model):
    """The memory of the content loader: what a fixture row said, and what the row was right after loading it.

    With both, a later load can tell "the fixture changed" from "an editor changed it" and never overwrites the
    second. Digests are SHA-256 in hex. Pages are only ever created, so for them there is no row digest.
    """

    table = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    fixture_digest = models.CharField(max_length=64)
    row_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="loaded_row_once")]

    def __str__(self):
        return f"{self.table} {self.key}"


class DataVersion(models.Model):
    """The one row that tells processes that the public data changed (see data_version.py)."""

    word = models.CharField(max_length=32)

    def __str__(self):
        return self.word


class PublishedRecord(models.Model):
    """What the public last saw of one row of a dataset: since when it is as it is, or since when it is gone.

    `digest` is the SHA-256 in hex of its record. A slug that comes back keeps its row here (see exports/ledger.py).
    """

    dataset = models.CharField(max_length=40)
    slug = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dataset", "slug"], name="published_record_once")]
        indexes = [models.Index(fields=["dataset", "changed_at"], name="published_record_lately")]

    def __str__(self):
        return f"{self.dataset} {self.slug}"


class LedgerState(models.Model):
    """Of which version of the data the records of a dataset are; `valid_until`: when time alone changes them."""

    dataset = models.CharField(max_length=40, unique=True)
    word = models.CharField(max_length=32)
    valid_until = models.DateTimeField(null=True)
    checked_at = models.DateTimeField()

    def __str__(self):
        return self.dataset


class ReviewByAnother(AbstractGroupApprovalTask):
    """A step of a workflow: somebody of these groups looks at it, but never the author of the newest version.

    Who may publish can still do that without a review; the history then says who did.
    """

    class Meta:
        verbose_name = _("review by somebody else")
        verbose_name_plural = _("reviews by somebody else")

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        return [action for action in actions if action[0] != "approve"] if self.is_author(obj, user) else actions

    def is_author(self, obj, user) -> bool:
        newest = obj.get_latest_revision()
        return newest is not None and newest.user_id == user.pk

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return super().get_task_states_user_can_moderate(user, **kwargs).exclude(revision__user=user)

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups approve, but not the author of the newest version")
