"""What a report says to the public, in one place: preview, page, note, feed and mail read alike."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.freshness import Freshness, freshness_on
from agenda.models import StatusUpdate


def headline(update: StatusUpdate) -> str:
    """ "Under way since 3 October 2026"; "Still under way" for a confirmation."""
    label = update.get_status_display()
    if update.is_confirmation:
        return _("Still %(status)s") % {"status": label}
    label = label[:1].upper() + label[1:]
    if update.since is None:
        return label
    return _("%(status)s since %(day)s") % {"status": label, "day": date_format(update.since)}


def next_step_in_words(update: StatusUpdate) -> str:
    """ "Next step: … (12 December 2026)"; empty when nobody told."""
    if not update.next_step:
        return ""
    if update.next_step_on is None:
        return _("Next step: %(step)s") % {"step": update.next_step}
    return _("Next step: %(step)s (%(day)s)") % {"step": update.next_step, "day": date_format(update.next_step_on)}


def sentences(update: StatusUpdate) -> list[str]:
    """Everything the public reads of one report, in order; the reason comes before the explanation."""
    reason = _("Why: %(reason)s") % {"reason": update.reason} if update.reason else ""
    return [text for text in (headline(update), reason, str(update.text), next_step_in_words(update)) if text]


def last_reported_in_words(reported_on: date | None, today: date) -> str:
    """ "last reported 12 October", with the year when it is another one; for a line on which nobody reported, so."""
    if reported_on is None:
        return _("never reported")
    day = date_format(reported_on, "j F" if reported_on.year == today.year else "j F Y")
    if freshness_on(today, reported_on) in (Freshness.OVERDUE, Freshness.STALE):
        return _("not updated since %(day)s") % {"day": day}
    return _("last reported %(day)s") % {"day": day}


def days_ago_in_words(reported_on: date | None, today: date) -> str:
    if reported_on is None:
        return _("never reported")
    days = (today - reported_on).days
    return _("today") if days <= 0 else ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
