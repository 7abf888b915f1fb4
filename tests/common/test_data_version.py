"""What a process keeps in memory follows the data: everybody sees a change after its commit, and nobody before.

Here rows are really committed, by threads with connections of their own, and taken away again. A thread stands for
another process: the only thing through which it can hear of a change is the word in the database.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from threading import Event, Thread

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import QueryDict

from financing.filters import FinancingFilterSet
from financing.models import FinancingOption
from mra_portal.common import catalogue_index, data_version
from mra_portal.common.bitsets import Numbering
from profiles.models import Sector
from tests.financing import builders

MARK = "draad-"
pytestmark = pytest.mark.usefixtures("db")


def elsewhere(act, *arguments):
    """What `act` answers in a thread with a connection of its own."""

    def alone():
        try:
            return act(*arguments)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(alone).result()


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """Instead of the one of pytest-django: no transaction around the test, so that what it saves is committed."""
    with django_db_blocker.unblock():
        yield
        FinancingOption.objects.filter(slug__startswith=MARK).delete()
        connection.close()


def answer(query="") -> set[str]:
    """What a visitor of the finder gets, out of what the process keeps."""
    found = FinancingFilterSet(QueryDict(query)).keys()
    return set(FinancingOption.objects.filter(pk__in=found, slug__startswith=MARK).values_list("slug", flat=True))


def word() -> str | None:
    return data_version.current()


def test_another_connection_sees_a_new_row_after_the_commit_and_not_before():
    before = elsewhere(word)
    with transaction.atomic():
        builders.option(slug=f"{MARK}nieuw")
        during = elsewhere(answer), elsewhere(word)
    after = elsewhere(answer), elsewhere(word)

    assert during == (set(), before)
    assert after[0] == {f"{MARK}nieuw"}
    assert after[1] != before


def test_who_makes_a_change_sees_it_at_once_and_keeps_nothing_of_it():
    assert answer() == set()
    with transaction.atomic():
        option = builders.option(slug=f"{MARK}eigen")
        own, own_word = answer(), word()
        option.delete()
        without = answer()

    assert (own, own_word, without) == ({f"{MARK}eigen"}, None, set())
    assert word() is not None
    assert answer() == set()


def test_a_change_that_is_rolled_back_leaves_nothing():
    before = answer(), word()
    with transaction.atomic():
        builders.option(slug=f"{MARK}weg")
        transaction.set_rollback(True)

    assert (answer(), word()) == before
    assert (elsewhere(answer), elsewhere(word)) == before


def test_after_a_rollback_the_next_change_still_counts():
    with transaction.atomic():
        builders.option(slug=f"{MARK}weg")
        transaction.set_rollback(True)
    builders.option(slug=f"{MARK}blijft")

    assert elsewhere(answer) == {f"{MARK}blijft"}


def test_a_part_that_is_rolled_back_does_not_take_the_rest_along():
    with transaction.atomic():
        builders.option(slug=f"{MARK}blijft")
        with transaction.atomic():
            builders.option(slug=f"{MARK}weg")
            transaction.set_rollback(True)
        inside = answer()

    assert inside == {f"{MARK}blijft"}
    assert elsewhere(answer) == {f"{MARK}blijft"}


def test_when_only_a_part_changed_something_and_was_rolled_back_nothing_changed():
    before = elsewhere(word)
    with transaction.atomic():
        with transaction.atomic():
            builders.option(slug=f"{MARK}weg")
            transaction.set_rollback(True)
        inside = word()

    assert inside == before
    assert elsewhere(word) == before


def test_a_change_of_any_part_of_an_option_is_a_change():
    option = builders.option(slug=f"{MARK}deel", kind="lening")
    window = builders.window(option, closes_on=date(2100, 1, 1))
    known = [elsewhere(answer, query) for query in ("open=nu", "soort=garantie")]

    window.delete()
    option.kind = "garantie"
    option.save()

    assert known == [{option.slug}, set()]
    assert [elsewhere(answer, query) for query in ("open=nu", "soort=garantie")] == [set(), {option.slug}]


def test_a_new_relation_is_a_change():
    option = builders.option(slug=f"{MARK}sector")
    food, energy = Sector.objects.filter(slug__in=["voedsel", "energie"]).order_by("-slug")
    assert elsewhere(answer, f"sector={energy.slug}") == {option.slug}  # for every sector

    option.sectors.set([food])
    option.save()

    assert elsewhere(answer, f"sector={energy.slug}") == set()
    assert elsewhere(answer, f"sector={food.slug}") == {option.slug}


def test_a_change_that_lands_while_the_index_is_made_is_in_the_next_answer(monkeypatch):
    """The word is read before the rows: an index may be newer than its word, never older."""

    def numbered(keys):
        numbering = Numbering(keys)
        elsewhere(lambda: builders.option(slug=f"{MARK}tussendoor"))
        monkeypatch.undo()
        return numbering

    data_version.touch()
    monkeypatch.setattr(catalogue_index, "Numbering", numbered)
    while_it_lands = answer()

    assert while_it_lands == set()
    assert answer() == {f"{MARK}tussendoor"}


def test_bulk_work_says_so_itself():
    option = builders.option(slug=f"{MARK}stil")
    elsewhere(answer)

    FinancingOption.objects.filter(pk=option.pk).update(live=False)
    data_version.touch()

    assert elsewhere(answer) == set()


def test_what_is_no_content_changes_nothing():
    before = word()
    with transaction.atomic():
        get_user_model().objects.create_user("draad@test.example", "x")
        during = word()
        transaction.set_rollback(True)

    assert during == before


@pytest.mark.postgresql
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs two writers at the same time")
def test_a_reader_never_keeps_an_old_answer_after_the_commit():
    """Two writers publish while two readers keep asking: what was there before a question is in its answer."""
    done, committed, misses = Event(), [], []

    def write(name):
        for n in range(6):
            with transaction.atomic():
                option = builders.option(slug=f"{MARK}{name}-{n}")
            committed.append(option.slug)

    def read():
        for _n in count():
            was_done, expected = done.is_set(), set(committed)
            misses.extend(expected - answer())
            if was_done:
                return

    def in_thread(act, *arguments):
        thread = Thread(target=elsewhere, args=(act, *arguments))
        thread.start()
        return thread

    readers = [in_thread(read) for _n in range(2)]
    writers = [in_thread(write, name) for name in ("een", "twee")]
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()

    assert len(committed) == 12
    assert misses == []
    assert elsewhere(answer) == answer() == set(committed)


@pytest.mark.postgresql
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs two writers at the same time")
def test_a_reader_who_looks_between_two_commits_gets_each_as_it_lands():
    """The word of a writer that commits first must not hide the change of one that commits later."""
    is_saved, may_commit = Event(), Event()

    def slowly():
        with transaction.atomic():
            builders.option(slug=f"{MARK}langzaam")
            is_saved.set()
            may_commit.wait(timeout=10)

    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(elsewhere, slowly)
        assert is_saved.wait(timeout=10)
        builders.option(slug=f"{MARK}snel")
        between = answer(), elsewhere(answer)
        may_commit.set()
        slow.result()

    assert between == ({f"{MARK}snel"}, {f"{MARK}snel"})
    assert answer() == elsewhere(answer) == {f"{MARK}snel", f"{MARK}langzaam"}
