from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mra_portal.common.append_only import AppendOnlyQuerySet, AppendOnlyRow
from profiles.models.region import Subregion


class ProfileConfirmationQuerySet(AppendOnlyQuerySet):
    def newest_first(self):
        return self.order_by("-confirmed_on", "-pk")


class ProfileConfirmation(AppendOnlyRow):
    """Somebody of a subregion looked at its profile and said: still correct. Only followed by a later one.

    What was confirmed is `page_version`, the revision of the live page at that moment; empty when there was none. The
    public never sees who did it.
    """

    subregion = models.ForeignKey(
        Subregion, on_delete=models.PROTECT, related_name="confirmations", verbose_name=_("subregion")
    )
    confirmed_on = models.DateField(_("confirmed on"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )
    page_version = models.PositiveBigIntegerField(_("version of the page"), null=True, blank=True)

    objects = ProfileConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["-confirmed_on", "-pk"]
        verbose_name = _("confirmation of a profile")
        verbose_name_plural = _("confirmations of profiles")
        indexes = [models.Index(fields=["subregion", "-confirmed_on", "-id"], name="profile_confirmation_newest")]

    def __str__(self):
        return f"{self.subregion_id} {self.confirmed_on}"
