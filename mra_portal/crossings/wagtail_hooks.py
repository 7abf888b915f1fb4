"""What joins parts of the portal, and cross-pollinations, in the editing screens."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from mra_portal.common.editing import FactViewSet
from mra_portal.crossings.desk import (
    AnswerView,
    BoardView,
    CrossPollinationMenuItem,
    DeskView,
    GapsView,
    MoveView,
    PlanView,
    ProposeView,
)
from mra_portal.crossings.editing import CrossPollinationViewSet
from mra_portal.crossings.models import OptionAtHotspot
from mra_portal.subregions.board_panels import ConfirmProfileView, panels_for


class CrossPollinationGroup(SnippetViewSetGroup):
    items = (CrossPollinationViewSet,)
    menu_label = _("Working together")
    menu_icon = "group"
    menu_order = 158

    def get_submenu_items(self):
        return [CrossPollinationMenuItem(order=0), *super().get_submenu_items()]


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


register_snippet(CrossPollinationGroup)
register_snippet(OptionAtHotspotViewSet)


@hooks.register("register_admin_urls")
def desk_urls():
    desk = "kruisbestuivingen/<int:pk>/"
    return [
        path("kruisbestuivingen/", BoardView.as_view(), name="cross_pollination_board"),
        path("kruisbestuivingen/voorstellen/", ProposeView.as_view(), name="propose_cross_pollination"),
        path("kruisbestuivingen/kansen/", GapsView.as_view(), name="gaps_to_judge"),
        path(desk, DeskView.as_view(), name="cross_pollination_desk"),
        path(f"{desk}antwoord/<slug:side>/", AnswerView.as_view(), name="answer_cross_pollination"),
        path(f"{desk}stand/", MoveView.as_view(), name="move_cross_pollination"),
        path(f"{desk}volgende-stap/", PlanView.as_view(), name="plan_cross_pollination"),
        path("deelregios/<int:pk>/klopt-nog/", ConfirmProfileView.as_view(), name="confirm_profile"),
    ]


@hooks.register("construct_homepage_panels")
def board_of_profiles(request, panels):
    panels += panels_for(request.user)
