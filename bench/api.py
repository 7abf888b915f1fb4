#!/usr/bin/env python
"""How long the API takes as the options grow, and what a whole file costs in time and memory.

    .venv/bin/python bench/api.py [--rows 10000] [--file-rows 100000] [--rounds 20]

Seeds synthetic options as bench/financing.py does, in a database of its own that is thrown away afterwards. Prints
median and 95th percentile in milliseconds, queries and kilobytes of a list of 100 rows, one row, and an answer that
did not change (304); then seconds and the highest memory of Python's own objects while CSV, JSON and XLSX of everything
stream past. Run it on a quiet machine; compare figures of one run only.
"""

import argparse
import os
import statistics
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
from django.test import Client
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

from bench.measuring import HEADING, measure
from bench.synthetic_options import seed
from financing.models import FinancingOption
from mra_portal.common import data_version

LIST = "/api/v1/financieringsopties"
PAGES = {
    "100 of all": f"{LIST}?per_pagina=100",
    "100, two filters": f"{LIST}?per_pagina=100&fase=start&soort=subsidie",
    "100, free text": f"{LIST}?per_pagina=100&q=waterstof",
    "100, far on": f"{LIST}?per_pagina=100&pagina={{halfway}}",
    "two columns": f"{LIST}?per_pagina=100&velden=slug,status",
}
FILES = ("csv", "json", "xlsx")


def unchanged(client: Client, rounds: int) -> str:
    """The line of a conditional request."""
    tag = client.get(PAGES["100 of all"])["ETag"]
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        response = client.get(PAGES["100 of all"], headers={"If-None-Match": tag})
        times.append((time.perf_counter() - started) * 1000)
        assert response.status_code == 304
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{statistics.median(times):8.1f} {p95:8.1f} {'':>8} {'':>6} {0:9.1f} {0:8.1f}  nothing changed (304)"


def whole_file(client: Client, form: str) -> str:
    """Seconds, megabytes of the file, and the highest megabytes in memory while it goes out in parts."""
    tracemalloc.start()
    started, size = time.perf_counter(), 0
    for part in client.get(f"/financiering/export.{form}?beeindigd=ja").streaming_content:
        size += len(part)
    seconds = time.perf_counter() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return f"{form:>6} {seconds:8.1f} s {size / 1e6:9.1f} MB of file {peak / 1e6:9.1f} MB at most in memory"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--file-rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_content", stdout=StringIO())
        FinancingOption.objects.update(live=False)
        seed(0, asked.rows)
        data_version.touch()
        client = Client()
        print(f"{asked.rows} options\n{HEADING}")
        for name, address in PAGES.items():
            address = address.replace("{halfway}", str(max(asked.rows // 200, 1)))
            print(measure(client, name, address, asked.rounds), flush=True)
        print(unchanged(client, asked.rounds))
        seed(asked.rows, asked.file_rows)
        data_version.touch()
        client.get(PAGES["100 of all"])  # builds what counts the rows, once per version of the data: no part of a file
        print(f"\n{asked.file_rows} options")
        for form in FILES:
            print(whole_file(client, form), flush=True)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
