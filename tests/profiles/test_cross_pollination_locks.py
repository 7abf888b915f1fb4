"""Two people at once: what goes together is kept twice, what does not is kept once and the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from profiles.cross_pollinations import operations
from profiles.cross_pollinations.operations import Idea, OutdatedError
from profiles.cross_pollinations.speaking import Speaker
from profiles.models import CrossPollination, CrossPollinationEvent
from tests.append_only import take_away
from tests.profiles.builders import again, cross_pollination, subregion

TODAY = date(2026, 11, 28)
TOPIC = "Twee tegelijk"


def at_once(*tasks):
    """Each in a thread with a connection of its own; what they give, or the error they raise."""
    start = Barrier(len(tasks))

    def alone(task):
        try:
            start.wait(timeout=20)
            return task()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as threads:
        return list(threads.map(alone, tasks))


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """Instead of the one of pytest-django: committed, so that every connection sees it, and taken away again."""
    with django_db_blocker.unblock():
        yield
        rows = CrossPollination.objects.filter(topic_nl__startswith=TOPIC)
        take_away(CrossPollinationEvent.objects.filter(cross_pollination__in=rows))
        rows.delete()
        connection.close()


def speaker(slug):
    return Speaker(None, (subregion(slug),))


def test_both_sides_answer_at_the_same_moment(db):
    row = again(cross_pollination("ijmond", "amsterdam", TOPIC))
    sides = {side.subregion.slug: side for side in row.sides}

    answers = at_once(
        *(
            lambda slug=slug: operations.answer(speaker(slug), row, sides[slug], True, TODAY)
            for slug in ("ijmond", "amsterdam")
        )
    )

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert again(row).state == "bevestigd"
    assert [event.number for event in again(row).history] == [1, 2, 3, 4]


def test_both_owners_write_the_next_step_at_the_same_moment(db):
    row = again(cross_pollination("ijmond", "amsterdam", f"{TOPIC} plannen"))

    answers = at_once(
        *(lambda slug=slug: operations.plan(speaker(slug), row, TODAY, 1, slug) for slug in ("ijmond", "amsterdam"))
    )

    told = [answer for answer in answers if isinstance(answer, OutdatedError)]
    kept = [answer.next_step_nl for answer in answers if not isinstance(answer, Exception)]
    assert len(told) == 1
    assert [again(row).next_step_nl] == kept


def test_the_same_idea_from_both_sides_at_the_same_moment(db):
    ideas = [
        Idea(subregion(one), f"{TOPIC} voorstellen", subregion(other))
        for one, other in (("ijmond", "amsterdam"), ("amsterdam", "ijmond"))
    ]

    answers = at_once(*(lambda idea=idea: operations.propose(speaker(idea.owner.slug), idea, TODAY) for idea in ideas))

    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert [type(error).__name__ for error in refused] == ["ValidationError"]
    assert CrossPollination.objects.filter(topic_nl=f"{TOPIC} voorstellen").count() == 1
