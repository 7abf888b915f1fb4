"""The note for a meeting of the administrators as a document: plain text, and OpenDocument for a word processor.

The context is that of agenda.views.progress.MeetingNote; the page shows the same under the same headings.
"""

from dataclasses import dataclass
from io import BytesIO

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from odfdo import Document, Header, List, Paragraph

from agenda.models import ActionLine
from agenda.progress import reported_on
from agenda.wording import DAY, milestone_change_in_words, overdue_in_words

LOCALES = {"nl": "nl-NL", "en": "en-GB"}


@dataclass(frozen=True)
class Section:
    heading: str
    items: list[str]


@dataclass(frozen=True)
class Note:
    title: str
    lede: str
    sections: list[Section]


def note_of(context: dict) -> Note:
    period, slipped = context["period"], context["slipped"]
    days = {"first": date_format(period.first, "j F Y"), "last": date_format(period.last, "j F Y")}
    slips = [f"{_line(move.line)}: {move.after.label}{_why(move.update)}" for move in slipped["moves"]]
    slips += [_changed(change) for change in slipped["milestones"]]
    slips += [f"{_of(row)}: {overdue_in_words(row)}" for row in slipped["overdue"]]
    sections = [
        Section(_("Another status"), [_moved(move) for move in context["moves"]]),
        Section(_("Milestones"), [_changed(change) for change in context["milestones"]]),
        Section(_("What was reported"), [_reported(**row) for row in context["reported"]]),
        Section(_("What slipped"), slips),
        Section(_("Fell silent"), [f"{_line(row['line'])}: {row['told']}" for row in context["fell_silent"]]),
        Section(_("Asked"), [_asked(ask) for ask in context["asked"]]),
    ]
    found = [section for section in sections if section.items]
    nothing = _("No line got another status, no milestone moved, and nothing was asked.")
    return Note(
        _("Note for the meeting"),
        _("What moved, slipped, fell silent and was asked from %(first)s to %(last)s") % days,
        [
            *(found or [Section(_("What changed"), [nothing])]),
            Section(_("All lines"), [_standing(line) for line in context["agenda"].lines]),
        ],
    )


def as_text(note: Note) -> str:
    parts = [[note.title, note.lede]]
    parts += [[section.heading, *(f"- {item}" for item in section.items)] for section in note.sections]
    return "\r\n\r\n".join("\r\n".join(part) for part in parts) + "\r\n"


def as_document(note: Note) -> bytes:
    """An .odt: headings are headings and lists are lists, so that a screen reader and a table of contents know."""
    document = Document("text")
    document.meta.set_title(note.title)
    document.set_language(LOCALES.get(get_language(), LOCALES["nl"]))
    now = timezone.localtime().replace(tzinfo=None)
    document.meta.set_creation_date(now)
    document.body.clear()
    document.body.append(Header(1, note.title))
    document.body.append(Paragraph(note.lede))
    for section in note.sections:
        document.body.append(Header(2, section.heading))
        document.body.append(List(section.items))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _line(line: ActionLine) -> str:
    return f"{line.code} {line.title.plain}"


def _why(update) -> str:
    return f" ({update.reason.plain})" if update.reason else ""


def _moved(move) -> str:
    told = _("from “%(before)s” to “%(after)s”") % {"before": move.before.label, "after": move.after.label}
    return f"{_line(move.line)}: {told}{_why(move.update)}"


def _changed(change) -> str:
    return f"{_of(change.milestone)}: {milestone_change_in_words(change)}"


def _of(milestone) -> str:
    return f"{milestone.action_line.code} {milestone.title.plain}"


def _reported(update, sentences, marks) -> str:
    told = [update.organisation.name, date_format(timezone.localdate(update.reported_at), DAY), *marks]
    # A document has one paragraph per item.
    text = " ".join(update.text.plain.split())
    return f"{_line(update.action_line)}: {text} ({', '.join(told)})"


def _asked(ask) -> str:
    until = _("until %(day)s") % {"day": date_format(ask.until, "j F Y")}
    return f"{ask.action_line.code}: {ask.text.plain} ({until})"


def _standing(line: ActionLine) -> str:
    day = reported_on(line)
    told = date_format(day, "j F Y") if day else _("never reported")
    return f"{_line(line)}: {line.status_label}, {told}" if day else f"{_line(line)}: {told}"
