#!/usr/bin/env python
"""How long the pages of the hotspot network take, what they cost and weigh, as the places grow.

    .venv/bin/python bench/places.py [--rows 100 1000 10000] [--rounds 30]

Seeds N synthetic places with three links each in a database of its own that is thrown away afterwards (SQLite, or the
server of DATABASE_URL); the real places are taken off, so that N is all there is. Asks every page from within this
process, not compressed and from no cache. "First" is one visit right after a change of the data: what a process pays
to make its index and the picture of the network again.
"""

import argparse
import os
import sys
import time
from io import StringIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mra_portal.settings.test")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

from bench.measuring import HEADING, asked, measure
from bench.synthetic_places import seed
from hotspots.models import Hotspot, HotspotLink
from mra_portal.common import data_version

PAGES = {
    "list, unfiltered": "/hotspots/",
    "list, one filter": "/hotspots/?type=campus",
    "list, three filters": "/hotspots/?type=campus&stadium=bestaand&sector=bouw",
    "near a point": "/hotspots/?dichtbij=52.37,4.90&straal=5",
    "near, all of them": "/hotspots/?dichtbij=52.37,4.90",
    "free text": "/hotspots/?q=waterstof",
    "map data": "/hotspots/kaart.json",
    "map data, filtered": "/hotspots/kaart.json?type=campus",
    "network": "/hotspots/netwerk/",
    "network, a subregion": "/hotspots/netwerk/?deelregio=ijmond",
    "find your place": "/hotspots/vind-je-plek/?sector=bouw&behoefte=lab&deelregio=ijmond",
    "reachability": "/hotspots/bereikbaarheid/",
    "one place": "/hotspots/bench-5/",
    "GeoJSON": "/hotspots/export.geojson",
}
# Counted apart: they hold the whole of the network, and a process makes them once.
FIRST = ["/hotspots/", "/hotspots/netwerk/"]


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--rows", type=int, nargs="+", default=[100, 1000, 10_000])
    cli.add_argument("--rounds", type=int, default=30)
    given = cli.parse_args()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_content", stdout=StringIO())
        Hotspot.objects.update(live=False)
        HotspotLink.objects.update(live=False)
        client, seeded = Client(), 0
        print(f"{connection.vendor}, {given.rounds} rounds; milliseconds")
        for rows in sorted(given.rows):
            seed(seeded, rows)
            seeded = rows
            print(f"\n{rows} places\n{HEADING}")
            for address in FIRST:
                data_version.touch()
                started = time.perf_counter()
                asked(client, address)
                print(f"{(time.perf_counter() - started) * 1000:8.1f}  first visit to {address} after a change")
            for name, address in PAGES.items():
                print(measure(client, name, address, max(3, given.rounds * 100 // max(rows, 100))), flush=True)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
