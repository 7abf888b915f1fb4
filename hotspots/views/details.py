from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from hotspots.linked_data import linked_data
from hotspots.models import Hotspot
from mra_portal.common.breadcrumbs import breadcrumb


class HotspotDetail(DetailView):
    """Everything known of one place, what it is tied to, and what lies near it or is like it."""

    template_name = "hotspots/hotspot_detail.html"
    context_object_name = "hotspot"

    def get_queryset(self):
        return Hotspot.objects.published().for_detail()

    def get_context_data(self, **kwargs):
        here = (self.object.name, self.object.get_absolute_url())
        return super().get_context_data(
            breadcrumb=breadcrumb((_("Places"), reverse("hotspots:hotspots")), here),
            linked_data=linked_data(self.object),
            **kwargs,
        )
