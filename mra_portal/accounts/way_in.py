"""The way in from a mail to one person: the page to log in knows her address, and leads on to where the mail meant.

The token gives no right: who holds it still needs the password or a passkey. It shows the address to whoever has the
mail, which has it above it already.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse
from django.utils.http import urlencode

SALT = "accounts.way-in"


def way_in_for(user, path: str) -> str:
    """A path that asks this person to log in, if she is not, and goes on to `path`."""
    token = signing.dumps(user.pk, salt=SALT)
    return f"{reverse('account_login')}?{urlencode({'voor': token, 'next': path})}"


def address_of(token: str) -> str:
    """The e-mail address of whom the mail was for; empty for a token that is old, bent, or of somebody who left."""
    try:
        key = signing.loads(token, salt=SALT, max_age=timedelta(days=settings.PORTAL_REMINDER_LINK_DAYS))
    except signing.BadSignature:
        return ""
    user = get_user_model().objects.filter(pk=key, is_active=True).first()
    return user.email if user else ""
