"""Events for tests: only what the test says matters, the rest sensible."""

from datetime import date
from itertools import count

from agenda.models import Event
from profiles.models import Municipality, Subregion

_numbers = count(1)
DAY = date(2026, 12, 10)


def make_event(name="Proefborrel", *, organisers=(), subregions=(), sectors=(), lines=(), town="", **fields) -> Event:
    """A published event on DAY, of one day. Subregions and town by slug; the town brings its subregion along."""
    number = next(_numbers)
    municipality = Municipality.objects.get(slug=town) if town else None
    event = Event(
        **{
            "slug": f"proefborrel-{number}",
            "name": name,
            "kind": "netwerkbijeenkomst",
            "starts_on": DAY,
            "municipality": municipality,
            "summary_nl": "Een middag om elkaar te leren kennen.",
            "summary_en": "An afternoon to get to know each other.",
            "source": "test",
            "checked_on": date(2026, 11, 1),
            **fields,
        }
    )
    near = {municipality.subregion.slug} if municipality else set()
    event.organisers, event.sectors, event.lines = list(organisers), list(sectors), list(lines)
    event.subregions = list(Subregion.objects.filter(slug__in={*subregions, *near}))
    event.save()
    return event
