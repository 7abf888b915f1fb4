"""The current status as a spreadsheet: out, filled in by colleagues, and in again. What changed becomes a report."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import tablib
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agenda.models import ActionLine, Status, StatusUpdate
from agenda.operations import Report, report_status
from agenda.reporting import lines_to_report, own_reporter, reporters_for
from agenda.wording import sentences
from mra_portal.common.content.formats import SafeCSV, SafeXLSX, UnreadableFileError
from mra_portal.common.content.sheets import day_of, read_sheet, text_of

# The names of interface.md where there are any. `laatste_melding` tells which report the sheet was made from.
COLUMNS = (
    "actielijn",
    "titel",
    "status",
    "status_sinds",
    "tekst",
    "reden",
    "volgende_stap",
    "volgende_stap_op",
    "namens",
    "laatste_melding",
)
# The columns by the names that a report has for them.
COLUMN_OF = {
    "since": "status_sinds",
    "text_nl": "tekst",
    "reason_nl": "reden",
    "next_step_nl": "volgende_stap",
    "next_step_on": "volgende_stap_op",
}
REQUIRED = ("actielijn", "status")
CHOICES = {"status": [value for value, _label in Status.reportable()]}
FORMATS = {"csv": SafeCSV, "xlsx": SafeXLSX}


@dataclass(frozen=True)
class Change:
    """A row of the sheet that says something else than the newest report; `row` counts as the spreadsheet does."""

    row: int
    line: ActionLine
    report: Report
    organisation: object
    seen: int | None
    differences: list[tuple[str, str, str]]  # column, as it is, as it becomes

    @property
    def told(self) -> list[str]:
        """What everybody will read."""
        return sentences(StatusUpdate(action_line=self.line, **vars(self.report)))


class SheetError(Exception):
    """The sheet was not taken; `problems` are sentences with row and column."""

    def __init__(self, problems: list[str]):
        super().__init__(problems)
        self.problems = problems


def sheet_of(user) -> tablib.Dataset:
    """One row per line on which this person may report."""
    values = [_values_now(line, own_reporter(user, line)) for line in _lines(user)]
    rows = [[row[name] for name in COLUMNS] for row in values]
    return tablib.Dataset(*rows, headers=COLUMNS, title="status")


def file_of(user, form: str) -> bytes:
    content = FORMATS[form]().export_data(sheet_of(user), **({"choices": CHOICES} if form == "xlsx" else {}))
    # With a byte order mark, so that Excel reads the accents of a CSV.
    return content if isinstance(content, bytes) else b"\xef\xbb\xbf" + content.encode()


def _lines(user) -> list[ActionLine]:
    return list(lines_to_report(user).with_current_status().with_newest_update().in_printed_order())


def _values_now(line: ActionLine, organisation) -> dict[str, str]:
    newest = line.status_updates.newest_first().first()
    return {
        **_told(newest),
        "actielijn": line.slug,
        "titel": line.official_title,
        "namens": organisation.slug if organisation else "",
        "laatste_melding": str(newest.pk) if newest else "",
    }


def _told(update: StatusUpdate | None) -> dict[str, str]:
    if update is None:
        empty = ("status_sinds", "tekst", "reden", "volgende_stap", "volgende_stap_op")
        return {"status": Status.NONE.value, **dict.fromkeys(empty, "")}
    return {
        "status": update.status,
        "status_sinds": _written(update.since),
        "tekst": update.text_nl,
        "reden": "",  # of the change before; a new change has its own
        "volgende_stap": update.next_step_nl,
        "volgende_stap_op": _written(update.next_step_on),
    }


def _written(day) -> str:
    return day.strftime("%d-%m-%Y") if day else ""


def changes_in(name: str, content: bytes, user) -> list[Change]:
    """What the sheet would report. Raises SheetError with everything that is wrong, so that it is mended once."""
    try:
        rows = read_sheet(name, content)
    except UnreadableFileError as error:
        raise SheetError([str(error)]) from None
    if not rows:
        raise SheetError([_("The sheet has no rows.")])
    missing = [column for column in REQUIRED if column not in rows[0][1]]
    if missing:
        raise SheetError([_("The column “%(column)s” is missing.") % {"column": column} for column in missing])
    unknown = [column for column in rows[0][1] if column and column not in COLUMNS]
    problems = [_("The column “%(column)s” is unknown.") % {"column": column} for column in unknown]
    lines = {line.slug: line for line in _lines(user)}
    found, seen_rows = [], {}
    for number, cells in rows:
        code = text_of(cells["actielijn"])
        try:
            if code in seen_rows:
                already = _("line “%(code)s” stands in row %(row)s already")
                raise ValueError(already % {"code": code, "row": seen_rows[code]})
            seen_rows[code] = number
            change = _change(number, cells, code, lines, user)
        except ValueError as error:
            problems.append(_("Row %(row)s: %(problem)s.") % {"row": number, "problem": str(error).rstrip(".")})
        except ValidationError as error:
            problems += [
                _("Row %(row)s, column “%(column)s”: %(problem)s")
                % {"row": number, "column": COLUMN_OF.get(name, name), "problem": message}
                for name, messages in error.message_dict.items()
                for message in messages
            ]
        else:
            found += [change] if change else []
    if problems:
        raise SheetError(problems)
    return found


def _change(number: int, cells: dict, code: str, lines: dict[str, ActionLine], user) -> Change | None:
    """None for a row that says nothing new. Raises ValueError and ValidationError."""
    line = lines.get(code)
    if line is None:
        raise ValueError(_("there is no line “%(code)s” on which you may report") % {"code": code})
    newest = line.status_updates.newest_first().first()
    now = _told(newest)
    given = {name: text_of(cells[name]) for name in now if name in cells}
    for name in ("status_sinds", "volgende_stap_op"):
        if name in cells:
            given[name] = _written(day_of(cells[name]))
    given["status"] = _statuses_by_word().get(given["status"].casefold(), given["status"])
    wanted = {**now, **given}
    if wanted == now:
        return None
    if wanted["status"] not in dict(Status.choices):
        raise ValueError(
            _("status “%(value)s” is unknown. Choose from: %(known)s")
            % {"value": wanted["status"], "known": ", ".join(value for value, _label in Status.reportable())}
        )
    _refuse_old_sheet(cells, newest)
    report = Report(
        status=wanted["status"],
        since=day_of(wanted["status_sinds"]),
        text_nl=wanted["tekst"],
        reason_nl=wanted["reden"],
        next_step_nl=wanted["volgende_stap"],
        next_step_on=day_of(wanted["volgende_stap_op"]),
    )
    errors = {} if report.text_nl else {"text_nl": [_("Say what everybody may read.")]}
    try:
        report.check(newest, timezone.localdate())
    except ValidationError as error:
        errors |= error.message_dict
    if errors:
        raise ValidationError(errors)
    organisation = _organisation(cells, line, user)
    differences = [(name, now[name], wanted[name]) for name in now if now[name] != wanted[name]]
    return Change(number, line, report, organisation, newest.pk if newest else None, differences)


@cache
def _statuses_by_word() -> dict[str, str]:
    """The status that each word means: its value, and its label in either language; in lower case."""
    found = {value: value for value, _label in Status.reportable()}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(label).casefold(): value for value, label in Status.reportable()}
    return found


def _refuse_old_sheet(cells: dict, newest: StatusUpdate | None) -> None:
    made_from = text_of(cells.get("laatste_melding"))
    if "laatste_melding" in cells and made_from != (str(newest.pk) if newest else ""):
        raise ValueError(_("somebody reported on this line after the sheet was made. Take a new sheet"))


def _organisation(cells: dict, line: ActionLine, user):
    slug = text_of(cells.get("namens"))
    found = reporters_for(user, line).filter(slug=slug).first() if slug else own_reporter(user, line)
    if found is None and not slug:
        raise ValueError(_("say in the column “namens” on whose behalf you report"))
    if found is None:
        raise ValueError(_("you may not report on behalf of “%(slug)s”") % {"slug": slug})
    return found


@transaction.atomic
def take_in(changes: Iterable[Change], user) -> list[StatusUpdate]:
    """All of them or none. Raises what report_status raises, ChangedMeanwhileError included."""
    return [
        report_status(change.line, change.report, organisation=change.organisation, author=user, seen=change.seen)
        for change in changes
    ]
