from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from agenda.models import ActionLine
from financing.models import FinancingOption
from hotspots.models import Hotspot
from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field
from profiles.models import CrossPollination


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


class PlaceInCrossPollination(models.Model):
    """A hotspot that a cross-pollination is about."""

    cross_pollination = ParentalKey(CrossPollination, on_delete=models.CASCADE, related_name="places")
    hotspot = models.ForeignKey(
        Hotspot, on_delete=models.CASCADE, related_name="cross_pollinations", verbose_name=_("hotspot")
    )
    source = source_field()

    class Meta:
        ordering = ["cross_pollination", "hotspot__name"]
        verbose_name = _("hotspot in a cross-pollination")
        verbose_name_plural = _("hotspots in cross-pollinations")
        constraints = [
            models.UniqueConstraint(
                fields=["cross_pollination", "hotspot"],
                name="hotspot_once_per_cross_pollination",
                violation_error_message=_("This connection is there already."),
            )
        ]

    def __str__(self):
        return f"{self.cross_pollination} – {self.hotspot}"


class ActionLineInCrossPollination(models.Model):
    """An action line of the agenda that a cross-pollination helps along."""

    cross_pollination = ParentalKey(CrossPollination, on_delete=models.CASCADE, related_name="action_lines")
    action_line = models.ForeignKey(
        ActionLine, on_delete=models.CASCADE, related_name="cross_pollinations", verbose_name=_("action line")
    )
    source = source_field()

    class Meta:
        ordering = ["cross_pollination", "action_line__slug"]
        verbose_name = _("action line in a cross-pollination")
        verbose_name_plural = _("action lines in cross-pollinations")
        constraints = [
            models.UniqueConstraint(
                fields=["cross_pollination", "action_line"],
                name="action_line_once_per_cross_pollination",
                violation_error_message=_("This connection is there already."),
            )
        ]

    def __str__(self):
        return f"{self.cross_pollination} – {self.action_line}"
