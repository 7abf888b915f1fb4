from django.db import models
from django.utils.translation import gettext_lazy as _

from financing.models import FinancingOption
from hotspots.models import Hotspot
from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field


class OptionAtHotspotQuerySet(models.QuerySet):
    def current(self):
        """Of which the public may know both sides, and that one can still use."""
        return self.filter(option__live=True, option__has_ended=False, hotspot__live=True)

    def for_place(self):
        """With the money, by name."""
        return self.current().select_related("option").order_by("option__name", "pk")

    def for_option(self):
        """With the place, by name."""
        return self.current().select_related("hotspot__municipality").order_by("hotspot__name", "pk")


class OptionAtHotspot(models.Model):
    """A programme or money that is run from, or takes place at, a hotspot."""

    option = models.ForeignKey(
        FinancingOption, on_delete=models.CASCADE, related_name="at_hotspots", verbose_name=_("financing option")
    )
    hotspot = models.ForeignKey(
        Hotspot, on_delete=models.CASCADE, related_name="options_here", verbose_name=_("hotspot")
    )
    note_nl = models.CharField(_("note in Dutch"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    source = source_field()

    note = Localised("note")
    objects = OptionAtHotspotQuerySet.as_manager()

    class Meta:
        ordering = ["hotspot__name", "option__name"]
        verbose_name = _("money at a place")
        verbose_name_plural = _("money at places")
        constraints = [
            models.UniqueConstraint(
                fields=["option", "hotspot"],
                name="option_once_per_hotspot",
                violation_error_message=_("This connection is there already."),
            )
        ]

    def __str__(self):
        return f"{self.option} – {self.hotspot}"
