"""How allauth behaves here: nobody signs up, and an organisation's own account opens an existing one."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext_lazy


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": ngettext_lazy(
            "Too many attempts to log in. Try again in %(minutes)d minute.",
            "Too many attempts to log in. Try again in %(minutes)d minutes.",
            "minutes",
        )
        % {"minutes": settings.PORTAL_LOGIN_CLOSED_SECONDS // 60},
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_stages(self):
        """Without the page that asks whether to trust the browser: the page that asks for the code has a box for it."""
        return [stage for stage in super().get_login_stages() if stage != "allauth.mfa.stages.TrustStage"]

    def is_reauthentication_required(self, *, app):
        """Not for who logged in a moment ago, nor for who has nothing to confirm with.

        The last is somebody who came with an organisation's account and has no password or second factor yet.
        """
        request = context.request
        just_in = any(
            time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT
            for record in get_authentication_records(request, request.user)
        )
        return (
            super().is_reauthentication_required(app=app)
            and not just_in
            and bool(get_reauthentication_flows(request.user))
        )

    def get_reset_password_from_key_url(self, key):
        """On the one public address, whatever host the request named."""
        uid, _dash, token = key.partition("-")
        return settings.PORTAL_BASE_URL + reverse("account_reset_password_from_key", args=[uid, token])

    def set_password(self, user, password):
        """A new password also ends a lock-out: it came by a link in a mail, or from somebody who was in already."""
        super().set_password(user, password)
        self._delete_login_attempts_cached_email(self.request, email=user.email)


class OrganisationAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """The address decides, every time: no link between the two accounts is stored."""
        sociallogin.user = account_behind(sociallogin.email_addresses)
        if sociallogin.user is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", status=403))


def account_behind(addresses):
    """The active account with exactly the one address that the other side says it verified, or None.

    Never an administrator's: whoever runs the other side would be able to become one.
    """
    verified = [address.email.lower() for address in addresses if address.verified and address.email]
    if len(verified) != 1:
        return None
    people = get_user_model().objects.filter(is_active=True, is_superuser=False)
    return people.filter(email__iexact=verified[0]).first()
