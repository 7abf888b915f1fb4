#!/usr/bin/env python
"""How long the pages of the route map take, what they cost and weigh, as the options grow.

    .venv/bin/python bench/financing.py [--rows 100 1000 10000 100000] [--rounds 30] [--keep] [--flat FILE]

Seeds N synthetic options in a database of its own that is thrown away afterwards (SQLite, or the server of
DATABASE_URL), beside the real organisations and areas; the real options are taken off, so that N is all there is. Asks
every page from within this process, not compressed and from no cache. Prints median and 95th percentile in
milliseconds, queries (and how many of those were asked before in the same request), kilobytes, and kilobytes
gzipped; before that what one process pays for its index, once per change of the data. Run it on a quiet machine;
compare figures of one run only.

--keep leaves the database of the last number, to be served; --flat writes the same rows as one table with indexes,
for another program to serve (see bench/README.md).
"""

import argparse
import gc
import os
import sys
import time
import tracemalloc
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
from django.utils import timezone

from bench.measuring import HEADING, measure
from bench.synthetic_options import flatten, seed
from financing.filters import FinancingFilterSet
from financing.models import FinancingOption
from mra_portal.common import data_version
from mra_portal.common.catalogue_index import CatalogueIndex

FIVE = "fase=start&soort=subsidie&niveau=rijk&provincie=noord-holland&bedrag=50000"
COMPANY = "fase=start&gemeente=haarlem&sector=digitalisering-ict&bedrag=50000&omvang=klein&partner=ja"
PAGES = {
    "unfiltered": "/financiering/",
    "one filter": "/financiering/?soort=subsidie",
    "five filters": f"/financiering/?{FIVE}",
    "free text": "/financiering/?q=waterstof",
    "two words": "/financiering/?q=circulair+bouwen",
    "in a municipality": "/financiering/?gemeente=almere&open=nu",
    "my route": f"/financiering/mijn-route/?{COMPANY}",
    "route map": "/financiering/routekaart/",
    "map, filtered": "/financiering/routekaart/?soort=subsidie&fase=start",
}
FILES = {"CSV of everything": "/financiering/export.csv?beeindigd=ja"}


def whole_index() -> CatalogueIndex:
    """With everything that requests make of it on the way."""
    index = CatalogueIndex(FinancingFilterSet, timezone.now())
    for name in FinancingFilterSet.facet_filters():
        index.options(name)
    for order in FinancingFilterSet.sort_filter().orders:
        index.keys(index.everything, order, 0, 1)
        index.keys(1, order, 0, 1)
    return index


def weigh_index() -> str:
    """What a process pays when the data changed: seconds for the first answer, and memory for as long as it holds."""
    started = time.perf_counter()
    CatalogueIndex(FinancingFilterSet, timezone.now())
    first = time.perf_counter() - started
    gc.collect()
    tracemalloc.start()
    index = whole_index()
    gc.collect()
    kept, peak = (size / 1e6 for size in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    bits = sum(sys.getsizeof(bits) for values in index.facets.values() for bits in values.values()) / 1e6
    return f"index: {first:.2f} s, keeps {kept:.1f} MB (of which facets {bits:.2f} MB), peak {peak:.1f} MB"


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--rows", type=int, nargs="+", default=[100, 1000, 10_000, 100_000])
    cli.add_argument("--rounds", type=int, default=30)
    cli.add_argument("--keep", action="store_true")
    cli.add_argument("--flat", metavar="FILE")
    given = cli.parse_args()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_content", stdout=StringIO())
        FinancingOption.objects.update(live=False)
        client, seeded = Client(), 0
        print(f"{connection.vendor}, {given.rounds} rounds; milliseconds")
        for rows in sorted(given.rows):
            started = time.perf_counter()
            seed(seeded, rows)
            data_version.touch()
            seeded = rows
            print(f"\n{rows} options (seeded in {time.perf_counter() - started:.0f} s); {weigh_index()}\n{HEADING}")
            for name, address in PAGES.items():
                print(measure(client, name, address, given.rounds), flush=True)
            for name, address in FILES.items():
                print(measure(client, name, address, max(1, min(given.rounds, 20_000 // rows))), flush=True)
        if given.flat:
            flatten(Path(given.flat))
    finally:
        if given.keep:
            print(f"\nkept: {connection.settings_dict['NAME']}")
        else:
            teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
