from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mra_portal.common.append_only import AppendOnlyQuerySet, AppendOnlyRow
from profiles.models.region import Sector, Subregion
from profiles.models.vocabulary import Verdict


class GapVerdict(AppendOnlyRow):
    """What was decided on two subregions that share a sector and have no cross-pollination; the last one counts.

    `first` is the one that comes first in the region, so that a pair is one pair. `side` is whose verdict it is; empty
    for the MRA office.
    """

    first = models.ForeignKey(Subregion, on_delete=models.PROTECT, related_name="+", verbose_name=_("subregion"))
    second = models.ForeignKey(Subregion, on_delete=models.PROTECT, related_name="+", verbose_name=_("with subregion"))
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="+", verbose_name=_("sector"))
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict)
    reason = models.TextField(_("reason"), blank=True)
    on = models.DateField(_("on"))
    side = models.ForeignKey(
        Subregion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("verdict on a gap")
        verbose_name_plural = _("verdicts on gaps")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPTED) | ~Q(reason=""),
                name="gap_verdict_with_reason",
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self):
        return f"{self.first_id} {self.second_id} {self.sector_id} {self.verdict}"

    def clean(self):
        super().clean()
        if self.first_id and self.second_id and self.first.position >= self.second.position:
            raise ValidationError(_("A gap lies between two subregions, the first one first."))
