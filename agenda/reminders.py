"""Who is asked to look at which lines, and the mail that asks. At most one mail a person in ten days (settings).

Due: the people of the initiators. Overdue: their coordinators too. Out of date or never reported: the office as well.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agenda.confirmation_links import address_of
from agenda.freshness import Freshness, freshness_on
from agenda.models import ActionLine, Reminder, Status
from agenda.models.status_updates import AT_REST
from agenda.progress import reported_on
from agenda.reporting import REPORT_ON_ALL, active_parties, initiates, own_reporter
from agenda.wording import last_reported_in_words
from mra_portal.accounts.way_in import way_in_for

MOST_NAMED = 6  # lines in the subject of a mail
LATE = (Freshness.OVERDUE, Freshness.STALE, Freshness.SILENT)
VERY_LATE = (Freshness.STALE, Freshness.SILENT)


@dataclass(frozen=True)
class Mail:
    """One mail to one person, about these lines; the longest silent first."""

    user: object
    lines: list[tuple[ActionLine, Freshness]]


def due_mails(moment: datetime, only: Collection[str] | None = None) -> Iterator[Mail]:
    """Everybody who should be asked now, in the order of their addresses; `only` about the lines with these codes."""
    late = [
        (line, freshness)
        for line, freshness in _late_lines(moment)
        if (only is None and freshness != Freshness.FRESH) or (only is not None and line.slug in only)
    ]
    wanted: dict[int, list] = {}
    for line, freshness in late:
        for key in _asked(line, freshness):
            wanted.setdefault(key, []).append((line, freshness))
    recently = Reminder.objects.since(moment - timedelta(days=settings.PORTAL_REMINDER_DAYS)).values("user")
    people = get_user_model().objects.filter(pk__in=wanted, is_active=True).exclude(pk__in=recently)
    for user in people.exclude(email="").order_by("email"):
        yield Mail(user, wanted[user.pk])


def _late_lines(moment: datetime) -> list[tuple[ActionLine, Freshness]]:
    today = timezone.localdate(moment)
    lines = ActionLine.objects.published().select_related("accelerator").with_current_status().with_newest_update()
    found = [
        (line, freshness_on(today, reported_on(line)))
        for line in lines.in_printed_order()
        if line.status not in AT_REST
    ]
    return sorted(found, key=lambda pair: (reported_on(pair[0]) is not None, reported_on(pair[0])))


def _asked(line: ActionLine, freshness: Freshness) -> set[int]:
    """The primary keys of who is asked about this line."""
    initiators = active_parties().filter(action_line=line, role="initiator").values("organisation")
    people = get_user_model().objects.filter(is_active=True)
    members = people.filter(memberships__organisation__in=initiators)
    asked = set(members.values_list("pk", flat=True))
    if freshness not in LATE:
        # Coordinators hear of it when it is late, unless they are the only ones there are.
        plain = members.filter(memberships__is_coordinator=False)
        asked = set(plain.values_list("pk", flat=True)) or asked
    if freshness in VERY_LATE or not asked:
        asked |= set(_office().values_list("pk", flat=True))
    return asked


def _office():
    """Who may report on every line by role; not the superusers, who run the machines."""
    app, codename = REPORT_ON_ALL.split(".")
    role = Q(groups__permissions__content_type__app_label=app, groups__permissions__codename=codename)
    return get_user_model().objects.filter(role, is_active=True).distinct()


def send(mail: Mail, moment: datetime) -> bool:
    """Send it and remember that; False when somebody else just did. Raises what the mail server raises."""
    with transaction.atomic():
        # Two machines may run the command at once: the person is locked while one of them decides.
        get_user_model().objects.select_for_update().get(pk=mail.user.pk)
        since = moment - timedelta(days=settings.PORTAL_REMINDER_DAYS)
        if mail.user.reminders.since(since).exists():
            return False
        codes = [line.code for line, _freshness in mail.lines]
        Reminder.objects.create(user=mail.user, sent_at=moment, lines=codes)
        message(mail, moment).send()
    return True


def message(mail: Mail, moment: datetime) -> EmailMultiAlternatives:
    """In the language that the person chose for the editing screens."""
    profile = getattr(mail.user, "wagtail_userprofile", None)
    with translation.override((profile and profile.preferred_language) or settings.LANGUAGE_CODE):
        rows = [_row(mail.user, *pair, moment) for pair in mail.lines]
        context = {
            "rows": rows,
            "is_for_the_office": not any(row["is_own"] for row in rows),
            "can_confirm": any(row["confirm_url"] for row in rows),
            "home": _absolute("wagtailadmin_home"),
            "site": settings.PORTAL_BASE_URL,
        }
        subject = _subject([line.code for line, _freshness in mail.lines])
        text = render_to_string("agenda/mail/reminder.txt", context)
        made = EmailMultiAlternatives(subject, text, to=[mail.user.email])
        made.attach_alternative(render_to_string("agenda/mail/reminder.html", context), "text/html")
        return made


def _subject(codes: list[str]) -> str:
    named = ", ".join(codes[:MOST_NAMED])
    if len(codes) <= MOST_NAMED:
        return _("How does it stand? %(codes)s") % {"codes": named}
    return _("How does it stand? %(codes)s and %(n)d more") % {"codes": named, "n": len(codes) - MOST_NAMED}


def _row(user, line: ActionLine, freshness: Freshness, moment: datetime) -> dict:
    organisation = own_reporter(user, line)
    last = reported_on(line)
    can_confirm = organisation is not None and last is not None
    return {
        "code": line.code,
        "title": str(line.title),
        "status": line.status_label,
        "told": last_reported_in_words(last, timezone.localdate(moment)) if last else "",
        "freshness": freshness.label,
        "is_own": initiates(user, line),
        "confirm_url": address_of(user, line, organisation, line.newest_update) if can_confirm else "",
        "report_url": _report_address(user, line, line.status),
        "choices": [
            (label, _report_address(user, line, value), value == line.status) for value, label in Status.reportable()
        ],
    }


def _report_address(user, line: ActionLine, status: str) -> str:
    """Of the form with this status chosen, so that only the sentence is left to type."""
    chosen = f"?{urlencode({'status': status})}" if status != Status.NONE else ""
    return settings.PORTAL_BASE_URL + way_in_for(user, reverse("report", args=[line.slug]) + chosen)


def _absolute(name: str, *args) -> str:
    return settings.PORTAL_BASE_URL + reverse(name, args=args)
