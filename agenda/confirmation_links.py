"""The link "still correct" in a reminder: works without logging in, for one person, one line and one report.

It is signed, expires, and stops working when anybody reports on the line, so it can be used once. Opening it changes
nothing (scanners of mail open links); the button on its page does.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

from agenda.models import ActionLine, Organisation, StatusUpdate
from agenda.reporting import reporters_for

SALT = "agenda.still-correct"


class LinkError(Exception):
    """The link cannot be used; `reason` is one of the names below."""

    EXPIRED, TAMPERED, LEFT, OVERTAKEN = "expired", "tampered", "left", "overtaken"

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class ConfirmationLink:
    """What a link stands for."""

    user: object
    line: ActionLine
    organisation: Organisation
    seen: StatusUpdate


def address_of(user, line: ActionLine, organisation: Organisation, seen: int) -> str:
    token = signing.dumps([user.pk, line.pk, organisation.pk, seen], salt=SALT, compress=True)
    return settings.PORTAL_BASE_URL + reverse("agenda:still_correct", args=[token])


def read(token: str) -> ConfirmationLink:
    """Raises LinkError for a link that expired, was tampered with, or whose person or report is no longer the one."""
    try:
        user_key, line_key, organisation_key, seen = signing.loads(
            token, salt=SALT, max_age=timedelta(days=settings.PORTAL_REMINDER_LINK_DAYS)
        )
    except signing.SignatureExpired:
        raise LinkError(LinkError.EXPIRED) from None
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkError(LinkError.TAMPERED) from None
    user = get_user_model().objects.filter(pk=user_key, is_active=True).first()
    line = ActionLine.objects.published().select_related("accelerator").filter(pk=line_key).first()
    if user is None or line is None:
        raise LinkError(LinkError.LEFT)
    organisation = reporters_for(user, line).filter(pk=organisation_key).first()
    if organisation is None:
        raise LinkError(LinkError.LEFT)
    newest = line.status_updates.for_timeline().first()
    if newest is None or newest.pk != seen:
        raise LinkError(LinkError.OVERTAKEN)
    return ConfirmationLink(user, line, organisation, newest)
