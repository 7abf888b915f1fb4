"""What the MRA office does with people: invite, give a role and memberships, deactivate. Nobody is ever deleted."""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mra_portal.accounts.models import User
from mra_portal.accounts.tokens import PASSWORD_LINK_DAYS, password_link_tokens
from mra_portal.roles import ROLES, Role


class NotTheirsError(Exception):
    """The account is an administrator's, or one's own: the office may not do this to it."""


@transaction.atomic
def invite(person: User, role: Role) -> User:
    """Give somebody an account without a password; `mail_invitation` sends the link to choose one."""
    _refuse_administrators(person)
    person.set_unusable_password()
    person.save()
    give_role(person, role)
    return person


@transaction.atomic
def give_role(person: User, role: Role) -> None:
    """Exactly this one of our roles. Groups that are no role of ours stay as they are."""
    _refuse_administrators(person)
    ours = [other.group for other in ROLES]
    person.groups.remove(*person.groups.filter(name__in=ours).exclude(name=role.group))
    person.groups.add(Group.objects.get(name=role.group))
    person.is_staff = role.may_open_admin
    person.save(update_fields=["is_staff"])


def deactivate(person: User, *, by: User) -> None:
    """From the next request on nobody is this person: sessions, mailed links and logging in are all refused."""
    _refuse_administrators(person)
    if person == by:
        raise NotTheirsError
    person.is_active = False
    person.save(update_fields=["is_active"])


def reactivate(person: User) -> None:
    _refuse_administrators(person)
    person.is_active = True
    person.save(update_fields=["is_active"])


def mail_invitation(person: User) -> None:
    """A mail with a link to choose a password. Raises what the mail server raises; NotTheirsError for who was in."""
    _refuse_administrators(person)
    if not person.is_invited:
        raise NotTheirsError
    with translation.override(settings.LANGUAGE_CODE):
        token = password_link_tokens.make_token(person)
        link = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), token])
        context = {
            "person": person,
            "link": settings.PORTAL_BASE_URL + link,
            "days": PASSWORD_LINK_DAYS,
            "forgotten": settings.PORTAL_BASE_URL + reverse("account_reset_password"),
            "way_in": settings.PORTAL_BASE_URL + reverse("account_login"),
        }
        text = render_to_string("people/mail/invitation.txt", context)
        EmailMessage(_("Your account for the innovation portal"), text, to=[person.email]).send()


def _refuse_administrators(person: User) -> None:
    if person.is_superuser:
        raise NotTheirsError
