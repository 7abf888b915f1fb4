"""What an event is to a search engine (see mra_portal.common.linked_data)."""

from datetime import time

from agenda.models import Event, EventKind
from mra_portal.common.exports.calendar import local
from mra_portal.common.linked_data import address, thing

# In the words of schema.org; the other kinds are events, no more.
TYPES = {
    EventKind.NETWORKING: "BusinessEvent",
    EventKind.CONGRESS: "BusinessEvent",
    EventKind.FAIR: "ExhibitionEvent",
    EventKind.WORKSHOP: "EducationEvent",
    EventKind.WEBINAR: "EducationEvent",
    EventKind.FESTIVAL: "Festival",
}
WORDS = "https://schema.org/"


def linked_data(event: Event) -> list[dict]:
    """Facts of a published event. Where it is goes along as far as known: Event asks for a location."""
    return [
        thing(
            TYPES.get(event.kind, "Event"),
            name=event.name,
            description=str(event.summary.plain),
            startDate=_told(event.starts_on, event.starts_at),
            endDate=_told(event.last, event.ends_at),
            eventStatus=f"{WORDS}{'EventCancelled' if event.is_cancelled else 'EventScheduled'}",
            eventAttendanceMode=_attendance(event),
            location=_locations(event),
            organizer=_organisers(event),
            url=event.url,
            mainEntityOfPage=address(event.get_absolute_url()),
        )
    ]


def _told(day, hour: time | None) -> str:
    return local(day, hour).isoformat()


def _is_somewhere(event: Event) -> bool:
    return bool(event.place or event.municipality)


def _attendance(event: Event) -> str | None:
    """Not said where neither a place nor "online" is known."""
    if not (event.is_online or _is_somewhere(event)):
        return None
    word = "Offline" if not event.is_online else "Mixed" if _is_somewhere(event) else "Online"
    return f"{WORDS}{word}EventAttendanceMode"


def _locations(event: Event) -> list[dict]:
    found = []
    if _is_somewhere(event):
        town = event.municipality.name if event.municipality else ""
        where = thing("PostalAddress", addressLocality=town, addressCountry="NL") if town else None
        found.append(thing("Place", name=event.place or town, address=where))
    if event.is_online:
        found.append(thing("VirtualLocation", url=event.url or address(event.get_absolute_url())))
    return found


def _organisers(event: Event) -> list[dict]:
    known = [
        thing("Organization", name=row.name, url=row.url, mainEntityOfPage=address(row.get_absolute_url()))
        for row in event.organisers.all()
        if row.live
    ]
    return known + ([thing("Organization", name=event.organisers_printed)] if event.organisers_printed else [])
