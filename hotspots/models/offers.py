from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from hotspots.models.vocabulary import OfferKind
from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field


class Offer(Orderable):
    """One thing that a company can use at a place, or that a source says is not there (`is_there` off)."""

    hotspot = ParentalKey("hotspots.Hotspot", on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(_("what"), max_length=20, choices=OfferKind)
    is_there = models.BooleanField(
        _("is there"), default=True, help_text=_("Off: a source says that this place does not have it.")
    )
    text_nl = models.CharField(_("description in Dutch"), max_length=250)
    text_en = models.CharField(_("description in English"), max_length=250, blank=True)
    price_nl = models.CharField(_("price in Dutch"), max_length=120, blank=True)
    price_en = models.CharField(_("price in English"), max_length=120, blank=True)
    source = source_field()

    text = Localised("text")
    price = Localised("price")

    class Meta(Orderable.Meta):
        verbose_name = _("thing on offer")
        verbose_name_plural = _("what is on offer")

    def __str__(self):
        return self.text_nl

    @property
    def editorial_owner(self):
        return self.hotspot
