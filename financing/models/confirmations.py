from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Confirmation(models.Model):
    """Somebody looked at an option and said: still correct. Never changed, only followed by a later one."""

    option = models.ForeignKey(
        "financing.FinancingOption",
        on_delete=models.CASCADE,
        related_name="confirmations",
        verbose_name=_("financing option"),
    )
    confirmed_on = models.DateField(_("confirmed on"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )

    class Meta:
        ordering = ["-confirmed_on", "-pk"]
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        indexes = [models.Index(fields=["option", "-confirmed_on", "-id"], name="confirmation_newest")]

    def __str__(self):
        return f"{self.option_id} {self.confirmed_on}"


class AddressCheck(models.Model):
    """What an official address answered when it was last tried (`manage.py check_addresses`)."""

    class Outcome(models.TextChoices):
        OK = "ok", _("answers")
        BROKEN = "broken", _("does not answer")

    url = models.URLField(_("address"), unique=True)
    checked_at = models.DateTimeField(_("tried at"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    detail = models.CharField(_("what it answered"), max_length=200, blank=True)

    class Meta:
        ordering = ["url"]
        verbose_name = _("check of an address")
        verbose_name_plural = _("checks of addresses")

    def __str__(self):
        return f"{self.url} {self.outcome}"
