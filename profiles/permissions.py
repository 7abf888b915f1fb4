"""Who may edit which profile: `change` on pages holds for whole trees, `change_own` for the profile of one's subregion.

A membership of the organisation that stands for a subregion is all it takes, and its end ends the right at once:
nothing is copied into groups or page permissions. Publishing, moving, copying and deleting are not part of it.
"""

from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from profiles.models import SubregionProfilePage

OWN = "profiles.change_own_subregionprofilepage"


def keeps_own_profile(user) -> bool:
    """Whether the profiles of her own subregions are hers to keep; says nothing about which those are."""
    return user.has_perm(OWN)


class ProfilePagePolicy(PagePermissionPolicy):
    """Wagtail asks this for every page. It adds what a membership gives to what the groups of a person give."""

    def get_all_permissions_for_user(self, user):
        given = super().get_all_permissions_for_user(user)
        if user.is_superuser or not keeps_own_profile(user):
            return given
        change = Permission(codename=Page.PERMISSION_CODENAMES.CHANGE)
        own = SubregionProfilePage.objects.kept_by(user)
        return [*given, *(GroupPagePermission(page=page, permission=change) for page in own)]
