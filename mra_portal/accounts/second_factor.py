"""Who enters the editing screens has a second factor, where the settings ask for one."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _


class SecondFactorMiddleware:
    """Sends who has no second factor from every editing screen to the page where it is set up, and nowhere else.

    Logging in with one asks for it (allauth); this is about people who have none yet. Visitors pass: the screens
    themselves send them to the way in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            settings.PORTAL_SECOND_FACTOR_REQUIRED
            and request.path.startswith(settings.EDITORIAL_PATHS)
            and request.path not in (reverse("wagtailadmin_logout"), reverse("admin:logout"))
            and request.user.is_authenticated
            and not is_mfa_enabled(request.user)
        ):
            messages.warning(
                request,
                _("Set up a second factor first: an authenticator app or a passkey. Then you can go on to your work."),
            )
            return redirect("mfa_index")
        return self.get_response(request)
