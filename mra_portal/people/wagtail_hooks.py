"""People in the editing screens: the screens of the office, and doors of Wagtail's own that lead there."""

from django.shortcuts import redirect
from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mra_portal.accounts.models import User
from mra_portal.people import views

urls = [
    path("", views.People.as_view(), name="index"),
    path("uitnodigen/", views.Invite.as_view(), name="invite"),
    path("verwijderen/", views.NotDeleted.as_view(), name="not_deleted"),
    path("<int:pk>/", views.Person.as_view(), name="person"),
    path("<int:pk>/opnieuw-mailen/", views.SendAgain.as_view(), name="send_again"),
    path("<int:pk>/deactiveren/", views.Deactivate.as_view(), name="deactivate"),
    path("<int:pk>/activeren/", views.Reactivate.as_view(), name="reactivate"),
]


@hooks.register("register_admin_urls")
def people_urls():
    return [path("mensen/", include((urls, "people"), namespace="people"))]


class PeopleMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(views.MAY_INVITE)


@hooks.register("register_admin_menu_item")
def people_menu_item():
    return PeopleMenuItem(_("People"), reverse_lazy("people:index"), name="people", icon_name="group", order=160)


@hooks.register("before_delete_user")
def keep_people(request, user):
    """Also an administrator deletes nobody: reports and history keep their author."""
    return redirect("people:not_deleted")


@hooks.register("before_bulk_action")
def keep_people_in_bulk(request, action_type, objects, action):
    return redirect("people:not_deleted") if action_type == "delete" and User in action.models else None


@hooks.register("register_account_menu_item")
def change_password(request):
    return {
        "url": reverse("account_change_password"),
        "label": _("Change your password"),
        "help_text": _("At least twelve characters."),
    }


@hooks.register("register_account_menu_item")
def second_factor(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("Authenticator app, passkeys and recovery codes."),
    }
