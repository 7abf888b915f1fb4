"""How the facts of an event are said: when, where, and whether it goes on."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agenda.models import Event


def days_in_words(event: Event, *, year: bool = True) -> str:
    """ "28 augustus 2026", "28 tot en met 30 augustus 2026"."""
    first, last = event.starts_on, event.last
    full = "j F Y" if year else "j F"
    if event.takes_one_day:
        return date_format(first, full)
    if first.year != last.year:
        start, full = date_format(first, "j F Y"), "j F Y"
    else:
        start = date_format(first, "j" if first.month == last.month else "j F")
    return pgettext("days", "%(first)s to %(last)s") % {"first": start, "last": date_format(last, full)}


def hours_in_words(event: Event) -> str:
    """ "14:00 tot 17:00", "vanaf 14:00", "tijd niet bekend"."""
    if event.starts_at is None:
        return _("time not known")
    if event.ends_at is None:
        return _("from %(hour)s") % {"hour": f"{event.starts_at:%H:%M}"}
    hours = {"first": f"{event.starts_at:%H:%M}", "last": f"{event.ends_at:%H:%M}"}
    if event.takes_one_day:
        return pgettext("hours", "%(first)s to %(last)s") % hours
    return _("begins at %(first)s, ends on the last day at %(last)s") % hours


def place_in_words(event: Event) -> str:
    """ "UP Events, Amsterdam", "online", "De Hal, Almere, en online"; empty where nothing is known."""
    town = event.municipality.name if event.municipality else ""
    where = ", ".join(part for part in (event.place, "" if town and town in event.place.split() else town) if part)
    if not event.is_online:
        return where
    return _("%(place)s, and online") % {"place": where} if where else _("online")


def kind_and_place(event: Event) -> str:
    """ "Festival, UP Events, Amsterdam"; says so where the place is not known."""
    place = place_in_words(event) or _("place not known")
    return f"{event.get_kind_display()}, {place}"


def as_result(event: Event, *, year: bool, level: str) -> dict:
    """For components/result.html: the day first; what is called off says so in the place of the day."""
    day = days_in_words(event, year=year)
    if event.is_cancelled:
        told = {"state": _("called off"), "state_is_urgent": True}
        told["state_note"] = _("was planned for %(day)s") % {"day": day}
    else:
        told = {"state": day, "state_note": hours_in_words(event)}
    return {
        **told,
        "title": event.title,
        "url": event.get_absolute_url(),
        "kind": _capital(kind_and_place(event)),
        "summary": event.summary,
        "level": level,
    }


def as_link(event: Event, today: date) -> dict:
    """For components/link_list.html."""
    notes = [_("called off") if event.is_cancelled else "", _("is over") if event.is_over_on(today) else ""]
    after = ", ".join(filter(None, notes))
    return {
        "lead": days_in_words(event),
        "title": event.title,
        "url": event.get_absolute_url(),
        "after": f"– {after}" if after else "",
        "note": _capital(kind_and_place(event)),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
