"""Dated things as a calendar file (iCalendar, RFC 5545)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import STATUS, TRANSP, Calendar, Event, Timezone

PRODUCT = "-//Metropoolregio Amsterdam//Innovatieportaal//NL"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
# Local times name their zone, and a file explains the zones that it names. The rule of the European Union since 1996.
ZONE = Timezone.from_ical(
    "\r\n".join(
        [
            "BEGIN:VTIMEZONE",
            "TZID:Europe/Amsterdam",
            "BEGIN:DAYLIGHT",
            "TZNAME:CEST",
            "DTSTART:19960331T020000",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            "TZNAME:CET",
            "DTSTART:19961027T030000",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "END:STANDARD",
            "END:VTIMEZONE",
            "",
        ]
    )
)


@dataclass(frozen=True)
class Entry:
    """One line in a calendar. `key` stays the same when the date moves, so that calendars move it too.

    `starts` is a day, or a moment with its zone; `stamp` says when the facts were last looked at. `ends` is of the same
    kind, and None where nothing is known: a day as the last one. What is called off stays, so that calendars strike it.
    """

    key: str
    title: str
    starts: date | datetime
    stamp: datetime
    url: str
    text: str = ""
    ends: date | datetime | None = None
    place: str = ""
    is_cancelled: bool = False


def local(day: date, clock: time | None) -> date | datetime:
    """A whole day, or a moment in the time of the portal where a clock time is known."""
    return day if clock is None else datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())


def calendar_parts(name: str, key: str, chunks: Iterable[Sequence[Entry]]) -> Iterator[bytes]:
    """The calendar, by parts; without entries it is a valid calendar all the same."""
    calendar = Calendar.new(prodid=PRODUCT, name=name, uid=_identity(key), refresh_interval=timedelta(days=1))
    calendar.add_component(ZONE)
    end = b"END:VCALENDAR\r\n"
    yield calendar.to_ical().removesuffix(end)
    for entries in chunks:
        yield b"".join(_event(entry).to_ical() for entry in entries)
    yield end


def _event(entry: Entry) -> Event:
    return Event.new(
        uid=_identity(entry.key),
        summary=" ".join(_clean(entry.title).split()),
        start=entry.starts,
        end=_end(entry.ends),
        stamp=entry.stamp.astimezone(UTC),
        url=entry.url,
        description=_clean(entry.text) or None,
        location=" ".join(_clean(entry.place).split()) or None,
        status=STATUS.CANCELLED if entry.is_cancelled else None,
        transparency=TRANSP.TRANSPARENT,  # a date to know of does not make anyone busy
    )


def _end(last: date | datetime | None) -> date | datetime | None:
    """In a calendar a whole day ends where the next one begins."""
    is_day = isinstance(last, date) and not isinstance(last, datetime)
    return last + timedelta(days=1) if is_day else last


def _identity(key: str) -> str:
    return f"{key}@{urlsplit(settings.PORTAL_BASE_URL).hostname}"


def _clean(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n"))
