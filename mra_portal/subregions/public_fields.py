"""What leaves as open data about subregions, their sectors and their profiles; the first six names of a subregion are
promised in interface.md.
"""

from operator import attrgetter

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agenda.models import ActionLine, Organisation
from hotspots.models import Hotspot
from mra_portal.common.exports.fields import PublicField, Type, page_of
from profiles.models import Cluster, Municipality, Sector, Subregion, SubregionProfilePage
from profiles.models.region import Province
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
NAMED = {
    "clusters": _("clusters it names, by slug"),
    "hotspots": _("places it names, by slug"),
    "financieringsopties": _("financing options it names, by slug"),
    "organisaties": _("organisations it names, by slug"),
    "actielijnen": _("action lines it names"),
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
    """The points of the live profile; none where there is no profile."""
    return lambda row: [point.text for page in row.live_profiles[:1] for point in page.points(column)]


AGENCIES = _("regional development agencies that work there, by slug")
PROFILE_COLUMNS = {
    "sectors": _("the profile: innovative sectors and clusters"),
    "places": _("the profile: hotspots and projects"),
    "programmes": _("the profile: programmes it takes part in"),
    "needs": _("the profile: what it needs"),
}


SUBREGION_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", attrgetter("name")),
    PublicField("gemeenten", lambda row: [place.slug for place in row.municipalities.all()], many=True),
    PublicField("sectoren", _sectors, many=True),
    PublicField("roms", lambda row: [agency.slug for agency in row.agencies], AGENCIES, many=True),
    PublicField("url", page_of, _("the page about it in the portal"), Type.ADDRESS),
    PublicField("code", attrgetter("code"), _("two letters of our own, for pictures")),
    PublicField("provincies", _provinces, many=True, words=Province),
    PublicField("samenvatting", lambda row: row.summary.plain, _("what kind of region it is, in our own words")),
    PublicField("clusters", lambda row: [cluster.name for cluster in row.clusters.all()], many=True),
    PublicField(
        "hotspots", lambda row: [place.slug for place in row.listed_places], _("places in it, by slug"), many=True
    ),
    PublicField(
        "actielijnen", attrgetter("started_lines"), _("action lines that it starts in its own name"), many=True
    ),
    *(
        PublicField(f"profiel_{PARTS[name].replace('-', '_')}", _texts(name), meaning, many=True)
        for name, meaning in PROFILE_COLUMNS.items()
    ),
    PublicField("contact", _of_profile(attrgetter("contact_role")), _("whom to ask, by role")),
    PublicField("bevestigd_op", attrgetter("last_confirmed_on"), _("the day its people last confirmed it"), Type.DAY),
    PublicField("bron", attrgetter("source")),
]

SECTOR_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", lambda row: row.label.plain),
    PublicField("deelregios", lambda row: list(dict.fromkeys(c.subregion.slug for c in row.clusters.all())), many=True),
    PublicField("clusters", lambda row: [cluster.name for cluster in row.clusters.all()], many=True),
    PublicField("bron", attrgetter("source")),
]

MUNICIPALITY_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", attrgetter("name")),
    PublicField("deelregio", lambda row: row.subregion.slug),
    PublicField("provincie", attrgetter("province"), _("the province"), words=Province),
    PublicField("cbs_code", attrgetter("cbs_code"), _("the code of Statistics Netherlands, as GM0363")),
    PublicField("lat", lambda row: float(row.latitude), kind=Type.NUMBER),
    PublicField("lon", lambda row: float(row.longitude), kind=Type.NUMBER),
    PublicField("plaats_van_punt", attrgetter("centre_place"), _("the place of which the point is the centre")),
    PublicField("bron", attrgetter("source")),
]


def municipalities_for_open_data():
    return Municipality.objects.select_related("subregion")


def sectors_for_open_data():
    return Sector.objects.prefetch_related(Prefetch("clusters", Cluster.objects.select_related("subregion")))


def point_fields(subregion: Subregion, rows) -> list[PublicField]:
    """The columns of one profile; `rows` is the NamedRows of its points."""

    def named(name: str):
        return lambda point: [row.slug for row in rows.of(point, name)]

    return [
        PublicField("deelregio", lambda point: subregion.slug),
        PublicField("onderdeel", lambda point: PARTS[point.column], _("the column of the profile")),
        PublicField("nummer", attrgetter("number"), _("its place in the column"), Type.WHOLE),
        PublicField("tekst", attrgetter("text"), _("the point itself")),
        PublicField("taal", attrgetter("lang"), _("the language of the text")),
        PublicField("kop", attrgetter("heading"), _("the heading above it")),
        PublicField("toelichting", attrgetter("explanation"), _("what is said about it")),
        PublicField("zoals_gedrukt", attrgetter("printed"), _("the words of the agenda of 2025")),
        PublicField("wijziging_sinds_2025", attrgetter("change"), _("what changed since then")),
        PublicField("opmerking", attrgetter("note"), _("a note about the source")),
        PublicField("bron", attrgetter("source")),
        *(PublicField(column, named(name), NAMED[column], many=True) for name, column in ROW_COLUMNS.items()),
        PublicField("pagina", lambda point: page_of(subregion), kind=Type.ADDRESS),
    ]


def all_points(page: SubregionProfilePage) -> list[Point]:
    return [point for name in COLUMNS for point in page.points(name)]
