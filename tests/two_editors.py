"""Two people at work at once, each at their own computer and, in threads, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client


def editor_named(name: str) -> Client:
    """Somebody of the MRA-bureau, logged in."""
    user = get_user_model().objects.create_user(f"{name}@test.example", "x")
    user.groups.add(Group.objects.get(name="MRA-bureau"))
    client = Client()
    client.force_login(user)
    return client


def elsewhere(act, *tasks) -> list:
    """Run `act` once per task, each in a thread with a connection of its own, so that it commits; the answers."""

    def alone(task):
        try:
            return act(task)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as threads:
        return list(threads.map(alone, tasks))
