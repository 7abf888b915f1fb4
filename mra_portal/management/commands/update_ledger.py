"""`manage.py update_ledger`: note which public records changed, came or went since last time."""

from django.core.management.base import BaseCommand

from mra_portal.common.exports.ledger import bring_up_to_date
from mra_portal.open_data.catalogue import DATASETS


class Command(BaseCommand):
    help = "Note which public records changed, for gewijzigd_na and the catalogue. Cheap when nothing changed."

    def handle(self, *args, **options):
        for dataset in DATASETS.values():
            bring_up_to_date(dataset)
