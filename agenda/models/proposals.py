from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.models.action_lines import ActionLine
from agenda.models.organisations import Organisation
from agenda.models.status_updates import LONGEST_STEP, LONGEST_TEXT, Status, StatusUpdate, validate_links


class Decision(models.TextChoices):
    WAITING = "wacht", pgettext_lazy("decision on a proposal", "waiting")
    ACCEPTED = "overgenomen", pgettext_lazy("decision on a proposal", "accepted")
    DECLINED = "afgewezen", pgettext_lazy("decision on a proposal", "declined")


class ProposalQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decision=Decision.WAITING)

    def newest_first(self):
        return self.order_by("-proposed_at", "-pk")


class UpdateProposal(models.Model):
    """A status update that a partner proposes; an initiator takes it over or declines it, with the reason."""

    action_line = models.ForeignKey(
        ActionLine, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("action line")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("proposed by")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)
    status = models.CharField(_("status"), max_length=20, choices=Status)
    since = models.DateField(_("since"), null=True, blank=True)
    text_nl = models.TextField(_("text in Dutch"), max_length=LONGEST_TEXT, blank=True)
    text_en = models.TextField(_("text in English"), max_length=LONGEST_TEXT, blank=True)
    reason_nl = models.TextField(_("reason for the change, in Dutch"), blank=True, max_length=LONGEST_STEP)
    reason_en = models.TextField(_("reason for the change, in English"), blank=True, max_length=LONGEST_STEP)
    next_step_nl = models.CharField(_("next step, in Dutch"), blank=True, max_length=LONGEST_STEP)
    next_step_en = models.CharField(_("next step, in English"), blank=True, max_length=LONGEST_STEP)
    next_step_on = models.DateField(_("when the next step is"), null=True, blank=True)
    links = models.JSONField(_("links"), default=list, blank=True, validators=[validate_links])
    decision = models.CharField(_("decision"), max_length=12, choices=Decision, default=Decision.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decline_reason = models.CharField(_("why it was declined"), max_length=300, blank=True)
    became = models.OneToOneField(
        StatusUpdate, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal", verbose_name=_("became")
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("proposed update")
        verbose_name_plural = _("proposed updates")

    def __str__(self):
        return f"{self.action_line_id} {self.status} {self.proposed_at:%Y-%m-%d}"

    @property
    def outcome(self) -> str:
        """What became of it, for who proposed it."""
        days = {"proposed": date_format(self.proposed_at, "j F Y"), "reason": self.decline_reason}
        if self.decision == Decision.DECLINED:
            return _("Your proposal of %(proposed)s was declined: %(reason)s") % days
        if self.decision == Decision.ACCEPTED:
            return _("Your proposal of %(proposed)s was taken over and published.") % days
        return _("Your proposal of %(proposed)s waits for an initiator.") % days
