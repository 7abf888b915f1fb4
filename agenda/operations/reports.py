"""Reports on a line: added one at a time, also when two people report at once."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.models import ActionLine, Organisation, Status, StatusUpdate
from agenda.operations.days import FIRST_DAY, before_the_agenda, check_coming_day
from agenda.operations.meanwhile import ANY, ChangedMeanwhileError, locked
from agenda.reporting import require_reporter


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
            errors["since"] = before_the_agenda()
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


# What the caller gives as rows: asking the database whether they exist would be asking again.
GIVEN = ("action_line", "organisation", "author", "corrects", "proposed_by")


def newest_report(line: ActionLine) -> StatusUpdate | None:
    return line.status_updates.newest_first().first()


def _refuse_if_changed(line: ActionLine, seen: int | object | None) -> StatusUpdate | None:
    newest = newest_report(line)
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
    line = locked(line)
    require_reporter(author, line, organisation)
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
    line = locked(line)
    require_reporter(author, line, organisation)
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
