#!/usr/bin/env python
"""How long the public pages take, and how many queries they cost, as the agenda grows.

    .venv/bin/python bench/pages.py [--rows 100 1000 10000] [--rounds 30]

Seeds N synthetic action lines and N organisations beside the real content, in a database of its own that is thrown
away afterwards (SQLite, or the server of DATABASE_URL), and asks every page from within this process: so the
figures hold Python, templates and the database, not a network. Prints the median and the 95th percentile in
milliseconds and the number of queries. Run it on a quiet machine; compare figures of one run only.
"""

import argparse
import os
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mra_portal.settings.test")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_databases, setup_test_environment, teardown_databases

from agenda.models import Accelerator, ActionLine, ActionLineParty, Organisation, StatusUpdate
from mra_portal.common.search.indexing import index_rows

PAGES = [
    "/",
    "/agenda/",
    "/agenda/?versneller=verbindingen&deelregio=ijmond",
    "/agenda/?q=netwerk",
    "/agenda/?weergave=tabel&sorteer=gemeld&per_pagina=100",
    "/agenda/verbindingen/",
    "/agenda/ondernemerschap-kapitaal/1b/",
    "/agenda/organisaties/",
    "/agenda/organisaties/?soort=netwerk&rol=partner",
    "/agenda/organisaties/metropoolregio-amsterdam/",
    "/verhaal/onze-aanpak/",
    "/zoeken/?q=netwerk",
    "/zoeken/?q=innovaite",
]
STATUSES = ["voorbereiding", "in-uitvoering", "afgerond", "gepauzeerd"]
WORDS = ["netwerk", "onderwijs", "haven", "energie", "talent", "bouw", "gezondheid", "data", "logistiek", "media"]
BATCH = 2000


def seed(first: int, last: int) -> None:
    """Add synthetic lines and organisations first..last; the same numbers always give the same rows."""
    accelerators = list(Accelerator.objects.all())
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    numbers = range(first, last)
    organisations = Organisation.objects.bulk_create(
        [
            Organisation(
                slug=f"bench-{n}",
                name=f"Organisatie {n} voor {WORDS[n % 10]}",
                kind=["netwerk", "bedrijf", "onderwijs"][n % 3],
                summary_nl=f"Werkt aan {WORDS[n % 10]} en {WORDS[n // 10 % 10]}.",
                source="bench",
            )
            for n in numbers
        ],
        BATCH,
    )
    lines = ActionLine.objects.bulk_create(
        [
            ActionLine(
                slug=f"bench-{n}",
                accelerator=accelerators[n % 5],
                letter=f"z{n}",
                official_title=f"Actielijn {n} over {WORDS[n % 10]}",
                summary_nl=f"Een zin over {WORDS[n // 10 % 10]}.",
                agreements_nl="Een afspraak.",
                source_page=51,
                source="bench",
            )
            for n in numbers
        ],
        BATCH,
    )
    ActionLineParty.objects.bulk_create(
        [
            ActionLineParty(
                action_line=line,
                organisation=organisations[(i + step) % len(organisations)],
                role=role,
                position=1,
                printed="bench",
            )
            for i, line in enumerate(lines)
            for step, role in ((0, "initiator"), (1, "initiator"), (2, "partner"))
        ],
        BATCH,
    )
    StatusUpdate.objects.bulk_create(
        [
            StatusUpdate(
                action_line=line,
                organisation=organisations[i],
                status=STATUSES[(i + k) % 4],
                reported_at=moment + timedelta(days=30 * k, minutes=i),
            )
            for i, line in enumerate(lines)
            for k in range(2)
        ],
        BATCH,
    )
    for model, rows in ((Organisation, organisations), (ActionLine, lines)):
        for start in range(0, len(rows), BATCH):
            index_rows(model, {row.pk for row in rows[start : start + BATCH]})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(client: Client, address: str, rounds: int) -> tuple[float, float, int]:
    """Median and 95th percentile in milliseconds, and queries, after one request to warm up."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
        queries = len(captured)
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        response = client.get(address)
        times.append((time.perf_counter() - started) * 1000)
        assert response.status_code == 200, address
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], queries


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--rows", type=int, nargs="+", default=[100, 1000, 10000])
    cli.add_argument("--rounds", type=int, default=30)
    asked = cli.parse_args()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_content", stdout=StringIO())
        client, seeded = Client(), 0
        print(f"{connection.vendor}, {asked.rounds} rounds; milliseconds")
        for rows in sorted(asked.rows):
            seed(seeded, rows)
            seeded = rows
            print(f"\n{rows} synthetic action lines and organisations\n{'median':>8} {'p95':>8} {'queries':>8}  page")
            for address in PAGES:
                median, p95, queries = measure(client, address, asked.rounds)
                print(f"{median:8.1f} {p95:8.1f} {queries:8d}  {address}")
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
