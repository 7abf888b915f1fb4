"""Texts of Django and allauth that the portal says in its own Dutch: with "je", with "passkey", or at all.

Nothing imports this. It puts the texts into our catalogue (manage.py update_catalogues), which goes before theirs.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

DJANGO = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
    _("The password is too similar to the %(verbose_name)s."),
    _("Your password can’t be too similar to your other personal information."),
    _("This password is too common."),
    _("Your password can’t be a commonly used password."),
    _("This password is entirely numeric."),
    _("Your password can’t be entirely numeric."),
    _("Your old password was entered incorrectly. Please enter it again."),
)

ALLAUTH = (
    _("The email address and/or password you specified are not correct."),
    _("Incorrect code."),
    _("Be patient, you are sending too many requests."),
    _("You must type the same password each time."),
    _("New Password (again)"),
    _("Password successfully changed."),
    _("Please reauthenticate to safeguard your account."),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Authenticator code"),
    _("Enter an authenticator code:"),
    _("Master key"),
    _("Backup key"),
    _("Key nr. {number}"),
    _("Security Keys"),
    _("Security key added."),
    _("Security key removed."),
    _("Edit Security Key"),
    _("Remove Security Key"),
    _("Are you sure you want to remove this security key?"),
    _("Deactivate Authenticator App"),
    _("You are about to deactivate authenticator app based authentication. Are you sure?"),
    _("A new set of recovery codes has been generated."),
    _("You are about to generate a new set of recovery codes for your account."),
    _("This action will invalidate your existing codes."),
    _("Generate"),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
)
