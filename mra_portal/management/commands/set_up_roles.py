from django.core.management.base import BaseCommand
from django.db import transaction

from mra_portal.roles import ROLES, set_up_roles


class Command(BaseCommand):
    help = "Create the groups of the portal and give each exactly its rights. Safe to run again."

    @transaction.atomic
    def handle(self, *args, **options):
        set_up_roles()
        self.stdout.write(f"Roles: {', '.join(role.group for role in ROLES)}.")
