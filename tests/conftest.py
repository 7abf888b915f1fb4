"""The real content stands in the test database; a test changes what it needs and leaves nothing behind.

Reading tests and the real browser see the committed content of the session. Tests that write run in a transaction
that is rolled back. Nothing flushes the database: that would take Wagtail's root page away.
"""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import translation

from tests.content_folder import folder  # noqa: F401


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("load_content", stdout=StringIO())
        call_command("set_up_roles", stdout=StringIO())


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
