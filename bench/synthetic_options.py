"""Synthetic options for bench/financing.py: nothing in them is true, and the same numbers give the same rows.

Values have a long tail, as real ones do: the first of a list stands in most rows. Dates lie around today.
"""

import random
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from agenda.models import Organisation
from financing.models import CallWindow, Condition, Family, FinancingOption
from financing.models.vocabulary import Attribute, CompanySize, Kind, Level, Rhythm
from profiles.models import Municipality, Province, Sector, Subregion
from profiles.phases import Phase

WORDS = [
    "innovatie",
    "regeling",
    "ontwikkeling",
    "circulair",
    "digitaal",
    "duurzaam",
    "samenwerking",
    "onderzoek",
    "product",
    "proces",
    "markt",
    "groei",
    "kapitaal",
    "ondernemer",
    "keten",
    "pilot",
    "opschaling",
    "technologie",
    "klimaat",
    "waterstof",
    "gezondheid",
    "voedsel",
    "mobiliteit",
    "arbeidsmarkt",
    "talent",
    "energie",
    "bouwen",
    "data",
    "veiligheid",
    "haven",
    "logistiek",
    "creatief",
    "toepassing",
    "bedrijf",
    "netwerk",
]
BATCH = 2000
PROVIDERS = 40
SOURCE = "bench"


class Dice:
    """Chance that depends on the number of a row only, so that 1,000 rows are the first of 10,000."""

    def __init__(self, number: int):
        self.random = random.Random(20260101 + number)

    def one(self, values: Sequence):
        return self.random.choices(values, [1 / (place + 1) for place in range(len(values))])[0]

    def some(self, values: Sequence, most: int) -> list:
        return list(dict.fromkeys(self.one(values) for _ in range(self.random.randint(1, most))))

    def words(self, size: int) -> str:
        return " ".join(self.random.choices(WORDS, k=size))

    def in_so_many(self, share: float) -> bool:
        return self.random.random() < share


def seed(first: int, last: int) -> None:
    """Add options first..last with their coverage, providers, windows and conditions, and index them for search."""
    families = [
        Family.objects.get_or_create(slug=f"bench-{n}", defaults={"name": f"Familie {n}", "source": SOURCE})[0]
        for n in range(10)
    ]
    lists = _Lists()
    for start in range(first, last, BATCH):
        numbers = range(start, min(start + BATCH, last))
        options = FinancingOption.objects.bulk_create([_option(n, families) for n in numbers])
        lists.add(options, numbers)
        CallWindow.objects.bulk_create(
            window for n, row in zip(numbers, options, strict=True) for window in _windows(n, row)
        )
        Condition.objects.bulk_create(
            asked for n, row in zip(numbers, options, strict=True) for asked in _conditions(n, row)
        )
        # Bulk operations send no signals. With their lists fetched together the search needs no query per row.
        rows = with_lists(FinancingOption.objects.filter(pk__in=[row.pk for row in options]))
        get_search_backend().get_index_for_model(FinancingOption).add_items(FinancingOption, list(rows))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _option(number: int, families: list[Family]) -> FinancingOption:
    dice = Dice(number)
    phases = dice.some(Phase.values, 3)
    lowest = dice.random.choice([None, 5_000, 10_000, 25_000, 50_000, 100_000])
    highest = (lowest or 0) + dice.random.randrange(5_000, 2_000_000, 5_000) if dice.in_so_many(0.7) else None
    where = dice.random.random()
    ended = dice.in_so_many(0.05)
    return FinancingOption(
        slug=f"bench-{number}",
        name=f"{dice.words(2).capitalize()} {number}",
        family=dice.random.choice(families) if dice.in_so_many(0.25) else None,
        has_ended=ended,
        level=dice.one([Level.STATE, Level.PROVINCE, Level.ROM, Level.EU, Level.MUNICIPALITY, Level.PRIVATE]),
        kind=dice.one(Kind.values),
        phases=[phase for phase in Phase.values if phase in phases],
        amount_min=lowest,
        amount_max=highest,
        covers_country=where < 0.45,
        provinces=dice.some(Province.values, 2) if 0.45 <= where < 0.7 else [],
        audience_nl=f"bedrijven in {dice.words(1)} en {dice.words(1)}",
        rhythm=dice.one(["", Rhythm.RECURRING, Rhythm.CONTINUOUS]),
        provider_printed=f"Verstrekker {dice.words(1)}",
        url=f"https://regeling.example/{number}",
        summary_nl=f"{dice.words(16).capitalize()}.",
        summary_en=f"{dice.words(16).capitalize()}.",
        source=SOURCE,
        checked_on=date(2026, 11, 1),
        confidence=dice.one(["hoog", "midden", "laag"]),
    )


