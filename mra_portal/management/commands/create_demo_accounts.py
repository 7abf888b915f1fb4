"""`manage.py create_demo_accounts`: one account per role with a known password. Development settings only."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agenda.models import Membership, Organisation
from mra_portal.roles import ROLES

PASSWORD = "polder-sluis-gemaal"
DOMAIN = "demo.example"
# For whom the accounts work whose rights depend on it: role and organisation.
WORKS_FOR = {
    "aanbieder": "horizon-flevoland",
    "ambtenaar": "provincie-noord-holland",
    "gastheer": "techport",
    "kopgroep": "deelregio-ijmond",
}


class Command(BaseCommand):
    help = "Create a demonstration account for every role. Refused unless PORTAL_DEMO_ACCOUNTS is on."

    @transaction.atomic
    def handle(self, *args, **options):
        if not settings.PORTAL_DEMO_ACCOUNTS:
            raise CommandError("Demonstration accounts have a known password: these settings refuse them.")
        if Group.objects.filter(name__in=[role.group for role in ROLES]).count() < len(ROLES):
            raise CommandError("There are no roles yet: run manage.py set_up_roles first.")
        accounts = [("beheerder", "Beheerder", None), *((role.slug, role.group, role) for role in ROLES)]
        for slug, _name, role in accounts:
            self._account(f"{slug}@{DOMAIN}", role)
        self.stdout.write("Demonstration accounts (this machine only):")
        for slug, name, _role in accounts:
            address = f"{slug}@{DOMAIN}"
            self.stdout.write(f"  {address:<26} {PASSWORD}   {name}")

    def _account(self, email, role):
        users = get_user_model().objects
        user = users.filter(email=email).first()
        if user is None:
            user = users.create_user(email, PASSWORD, is_superuser=role is None)
        user.is_staff = role is None or role.may_open_admin
        user.save()
        if role is not None:
            user.groups.set([Group.objects.get(name=role.group)])
            for organisation in Organisation.objects.filter(slug=WORKS_FOR.get(role.slug)):
                Membership.objects.get_or_create(user=user, organisation=organisation)
