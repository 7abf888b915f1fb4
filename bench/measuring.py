"""One line of figures per page: what it takes, asks the database and weighs."""

import gzip
import statistics
import time
from collections import Counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

HEADING = f"{'median':>8} {'p95':>8} {'queries':>8} {'again':>6} {'kB':>9} {'gzipped':>8}  page"


def asked(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return b"".join(response.streaming_content) if response.streaming else response.content


def measure(client: Client, name: str, address: str, rounds: int) -> str:
    """One line of the table, after one request to warm up."""
    asked(client, address)
    with CaptureQueriesContext(connection) as captured:
        body = asked(client, address)
        queries = Counter(query["sql"] for query in captured.captured_queries)
    again = queries.total() - len(queries)
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        asked(client, address)
        times.append((time.perf_counter() - started) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1] if rounds > 1 else times[0]
    weights = f"{len(body) / 1000:9.1f} {len(gzip.compress(body)) / 1000:8.1f}"
    return f"{statistics.median(times):8.1f} {p95:8.1f} {queries.total():8d} {again:6d} {weights}  {name}"
