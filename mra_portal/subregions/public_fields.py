"""What leaves as open data about subregions, their sectors and their profiles; the first six names of a subregion are
promised in interface.md.
"""

from operator import attrgetter

from django.conf import settings
from django.db.models import Prefetch

from agenda.models import ActionLine, Organisation
from hotspots.models import Hotspot
from mra_portal.common.exports.fields import PublicField, page_of
from profiles.models import Cluster, Sector, Subregion, SubregionProfilePage
from profiles.points import COLUMNS, Point

# What the columns of a profile are called in open data.
PARTS = {
    "sectors": "sectoren-en-clusters",
    "places": "hotspots-en-projecten",
    "programmes": "programmas",
    "needs": "nodig",
}
ROW_COLUMNS = {
    "clusters": "clusters",
    "places": "hotspots",
    "options": "financieringsopties",
    "organisations": "organisaties",
    "lines": "actielijnen",
}


def subregions_for_open_data():
    """The seven, with what SUBREGION_FIELDS read. Their profiles are the live Dutch ones."""
    agencies = Organisation.objects.published().filter(kind=Organisation.Kind.ROM).by_name()
    profiles = SubregionProfilePage.objects.for_public().in_language(settings.LANGUAGE_CODE)
    return Subregion.objects.with_last_confirmation().prefetch_related(
        "municipalities",
        Prefetch("clusters", Cluster.objects.prefetch_related("sectors")),
        Prefetch("served_by", agencies, to_attr="agencies"),
        Prefetch("hotspots", Hotspot.objects.published().only("slug", "subregion"), to_attr="listed_places"),
        Prefetch("profiles", profiles, to_attr="live_profiles"),
    )


def with_lines(rows: list[Subregion]) -> list[Subregion]:
    """The same rows with `started_lines`: the action lines that each starts in its own name."""
    for row in rows:
        row.started_lines = list(
            ActionLine.objects.published()
            .initiated_by_subregion(row.pk)
            .in_printed_order()
            .values_list("slug", flat=True)
        )
    return rows


def _sectors(row: Subregion) -> list[str]:
    found = {sector for cluster in row.clusters.all() for sector in cluster.sectors.all()}
    return [sector.slug for sector in sorted(found, key=lambda sector: sector.position)]


def _provinces(row: Subregion) -> list[str]:
    return sorted({place.province for place in row.municipalities.all()})


def _of_profile(read):
    """From the live profile, or nothing where there is none."""
    return lambda row: read(row.live_profiles[0]) if row.live_profiles else None


def _texts(column: str):
    return _of_profile(lambda page: [point.text for point in page.points(column)])


SUBREGION_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", attrgetter("name")),
    PublicField("gemeenten", lambda row: [place.slug for place in row.municipalities.all()]),
    PublicField("sectoren", _sectors),
    PublicField("roms", lambda row: [agency.slug for agency in row.agencies]),
    PublicField("url", page_of),
    PublicField("code", attrgetter("code")),
    PublicField("provincies", _provinces),
    PublicField("samenvatting", lambda row: row.summary.plain),
    PublicField("clusters", lambda row: [cluster.name for cluster in row.clusters.all()]),
    PublicField("hotspots", lambda row: [place.slug for place in row.listed_places]),
    PublicField("actielijnen", attrgetter("started_lines")),
    *(PublicField(f"profiel_{PARTS[name].replace('-', '_')}", _texts(name)) for name in COLUMNS),
    PublicField("contact", _of_profile(attrgetter("contact_role"))),
    PublicField("bevestigd_op", attrgetter("last_confirmed_on")),
    PublicField("bron", attrgetter("source")),
]

SECTOR_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", lambda row: row.label.plain),
    PublicField("deelregios", lambda row: list(dict.fromkeys(c.subregion.slug for c in row.clusters.all()))),
    PublicField("clusters", lambda row: [cluster.name for cluster in row.clusters.all()]),
    PublicField("bron", attrgetter("source")),
]


def sectors_for_open_data():
    return Sector.objects.prefetch_related(Prefetch("clusters", Cluster.objects.select_related("subregion")))


def point_fields(subregion: Subregion, rows) -> list[PublicField]:
    """The columns of one profile; `rows` is the NamedRows of its points."""

    def named(name: str):
        return lambda point: [row.slug for row in rows.of(point, name)]

    words = {"kop": "heading", "toelichting": "explanation", "zoals_gedrukt": "printed"}
    return [
        PublicField("deelregio", lambda point: subregion.slug),
        PublicField("onderdeel", lambda point: PARTS[point.column]),
        PublicField("nummer", attrgetter("number")),
        PublicField("tekst", attrgetter("text")),
        PublicField("taal", attrgetter("lang")),
        *(PublicField(name, attrgetter(read)) for name, read in words.items()),
        PublicField("wijziging_sinds_2025", attrgetter("change")),
        PublicField("opmerking", attrgetter("note")),
        PublicField("bron", attrgetter("source")),
        *(PublicField(column, named(name)) for name, column in ROW_COLUMNS.items()),
        PublicField("pagina", lambda point: page_of(subregion)),
    ]


def all_points(page: SubregionProfilePage) -> list[Point]:
    return [point for name in COLUMNS for point in page.points(name)]
