#!/usr/bin/env python
"""What a long history of reports costs: the same 1,000 lines with 1,000 and with 100,000 status updates.

    .venv/bin/python bench/progress.py [--lines 1000] [--updates 1000 100000] [--rounds 7]

Seeds in a database of its own that is thrown away afterwards (SQLite, or the server of DATABASE_URL). Exits with 1
when the list with current statuses takes twice as long with the most updates as with the fewest, or when a page asks
the database more.
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

from agenda.models import Accelerator, ActionLine, Organisation, StatusUpdate
from bench.measuring import HEADING, asked, measure

STATUSES = ("voorbereiding", "in-uitvoering", "gepauzeerd", "afgerond")
FIRST = datetime(2025, 6, 1, 12, tzinfo=UTC)
PAGES = {
    "progress": "/agenda/voortgang/",
    "progress on a day": "/agenda/voortgang/?op=2026-01-15",
    "note for a meeting": "/agenda/voortgang/notitie/?van=2026-01-01&tot=2026-02-01",
}


def seed_lines(number: int) -> None:
    parents = list(Accelerator.objects.all())
    ActionLine.objects.bulk_create(
        ActionLine(
            slug=f"bench-{n}",
            accelerator=parents[n % len(parents)],
            letter=f"b{n}",
            official_title=f"Actielijn {n}",
            summary_nl="Een zin.",
            agreements_nl="Een afspraak.",
            source_page=51,
            source="bench",
        )
        for n in range(number)
    )


def seed_updates(first: int, last: int, lines: list[int]) -> None:
    """Spread over the lines in turn and over about five hundred days."""
    reporter = Organisation.objects.first()
    StatusUpdate.objects.bulk_create(
        (
            StatusUpdate(
                action_line_id=lines[n % len(lines)],
                organisation=reporter,
                status=STATUSES[n // len(lines) % len(STATUSES)],
                text_nl="Er is iets gebeurd.",
                reported_at=FIRST + timedelta(days=n * 7 % 500, seconds=n % 80_000),
            )
            for n in range(first, last)
        ),
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def milliseconds_of_list(rounds: int) -> float:
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        assert all(line.current_status for line in ActionLine.objects.published().for_listing())
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def queries_of(client: Client) -> dict[str, int]:
    counts = {}
    for address in PAGES.values():
        asked(client, address)
        with CaptureQueriesContext(connection) as captured:
            asked(client, address)
        counts[address] = len(captured)
    return counts


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--lines", type=int, default=1000)
    cli.add_argument("--updates", type=int, nargs="+", default=[1000, 100_000])
    cli.add_argument("--rounds", type=int, default=7)
    given = cli.parse_args()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_content", stdout=StringIO())
        seed_lines(given.lines)
        lines, seeded, took, counted = list(ActionLine.objects.values_list("pk", flat=True)), 0, [], []
        client = Client()
        print(f"{connection.vendor}, {len(lines)} lines, {given.rounds} rounds; milliseconds")
        for number in sorted(given.updates):
            seed_updates(seeded, number, lines)
            seeded = number
            took.append(milliseconds_of_list(given.rounds))
            counted.append(queries_of(client))
            print(f"\n{number} updates: {took[-1]:.1f} for the list with current statuses\n{HEADING}")
            for name, address in PAGES.items():
                print(measure(client, name, address, max(3, given.rounds // 2)), flush=True)
    finally:
        teardown_databases(databases, verbosity=0)
    print(f"\nThe list takes {took[-1] / took[0]:.2f} times as long with {max(given.updates)} updates.")
    return int(took[-1] > 2 * took[0] or counted[-1] != counted[0])


if __name__ == "__main__":
    sys.exit(main())
