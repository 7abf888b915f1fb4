"""What a report says to the public, in one place: preview, page, note, feed and mail read alike."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.freshness import Freshness, freshness_on
from agenda.models import ActionLineParty, Milestone, MilestoneChange, RoleState, StatusUpdate
from mra_portal.common.languages import Sentence

# A day in words, the same in both languages: the default of English is "Nov. 3, 2026".
DAY = "j F Y"


def headline(update: StatusUpdate) -> str:
    """ "Under way since 3 October 2026"; "Still under way" for a confirmation."""
    label = update.get_status_display()
    if update.is_confirmation:
        return _("Still %(status)s") % {"status": label}
    label = label[:1].upper() + label[1:]
    if update.since is None:
        return label
    return _("%(status)s since %(day)s") % {"status": label, "day": date_format(update.since, DAY)}


def next_step_in_words(update: StatusUpdate) -> str:
    """ "Next step: … (12 December 2026)"; empty when nobody told."""
    if not update.next_step:
        return ""
    if update.next_step_on is None:
        return Sentence(_("Next step: %(step)s"), step=update.next_step)
    day = date_format(update.next_step_on, DAY)
    return Sentence(_("Next step: %(step)s (%(day)s)"), step=update.next_step, day=day)


def sentences(update: StatusUpdate) -> list[str]:
    """Everything the public reads of one report, in order; the reason comes before the explanation."""
    reason = Sentence(_("Why: %(reason)s"), reason=update.reason) if update.reason else ""
    return [text for text in (headline(update), reason, update.text, next_step_in_words(update)) if text]


def correction_in_words(update: StatusUpdate) -> list[str]:
    """ "corrected on 3 November 2026", "correction of the report of 1 November 2026"; for a row of `for_timeline`."""
    found = []
    if update.corrects_id:
        day = date_format(timezone.localdate(update.corrects.reported_at), DAY)
        found.append(_("correction of the report of %(day)s") % {"day": day})
    if update.corrected_at:
        found.append(_("corrected on %(day)s") % {"day": date_format(timezone.localdate(update.corrected_at), DAY)})
    return found


def milestone_change_in_words(change: MilestoneChange) -> str:
    """ "reached on 1 May 2026", "moved from 1 May to 1 June 2026: …", "dropped: …" or "planned for 1 May 2026".

    For a row of `with_day_before`.
    """
    if change.is_dropped:
        return Sentence(_("dropped: %(reason)s"), reason=change.reason)
    if change.done_on:
        return _("reached on %(day)s") % {"day": date_format(change.done_on, DAY)}
    if change.planned_on is None:
        return _("no day planned")
    day = date_format(change.planned_on, DAY)
    if change.was_closed:
        return Sentence(_("open again, planned for %(day)s: %(reason)s"), day=day, reason=change.reason)
    if change.reason_nl and change.day_before:
        before = date_format(change.day_before, DAY)
        told = _("moved from %(before)s to %(day)s: %(reason)s")
        return Sentence(told, before=before, day=day, reason=change.reason)
    if change.reason_nl:
        return Sentence(_("moved to %(day)s: %(reason)s"), day=day, reason=change.reason)
    return _("planned for %(day)s") % {"day": day}


def overdue_in_words(milestone: Milestone) -> str:
    """For a row of `with_state_on`."""
    return _("was planned for %(day)s and is not reached") % {"day": date_format(milestone.planned_on, DAY)}


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


def role_state_in_words(party: ActionLineParty) -> str:
    """ "ended on 3 November 2026: takes part no longer"; empty for a role that is only named in the agenda.

    Who said so is kept in free words, so it stays inside.
    """
    words = {
        RoleState.CONFIRMED: _("confirmed on %(day)s"),
        RoleState.DECLINED: _("declined on %(day)s: takes no part"),
        RoleState.ENDED: _("ended on %(day)s: takes part no longer"),
    }.get(party.state)
    return words % {"day": date_format(party.state_since, DAY)} if words else ""
