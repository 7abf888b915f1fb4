"""What is sent twice is there once, and a move that moves nothing is none."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agenda.operations import add_milestone, ask_for, drop_milestone, end_ask, plan_milestone
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    organisation = builders.organisation()
    return {"organisation": organisation, "author": builders.person(works_for=[organisation])}


@pytest.fixture
def line(who):
    line = builders.action_line()
    builders.party(line, who["organisation"])
    return line


def test_a_request_sent_twice_stands_there_once_until_it_ends(line, who):
    ask = ask_for(line, "Een trekker", date(2026, 12, 31), **who)

    with pytest.raises(ValidationError, match="staat er al"):
        ask_for(line, " een TREKKER ", date(2026, 12, 30), **who)
    end_ask(ask, author=who["author"])
    ask_for(line, "Een trekker", date(2026, 12, 31), **who)

    assert line.asks.count() == 2


def test_a_milestone_sent_twice_stands_there_once_until_it_is_dropped(line, who):
    milestone = add_milestone(line, "Proef af", date(2027, 3, 1), **who)

    with pytest.raises(ValidationError, match="staat er al"):
        add_milestone(line, "proef AF", date(2027, 4, 1), **who)
    drop_milestone(milestone, reason_nl="Het geld is op.", **who)
    other = add_milestone(line, "Proef af", date(2027, 3, 1), **who)

    assert (milestone.slug, other.slug) == (f"{line.slug}-proef-af", f"{line.slug}-proef-af-2")


def test_a_move_to_the_same_day_is_none_and_an_earlier_day_does_not_slip(line, who, client):
    milestone = add_milestone(line, "Proef af", date(2027, 3, 1), **who)
    with pytest.raises(ValidationError) as refused:
        plan_milestone(milestone, date(2027, 3, 1), reason_nl="Zomaar.", **who)
    plan_milestone(milestone, date(2027, 2, 1), reason_nl="Het gaat snel.", **who)
    early = client.get("/agenda/voortgang/notitie.txt?van=2026-10-01&tot=2026-11-28").content.decode()
    plan_milestone(milestone, date(2027, 6, 1), reason_nl="Toch niet.", **who)
    late = client.get("/agenda/voortgang/notitie.txt?van=2026-10-01&tot=2026-11-28").content.decode()

    assert list(refused.value.message_dict) == ["planned_on"]
    assert milestone.changes.count() == 3
    assert "Wat uitliep" not in early
    assert "Toch niet." in late.partition("Wat uitliep")[2]
