from urllib.parse import urlencode

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.internal.flows.trust import trust_browser
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from mra_portal.accounts.way_in import address_of


def other_door(request):
    """Every other login address leads to the one way in, and keeps where the visitor wanted to go.

    Somebody who is in already came here because her account may not go there; sending her on would go round in circles.
    """
    wanted = request.GET.get("next", "")
    if request.user.is_authenticated:
        if wanted:
            raise PermissionDenied
        return redirect("wagtailadmin_home")
    return redirect(reverse("account_login") + (f"?{urlencode({'next': wanted})}" if wanted else ""))


def organisation_login(request, provider_id):
    """To the login page of the organisation; says so when that does not answer."""
    try:
        return openid_connect.login(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=502)


class Login(LoginView):
    """Knows the address of who comes from a mail of ours."""

    def get_initial(self):
        address = address_of(self.request.GET.get("voor", ""))
        return {**super().get_initial(), **({"login": address} if address else {})}


class SecondStep(AuthenticateView):
    """The second step of logging in; who ticked the box skips it on this browser (MFA_TRUST_COOKIE_AGE).

    A new password or another second factor ends that (allauth's fingerprint).
    """

    def form_valid(self, form):
        response = super().form_valid(form)
        if form.cleaned_data.get("remember"):
            trust_browser(self.request, self.stage.login.user, response)
        return response


class RecoveryCodesFile(DownloadRecoveryCodesView):
    """The codes as a file with a name in the language of who keeps it."""

    def render_to_response(self, context, **options):
        response = super().render_to_response(context, **options)
        name = _("recovery-codes.txt")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
