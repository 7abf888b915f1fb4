"""The region in the editing screens: facts, so without drafts."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from mra_portal.common.editing import FactViewSet
from profiles.models import Cluster, Indicator, Municipality, Observation, Sector, Subregion, TransitionTheme
from profiles.models.profile_page import NOT_PUBLISHED
from profiles.permissions import ProfilePagePolicy

# Wagtail asks one policy about all pages, so it is the policy of pages that knows about profiles.
register_permission_policy(Page, ProfilePagePolicy())


@hooks.register("register_log_actions")
def tell_what_was_not_published(actions):
    @actions.register_action(NOT_PUBLISHED)
    class NotPublished(LogFormatter):
        label = _("Not published at its moment")

        def format_message(self, entry):
            return f"{self.label}: {entry.data.get('why', '')}"


class SubregionViewSet(FactViewSet):
    model = Subregion
    icon = "site"
    list_display = ["name", "code"]


class MunicipalityViewSet(FactViewSet):
    model = Municipality
    icon = "home"
    list_display = ["name", "subregion", "province"]
    list_filter = ["subregion", "province"]


class ClusterViewSet(FactViewSet):
    model = Cluster
    icon = "group"
    list_display = ["name", "subregion"]
    list_filter = ["subregion", "sectors"]


class SectorViewSet(FactViewSet):
    model = Sector
    icon = "tag"
    list_display = ["name", "name_en"]


class TransitionThemeViewSet(FactViewSet):
    model = TransitionTheme
    icon = "redirect"
    list_display = ["name", "name_en"]


class RegionGroup(SnippetViewSetGroup):
    items = (SubregionViewSet, MunicipalityViewSet, ClusterViewSet, SectorViewSet, TransitionThemeViewSet)
    menu_label = _("Region")
    menu_icon = "site"
    menu_order = 160


class IndicatorViewSet(FactViewSet):
    model = Indicator
    icon = "list-ol"
    list_display = ["name_nl", "unit", "position"]
    list_filter = ["unit"]
    search_fields = ["name_nl", "name_en", "slug"]


class ObservationViewSet(FactViewSet):
    model = Observation
    icon = "decimal"
    list_display = ["slug", "indicator", "area_name", "year", "value"]
    list_filter = ["indicator", "subregion", "municipality", "year"]
    search_fields = ["slug", "indicator__name_nl", "source"]


class MonitorGroup(SnippetViewSetGroup):
    items = (IndicatorViewSet, ObservationViewSet)
    menu_label = _("Innovation monitor")
    menu_icon = "list-ol"
    menu_order = 165


register_snippet(RegionGroup)
register_snippet(MonitorGroup)
