"""What is recorded about a milestone: planned, moved, reached, dropped, open again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda.models import ActionLine, Milestone, MilestoneChange, Organisation
from agenda.operations.days import FIRST_DAY, check_coming_day
from agenda.operations.meanwhile import ANY, locked, refuse_if_overtaken
from agenda.reporting import require_reporter


@transaction.atomic
def add_milestone(
    line: ActionLine, title_nl: str, planned_on: date, *, title_en: str = "", organisation, author
) -> Milestone:
    """A new one, with its first day. Raises PermissionDenied and ValidationError; sent twice it is there once."""
    line = locked(line)
    if any(
        row.title_nl.casefold() == title_nl.casefold() and not row.is_closed
        for row in line.milestones.with_current_state()
    ):
        raise ValidationError({"title_nl": _("This milestone is there already.")})
    milestone = line.milestones.create(slug=_free_slug(line, title_nl), title_nl=title_nl, title_en=title_en)
    plan_milestone(milestone, planned_on, organisation=organisation, author=author)
    return milestone


def _free_slug(line: ActionLine, title: str) -> str:
    """The code of the line and the title, with a number where that is taken."""
    base = f"{line.slug}-{slugify(title)}"[:70].strip("-")
    taken = set(Milestone.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    options = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 2))]
    return next(slug for slug in options if slug not in taken)


@transaction.atomic
def plan_milestone(milestone: Milestone, planned_on: date, *, reason_nl: str = "", organisation, author, seen=ANY):
    """Plan it, move it, or open it again when it was reached or dropped: all but the first time with a reason.

    `seen`: the key of its newest change that the author knew. Raises PermissionDenied, ValidationError and
    OvertakenError.
    """
    return _record(milestone, organisation, author, seen, reason_nl=reason_nl, planned_on=planned_on)


@transaction.atomic
def reach_milestone(milestone: Milestone, done_on: date, *, organisation, author, seen=ANY) -> MilestoneChange:
    """Raises as plan_milestone does; a day that has not come yet is wrong."""
    return _record(milestone, organisation, author, seen, done_on=done_on)


@transaction.atomic
def drop_milestone(milestone: Milestone, *, reason_nl: str, organisation, author, seen=ANY) -> MilestoneChange:
    """It will not be reached, or was a mistake. Raises as plan_milestone does."""
    return _record(milestone, organisation, author, seen, reason_nl=reason_nl, is_dropped=True)


def _record(milestone: Milestone, organisation: Organisation, author, seen, **told) -> MilestoneChange:
    """Lock the milestone and add a change to what was planned before."""
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    require_reporter(author, milestone.action_line, organisation)
    before = milestone.changes.newest_first().first()
    refuse_if_overtaken(before, seen)
    told = {"planned_on": before.planned_on if before else None, **told}
    change = next_milestone_change(before, today=timezone.localdate(), **told)
    change.milestone, change.organisation, change.author = milestone, organisation, author
    change.save()
    return change


def next_milestone_change(
    before: MilestoneChange | None,
    *,
    planned_on: date | None,
    done_on: date | None = None,
    is_dropped: bool = False,
    reason_nl: str = "",
    today: date,
) -> MilestoneChange:
    """What can come after the newest change, not yet saved. Raises ValidationError with messages by field."""
    was_closed = before is not None and before.closes
    if was_closed and (is_dropped or done_on):
        raise ValidationError(
            _("This milestone was dropped already.") if before.is_dropped else _("This milestone was reached already.")
        )
    if is_dropped and done_on:
        raise ValidationError(_("A milestone is reached or dropped, not both."))
    if done_on and not FIRST_DAY <= done_on <= today:
        raise ValidationError({"done_on": _("Choose a day from %(day)s until today.") % {"day": "1-1-2025"}})
    if planned_on is None and not done_on and not is_dropped:
        raise ValidationError({"planned_on": _("Give a day.")})
    if planned_on and planned_on != (before.planned_on if before else None):
        check_coming_day("planned_on", planned_on, today)
    says_nothing_new = not was_closed and not done_on and not is_dropped
    if before and says_nothing_new and planned_on == before.planned_on:
        raise ValidationError({"planned_on": _("It is planned for this day already.")})
    reason_nl = reason_nl.strip()
    if not reason_nl and (why := _needs_reason(before, planned_on, is_dropped, was_closed)):
        raise ValidationError({"reason_nl": why})
    return MilestoneChange(planned_on=planned_on, done_on=done_on, is_dropped=is_dropped, reason_nl=reason_nl)


def _needs_reason(before, planned_on: date | None, is_dropped: bool, was_closed: bool) -> str:
    """What is asked of who gives no reason; empty where none is needed."""
    if is_dropped:
        return _("Say in one sentence why it is dropped.")
    if was_closed:
        return _("Say in one sentence why it is open again.")
    return _("Say in one sentence why it moves.") if before and before.planned_on != planned_on else ""
