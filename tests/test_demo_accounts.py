"""Demonstration accounts have a known password: one per role, and only where the settings allow them."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import override_settings

from mra_portal.management.commands.create_demo_accounts import COLLEAGUES, PASSWORD
from mra_portal.roles import ROLES
from profiles.models import Subregion

pytestmark = pytest.mark.django_db
User = get_user_model()
ACCOUNTS = len(ROLES) + len(COLLEAGUES) + 1  # and the administrator


def create() -> str:
    out = StringIO()
    call_command("create_demo_accounts", stdout=out)
    return out.getvalue()


@override_settings(PORTAL_DEMO_ACCOUNTS=False)
@pytest.mark.parametrize("command", ["create_demo_accounts", "serve_demo"])
def test_settings_that_forbid_demonstration_accounts_get_none(command):
    with pytest.raises(CommandError, match="refuse"):
        call_command(command, stdout=StringIO())

    assert not User.objects.exists()


def test_every_role_gets_one_account_and_the_printed_words_let_it_in():
    said = create()

    for role in ROLES:
        user = authenticate(username=f"{role.slug}@demo.example", password=PASSWORD)
        assert [group.name for group in user.groups.all()] == [role.group]
        assert user.is_staff == role.may_open_admin
        assert not user.is_superuser
        assert f"{role.slug}@demo.example" in said
        assert role.group in said
    assert PASSWORD in said
    assert User.objects.count() == ACCOUNTS


def test_the_administrator_may_do_everything():
    create()

    administrator = User.objects.get(email="beheerder@demo.example")

    assert administrator.is_superuser
    assert administrator.is_staff
    assert list(User.objects.filter(is_superuser=True)) == [administrator]


def test_only_data_stewards_and_the_administrator_open_django_admin():
    create()

    staff = set(User.objects.filter(is_staff=True).values_list("email", flat=True))

    assert staff == {"datasteward@demo.example", "beheerder@demo.example"}


def test_the_provider_works_for_an_organisation():
    create()
    create()

    provider = User.objects.get(email="aanbieder@demo.example")

    assert [membership.organisation.slug for membership in provider.memberships.all()] == ["horizon-flevoland"]


def test_two_members_of_the_kopgroep_keep_two_profiles():
    create()
    said = create()

    members = User.objects.filter(groups__name="Kopgroep").order_by("email")

    kept = [[subregion.slug for subregion in Subregion.objects.of_member(member)] for member in members]
    assert kept == [["almere-lelystad"], ["ijmond"]]
    assert all(member.email in said and authenticate(username=member.email, password=PASSWORD) for member in members)


def test_running_again_keeps_one_account_each_and_a_changed_password():
    create()
    user = User.objects.get(email="redacteur@demo.example")
    user.set_password("zelf-gekozen-woorden")
    user.save()

    create()

    assert User.objects.count() == ACCOUNTS
    assert User.objects.get(pk=user.pk).check_password("zelf-gekozen-woorden")


def test_without_roles_there_are_no_accounts():
    Group.objects.get(name="Redacteuren").delete()

    with pytest.raises(CommandError, match="set_up_roles"):
        create()

    assert not User.objects.exists()


def test_production_forbids_demonstration_accounts():
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "mra_portal.settings.production",
        "PORTAL_SECRET_KEY": "k" * 60,
        "DATABASE_URL": "postgres://portal@localhost/portal",
        "PORTAL_ALLOWED_HOSTS": "portal.example",
        "PORTAL_BASE_URL": "https://portal.example",
        "PORTAL_SECURITY_CONTACT": "mailto:security@portal.example",
    }
    question = "from django.conf import settings; print(settings.PORTAL_DEMO_ACCOUNTS, settings.DEBUG)"

    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=settings.ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert answer.stdout.split() == ["False", "False"]
