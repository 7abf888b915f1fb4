"""Turns rows of the agenda into what the components show; no queries beyond what the page prepared."""

from collections import defaultdict
from datetime import datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.calendar import wording as calendar_wording
from agenda.freshness import Freshness, freshness_on
from agenda.models import ActionLine, ActionLineParty, Milestone, MilestoneChange, Organisation, Status
from agenda.models.status_updates import AT_REST
from agenda.wording import (
    DAY,
    days_ago_in_words,
    headline,
    milestone_change_in_words,
    next_step_in_words,
    overdue_in_words,
    role_state_in_words,
)
from mra_portal.common.languages import LocalisedText, Sentence
from mra_portal.common.templatetags.text import host

register = template.Library()


@register.filter
def as_party_list(parties: list[ActionLineParty]) -> list[dict]:
    """For components/party_list.html: name, address, kind, how the role stands and, for a subregion, its sign."""
    return [
        {
            "name": party.organisation.name,
            "url": party.organisation.get_absolute_url() if party.organisation.live else "",
            "kind": party.organisation.get_kind_display(),
            "subregion": party.organisation.subregion if party.organisation.is_subregion else None,
            "state": role_state_in_words(party),
            "is_over": not party.takes_part,
        }
        for party in parties
    ]


@register.filter
def as_timeline(line: ActionLine) -> list[dict]:
    """For components/timeline.html: every update, newest first, down to its beginning in the agenda."""
    corrections = {update.corrects_id: update.pk for update in line.timeline if update.corrects_id}
    entries = [
        {
            "id": f"melding-{update.pk}",
            "date": timezone.localdate(update.reported_at),
            "status": update.status,
            "label": headline(update),
            "text": update.text,
            "reason": update.reason,
            "next_step": next_step_in_words(update),
            "links": [{"url": link, "name": host(link)} for link in update.links],
            "reporter": update.organisation.name,
            "proposed_by": update.proposed_by.name if update.proposed_by else "",
            "corrects_url": f"#melding-{update.corrects_id}" if update.corrects_id else "",
            "corrected_by_url": f"#melding-{corrections[update.pk]}" if update.pk in corrections else "",
        }
        for update in line.timeline
    ]
    beginning = {
        "date_text": _("spring 2025"),
        "status": Status.NONE,
        "label": _("Included in the action agenda"),
        "text": "" if entries else _("No status has been reported yet."),
    }
    return [*entries, beginning]


@register.filter
def days_ago(moment: datetime | None) -> str:
    """ "48 days ago", counted in days of the calendar; empty for no moment."""
    return days_ago_in_words(timezone.localdate(moment), timezone.localdate()) if moment else ""


@register.filter
def as_title_facts(line: ActionLine) -> list[dict]:
    """For components/facts.html: the official title and where another one is printed."""
    facts = [
        {"label": _("Official title (section 5.2)"), "value": line.official_title},
        {"label": _("On the summary page (p. 7)"), "value": line.title_summary},
        {"label": _("In chapter 4"), "value": line.title_chapter4},
    ]
    return [{**fact, "value": LocalisedText(fact["value"], "nl")} for fact in facts if fact["value"]]


@register.filter
def reading_notes(line: ActionLine) -> list[str]:
    """Where a link is our reading of the printed words: one sentence per note, with who it is about."""
    names = defaultdict(list)
    for party in [*line.initiators, *line.partners]:
        if party.is_interpretation:
            names[party.printed, party.note].append(party.organisation.name)
    return [
        Sentence(
            _("“%(printed)s” read as %(names)s: %(note)s"),
            printed=LocalisedText(printed, "nl"),
            names=_listed(found),
            note=note,
        )
        for (printed, note), found in names.items()
    ]


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


@register.simple_tag
def lines_of_subregion(subregion) -> str:
    """The address of the action lines in which a subregion takes part."""
    return f"{reverse('agenda:action_lines')}?deelregio={subregion.slug}"


@register.simple_tag
def public_line(slug: str) -> ActionLine | None:
    """The action line with this number and letter, where the public may see it; one query."""
    return ActionLine.objects.published().select_related("accelerator").filter(slug=slug).first()


@register.filter
def as_result(organisation) -> dict:
    """For components/result.html: what it is, and on how many action lines it starts or joins."""
    return {
        "title": organisation.full_name,
        "url": organisation.get_absolute_url(),
        "kind": organisation.get_kind_display(),
        "summary": organisation.summary,
        "state": _roles_in_words(organisation),
        "state_is_unknown": not organisation.role_count,
    }


