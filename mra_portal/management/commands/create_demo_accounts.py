"""`manage.py create_demo_accounts`: accounts with a known password, one per role and a colleague where the work takes
two. Development settings only.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agenda.models import Membership, Organisation
from mra_portal.roles import ROLES

PASSWORD = "polder-sluis-gemaal"
DOMAIN = "demo.example"
# For whom the accounts work whose rights depend on it: account and organisation.
WORKS_FOR = {
    "aanbieder": "horizon-flevoland",
    "ambtenaar": "provincie-noord-holland",
    "gastheer": "techport",
    "kopgroep": "deelregio-ijmond",
    "kopgroep-almere": "deelregio-almere-lelystad",
    "mra-bureau": "metropoolregio-amsterdam",
}
# Second accounts of a role: a cross-pollination has two owners, and the profile of one is closed to the other.
COLLEAGUES = {"kopgroep-almere": "kopgroep"}


class Command(BaseCommand):
    help = "Create a demonstration account for every role. Refused unless PORTAL_DEMO_ACCOUNTS is on."

    @transaction.atomic
    def handle(self, *args, **options):
        if not settings.PORTAL_DEMO_ACCOUNTS:
            raise CommandError("Demonstration accounts have a known password: these settings refuse them.")
        if Group.objects.filter(name__in=[role.group for role in ROLES]).count() < len(ROLES):
            raise CommandError("There are no roles yet: run manage.py set_up_roles first.")
        roles = {role.slug: role for role in ROLES}
        accounts = {"beheerder": None, **roles, **{slug: roles[role] for slug, role in COLLEAGUES.items()}}
        for slug, role in accounts.items():
            self._account(slug, role)
        self.stdout.write("Demonstration accounts (this machine only):")
        for slug, role in accounts.items():
            address = f"{slug}@{DOMAIN}"
            self.stdout.write(f"  {address:<30} {PASSWORD}   {role.group if role else 'Beheerder'}")

    def _account(self, slug, role):
        email = f"{slug}@{DOMAIN}"
        users = get_user_model().objects
        user = users.filter(email=email).first()
        if user is None:
            user = users.create_user(email, PASSWORD, is_superuser=role is None)
        user.is_staff = role is None or role.may_open_admin
        user.save()
        if role is not None:
            user.groups.set([Group.objects.get(name=role.group)])
            for organisation in Organisation.objects.filter(slug=WORKS_FOR.get(slug)):
                Membership.objects.get_or_create(user=user, organisation=organisation)
