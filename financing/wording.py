"""How the facts of an option are said: its state, its dates, its phases, its amount."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from financing.models import CallWindow, FinancingOption
from financing.models.vocabulary import Kind, State
from mra_portal.common.filled import Switches
from mra_portal.common.languages import LocalisedText, per_language
from profiles.phases import Phase

PHASES = Phase.values
# A deadline nearer than this is told in days, in the signal colour.
NEAR = 100


def capitalised(text) -> str:
    """With a capital; text that knows its language keeps knowing it."""
    if isinstance(text, LocalisedText):
        return LocalisedText(capitalised(text.plain), text.lang)
    text = str(text)
    return text[:1].upper() + text[1:]


def in_a_sentence(words: list[str], last_word: str | None = None) -> str:
    """ "start, groei en opschaling"."""
    return get_text_list([str(word) for word in words], last_word or _("and"))


@per_language(2000)
def long_date(day: date) -> str:
    """ "9 april 2026"."""
    return date_format(day, "j F Y")


def state_of(option: FinancingOption, today: date) -> dict:
    """For components/result.html: `state` in words, `state_note`, and whether it is urgent or unknown.

    The option comes with `with_state_at`.
    """
    return dict(state_in_words(*state_facts(option), today))


def state_facts(option: FinancingOption) -> tuple:
    """What `state_in_words` asks, but for the day."""
    dates = (option.open_until, option.open_until_time, option.opens_next, option.last_closed)
    return (option.state, *dates, option.ended_on)


@per_language(4000)
def state_in_words(state, until: date | None, until_time, opens, closed, ended_on, today: date) -> dict:
    if state == State.OPEN:
        if until is None:
            return {"state": _("open"), "state_note": _("closing date not known")}
        days = (until - today).days
        note = _("until %(date)s") % {"date": long_date(until)}
        if until_time:
            note = _("until %(date)s, %(time)s") % {
                "date": long_date(until),
                "time": until_time.strftime("%H:%M"),
            }
        if days > NEAR:
            return {"state": _("open"), "state_note": note}
        words = ngettext("%(days)d more day", "%(days)d more days", days) % {"days": days}
        return {"state": words if days > 0 else _("closes today"), "state_note": note, "state_is_urgent": True}
    if state == State.ANNOUNCED:
        return {"state": _("opens %(date)s") % {"date": date_format(opens, "j F")}, "state_note": str(opens.year)}
    if state == State.CONTINUOUS:
        return {"state": str(State.CONTINUOUS.label), "state_note": _("apply at any time")}
    if state == State.ENDED:
        note = _("on %(date)s") % {"date": long_date(ended_on)} if ended_on else ""
        return {"state": str(State.ENDED.label), "state_note": note, "state_is_unknown": True}
    unknown = state == State.UNKNOWN
    note = _("last round on record: until %(date)s") % {"date": long_date(closed)} if closed else ""
    return {"state": str(State(state).label), "state_note": note, "state_is_unknown": unknown}


def phases_in_words(phases: Iterable[str]) -> str:
    """ "Proof of concept en start"; "Alle fasen"."""
    return phase_list_in_words(*phases)


@per_language(200)
def phase_list_in_words(*phases: str) -> str:
    if set(phases) == set(Phase.values):
        return _("All phases")
    return capitalised(in_a_sentence([Phase(phase).label for phase in phases]))


class _Station(NamedTuple):
    is_on: bool
    is_joined: bool


def stations_of(phases: Iterable[str]) -> Switches:
    """For components/mini_route.html."""
    return _stations_of(tuple(phases))


@lru_cache(200)
def _stations_of(phases: tuple[str, ...]) -> Switches:
    on = [phase in phases for phase in PHASES]
    return Switches(_Station(here, here and following) for here, following in zip(on, [*on[1:], False], strict=True))


@per_language(100)
def kind_in_words(kind: str) -> str:
    return str(dict(Kind.choices).get(kind, kind))


def window_in_words(window: CallWindow) -> str:
    """ "1 januari 2026 tot en met 31 december 2026, 17:00"."""

    def told(day: date, clock) -> str:
        return f"{long_date(day)}, {clock:%H:%M}" if clock else long_date(day)

    if window.opens_on and window.closes_on:
        return _("%(start)s to %(end)s") % {
            "start": told(window.opens_on, window.opens_at),
            "end": told(window.closes_on, window.closes_at),
        }
    if window.closes_on:
        return _("until %(date)s") % {"date": told(window.closes_on, window.closes_at)}
    return _("from %(date)s") % {"date": told(window.opens_on, window.opens_at)}


def expected_opening(windows: list[CallWindow], moment: datetime) -> str:
    """What the rounds on record say about the next one: only when two or more years opened in the same month.

    "Opende in april in 2023, 2024 en 2025." Never a promise, and nothing when the record says nothing. A round of
    which we do not know whether it was held did not open as far as we know.
    """
    today = timezone.localdate(moment)
    opened: dict[int, set[int]] = {}
    for window in windows:
        if window.is_confirmed and window.opens_on and window.opens_on <= today:
            opened.setdefault(window.opens_on.month, set()).add(window.opens_on.year)
    month, years = max(opened.items(), key=lambda item: (len(item[1]), max(item[1])), default=(0, set()))
    if len(years) < 2:
        return ""
    return _("Opened in %(month)s in %(years)s. That is no promise for the next round.") % {
        "month": date_format(date(2000, month, 1), "F"),
        "years": in_a_sentence([str(year) for year in sorted(years)]),
    }
