"""The real content stands in the test database; a test changes what it needs and leaves nothing behind.

Reading tests and the real browser see the committed content of the session. Tests that write run in a transaction
that is rolled back, or have a copy of their own (`own_copy`). Nothing flushes the database: that would take Wagtail's
root page away.

Building that content takes longest. `--reuse-db` keeps it for the next run, and `--create-db` makes it anew after
a change to migrations, fixtures or the loader (give both while developing, neither in CI).
"""

import fcntl
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from tests.content_folder import folder  # noqa: F401
from tests.stewards import steward  # noqa: F401

ALONE = "master"  # what pytest-xdist calls a run without workers


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """In the place of the database per worker that pytest-django would build: see `django_db_setup`."""


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, tmp_path_factory, worker_id):
    """Migrating and loading takes longest: the first worker does it, and every worker gets a copy."""
    base = tmp_path_factory.getbasetemp()
    mark = (base if worker_id == ALONE else base.parent) / "content-database"
    content = connection.creation._get_test_db_name()
    with django_db_blocker.unblock(), _one_at_a_time(mark):
        if not mark.exists():
            anew = not _keeps(request.config) or request.config.getoption("create_db")
            if anew or not _stands(content):
                _forget_log(content)
                _build()
            mark.touch()
        _take_copy(content, worker_id)
    yield content
    with django_db_blocker.unblock():
        connection.close()
        _remove(connection.settings_dict["NAME"])
        if worker_id == ALONE and not _keeps(request.config):
            _remove(content)


@pytest.fixture(scope="module")
def own_copy(django_db_setup, django_db_blocker, worker_id):
    """For a module that writes for good, as people in a browser do: a copy of the content, thrown away afterwards.

    No transaction is rolled back here; every thread of this process reads and writes the copy. Its tests carry no mark
    `django_db`.
    """
    shared = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connections.close_all()
        _take_copy(django_db_setup, f"{worker_id}_own")
        yield
        connections.close_all()
        _remove(connection.settings_dict["NAME"])
        connection.settings_dict["NAME"] = shared


def _keeps(config) -> bool:
    return config.getoption("reuse_db")


def _stands(content: str) -> bool:
    """Whether an earlier run left the content behind."""
    if connection.vendor == "sqlite":
        return Path(content).exists()
    with connection.creation._nodb_cursor() as cursor:
        return connection.creation._database_exists(cursor, content)


def _build() -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    call_command("load_content", stdout=StringIO())
    call_command("set_up_roles", stdout=StringIO())
    connection.close()  # PostgreSQL copies only what nobody is connected to; SQLite empties its log


def _forget_log(name: str) -> None:
    """SQLite would write the log of a removed database into the next one of that name."""
    if connection.vendor == "sqlite":
        for log in ("-wal", "-shm"):
            Path(f"{name}{log}").unlink(missing_ok=True)


def _take_copy(content: str, worker_id: str) -> None:
    connection.settings_dict["NAME"] = content
    _forget_log(connection.creation.get_test_db_clone_settings(worker_id)["NAME"])
    connection.creation.clone_test_db(worker_id, verbosity=0, autoclobber=True)
    connection.settings_dict.update(connection.creation.get_test_db_clone_settings(worker_id))
    connection.close()


def _remove(name: str) -> None:
    if connection.vendor == "postgresql":  # a request of a browser that is gone may still be at work
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    connection.creation._destroy_test_db(name, verbosity=0)
    _forget_log(name)


@contextmanager
def _one_at_a_time(mark):
    with mark.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def pytest_collection_modifyitems(items):
    """What cannot differ between databases is looked at on one of them: the suite must stay short."""
    if connection.vendor == "sqlite":
        return
    for item in items:
        if item.get_closest_marker("any_database"):
            item.add_marker(pytest.mark.skip(reason="cannot differ between databases: runs on SQLite"))


def pytest_sessionfinish(session):
    """The process that started the workers removes what they copied."""
    config = session.config
    if not hasattr(config, "workerinput") and config.getoption("numprocesses", None) and not _keeps(config):
        content = connection.creation._get_test_db_name()
        with config.stash[blocking_manager_key].unblock():
            if _stands(content):  # no test may have asked for it
                _remove(content)


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
