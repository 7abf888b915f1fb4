"""`manage.py import_places FILE`: places from a GeoJSON file, through the same checks as the tables."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hotspots.geojson import GeoJSON
from hotspots.resources import HotspotResource
from mra_portal.common.content.admin import LARGEST_FILE
from mra_portal.common.content.formats import UnreadableFileError
from mra_portal.common.content.one_file import RefusedFileError, bring_in


class Command(BaseCommand):
    help = "Import places from GeoJSON (properties are the columns of the table). All or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def handle(self, *args, file, dry_run, **options):
        try:
            if file.stat().st_size > LARGEST_FILE * 1_000_000:
                raise CommandError(f"The file is larger than {LARGEST_FILE} MB, so it was not read.")
            counts = bring_in(HotspotResource(), GeoJSON().create_dataset(file.read_bytes()), dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except (UnreadableFileError, RefusedFileError) as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")
        said = ", ".join(f"{counts[word]} {word}" for word in ("new", "changed", "same"))
        self.stdout.write(f"hotspots: {said}")
