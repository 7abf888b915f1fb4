"""Forms of allauth in the words of the portal, and quick to fill in on a phone."""

from allauth.account.forms import LoginForm as AnyLoginForm
from allauth.account.forms import ResetPasswordKeyForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

BOX = {"class": "check__input"}  # as the component draws it


class LoginForm(AnyLoginForm):
    """The cursor stands in the first field that is empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password" if self.initial.get("login") else "login"].widget.attrs["autofocus"] = True


class ChoosePasswordForm(ResetPasswordKeyForm):
    """By the link in a mail: a new password, or the first one of somebody who was invited."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.user and self.user.is_invited:
            for name, label in (("password1", _("Password")), ("password2", _("The same password again"))):
                self.fields[name].label = self.fields[name].widget.attrs["placeholder"] = label


class CodeField:
    """A field for digits, which recovery codes are too: a phone shows them, and offers the code where it knows it."""

    starts_there = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attributes = {"inputmode": "numeric", "autocomplete": "one-time-code"}
        self.fields["code"].widget.attrs |= attributes | ({"autofocus": True} if self.starts_there else {})


class SecondFactorForm(CodeField, AuthenticateForm):
    """The second step of logging in, with a box to skip it on this browser from now on."""

    remember = forms.BooleanField(
        label=format_lazy(_("Remember this browser for {days} days"), days=settings.MFA_TRUST_COOKIE_AGE.days),
        required=False,
        widget=forms.CheckboxInput(attrs=BOX),
        help_text=_("Then we do not ask for a code here. Not on a computer that others use."),
    )


class ConfirmForm(CodeField, ReauthenticateForm):
    """The code once more, before something about the account is changed."""


class AppForm(CodeField, ActivateTOTPForm):
    """The first code of a new app. One starts at the picture above it, not here."""

    starts_there = False


class PasskeyForm(AddWebAuthnForm):
    """A new passkey, in the words of the portal; allauth has none in Dutch."""

    name = forms.CharField(label=_("Name"), required=False)
    passwordless = forms.BooleanField(
        label=_("Log in with it, without a password"),
        required=False,
        initial=True,
        widget=forms.CheckboxInput(attrs=BOX),
        help_text=_("Quickest. Your device asks for your finger, face or PIN. An old USB key may not be able to."),
    )
