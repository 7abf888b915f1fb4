"""Texts of libraries that the portal says in its own Dutch: with "je", with one word for one thing, or at all.

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
    _("You don’t have permission to view or edit anything."),
    _("Models in the %(name)s application"),
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("Select %s to view"),
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
    _("Login Cancelled"),
    _(
        "You decided to cancel logging in to our site using one of your existing accounts. If this was a mistake, "
        'please proceed to <a href="%(login_url)s">sign in</a>.'
    ),
    _("Third-Party Login Failure"),
    _("An error occurred while attempting to login via your third-party account."),
)

WAGTAIL = (
    _("Dashboard"),
    _("Go to Wagtail admin"),
    _("Save draft"),
    _("Are you sure you want to delete this %(model_name)s?"),
    _("Are you sure you want to delete this %(snippet_type_name)s?"),
    _("Are you sure you want to delete %(count)s %(snippet_type_name)s?"),
    _("Are you sure you want to delete this locale?"),
    _("Are you sure you want to delete this site?"),
    _("Are you sure you want to unpublish this %(model_name)s?"),
)

IMPORT_EXPORT = (
    _("%(exc_name)s encountered while trying to read file. Ensure you have chosen the correct format for the file."),
    _("No valid data to import. Ensure your file has the correct headers or data for import."),
    _("export failed due to IllegalCharacterError"),
    _("Resource"),
    _("File to import"),
    _('Select at least 1 field for "%(resource_name)s" to export'),
    _("This exporter will export the following fields: "),
    _("This importer will import the following fields: "),
    _("Select all"),
    _("Submit"),
    _("Below is a preview of data to be imported. If you are satisfied with the results, click 'Confirm import'"),
    _("Confirm import"),
    _("Line number"),
    _("Some rows failed to validate"),
    _("Please correct these errors in your data where possible, then reupload it using the form above."),
    _("Non field specific"),
    _("Value could not be parsed."),
    ngettext_lazy("Export %(len)s selected item.", "Export %(len)s selected items.", "len"),
)
