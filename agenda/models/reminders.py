from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mra_portal.common.append_only import AppendOnlyQuerySet, AppendOnlyRow


class ReminderQuerySet(AppendOnlyQuerySet):
    def since(self, moment):
        return self.filter(sent_at__gt=moment)


class Reminder(AppendOnlyRow):
    """A mail that asked a person to look at lines; nobody gets two in ten days."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders", verbose_name=_("person")
    )
    sent_at = models.DateTimeField(_("sent at"))
    lines = models.JSONField(_("action lines"))  # codes, such as ["1b", "3a"]

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        indexes = [models.Index(fields=["user", "-sent_at"], name="reminder_newest")]

    def __str__(self):
        return f"{self.user_id} {self.sent_at:%Y-%m-%d}"
