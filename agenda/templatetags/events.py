"""Turns an event into what the components of its page show. A draft in its preview names what is not public too."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.calendar.wording import days_in_words, hours_in_words, place_in_words
from agenda.models import Event
from mra_portal.common.languages import LocalisedText

register = template.Library()


@register.filter
def is_over(event: Event) -> bool:
    return event.starts_on is not None and event.is_over_on(timezone.localdate())


@register.filter
def as_event_facts(event: Event) -> list[dict]:
    """When, where and until when to register, for components/facts.html; a draft may have no day yet."""
    has_day = event.starts_on is not None
    facts = [
        {"label": _("When"), "value": days_in_words(event) if has_day else ""},
        {"label": _("Time"), "value": hours_in_words(event) if event.starts_at and has_day else ""},
        {"label": _("Where"), "value": place_in_words(event)},
    ]
    if event.register_by:
        facts.append({"label": _("Register by"), "value": date_format(event.register_by, "j F Y")})
    return facts


@register.filter
def as_organisers(event: Event) -> list[dict]:
    """For components/link_list.html: those in the portal, then those that only the source names."""
    known = [
        {"title": row.full_name, "url": row.get_absolute_url() if row.live else "", "note": row.get_kind_display()}
        for row in event.organisers.all()
    ]
    return known + ([{"title": LocalisedText(event.organisers_printed, "nl")}] if event.organisers_printed else [])


@register.filter
def as_lines(event: Event) -> list[dict]:
    """For components/link_list.html: the action lines it is about."""
    return [{"lead": line.code, "title": line.title, "url": line.get_absolute_url()} for line in event.lines.all()]


@register.filter
def as_other_facts(event: Event) -> list[dict]:
    """For whom it is, for components/facts.html: its subregions lead on."""
    sectors = ", ".join(str(row.label) for row in event.sectors.all())
    subregions = [{"title": row.name, "url": row.get_absolute_url()} for row in event.subregions.all()]
    facts = [
        {"label": _("Subregions"), "links": subregions, "value": bool(subregions)},
        {"label": _("Sectors"), "value": sectors},
    ]
    return [fact for fact in facts if fact["value"]]
