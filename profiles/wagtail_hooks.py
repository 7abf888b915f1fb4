"""The region in the editing screens: facts, so without drafts."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from profiles.models import Cluster, Municipality, Sector, Subregion, TransitionTheme


class SubregionViewSet(SnippetViewSet):
    model = Subregion
    icon = "site"
    list_display = ["name", "code"]


class MunicipalityViewSet(SnippetViewSet):
    model = Municipality
    icon = "home"
    list_display = ["name", "subregion", "province"]
    list_filter = ["subregion", "province"]


class ClusterViewSet(SnippetViewSet):
    model = Cluster
    icon = "group"
    list_display = ["name", "subregion"]
    list_filter = ["subregion", "sectors"]


class SectorViewSet(SnippetViewSet):
    model = Sector
    icon = "tag"
    list_display = ["name", "name_en"]


class TransitionThemeViewSet(SnippetViewSet):
    model = TransitionTheme
    icon = "redirect"
    list_display = ["name", "name_en"]


class RegionGroup(SnippetViewSetGroup):
    items = (SubregionViewSet, MunicipalityViewSet, ClusterViewSet, SectorViewSet, TransitionThemeViewSet)
    menu_label = _("Region")
    menu_icon = "site"
    menu_order = 160


register_snippet(RegionGroup)
