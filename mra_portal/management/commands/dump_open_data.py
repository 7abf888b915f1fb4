"""`manage.py dump_open_data`: everything public in one zip; for a timer at night (mra_portal/open_data/dump.py)."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from mra_portal.open_data.dump import make_dump


class Command(BaseCommand):
    help = "Write the zip with every dataset and a data dictionary; the last seven are kept."

    def handle(self, *args, **options):
        call_command("update_ledger")
        self.stdout.write(make_dump(timezone.now()))
