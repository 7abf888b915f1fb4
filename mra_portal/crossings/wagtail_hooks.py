"""What joins parts of the portal, in the editing screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from mra_portal.common.editing import FactViewSet
from mra_portal.crossings.models import OptionAtHotspot


class OptionAtHotspotViewSet(FactViewSet):
    model = OptionAtHotspot
    icon = "resubmit"
    menu_label = _("Money at places")
    menu_order = 165
    add_to_admin_menu = True
    list_display = ["hotspot", "option", "source"]
    search_fields = ["hotspot__name", "option__name"]

    def get_queryset(self, request):
        return OptionAtHotspot.objects.select_related("hotspot", "option")


register_snippet(OptionAtHotspotViewSet)
