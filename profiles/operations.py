"""What the people of a subregion do with their profile."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from profiles.models import ProfileConfirmation, Subregion, SubregionProfilePage
from profiles.permissions import keeps_own_profile


class NothingToConfirmError(Exception):
    """The subregion has no public profile. The message says so."""


@transaction.atomic
def confirm_profile(subregion: Subregion, user, on: date) -> ProfileConfirmation:
    """A member says that the public profile of her subregion is still correct.

    Twice on a day about the same version is once. Raises PermissionDenied for who is no member, and
    NothingToConfirmError.
    """
    Subregion.objects.select_for_update().get(pk=subregion.pk)
    if not (keeps_own_profile(user) and Subregion.objects.of_member(user).filter(pk=subregion.pk).exists()):
        raise PermissionDenied
    profiles = SubregionProfilePage.objects.for_public().filter(subregion=subregion)
    page = min(profiles, key=lambda page: not page.is_in_main_language, default=None)
    if page is None:
        raise NothingToConfirmError(_("%(subregion)s has no public profile yet.") % {"subregion": subregion})
    said = {"subregion": subregion, "confirmed_on": on, "user": user, "page_version": page.live_revision_id}
    return ProfileConfirmation.objects.filter(**said).first() or ProfileConfirmation.objects.create(**said)
