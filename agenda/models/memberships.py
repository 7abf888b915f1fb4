from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda.models.organisations import Organisation


class MembershipQuerySet(models.QuerySet):
    def organisations_of(self, user):
        """The primary keys of the organisations that this person works for."""
        return self.filter(user=user.pk).values("organisation")


class Membership(models.Model):
    """A person works for an organisation: the ground for every "only of my own organisation"."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    is_coordinator = models.BooleanField(
        _("coordinator"),
        default=False,
        help_text=_("Hears about lines of the organisation that nobody reports on in time."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "user"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="membership_once")]

    def __str__(self):
        return f"{self.user} – {self.organisation}"
