"""Whether one can apply at a moment, and when that changes: rounds with dates and times, and what a source reported."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from financing.filters import FinancingFilterSet
from financing.models import CallWindow, FinancingOption
from financing.models.vocabulary import State
from financing.wording import expected_opening, state_of
from tests.financing import builders

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 11, 24)


def at(*numbers) -> datetime:
    """A moment on Dutch clocks."""
    return datetime(*numbers, tzinfo=AMSTERDAM)


NOON = at(2026, 11, 24, 12)


def told(option, moment=NOON) -> FinancingOption:
    return FinancingOption.objects.with_state_at(moment).get(pk=option.pk)


def option_with(*windows, **fields) -> FinancingOption:
    """Each window as (opens on, closes on), and what else is to be said of it."""
    option = builders.option(**fields)
    for row in windows:
        opens_on, closes_on, *rest = row
        builders.window(option, opens_on, closes_on, **(rest[0] if rest else {}))
    return option


RUNNING = (date(2026, 10, 1), date(2026, 12, 15))
COMING = (date(2027, 2, 1), date(2027, 3, 1))
LAST_SPRING = (date(2026, 4, 1), date(2026, 6, 1))
LONG_AGO = (date(2024, 4, 1), date(2024, 6, 1))
UNSURE = {"is_confirmed": False}


@pytest.mark.parametrize(
    ("fields", "windows", "expected"),
    [
        ({}, [], State.UNKNOWN),
        ({"rhythm": "terugkerend"}, [], State.UNKNOWN),
        ({"rhythm": "doorlopend"}, [], State.CONTINUOUS),
        ({"reported_state": "open"}, [], State.OPEN),
        ({"reported_state": "gesloten"}, [], State.CLOSED),
        ({}, [RUNNING], State.OPEN),
        ({}, [(date(2026, 10, 1), None)], State.OPEN),
        ({}, [(None, date(2027, 7, 1))], State.OPEN),
        ({}, [LAST_SPRING], State.CLOSED),
        ({}, [LONG_AGO], State.UNKNOWN),
        ({}, [COMING], State.ANNOUNCED),
        # What decides when more is known than one thing.
        ({"has_ended": True, "rhythm": "doorlopend", "reported_state": "open"}, [RUNNING], State.ENDED),
        ({"rhythm": "doorlopend"}, [RUNNING], State.OPEN),
        ({"rhythm": "doorlopend"}, [COMING], State.CONTINUOUS),
        ({"rhythm": "doorlopend"}, [LAST_SPRING], State.CONTINUOUS),
        ({"reported_state": "open"}, [COMING], State.ANNOUNCED),
        ({"reported_state": "open"}, [LAST_SPRING], State.OPEN),
        ({"reported_state": "gesloten"}, [RUNNING], State.OPEN),
        ({}, [LAST_SPRING, COMING], State.ANNOUNCED),
        ({}, [LONG_AGO, LAST_SPRING, RUNNING, COMING], State.OPEN),
        # A year is remembered: the 366 days before today.
        ({}, [(None, date(2025, 11, 24))], State.CLOSED),
        ({}, [(None, date(2025, 11, 23))], State.UNKNOWN),
        # Of a round that is not confirmed only the dates are known.
        ({}, [(*RUNNING, UNSURE)], State.UNKNOWN),
        ({}, [(*COMING, UNSURE)], State.UNKNOWN),
        ({}, [(*LAST_SPRING, UNSURE)], State.UNKNOWN),
        ({"reported_state": "gesloten"}, [(*RUNNING, UNSURE)], State.CLOSED),
        ({}, [(*RUNNING, UNSURE), COMING], State.ANNOUNCED),
        # A round whose money ran out is over, also when its last day is not known.
        ({}, [(*RUNNING, {"ran_out_on": date(2026, 11, 23)})], State.CLOSED),
        ({}, [(*RUNNING, {"ran_out_on": TODAY})], State.CLOSED),
        ({}, [(*RUNNING, {"ran_out_on": date(2026, 11, 25)})], State.OPEN),
        ({}, [(date(2026, 4, 9), None, {"ran_out_on": date(2026, 4, 9)})], State.CLOSED),
        ({}, [(date(2024, 4, 9), None, {"ran_out_on": date(2024, 4, 9)})], State.UNKNOWN),
        ({}, [(*RUNNING, {"ran_out_on": date(2026, 10, 2)}), COMING], State.ANNOUNCED),
    ],
)
def test_the_state_follows_from_the_rounds_and_what_the_source_said(fields, windows, expected):
    assert told(option_with(*windows, **fields)).state == expected


@pytest.mark.parametrize(
    ("window", "moment", "expected"),
    [
        ((None, TODAY, {"closes_at": time(17)}), at(2026, 11, 24, 16, 59, 59), State.OPEN),
        ((None, TODAY, {"closes_at": time(17)}), at(2026, 11, 24, 17), State.CLOSED),
        ((None, TODAY), at(2026, 11, 24, 23, 59), State.OPEN),
        ((None, TODAY), at(2026, 11, 25, 0, 0), State.CLOSED),
        ((TODAY, None, {"opens_at": time(9)}), at(2026, 11, 24, 8, 59), State.ANNOUNCED),
        ((TODAY, None, {"opens_at": time(9)}), at(2026, 11, 24, 9), State.OPEN),
        ((TODAY, None), at(2026, 11, 23, 23, 59), State.ANNOUNCED),
        ((TODAY, None), at(2026, 11, 24, 0, 0), State.OPEN),
        ((TODAY, TODAY, {"opens_at": time(9), "closes_at": time(12)}), at(2026, 11, 24, 11, 59), State.OPEN),
        ((TODAY, TODAY, {"opens_at": time(9), "closes_at": time(12)}), at(2026, 11, 24, 12), State.CLOSED),
        # Dutch clocks decide, in summer and in winter.
        ((None, date(2026, 7, 1), {"closes_at": time(17)}), datetime.fromisoformat("2026-07-01T14:59Z"), State.OPEN),
        ((None, date(2026, 7, 1), {"closes_at": time(17)}), datetime.fromisoformat("2026-07-01T15:00Z"), State.CLOSED),
        ((None, TODAY), datetime.fromisoformat("2026-11-24T22:59Z"), State.OPEN),
        ((None, TODAY), datetime.fromisoformat("2026-11-24T23:00Z"), State.CLOSED),
    ],
)
def test_a_round_opens_and_closes_at_the_minute(window, moment, expected):
    assert told(option_with(window), moment).state == expected


def test_the_days_beside_the_state_say_why():
    option = option_with(
        LONG_AGO,
        (date(2026, 5, 1), date(2026, 8, 31), {"ran_out_on": date(2026, 5, 3)}),
        (date(2026, 10, 1), None),
        (date(2026, 10, 1), date(2026, 12, 15), {"closes_at": time(17)}),
        (date(2026, 11, 1), date(2026, 12, 15), {"closes_at": time(12)}),
        (date(2027, 6, 1), None),
        COMING,
        (date(2026, 12, 1), None, UNSURE),
    )

    found = told(option)

    assert (found.open_until, found.open_until_time) == (date(2026, 12, 15), time(12))
    assert found.opens_next == date(2027, 2, 1)
    assert found.last_closed == date(2026, 5, 3)


def test_an_option_says_when_its_last_round_ran_out_even_without_a_closing_date():
    option = option_with(
        (date(2021, 4, 20), date(2021, 9, 9)),
        (date(2024, 4, 9), None, {"ran_out_on": date(2024, 4, 9)}),
    )

    with translation.override("en"):
        words = state_of(told(option), TODAY)

    assert words["state"] == "state unknown"
    assert words["state_note"] == "last round on record: until 9 April 2024"


@pytest.mark.parametrize(
    ("fields", "windows", "state", "note", "is_urgent"),
    [
        ({}, [(None, TODAY, {"closes_at": time(17)})], "closes today", "until 24 November 2026, 17:00", True),
        ({}, [(None, date(2026, 11, 25))], "1 more day", "until 25 November 2026", True),
        ({}, [(None, date(2027, 3, 4))], "100 more days", "until 4 March 2027", True),
        ({}, [(None, date(2027, 3, 5))], "open", "until 5 March 2027", False),
        ({}, [(TODAY, None)], "open", "closing date not known", False),
        ({}, [COMING], "opens 1 February", "2027", False),
        ({"rhythm": "doorlopend"}, [], "continuous", "apply at any time", False),
        ({"has_ended": True, "ended_on": date(2026, 1, 2)}, [], "ended", "on 2 January 2026", False),
        ({"has_ended": True}, [], "ended", "", False),
        ({}, [], "state unknown", "", False),
        ({}, [LAST_SPRING], "closed", "last round on record: until 1 June 2026", False),
    ],
)
def test_the_state_in_words(fields, windows, state, note, is_urgent):
    with translation.override("en"):
        words = state_of(told(option_with(*windows, **fields)), TODAY)

    assert (words["state"], words["state_note"]) == (state, note)
    assert words.get("state_is_urgent", False) == is_urgent


# When time alone changes an answer


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(2026, 11, 24, 8), at(2026, 11, 24, 9)),
        (at(2026, 11, 24, 9), at(2026, 11, 24, 17)),
        (at(2026, 11, 24, 16, 59, 59), at(2026, 11, 24, 17)),
        (at(2026, 11, 24, 17), at(2026, 11, 25, 0)),
        (at(2026, 11, 23, 12), at(2026, 11, 24, 0)),
        (at(2026, 3, 28, 23, 30), at(2026, 3, 29, 0)),
        (at(2026, 3, 29, 1, 30), at(2026, 3, 30, 0)),  # the night in which the clock goes forward
    ],
)
def test_the_next_change_is_a_round_later_today_or_midnight(moment, expected):
    CallWindow.objects.all().delete()
    option_with((TODAY, None, {"opens_at": time(9)}), (None, TODAY, {"closes_at": time(17)}))

    change = CallWindow.objects.next_change_after(moment)

    assert change == expected
    assert change.utcoffset() == expected.utcoffset()


def test_the_finder_changes_at_five_without_anybody_saving(client, time_machine, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        option = option_with((None, TODAY, {"closes_at": time(17)}))

    def open_now():
        return {row.slug for row in client.get("/financiering/?open=nu&per_pagina=100").context["rows"]}

    time_machine.move_to(at(2026, 11, 24, 16, 30), tick=False)
    kept, before = FinancingFilterSet().index, open_now()
    time_machine.move_to(at(2026, 11, 24, 16, 59, 59), tick=False)
    still_kept, just_before = FinancingFilterSet().index, open_now()
    time_machine.move_to(at(2026, 11, 24, 17), tick=False)
    after, closed = open_now(), client.get("/financiering/?open=gesloten&per_pagina=100").context["rows"]

    assert option.slug in before & just_before
    assert kept is still_kept
    assert option.slug not in after
    assert option.slug in {row.slug for row in closed}


def test_the_finder_opens_a_round_at_midnight(client, time_machine, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        option = option_with((date(2026, 11, 25), None))

    def state():
        rows = client.get("/financiering/?q=" + option.name.replace(" ", "+")).context["rows"]
        return {row.slug: row.state for row in rows}.get(option.slug)

    time_machine.move_to(at(2026, 11, 24, 23, 59), tick=False)
    evening = state()
    time_machine.move_to(at(2026, 11, 25, 0), tick=False)

    assert (evening, state()) == (State.ANNOUNCED, State.OPEN)


# What the record lets one expect


def windows_of(*opened, **fields) -> list[CallWindow]:
    return [CallWindow(opens_on=day, **fields) for day in opened]


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        (windows_of(date(2025, 4, 1)), ""),
        (windows_of(date(2025, 4, 1), date(2025, 4, 20)), ""),
        (windows_of(date(2024, 4, 1), date(2025, 5, 1)), ""),
        (windows_of(), ""),
        ([CallWindow(closes_on=date(2024, 6, 1)), CallWindow(closes_on=date(2025, 6, 1))], ""),
        (windows_of(date(2025, 4, 8), date(2023, 4, 4), date(2024, 4, 9)), "April in 2023, 2024 and 2025"),
        (windows_of(date(2023, 4, 4), date(2025, 4, 8)), "April in 2023 and 2025"),
        # The month that came back most; of two the one that came back last.
        (windows_of(date(2021, 6, 1), date(2022, 6, 1), date(2023, 4, 1), date(2024, 4, 1)), "April in 2023 and 2024"),
        (
            windows_of(date(2021, 6, 1), date(2022, 6, 1), date(2023, 6, 1), date(2024, 4, 1), date(2025, 4, 1)),
            "June in 2021, 2022 and 2023",
        ),
        # What is still to come did not open yet, and what may not have been held is no ground for anything.
        (windows_of(date(2026, 4, 1), date(2027, 4, 1)), ""),
        (windows_of(date(2024, 4, 1)) + windows_of(date(2025, 4, 1), is_confirmed=False), ""),
        (
            windows_of(date(2023, 4, 4), date(2024, 4, 9)) + windows_of(date(2025, 4, 8), is_confirmed=False),
            "April in 2023 and 2024",
        ),
    ],
)
def test_a_next_round_is_only_expected_where_two_years_on_record_agree(windows, expected):
    with translation.override("en"):
        said = expected_opening(windows, NOON)

    assert said == (f"Opened in {expected}. That is no promise for the next round." if expected else "")
