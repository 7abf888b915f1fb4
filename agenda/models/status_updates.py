from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mra_portal.common.languages import Localised


class Status(models.TextChoices):
    """How an action line stands. `NONE` is what a line has before anyone reported: it cannot be reported."""

    NONE = "geen-status", _("no status reported yet")
    PREPARING = "voorbereiding", _("in preparation")
    RUNNING = "in-uitvoering", _("under way")
    DONE = "afgerond", _("completed")
    PAUSED = "gepauzeerd", _("paused")
    STOPPED = "gestopt", _("stopped")


class AppendOnlyError(RuntimeError):
    """Raised when something tries to change or remove what was reported."""


class StatusUpdateQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-reported_at", "-pk")

    def for_timeline(self):
        """Newest first, with the organisation that reported and the update that was corrected."""
        return self.newest_first().select_related("organisation", "corrects")

    def update(self, **kwargs):
        raise AppendOnlyError("A status update is never changed: report a correction")

    def bulk_update(self, objs, fields, batch_size=None):
        raise AppendOnlyError("A status update is never changed: report a correction")

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        if update_conflicts:
            raise AppendOnlyError("A status update is never changed: report a correction")
        return super().bulk_create(objs, *args, **kwargs)

    def delete(self):
        raise AppendOnlyError("A status update is never deleted: report a correction")


class StatusUpdate(models.Model):
    """One report on how an action line stands. Append-only: a mistake is followed by a row that `corrects` it."""

    action_line = models.ForeignKey(
        "agenda.ActionLine",
        on_delete=models.PROTECT,
        related_name="status_updates",
        verbose_name=_("action line"),
    )
    organisation = models.ForeignKey(
        "agenda.Organisation",
        on_delete=models.PROTECT,
        related_name="status_updates",
        verbose_name=_("reported by"),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status)
    since = models.DateField(_("since"), null=True, blank=True)
    text_nl = models.TextField(_("text in Dutch"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
    )
    reported_at = models.DateTimeField(_("reported at"), default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    text = Localised("text")
    objects = StatusUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        verbose_name = _("status update")
        verbose_name_plural = _("status updates")
        indexes = [models.Index(fields=["action_line", "-reported_at", "-id"], name="status_update_newest")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(status=Status.NONE), name="status_update_reports_a_status")
        ]

    def __str__(self):
        return f"{self.action_line_id} {self.status} {self.reported_at:%Y-%m-%d}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError("A status update is never changed: report a correction")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("A status update is never deleted: report a correction")
