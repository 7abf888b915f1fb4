"""Turns what the home page counted into what its components show."""

from itertools import groupby

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from agenda.calendar.wording import as_link
from agenda.models import Status
from financing.wording import capitalised, state_of
from hotspots.place_map import dots_of, found_pins, land_of
from mra_portal.common.languages import DEFAULT, path_in_language
from profiles.region_picture import region_picture

register = template.Library()

# So many things that are coming.
COMING = 6


@register.filter
def board(page) -> list[dict]:
    """For components/agenda_mini.html."""
    return [{"number": row.number, "lines": row.action_lines.all()} for row in page.accelerators]


@register.filter
def standing_in_words(page) -> str:
    """How many accelerators and action lines there are, and how many of those were ever reported on."""
    lines = [line for row in page.accelerators for line in row.action_lines.all()]
    reported = sum(line.status != Status.NONE for line in lines)
    counted = _("%(accelerators)d accelerators, %(lines)d action lines.") % {
        "accelerators": len(page.accelerators),
        "lines": len(lines),
    }
    if not reported:
        nothing = _("No action line has a reported status yet.")
        return f"{counted} {nothing}"
    words = ngettext("%(n)d action line has a reported status.", "%(n)d action lines have a reported status.", reported)
    return f"{counted} {words % {'n': reported}}"


@register.filter
def money_in_words(page) -> str:
    """How many options there are, and how many of those are known to be open."""
    states = {option.value: option.count for option in page.financing.facet("open").options}
    return _("%(count)d schemes, funds and programmes: %(open)d open now, %(continuous)d continuous.") % {
        "count": page.financing.count,
        "open": states.get("nu", 0),
        "continuous": states.get("doorlopend", 0),
    }


@register.filter
def places_in_words(page) -> str:
    """How many places there are, and how many of those exist."""
    stages = {option.value: option.count for option in page.places.facet("stadium").options}
    words = ngettext(
        "%(n)d campus, district, lab or hub. Existing: %(existing)d; the rest is in development or could come.",
        "%(n)d campuses, districts, labs and hubs. Existing: %(existing)d; the rest is in development or could come.",
        page.places.count,
    )
    return words % {"n": page.places.count, "existing": stages.get("bestaand", 0)}


@register.filter
def place_dots(page) -> dict:
    """For components/place_dots.html."""
    return dots_of(found_pins(page.places), land_of(page.places.index))


@register.filter
def phase_counts(page) -> list[dict]:
    """Per phase how many options help in it, and the way to them."""
    finder = reverse("financing:options")
    return [
        {"label": capitalised(option.label), "count": option.count, "url": f"{finder}?fase={option.value}"}
        for option in page.financing.facet("fase").options
    ]


@register.filter
def coming(page) -> list[dict]:
    """For components/link_list.html: the next events and what closes soonest, by day."""
    today = timezone.localdate()
    events = [(max(event.starts_on, today), as_link(event, today)) for event in page.coming_events]
    found = sorted([*events, *_deadlines(page, today)], key=lambda dated: dated[0])
    return [item for _when, item in found[:COMING]]


def _deadlines(page, today) -> list[tuple]:
    items = []
    for option in page.closing_soon:
        told = state_of(option, today)
        item = {
            "lead": told["state"] if told.get("state_is_urgent") else _day(option.open_until),
            "urgent": told.get("state_is_urgent", False),
            "title": option.name,
            "url": option.get_absolute_url(),
            "after": _("closes on %(date)s") % {"date": _day(option.open_until)},
        }
        items.append((option.open_until, item))
    return items


@register.filter
def as_chapter_links(chapters) -> list[dict]:
    return [{"lead": chapter.code, "title": chapter.title, "url": chapter.url} for chapter in chapters]


@register.filter
def story_url(page) -> str:
    return path_in_language("/verhaal/", get_language() or DEFAULT)


@register.filter
def region(page):
    """For components/region_tiles.html; a tile leads to its subregion."""
    return region_picture(page.municipalities, url_of=lambda row: row.subregion.get_absolute_url())


@register.filter
def subregion_rows(page) -> list[dict]:
    """For components/subregion_list.html: the same facts as the picture, in words."""
    counts = {option.value: option.count for option in page.places.facet("deelregio").options}
    ordered = sorted(page.municipalities, key=lambda row: (row.subregion.position, row.name))
    return [
        {
            "slug": subregion.slug,
            "code": subregion.code,
            "name": subregion.name,
            "url": subregion.get_absolute_url(),
            "places": ", ".join(row.name for row in rows),
            "count_label": _places_of(subregion, counts),
        }
        for subregion, rows in groupby(ordered, key=lambda row: row.subregion)
    ]


def _places_of(subregion, counts: dict[str, int]) -> str:
    count = counts.get(subregion.slug, 0)
    return ngettext("%(n)d place", "%(n)d places", count) % {"n": count}


@register.filter
def changes(page) -> list[dict]:
    """For components/link_list.html: the lines reported on last, then when the facts were checked and how it began."""
    items = [
        {
            "lead": _day(timezone.localdate(line.status_reported_at)),
            "title": f"{line.code} {line.title}",
            "url": line.url,
            "after": f"– {line.status_label}",
        }
        for line in page.lately_reported
    ]
    return [
        *items,
        {
            "lead": _day(settings.PORTAL_CONTENT_CHECKED_ON),
            "title": _("The agenda put on the portal and checked against the printed text"),
            "url": reverse("agenda:action_lines"),
        },
        {
            "lead": _("spring 2025"),
            "title": _("The action agenda appears: five accelerators, sixteen action lines"),
        },
    ]


def _day(date) -> str:
    return formats.date_format(date, "j F Y")
