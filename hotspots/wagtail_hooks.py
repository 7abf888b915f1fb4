"""The hotspot network in the editing screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from agenda.own_rows import CHANGE, OwnRowsPermissionPolicy
from hotspots.editing import HotspotViewSet, StationViewSet
from hotspots.link_editing import HotspotLinkViewSet
from hotspots.models import Hotspot, HotspotLink
from hotspots.permissions import links_of, places_of

# Before anything asks for the rights on places and links. People of a host also add links, of their own places.
register_permission_policy(Hotspot, OwnRowsPermissionPolicy(Hotspot, places_of))
register_permission_policy(HotspotLink, OwnRowsPermissionPolicy(HotspotLink, links_of, (CHANGE, "add")))


class HotspotGroup(SnippetViewSetGroup):
    items = (HotspotViewSet, HotspotLinkViewSet, StationViewSet)
    menu_label = _("Places")
    menu_icon = "site"
    menu_order = 160


register_snippet(HotspotGroup)
