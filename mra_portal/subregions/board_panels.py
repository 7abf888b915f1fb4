"""The board on the start screen of the editing screens, and the one button on it that does something."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from mra_portal.subregions.board import OwnBoard, office_rows
from profiles.models import Subregion
from profiles.operations import NothingToConfirmError, confirm_profile
from profiles.permissions import keeps_own_profile


class OwnBoardPanel(Component):
    """For who keeps a profile: what there is to do for her own subregion."""

    name = "own_profile"
    template_name = "profiles/admin/own_board.html"
    order = 8  # after the action lines: those are few and want one tap

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        today = timezone.localdate()
        boards = [OwnBoard(subregion, today) for subregion in Subregion.objects.of_member(request.user)]
        return {"boards": boards, "request": request, "csrf_token": parent_context.get("csrf_token")}


class OfficeBoardPanel(Component):
    """For the MRA office: how complete and how fresh the seven profiles are, side by side."""

    name = "all_profiles"
    template_name = "profiles/admin/office_board.html"
    order = 60

    def get_context_data(self, parent_context):
        return {"rows": office_rows(timezone.localdate())}


def panels_for(user) -> list[Component]:
    panels = []
    if keeps_own_profile(user) and (not user.is_superuser or Subregion.objects.of_member(user).exists()):
        panels.append(OwnBoardPanel())
    if policy_registry.get_by_type(Page).user_has_permission(user, "publish"):
        panels.append(OfficeBoardPanel())
    return panels


class ConfirmProfileView(View):
    """One press on "Still correct". PermissionDenied for who is no member of this subregion."""

    http_method_names = ["post"]

    def post(self, request, pk):
        subregion = get_object_or_404(Subregion, pk=pk)
        try:
            confirm_profile(subregion, request.user, timezone.localdate())
        except NothingToConfirmError as nothing:
            messages.error(request, str(nothing))
        else:
            said = _("Noted: the profile of %(subregion)s is still correct today.")
            messages.success(request, said % {"subregion": subregion})
        return redirect(f"{reverse('wagtailadmin_home')}#board-profile-{subregion.slug}")
