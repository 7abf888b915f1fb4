from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from hotspots.models.vocabulary import ReachKind
from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field


class ReachNote(Orderable):
    """An opportunity for reaching a place, or a bottleneck, with who says so (action line 3a)."""

    hotspot = ParentalKey("hotspots.Hotspot", on_delete=models.CASCADE, related_name="reach_notes")
    kind = models.CharField(_("kind"), max_length=10, choices=ReachKind)
    text_nl = models.CharField(_("text in Dutch"), max_length=300)
    text_en = models.CharField(_("text in English"), max_length=300, blank=True)
    source = source_field()

    text = Localised("text")

    class Meta(Orderable.Meta):
        verbose_name = _("note on reachability")
        verbose_name_plural = _("notes on reachability")

    def __str__(self):
        return self.text_nl

    @property
    def editorial_owner(self):
        return self.hotspot
