"""What is reported about an action line. Nothing here is ever edited (house.md: "what was reported")."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mra_portal.common.append_only import AppendOnlyQuerySet, AppendOnlyRow
from mra_portal.common.days import end_of, start_of
from mra_portal.common.languages import Localised

MOST_LINKS = 5
# A sentence or two for the public; the next step and the reason are shorter still.
LONGEST_TEXT, LONGEST_STEP = 600, 300


class Status(models.TextChoices):
    """How an action line stands. `NONE` is what a line has before anyone reported: it cannot be reported."""

    NONE = "geen-status", _("no status reported yet")
    PREPARING = "voorbereiding", _("in preparation")
    RUNNING = "in-uitvoering", _("under way")
    DONE = "afgerond", _("completed")
    PAUSED = "gepauzeerd", _("paused")
    STOPPED = "gestopt", _("stopped")

    @classmethod
    def reportable(cls) -> list[tuple[str, str]]:
        """The choices of somebody who reports."""
        return [(value, label) for value, label in cls.choices if value != cls.NONE]


# Nobody is asked how such a line stands, and it has no next step.
AT_REST = (Status.DONE, Status.STOPPED)


def validate_links(links) -> None:
    """A list of at most five web addresses. Raises ValidationError."""
    if not isinstance(links, list) or len(links) > MOST_LINKS:
        raise ValidationError(_("Give at most %(most)s links.") % {"most": MOST_LINKS})
    check = URLValidator(schemes=["http", "https"])
    for link in links:
        try:
            check(link)
        except ValidationError:
            raise ValidationError(_("“%(link)s” is no web address.") % {"link": link}) from None


class StatusUpdateQuerySet(AppendOnlyQuerySet):
    def newest_first(self):
        return self.order_by("-reported_at", "-pk")

    def for_timeline(self):
        """Newest first, with the organisations that reported, the update that was corrected, and when it was itself."""
        corrections = StatusUpdate.objects.filter(corrects=models.OuterRef("pk")).order_by("reported_at", "pk")
        corrected_at = models.Subquery(corrections.values("reported_at")[:1])
        updates = self.annotate(corrected_at=corrected_at).newest_first()
        return updates.select_related("organisation", "proposed_by", "corrects")

    def reported_by_end_of(self, day):
        """What had been reported when this day was over, in the time zone of the region."""
        return self.filter(reported_at__lt=end_of(day))

    def reported_between(self, first, last):
        """Reported on one of these days, both included."""
        return self.filter(reported_at__gte=start_of(first), reported_at__lt=end_of(last))


class StatusUpdate(AppendOnlyRow):
    """One report on how an action line stands. Append-only: a mistake is followed by a row that `corrects` it.

    `is_confirmation`: nothing changed, somebody only said that the current status still holds. `since` is the day from
    which the status holds; unknown when nobody said. `proposed_by`: a partner wrote it, `organisation` accepted it.
    """

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
    proposed_by = models.ForeignKey(
        "agenda.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_updates",
        verbose_name=_("proposed by"),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status)
    since = models.DateField(_("since"), null=True, blank=True)
    text_nl = models.TextField(_("text in Dutch"), blank=True, max_length=LONGEST_TEXT)
    text_en = models.TextField(_("text in English"), blank=True, max_length=LONGEST_TEXT)
    reason_nl = models.TextField(_("reason for the change, in Dutch"), blank=True, max_length=LONGEST_STEP)
    reason_en = models.TextField(_("reason for the change, in English"), blank=True, max_length=LONGEST_STEP)
    next_step_nl = models.CharField(_("next step, in Dutch"), blank=True, max_length=LONGEST_STEP)
    next_step_en = models.CharField(_("next step, in English"), blank=True, max_length=LONGEST_STEP)
    next_step_on = models.DateField(_("when the next step is"), null=True, blank=True)
    links = models.JSONField(_("links"), default=list, blank=True, validators=[validate_links])
    is_confirmation = models.BooleanField(_("says only: still correct"), default=False)
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
    reason = Localised("reason")
    next_step = Localised("next_step")
    objects = StatusUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        verbose_name = _("status update")
        verbose_name_plural = _("status updates")
        indexes = [
            models.Index(fields=["action_line", "-reported_at", "-id"], name="status_update_newest"),
            models.Index(fields=["-reported_at", "-id"], name="status_update_lately"),
            # Whether a report was corrected is asked of every one, and few were.
            models.Index(
                fields=["corrects", "reported_at", "id"],
                condition=models.Q(corrects__isnull=False),
                name="status_update_corrections",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(status=Status.NONE), name="status_update_reports_a_status")
        ]

    def __str__(self):
        return f"{self.action_line_id} {self.status} {self.reported_at:%Y-%m-%d}"
