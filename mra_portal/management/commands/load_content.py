"""`manage.py load_content`: the real content from `fixtures/`, rows first, then the pages."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from mra_portal.cms.page_tree import PageFileError, load_pages
from mra_portal.common.content.loader import ContentError, load_tables
from mra_portal.content import TABLES


class Command(BaseCommand):
    help = "Load the content of fixtures/ into the database. Running it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--folder", type=Path, default=settings.FIXTURES, help="folder with the tables and pages/")

    def handle(self, *args, dry_run, folder, **options):
        progress = self._progress if sys.stderr.isatty() else (lambda name: None)
        try:
            with transaction.atomic():
                summary = load_tables(TABLES, folder, on_table=progress)
                summary.tables["pages"] = load_pages(folder / "pages")
                if dry_run:
                    transaction.set_rollback(True)
        except (ContentError, PageFileError) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")
        elif any(counts["new"] for counts in summary.tables.values()):
            # Without figures on its tables SQLite joins the search index the wrong way round: seconds, not ms.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        for line in summary.lines():
            self.stdout.write(line)

    def _progress(self, name):
        self.stderr.write(f"  {name} …")
