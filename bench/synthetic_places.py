"""Synthetic places for bench/places.py: nothing in them is true, and the same numbers give the same rows."""

from django.db import connection
from wagtail.search.backends import get_search_backend

from agenda.models import Organisation
from bench.synthetic_options import BATCH, SOURCE, Dice
from hotspots.models import Hotspot, HotspotLink
from hotspots.models.vocabulary import HotspotKind, LinkKind, Stage
from profiles.models import Municipality, Sector

LINKS_EACH = 3


def seed(first: int, last: int) -> None:
    """Add places first..last round the centres of the municipalities, each with three links to earlier ones."""
    towns = list(Municipality.objects.order_by("slug"))
    for start in range(first, last, BATCH):
        numbers = range(start, min(start + BATCH, last))
        rows = Hotspot.objects.bulk_create([_place(number, towns) for number in numbers])
        _join("sectors", rows, list(Sector.objects.order_by("slug")))
        _join("hosts", rows, list(Organisation.objects.published().order_by("slug")[:40]))
        found = Hotspot.objects.filter(pk__in=[row.pk for row in rows])
        found = found.select_related("municipality", "subregion").prefetch_related("sectors", "hosts", "partners")
        get_search_backend().get_index_for_model(Hotspot).add_items(Hotspot, list(found))
    _link(first, last)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _place(number: int, towns: list[Municipality]) -> Hotspot:
    dice = Dice(number)
    town = dice.one(towns)
    return Hotspot(
        slug=f"bench-{number}",
        name=f"{dice.words(2).capitalize()} {number}",
        kind=dice.one(HotspotKind.values),
        stage=dice.one(Stage.values),
        subregion_id=town.subregion_id,
        municipality=town,
        latitude=round(float(town.latitude) + dice.random.gauss(0, 0.02), 4),
        longitude=round(float(town.longitude) + dice.random.gauss(0, 0.03), 4),
        summary_nl=f"{dice.words(16).capitalize()}.",
        summary_en=f"{dice.words(16).capitalize()}.",
        source=SOURCE,
        checked_on="2026-11-01",
        confidence="midden",
    )


def _join(name: str, rows: list[Hotspot], others: list) -> None:
    field = Hotspot._meta.get_field(name)
    here, there = field.m2m_column_name(), field.m2m_reverse_name()
    through = field.remote_field.through
    pairs = ((row.pk, other.pk) for row in rows for other in Dice(-row.pk).some(others, 3))
    through.objects.bulk_create((through(**{here: one, there: other}) for one, other in pairs), BATCH)


def _link(first: int, last: int) -> None:
    keys = list(Hotspot.objects.filter(slug__startswith="bench-").order_by("pk").values_list("pk", flat=True))
    links = []
    for place in range(max(first, LINKS_EACH), last):
        dice = Dice(place * 7 + 3)
        for other in dice.random.sample(range(place), LINKS_EACH):
            link = HotspotLink(
                slug=f"bench-{place}-{other}",
                kind=dice.one(LinkKind.values),
                from_hotspot_id=keys[place],
                to_hotspot_id=keys[other],
                topic_nl=dice.words(3),
                source=SOURCE,
            )
            link.pair = f"bench {place} {other}"
            links.append(link)
    HotspotLink.objects.bulk_create(links, BATCH)
