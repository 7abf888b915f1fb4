"""What people do with action lines. Each is one transaction; the rows are only added to (agenda.models)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.models import (
    ActionLine,
    ActionLineParty,
    Ask,
    Decision,
    Milestone,
    MilestoneChange,
    Organisation,
    RoleStatement,
    Status,
    StatusUpdate,
    UpdateProposal,
)
from agenda.reporting import lines_to_report, proposers_for, reporters_for

# The agenda is of spring 2025: nothing can have begun to hold before.
FIRST_DAY = date(2025, 1, 1)
# What is planned or asked lies within ten years; a day beyond that is a slip of the hand.
AHEAD = timedelta(days=3653)


def check_coming_day(name: str, day: date, today: date) -> None:
    """Raises ValidationError at this field for a day before the agenda or more than ten years ahead."""
    if day < FIRST_DAY:
        raise ValidationError({name: _before_the_agenda()})
    if day > today + AHEAD:
        last = date_format(today + AHEAD, "j-n-Y")
        raise ValidationError({name: _("Choose a day within ten years: %(day)s at the latest.") % {"day": last}})


def _before_the_agenda() -> str:
    return _("The agenda is of 2025: choose a day from %(day)s on.") % {"day": "1-1-2025"}


@dataclass(frozen=True)
class Report:
    """What somebody says about a line. Raises nothing by itself; `check` tells what is wrong, by field."""

    status: str
    since: date | None = None
    text_nl: str = ""
    text_en: str = ""
    reason_nl: str = ""
    reason_en: str = ""
    next_step_nl: str = ""
    next_step_en: str = ""
    next_step_on: date | None = None
    links: list[str] = field(default_factory=list)

    def check(self, before: StatusUpdate | None, today: date) -> None:
        """Raises ValidationError with messages by field. `before`: the report that this one follows, if any."""
        errors = {}
        if self.status not in dict(Status.reportable()):
            errors["status"] = _("Choose how the line stands.")
        if self.since and self.since > today:
            errors["since"] = _("This day has not come yet. Plan it as the next step or as a milestone.")
        elif self.since and self.since < FIRST_DAY:
            errors["since"] = _before_the_agenda()
        is_change = before is not None and before.status != self.status
        if is_change and "since" not in errors and _is_of_before(self.since, before.since, today):
            began = date_format(before.since, "j F Y")
            errors["since"] = _("The status before began on %(day)s. From which day does the new one hold?") % {
                "day": began
            }
        if is_change and not self.reason_nl.strip():
            errors["reason_nl"] = _("Say in one sentence why the status changes.")
        if self.next_step_on and not self.next_step_nl.strip():
            errors["next_step_nl"] = _("Say what the next step is, or leave its day empty.")
        if self.next_step_on and self.next_step_on != (before.next_step_on if before else None):
            try:
                check_coming_day("next_step_on", self.next_step_on, today)
            except ValidationError as error:
                errors |= error.message_dict
        if errors:
            raise ValidationError(errors)


def _is_of_before(since: date | None, began: date | None, today: date) -> bool:
    """Whether a new status would hold from the day of the old one or earlier; twice on one day is true only today."""
    if since is None or began is None:
        return False
    return since < began or since == began < today


class ChangedMeanwhileError(Exception):
    """Somebody else reported on the line while this report was written; `updates` are theirs, newest first."""

    def __init__(self, updates: list[StatusUpdate]):
        super().__init__("reported meanwhile")
        self.updates = updates


class OvertakenError(ValidationError):
    """Somebody else recorded something about the same thing meanwhile; the caller did not see that yet."""

    def __init__(self):
        super().__init__(_("Somebody else recorded something here meanwhile. Look at it, and send yours again."))


# What the caller gives as rows: asking the database whether they exist would be asking again.
GIVEN = ("action_line", "organisation", "author", "corrects", "proposed_by")
ANY = object()  # for whom it does not matter what was reported before


def _locked(line: ActionLine) -> ActionLine:
    """The line, so that one report at a time is written (SQLite: one writer at a time as it is)."""
    return ActionLine.objects.select_for_update().get(pk=line.pk)


def _newest(line: ActionLine) -> StatusUpdate | None:
    return line.status_updates.newest_first().first()


def _refuse_if_changed(line: ActionLine, seen: int | object | None) -> StatusUpdate | None:
    newest = _newest(line)
    if seen is not ANY and (newest.pk if newest else None) != seen:
        updates = line.status_updates.for_timeline()
        raise ChangedMeanwhileError(list(updates.filter(pk__gt=seen or 0)[:5]))
    return newest


@transaction.atomic
def report_status(
    line: ActionLine,
    report: Report,
    *,
    organisation: Organisation,
    author,
    seen: int | object | None = ANY,
    corrects: StatusUpdate | None = None,
    proposed_by: Organisation | None = None,
) -> StatusUpdate:
    """Add a report to the history of the line.

    `seen`: the key of the newest update that the author knew (None: there was none). Raises ChangedMeanwhileError when
    there is a newer one, PermissionDenied when the author may not report for this organisation, and ValidationError.
    Only the newest report can be corrected: an older one was followed by what came after it.
    """
    line = _locked(line)
    if not reporters_for(author, line).filter(pk=organisation.pk).exists():
        raise PermissionDenied
    newest = _refuse_if_changed(line, seen)
    if corrects is not None and (newest is None or corrects.pk != newest.pk):
        raise ValidationError(_("Only the newest report can be corrected. Report how the line stands now instead."))
    # Who corrects a mistake explains the mistake, not a change of the status.
    report.check(newest if corrects is None else None, timezone.localdate())
    update = StatusUpdate(
        action_line=line,
        organisation=organisation,
        proposed_by=proposed_by,
        author=author,
        corrects=corrects,
        **vars(report),
    )
    update.clean_fields(exclude=GIVEN)
    update.save()
    return update


@transaction.atomic
def confirm_status(line: ActionLine, *, organisation: Organisation, author, seen: int | object | None = ANY):
    """Add "still correct": the status that holds now, said again. Raises as report_status does."""
    line = _locked(line)
    if not reporters_for(author, line).filter(pk=organisation.pk).exists():
        raise PermissionDenied
    newest = _refuse_if_changed(line, seen)
    if newest is None:
        raise ValidationError(_("Nothing was reported yet, so there is nothing to confirm."))
    return StatusUpdate.objects.create(
        action_line=line,
        organisation=organisation,
        author=author,
        status=newest.status,
        since=newest.since,
        is_confirmation=True,
    )


@transaction.atomic
def propose_update(line: ActionLine, report: Report, *, organisation: Organisation, author) -> UpdateProposal:
    """A partner's report, for an initiator to take over. Raises PermissionDenied and ValidationError."""
    if not proposers_for(author, line).filter(pk=organisation.pk).exists():
        raise PermissionDenied
    report.check(_newest(line), timezone.localdate())
    proposal = UpdateProposal(action_line=line, organisation=organisation, author=author, **vars(report))
    proposal.clean_fields(exclude=GIVEN)
    proposal.save()
    return proposal


