"""Many people report on one line at once, on connections of their own: nothing is lost, nothing is "locked".

No test transaction here: in one, SQLite would let nobody else write. What is committed is taken away again.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from agenda.models import StatusUpdate
from agenda.operations import ANY, ChangedMeanwhileError, Report, report_status
from tests import builders
from tests.append_only import take_away


def report(text: str) -> Report:
    return Report(status="in-uitvoering", text_nl=text)


@pytest.fixture
def committed_line(django_db_setup, django_db_blocker):
    """A line that every connection sees, with its initiator and somebody who works there."""
    with django_db_blocker.unblock():
        line, organisation = builders.action_line(), builders.organisation()
        builders.party(line, organisation)
        author = builders.person(works_for=[organisation])
        yield line, organisation, author
        take_away(StatusUpdate.objects.filter(action_line=line))
        line.parties.all().delete()
        line.delete()
        line.accelerator.delete()
        author.delete()
        organisation.delete()


@pytest.mark.postgresql
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite writes one after another")
def test_fifty_people_with_twenty_reports_each_lose_nothing(committed_line):
    line, organisation, author = committed_line

    def write(person: int) -> None:
        try:
            for number in range(20):
                text = report(f"{person}-{number}")
                report_status(line, text, organisation=organisation, author=author, seen=ANY)
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as people:
        for written in [people.submit(write, person) for person in range(50)]:
            written.result()

    texts = list(line.status_updates.values_list("text_nl", flat=True))
    assert len(texts) == 1000
    assert {*texts} == {f"{person}-{number}" for person in range(50) for number in range(20)}


def test_of_four_people_who_know_the_same_one_is_first_and_three_are_told(committed_line):
    line, organisation, author = committed_line

    def write(number: int) -> bool:
        try:
            report_status(line, report(f"Van {number}"), organisation=organisation, author=author, seen=None)
            return True
        except ChangedMeanwhileError:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        outcomes = list(people.map(write, range(4)))

    assert sorted(outcomes) == [False, False, False, True]
    assert line.status_updates.count() == 1


def test_ten_people_who_write_at_once_all_get_their_turn(committed_line):
    line, organisation, author = committed_line

    def write(number: int) -> None:
        try:
            report_status(line, report(f"Van {number}"), organisation=organisation, author=author, seen=ANY)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as people:
        for written in [people.submit(write, number) for number in range(10)]:
            written.result()

    assert {*line.status_updates.values_list("text_nl", flat=True)} == {f"Van {number}" for number in range(10)}
