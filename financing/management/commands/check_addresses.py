"""`manage.py check_addresses`: do the official addresses of the published options still answer? For a weekly timer."""

from collections import defaultdict
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from financing.addresses import AddressChecker
from financing.models import AddressCheck, FinancingOption


class Command(BaseCommand):
    help = "Try the official addresses of published options, the ones that waited longest first, and note what answers."
    checker_class = AddressChecker

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=200, help="try at most this many addresses (200)")
        parser.add_argument("--minutes", type=float, default=20, help="begin no new address after this time (20)")

    def handle(self, *args, limit, minutes, **options):
        checker = self.checker_class()
        urls = in_turns(longest_waiting()[: max(limit, 0)])
        stop = checker.clock() + minutes * 60
        broken = tried = 0
        for url in urls:
            if checker.clock() >= stop:
                break
            answer = checker.check(url)
            note(url, answer)
            tried += 1
            broken += not answer.is_ok
            self.stdout.write(f"{tried}/{len(urls)} {'ok    ' if answer.is_ok else 'BROKEN'} {answer.detail} {url}")
        self.stdout.write(f"{tried} addresses tried: {tried - broken} answer, {broken} do not.")
        if tried < len(urls):
            self.stdout.write(f"{len(urls) - tried} left for the next time: the time was up.")


def longest_waiting() -> list[str]:
    """The addresses of published options, never tried ones first."""
    tried = AddressCheck.objects.filter(url=OuterRef("url")).values("checked_at")[:1]
    options = FinancingOption.objects.published().exclude(url="").order_by()
    waiting = options.annotate(tried=Subquery(tried)).values_list("url", "tried").distinct()
    return [url for url, _tried in waiting.order_by(F("tried").asc(nulls_first=True), "url")]


def in_turns(urls: list[str]) -> list[str]:
    """Host by host in turns, so that hardly any host is asked twice in a row."""
    by_host = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).netloc].append(url)
    return [url for url in chain.from_iterable(zip_longest(*by_host.values())) if url is not None]


def note(url: str, answer) -> None:
    """Without signals: no visitor sees this, so no process need forget what it keeps of the public data."""
    outcome = AddressCheck.Outcome.OK if answer.is_ok else AddressCheck.Outcome.BROKEN
    AddressCheck.objects.bulk_create(
        [AddressCheck(url=url, checked_at=timezone.now(), outcome=outcome, detail=answer.detail)],
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["checked_at", "outcome", "detail"],
    )
