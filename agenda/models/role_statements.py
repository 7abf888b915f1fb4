from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.action_lines import ActionLineParty
from agenda.models.role_states import RoleState
from mra_portal.common.append_only import AppendOnlyQuerySet, AppendOnlyRow


class RoleStatement(AppendOnlyRow):
    """Somebody said how a role stands, on a day. The newest statement counts; without one the role is only named."""

    party = models.ForeignKey(
        ActionLineParty, on_delete=models.PROTECT, related_name="statements", verbose_name=_("role on an action line")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=[choice for choice in RoleState.choices if choice[0] != RoleState.NAMED]
    )
    said_on = models.DateField(_("said on"))
    said_by = models.CharField(
        _("who said so"), max_length=160, help_text=_("A function and an organisation, no name of a person.")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("statement about a role")
        verbose_name_plural = _("statements about roles")
        indexes = [models.Index(fields=["party", "-recorded_at", "-id"], name="role_statement_newest")]

    def __str__(self):
        return f"{self.party_id} {self.state} {self.said_on}"
