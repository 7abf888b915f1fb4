"""The route map in the editing screens."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from agenda.own_rows import OwnRowsPermissionPolicy
from financing.editing import FamilyViewSet, FinancingOptionViewSet, RegionalNuanceViewSet
from financing.models import FinancingOption
from financing.permissions import options_of
from financing.views.keeping import ConfirmView, ToCheckMenuItem, ToCheckView

# Before anything asks for the rights on options.
register_permission_policy(FinancingOption, OwnRowsPermissionPolicy(FinancingOption, options_of))


class FinancingGroup(SnippetViewSetGroup):
    items = (FinancingOptionViewSet, FamilyViewSet, RegionalNuanceViewSet)
    menu_label = _("Financing")
    menu_icon = "form"
    menu_order = 155

    def get_submenu_items(self):
        return [ToCheckMenuItem(order=0), *super().get_submenu_items()]


register_snippet(FinancingGroup)


@hooks.register("register_admin_urls")
def keeping_urls():
    return [
        path("financiering/te-controleren/", ToCheckView.as_view(), name="options_to_check"),
        path("financiering/te-controleren/<int:pk>/klopt-nog/", ConfirmView.as_view(), name="confirm_option"),
    ]
