"""What owners do with cross-pollinations. Each in one transaction, behind a lock on the row, with its event.

All raise NotYoursError for who may not, ValidationError for what cannot be, and OutdatedError when somebody else was
first in a way that matters: what she decided on is then no longer what it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from profiles.cross_pollinations.gaps import Gap, read_gaps
from profiles.cross_pollinations.speaking import Speaker
from profiles.models import (
    CrossPollination,
    CrossPollinationEvent,
    EventKind,
    GapVerdict,
    Sector,
    State,
    Subregion,
    Verdict,
)
from profiles.models.cross_pollinations import Side

SLUG_LENGTH = 150


class OutdatedError(Exception):
    """Somebody else was first. The message says what happened."""


@dataclass(frozen=True)
class Idea:
    """What is proposed: with another subregion, or with somebody outside the region."""

    owner: Subregion
    topic_nl: str
    other: Subregion | None = None
    outside: str = ""
    topic_en: str = ""
    sectors: Iterable[Sector] = ()
    text_nl: str = ""
    text_en: str = ""
    source: str = ""


@transaction.atomic
def propose(speaker: Speaker, idea: Idea, on: date) -> CrossPollination:
    """A new cross-pollination. Who proposes for her own subregion has said yes with that; the other side is asked.

    What the MRA office proposes is said by the region: both sides are asked.
    """
    speaker.require(speaker.is_office or speaker.is_member_of(idea.owner))
    side = idea.owner if speaker.is_member_of(idea.owner) else None
    row = CrossPollination(
        slug=_free_slug(idea),
        first=idea.owner,
        second=idea.other,
        outside=idea.outside.strip(),
        topic_nl=idea.topic_nl.strip(),
        topic_en=idea.topic_en.strip(),
        source=idea.source.strip() or _proposed_here(side, on),
    )
    _lock_pair(idea.owner, idea.other)
    row.full_clean()
    row.save()
    row.sectors.set(idea.sectors)
    _note(row, speaker, EventKind.NAMED, on, side=side, text_nl=idea.text_nl, text_en=idea.text_en)
    return row


@transaction.atomic
def answer(
    speaker: Speaker, row: CrossPollination, side: Side, agrees: bool, on: date, reason: str = "", source: str = ""
) -> CrossPollination:
    """One side says yes or no. When all said yes it is confirmed by both; a no parks it, with the reason."""
    row = _locked(row)
    speaker.require(speaker.may_speak_for(row, side))
    stance = next((found for found in row.stances if found.side == side), None)
    if stance is None:
        raise ValidationError(_("This side is no owner of this cross-pollination."))
    if row.state != State.NAMED:
        raise OutdatedError(_("It does not wait for an answer any more: it is “%(state)s”.") % _state(row))
    if stance.kind == EventKind.CONFIRMED:
        raise OutdatedError(_("%(side)s already said yes.") % {"side": side.name})
    if not agrees and not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    _note(
        row,
        speaker,
        EventKind.CONFIRMED if agrees else EventKind.DECLINED,
        on,
        side=side.subregion,
        is_of_outside=side.is_outside,
        by_office=not speaker.is_member_of(side.subregion) and speaker.is_office,
        text_nl=reason.strip(),
        source=source.strip(),
    )
    if not agrees:
        _move(row, speaker, State.PARKED, on, reason.strip(), side=side.subregion, is_of_outside=side.is_outside)
    elif row.is_agreed:
        _move(row, speaker, State.CONFIRMED, on, "", side=side.subregion, is_of_outside=side.is_outside)
    return row


@transaction.atomic
def move(
    speaker: Speaker, row: CrossPollination, to_state: str, on: date, seen: int, reason: str = "", reason_en: str = ""
) -> CrossPollination:
    """An owner says how it stands now. `seen`: the version (number of the last event) that she decided on."""
    row = _locked(row)
    speaker.require(speaker.may_lead(row))
    _require_current(row, seen)
    if to_state not in row.next_states:
        raise ValidationError({"state": _("From “%(state)s” it cannot go there.") % _state(row)})
    if to_state == State.PARKED and not reason.strip():
        raise ValidationError({"reason": _("Say why it is parked.")})
    _move(row, speaker, to_state, on, reason.strip(), reason_en.strip(), side=speaker.own_side_of(row))
    return row


@transaction.atomic
def plan(
    speaker: Speaker, row: CrossPollination, on: date, seen: int, step: str, step_en: str = "", by: date | None = None
) -> CrossPollination:
    """An owner writes what comes next, and before which day. Empty: there is no next step."""
    row = _locked(row)
    speaker.require(speaker.may_lead(row))
    _require_current(row, seen)
    row.next_step_nl, row.next_step_en, row.next_step_by = step.strip(), step_en.strip(), by
    row.save(update_fields=["next_step_nl", "next_step_en", "next_step_by"])
    _note(
        row,
        speaker,
        EventKind.PLANNED,
        on,
        side=speaker.own_side_of(row),
        text_nl=row.next_step_nl,
        text_en=row.next_step_en,
    )
    return row


@transaction.atomic
def judge_gap(
    speaker: Speaker, gap: Gap, verdict: str, on: date, reason: str = "", topic_nl: str = ""
) -> CrossPollination | None:
    """Take a gap up (it becomes a cross-pollination), park it or reject it. What was rejected does not come back."""
    owner = next((owner for owner in gap.pair if speaker.is_member_of(owner)), None)
    speaker.require(speaker.is_office or owner is not None)
    _lock_pair(*gap.pair)
    now = next((found for found in read_gaps() if found.key == gap.key), None)
    if now is None:
        raise OutdatedError(_("These subregions have a cross-pollination by now."))
    if now.is_rejected:
        raise OutdatedError(_("This was rejected already: %(reason)s") % {"reason": now.verdict.reason})
    judged = GapVerdict(
        first=gap.first,
        second=gap.second,
        sector=gap.sector,
        verdict=verdict,
        reason=reason.strip(),
        on=on,
        side=owner,
        author=speaker.user,
    )
    judged.full_clean()
    judged.save()
    if verdict != Verdict.ACCEPTED:
        return None
    first = owner or gap.first
    other = next(side for side in gap.pair if side != first)
    topic, topic_en = topic_nl.strip() or gap.sector.name, "" if topic_nl.strip() else gap.sector.name_en
    idea = Idea(first, topic, other, topic_en=topic_en, sectors=[gap.sector], text_nl=reason.strip())
    return propose(speaker, idea, on)


def _locked(row: CrossPollination) -> CrossPollination:
    """The row as it is now; nobody else changes it before this transaction ends."""
    CrossPollination.objects.select_for_update().get(pk=row.pk)
    return CrossPollination.objects.for_listing().get(pk=row.pk)


def _lock_pair(*owners: Subregion | None) -> None:
    """One at a time makes something new of two subregions, so that the second one is told instead of refused."""
    keys = [owner.pk for owner in owners if owner]
    list(Subregion.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _require_current(row: CrossPollination, seen: int) -> None:
    if row.version != seen:
        last = row.history[-1]
        raise OutdatedError(
            _("Not saved: somebody else was first (%(what)s). Look what it is now, and decide again.")
            % {"what": last.get_kind_display()}
        )


def _move(row, speaker, to_state, on, reason, reason_en="", **who) -> None:
    from_state, row.state = row.state, to_state
    row.state_reason_nl, row.state_reason_en = reason, reason_en
    row.save(update_fields=["state", "state_reason_nl", "state_reason_en"])
    _note(
        row,
        speaker,
        EventKind.MOVED,
        on,
        from_state=from_state,
        to_state=to_state,
        text_nl=reason,
        text_en=reason_en,
        **who,
    )


def _note(row: CrossPollination, speaker: Speaker, kind: str, on: date, **told) -> None:
    """The next event of this row, which the caller has locked or just made."""
    number = (row.events.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    event = CrossPollinationEvent(cross_pollination=row, number=number, kind=kind, on=on, author=speaker.user, **told)
    event.full_clean(exclude=["cross_pollination", "author"])
    event.save()
    row.__dict__.pop("history", None)
    row.__dict__.pop("stances", None)
    getattr(row, "_prefetched_objects_cache", {}).pop("events", None)


def _free_slug(idea: Idea) -> str:
    other = idea.other.slug if idea.other else slugify(idea.outside)
    words = slugify(f"{idea.owner.slug} {other} {idea.topic_nl}")[:SLUG_LENGTH].strip("-") or "kruisbestuiving"
    taken = set(CrossPollination.objects.filter(slug__startswith=words).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := words if n == 1 else f"{words}-{n}") not in taken)


def _proposed_here(side: Subregion | None, on: date) -> str:
    """The source of what was proposed in the portal; data, so Dutch whatever the language of the screen."""
    with translation.override("nl"):
        who = side.name if side else _("the MRA office")
        return _("Proposed in this portal by %(who)s on %(day)s") % {"who": who, "day": f"{on:%d-%m-%Y}"}


def _state(row: CrossPollination) -> dict:
    return {"state": row.get_state_display()}
