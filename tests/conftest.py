"""The real content stands in the test database; a test changes what it needs and leaves nothing behind.

Reading tests and the real browser see the committed content of the session. Tests that write run in a transaction
that is rolled back. Nothing flushes the database: that would take Wagtail's root page away.
"""

import fcntl
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from tests.content_folder import folder  # noqa: F401

ALONE = "master"  # what pytest-xdist calls a run without workers


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """In the place of the database per worker that pytest-django would build: see `django_db_setup`."""


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory, worker_id):
    """Migrating and loading takes longest: the first worker does it, and every worker gets a copy."""
    with django_db_blocker.unblock():
        if worker_id == ALONE:
            _build()
        else:
            mark = tmp_path_factory.getbasetemp().parent / "content-database"
            with _one_at_a_time(mark):
                _take_copy(worker_id, mark)
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.creation._destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _build() -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    call_command("load_content", stdout=StringIO())
    call_command("set_up_roles", stdout=StringIO())
    connection.close()  # PostgreSQL copies only what nobody is connected to; SQLite empties its log


def _take_copy(worker_id: str, mark) -> None:
    if not mark.exists():
        _build()
        mark.touch()
    connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
    connection.creation.clone_test_db(worker_id, verbosity=0, autoclobber=True)
    connection.settings_dict.update(connection.creation.get_test_db_clone_settings(worker_id))
    connection.close()


@contextmanager
def _one_at_a_time(mark):
    with mark.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def pytest_sessionfinish(session):
    """The process that started the workers removes what they copied."""
    config = session.config
    if not hasattr(config, "workerinput") and config.getoption("numprocesses", None):
        with config.stash[blocking_manager_key].unblock():
            connection.creation._destroy_test_db(connection.creation._get_test_db_name(), verbosity=0)


@pytest.fixture(autouse=True)
def _clean_start():
    """No cached answers, and the language that a request of an earlier test left behind is forgotten."""
    cache.clear()
    translation.activate("nl")


@pytest.fixture
def staff_client(client, django_user_model):
    """A client that is logged in as someone who may do everything."""
    client.force_login(django_user_model.objects.create_superuser("beheerder@test.example", "x"))
    return client