class _Lists:
    """What stands in tables between two: sectors, subregions, municipalities, who pays and who executes."""

    def __init__(self):
        self.sectors = list(Sector.objects.order_by("slug"))
        self.subregions = list(Subregion.objects.order_by("slug"))
        self.municipalities = list(Municipality.objects.order_by("slug"))
        self.organisations = list(Organisation.objects.published().order_by("slug")[:PROVIDERS])

    def add(self, options: list[FinancingOption], numbers: Sequence[int]) -> None:
        pairs = {"sectors": [], "subregions": [], "municipalities": [], "paid_by": [], "executed_by": []}
        for number, row in zip(numbers, options, strict=True):
            for name, others in self._of(number, row).items():
                pairs[name] += [(row.pk, other.pk) for other in others]
        for name, found in pairs.items():
            field = FinancingOption._meta.get_field(name)
            here, there = field.m2m_column_name(), field.m2m_reverse_name()
            through = field.remote_field.through
            through.objects.bulk_create((through(**{here: one, there: other}) for one, other in found), BATCH)

    def _of(self, number: int, row: FinancingOption) -> dict[str, list]:
        dice = Dice(-number - 1)
        is_local = not row.covers_country and not row.provinces
        is_municipal = is_local and dice.in_so_many(0.4)
        return {
            "sectors": dice.some(self.sectors, 3) if dice.in_so_many(0.6) else [],
            "subregions": dice.some(self.subregions, 2) if is_local and not is_municipal else [],
            "municipalities": dice.some(self.municipalities, 4) if is_municipal else [],
            "paid_by": [dice.one(self.organisations)],
            "executed_by": [dice.one(self.organisations)] if dice.in_so_many(0.5) else [],
        }


def _windows(number: int, row: FinancingOption) -> list[CallWindow]:
    """Up to three rounds, a year apart."""
    dice, today = Dice(number * 3 + 1), timezone.localdate()
    if row.rhythm != Rhythm.RECURRING:
        return []
    opens = today + timedelta(days=dice.random.randint(-300, 200))
    runs = timedelta(days=dice.random.randint(14, 200))
    starts = [opens - timedelta(days=365 * back) for back in range(dice.random.randint(1, 3))]
    return [CallWindow(option=row, opens_on=start, closes_on=start + runs, source=SOURCE) for start in starts]


def _conditions(number: int, row: FinancingOption) -> list[Condition]:
    dice = Dice(number * 5 + 2)
    asked = []
    if dice.in_so_many(0.5):
        asked.append(Condition(attribute=Attribute.SIZE, values=dice.some(CompanySize.values, 3)))
    if dice.in_so_many(0.2):
        asked.append(Condition(attribute=Attribute.PARTNER, values=["ja"]))
    if dice.in_so_many(0.5):
        asked.append(Condition(attribute=Attribute.FREE))
    for condition in asked:
        condition.option, condition.text_nl, condition.source = row, dice.words(8), SOURCE
    return asked


FACETS = ("kind", "phase", "sector", "region", "level", "provider")


def flatten(path: Path) -> None:
    """The same options as one SQLite table `options`, with an index per facet and full text, for a comparison.

    Of a list (phases, sectors, providers) only the first value goes along: single values cost others least to count.
    """
    path.unlink(missing_ok=True)
    rows = with_lists(FinancingOption.objects.published().with_state_at(timezone.now()).order_by("pk"))
    with sqlite3.connect(path) as file:
        file.execute(
            "create table options (id integer primary key, slug text, title text, summary text, amount_min int,"
            f" amount_max int, deadline text, {', '.join(f'{name} text' for name in FACETS)})"
        )
        file.executemany(f"insert into options values ({','.join('?' * 13)})", map(_flat, rows.iterator(BATCH)))
        for name in FACETS:
            file.execute(f"create index options_{name} on options ({name})")
        file.execute(
            "create virtual table options_fts using fts5(title, summary, content='options', content_rowid='id')"
        )
        file.execute("insert into options_fts(options_fts) values ('rebuild')")
        file.execute("analyze")


def with_lists(rows):
    return rows.select_related("family").prefetch_related(
        "sectors", "subregions", "municipalities", "paid_by", "executed_by"
    )


def _flat(row: FinancingOption) -> tuple:
    areas = [*row.provinces, *(area.slug for area in (*row.subregions.all(), *row.municipalities.all()))]
    region = "land" if row.covers_country else areas[0]
    sector = next((one.slug for one in row.sectors.all()), "alle")
    until = row.open_until.isoformat() if row.open_until else None
    told = (row.pk, row.slug, row.name, row.summary_nl, row.amount_min, row.amount_max, until)
    return (*told, row.kind, row.phases[0], sector, region, row.level, row.paid_by.all()[0].slug)