def _roles_in_words(organisation) -> str:
    counted = [
        (organisation.initiated_count, _("%(n)d × initiator")),
        (organisation.partnered_count, _("%(n)d × partner")),
    ]
    return ", ".join(words % {"n": n} for n, words in counted if n) or _("no action line")


@register.filter
def as_organisation_facts(organisation) -> list[dict]:
    """For components/facts.html: only what is known, for whom it works included."""
    served = _listed([subregion.name for subregion in organisation.serves.all()])
    seat = organisation.subregion.name if organisation.subregion and not organisation.is_subregion else ""
    places, roms = "", ""
    if organisation.is_subregion:
        places = ", ".join(row.name for row in organisation.subregion.municipalities.all())
        roms = _listed(
            [row.name for row in organisation.subregion.served_by.all() if row.kind == Organisation.Kind.ROM]
        )
    facts = [
        {"label": _("Municipalities"), "value": places},
        {"label": _("Regional development agency (ROM)"), "value": roms},
        {"label": _("Abbreviation"), "value": organisation.abbreviation},
        {"label": _("Subregion"), "value": seat},
        {"label": _("Works for"), "value": served},
        {"label": _("Website"), "value": host(organisation.url), "url": organisation.url},
    ]
    return [fact for fact in facts if fact["value"]]


@register.filter
def as_option_links(options) -> list[dict]:
    """For components/link_list.html: money and programmes with their kind."""
    return [{"title": row.name, "url": row.get_absolute_url(), "note": row.get_kind_display()} for row in options]


@register.filter
def as_place_links(places) -> list[dict]:
    """For components/link_list.html: places of the hotspot network with their type, stage and town."""
    return [
        {
            "title": row.name,
            "url": row.get_absolute_url(),
            "note": ", ".join(filter(None, (*_kind_and_town(row), _("run from here") if _is_host(row) else ""))),
        }
        for row in places
    ]


@register.filter
def as_event_links(events) -> list[dict]:
    """For components/link_list.html: events with their days, kind and place."""
    today = timezone.localdate()
    return [calendar_wording.as_link(event, today) for event in events]


def _kind_and_town(place) -> tuple[str, ...]:
    town = place.municipality.name if place.municipality else ""
    return str(place.get_kind_display()), str(place.get_stage_display()).lower(), town


def _is_host(place) -> bool:
    """Only an organisation's own page knows which places it hosts."""
    return getattr(place, "is_hosted_here", False)


@register.filter
def as_role_links(parties: list[ActionLineParty]) -> list[dict]:
    """For components/link_list.html: the action lines of these roles, with how each stands and the printed words."""
    return [
        {
            "lead": party.action_line.code,
            "title": party.action_line.title,
            "url": party.action_line.get_absolute_url(),
            "state": role_state_in_words(party),
            "is_over": not party.takes_part,
            "note": Sentence(
                _("our reading of “%(printed)s”: %(note)s"),
                printed=LocalisedText(party.printed, "nl"),
                note=party.note,
            )
            if party.is_interpretation
            else "",
        }
        for party in parties
    ]


@register.filter
def as_change_in_words(change: MilestoneChange) -> str:
    return milestone_change_in_words(change)


@register.filter
def as_overdue_in_words(milestone: Milestone) -> str:
    return overdue_in_words(milestone)


@register.filter
def is_overdue(line: ActionLine) -> bool:
    """Whether a report of this line is later than agreed (settings); a line at rest needs none."""
    if line.last_reported_at is None or line.status in AT_REST:
        return False
    reported = timezone.localdate(line.last_reported_at)
    return freshness_on(timezone.localdate(), reported) in (Freshness.OVERDUE, Freshness.STALE)


@register.filter
def as_milestones(line: ActionLine) -> list[dict]:
    """The milestones of a line with how each stands today, the earliest first; two queries."""
    today = timezone.localdate()
    return [
        {
            "title": row.title,
            "state": _milestone_state(row),
            "is_overdue": row.is_overdue_on(today),
            "changes": row.changes.all(),
        }
        for row in line.milestones.for_line_page()
    ]


def _milestone_state(milestone) -> str:
    if milestone.is_dropped:
        return _("dropped")
    if milestone.done_on:
        return _("reached on %(day)s") % {"day": date_format(milestone.done_on, DAY)}
    if milestone.planned_on is None:
        return _("no day planned")
    if milestone.is_overdue_on(timezone.localdate()):
        return _("was planned for %(day)s") % {"day": date_format(milestone.planned_on, DAY)}
    return _("planned for %(day)s") % {"day": date_format(milestone.planned_on, DAY)}