def _waiting(proposal: UpdateProposal, author) -> UpdateProposal:
    """The proposal, locked. Raises ValidationError when somebody decided already."""
    proposal = UpdateProposal.objects.select_for_update().get(pk=proposal.pk)
    if not lines_to_report(author).filter(pk=proposal.action_line_id).exists():
        raise PermissionDenied
    if proposal.decision != Decision.WAITING:
        raise ValidationError(_("Somebody decided on this proposal already."))
    return proposal


@transaction.atomic
def accept_proposal(proposal: UpdateProposal, report: Report, *, organisation: Organisation, author, seen=ANY):
    """The report that an initiator makes of a proposal, perhaps in other words. Raises as report_status does."""
    proposal = _waiting(proposal, author)
    update = report_status(
        proposal.action_line,
        report,
        organisation=organisation,
        author=author,
        seen=seen,
        proposed_by=proposal.organisation,
    )
    proposal.decision, proposal.became = Decision.ACCEPTED, update
    proposal.decided_by, proposal.decided_at = author, timezone.now()
    proposal.save()
    return update


@transaction.atomic
def decline_proposal(proposal: UpdateProposal, reason: str, *, author) -> UpdateProposal:
    """Raises ValidationError without a reason: the partner wants to know why."""
    proposal = _waiting(proposal, author)
    if not reason.strip():
        raise ValidationError({"decline_reason": _("Say in one sentence why.")})
    proposal.decision, proposal.decline_reason = Decision.DECLINED, reason.strip()
    proposal.decided_by, proposal.decided_at = author, timezone.now()
    proposal.full_clean()
    proposal.save()
    return proposal


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
    if not reporters_for(author, milestone.action_line).filter(pk=organisation.pk).exists():
        raise PermissionDenied
    before = milestone.changes.newest_first().first()
    _refuse_if_overtaken(before, seen)
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


def _refuse_if_overtaken(newest, seen: int | object | None) -> None:
    if seen is not ANY and (newest.pk if newest else None) != seen:
        raise OvertakenError


@transaction.atomic
def ask_for(line: ActionLine, text_nl: str, until: date, *, text_en: str = "", organisation, author) -> Ask:
    """Raises PermissionDenied, and ValidationError for a day that has passed or lies more than ten years ahead."""
    if not reporters_for(author, line).filter(pk=organisation.pk).exists():
        raise PermissionDenied
    today = timezone.localdate()
    if until < today:
        raise ValidationError({"until": _("This day has passed.")})
    check_coming_day("until", until, today)
    ask = Ask(
        action_line=line,
        text_nl=text_nl,
        text_en=text_en,
        until=until,
        asked_on=today,
        organisation=organisation,
        author=author,
    )
    ask.full_clean()
    ask.save()
    return ask


@transaction.atomic
def end_ask(ask: Ask, *, author) -> Ask:
    """It was found, or is wanted no longer. Once ended it stays ended."""
    ask = Ask.objects.select_for_update().get(pk=ask.pk)
    if not lines_to_report(author).filter(pk=ask.action_line_id).exists():
        raise PermissionDenied
    if ask.withdrawn_on is None:
        ask.withdrawn_on = timezone.localdate()
        ask.save()
    return ask


@transaction.atomic
def state_role(
    party: ActionLineParty, state: str, *, said_on: date, said_by: str, author, seen: int | object | None = ANY
) -> RoleStatement:
    """Record how a role stands. Raises ValidationError for a day that has not come yet or an unknown state.

    `seen`: the key of the newest statement that the author knew; raises OvertakenError when there is a newer one.
    """
    ActionLineParty.objects.select_for_update().get(pk=party.pk)
    _refuse_if_overtaken(party.statements.order_by("-recorded_at", "-pk").first(), seen)
    if said_on > timezone.localdate():
        raise ValidationError({"said_on": _("This day has not come yet.")})
    if said_on < FIRST_DAY:
        raise ValidationError({"said_on": _before_the_agenda()})
    statement = RoleStatement(party=party, state=state, said_on=said_on, said_by=said_by, author=author)
    statement.full_clean()
    statement.save()
    return statement
