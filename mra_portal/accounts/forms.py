from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):
    """A new passkey. Its name is asked for in the words of the portal; allauth has none in Dutch."""

    name = forms.CharField(label=_("Name"), required=False)
