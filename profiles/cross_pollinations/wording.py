"""Cross-pollinations in words, for the components that show them; no queries beyond what `for_listing` prepared."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mra_portal.common.languages import LocalisedText
from profiles.models import CrossPollination, EventKind, NamedBy, State
from profiles.models.cross_pollination_events import CrossPollinationEvent
from profiles.models.cross_pollinations import Stance

# Which gauge of the status component a state looks like; the word beside it is always the state's own.
GAUGES = {
    State.NAMED: "geen-status",
    State.CONFIRMED: "voorbereiding",
    State.EXPLORED: "voorbereiding",
    State.RUNNING: "in-uitvoering",
    State.RESULT: "afgerond",
    State.PARKED: "gepauzeerd",
}
PRINTED_ON = gettext_lazy("spring 2025")


def state_of(row: CrossPollination) -> dict:
    """{status (slug of a gauge), label, note}."""
    return {"status": GAUGES[row.state], "label": capfirst(row.get_state_display()), "note": said_by(row)}


def said_by(row: CrossPollination) -> str:
    """Whose idea it is: "named by IJmond; Amsterdam has not answered yet"."""
    if row.is_of_whole_region:
        return _("named in the agenda of the whole region")
    if declined := [stance for stance in row.stances if stance.kind == EventKind.DECLINED]:
        return _("declined by %(side)s") % {"side": declined[0].side.name}
    if row.state != State.NAMED:
        return ""
    if row.named_by_slug == NamedBy.REGION:
        return _("only in the agenda of the whole region; neither side answered yet")
    names = _(" and ").join(side.name for side in row.named_by)
    if row.named_by_slug == NamedBy.BOTH or not row.unanswered or row.outside:  # who is outside is not asked here
        return _("named by %(sides)s") % {"sides": names}
    return _("named by %(sides)s; %(other)s has not answered yet") % {
        "sides": names,
        "other": row.unanswered[0].name,
    }


def as_result(row: CrossPollination) -> dict:
    """For components/result.html."""
    return {
        "title": row.topic,
        "url": row.get_absolute_url(),
        "kind": row.parties,
        "state": capfirst(row.get_state_display()),
        "state_is_unknown": row.state == State.NAMED,
        "summary": capfirst(said_by(row)),
        "audience": "",
    }


def as_stances(row: CrossPollination) -> list[dict]:
    """For components/facts.html: what each side says."""
    return [
        {
            "label": stance.side.name,
            "value": _stance(stance) or (_("is not asked by this portal") if stance.side.is_outside else ""),
            "note": stance.reason,
        }
        for stance in row.stances
    ]


def _stance(stance: Stance) -> str:
    """Empty for no answer yet: the component says "not known"; here the note says why."""
    if not stance.kind:
        return ""
    text = _("%(what)s on %(day)s") if stance.on else _("%(what)s in the agenda, %(day)s")
    day = date_format(stance.on, "j F Y") if stance.on else PRINTED_ON
    told = text % {"what": stance.label, "day": day}
    return f"{told} ({_('written down by the MRA office')})" if stance.by_office else told


def as_timeline(row: CrossPollination) -> list[dict]:
    """For components/timeline.html, newest first."""
    return [_entry(row, event) for event in reversed(row.history)]


def _entry(row: CrossPollination, event: CrossPollinationEvent) -> dict:
    state = State(event.to_state) if event.to_state else State.NAMED
    text = LocalisedText(f"“{event.printed}”", "nl") if event.printed else event.text
    return {
        "date": event.on,
        "date_text": "" if event.on else PRINTED_ON,
        "status": GAUGES[state],
        "label": label_of(event),
        "text": text,
        "reporter": _("the MRA office") if event.by_office else who(row, event),
    }


def who(row: CrossPollination, event: CrossPollinationEvent) -> str:
    """The side that did it: a subregion or a role, never a person."""
    if event.side:
        return event.side.name
    if event.is_of_outside:
        return row.outside
    return _("the MRA office") if event.on else _("the agenda of the whole region (section 4.2)")


def label_of(event: CrossPollinationEvent) -> str:
    if event.kind == EventKind.MOVED:
        return _("From “%(old)s” to “%(new)s”") % {
            "old": event.get_from_state_display(),
            "new": event.get_to_state_display(),
        }
    return {
        EventKind.NAMED: _("Named"),
        EventKind.CONFIRMED: _("Confirmed"),
        EventKind.DECLINED: _("Declined"),
        EventKind.PLANNED: _("Next step"),
    }[event.kind]
