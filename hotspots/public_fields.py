"""What leaves as open data about places; the first fourteen names are promised in interface.md.

Rows come through `for_open_data`, with `reach` worked out by the export.
"""

from operator import attrgetter

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agenda.models import ActionLine, Organisation
from hotspots.models import Hotspot, Offer
from hotspots.models.vocabulary import HotspotKind, OfferKind, Stage
from mra_portal.common.confidence import Confidence
from mra_portal.common.exports.fields import PublicField, Type, page_of
from profiles.models import Sector
from profiles.phases import Phase

LISTS = {
    "sectors": Sector.objects.all(),
    "hosts": Organisation.objects.published(),
    "partners": Organisation.objects.published(),
    "action_lines": ActionLine.objects.published(),
}


def for_open_data(places):
    """What FIELDS read; of related rows only the slug, and only of public ones."""
    lists = [Prefetch(name, rows.only("slug"), to_attr=f"listed_{name}") for name, rows in LISTS.items()]
    offers = Prefetch("offers", Offer.objects.filter(is_there=True), to_attr="listed_offers")
    return places.select_related("subregion", "municipality").prefetch_related(*lists, offers)


def _slugs(name: str):
    return lambda place: [row.slug for row in getattr(place, f"listed_{name}")]


def _slug(name: str):
    return lambda place: row.slug if (row := getattr(place, name)) else None


def _coordinate(name: str):
    return lambda place: None if (value := getattr(place, name)) is None else float(value)


def _stop(which: str, part: str):
    def read(place):
        stop = getattr(place.reach, which)
        return getattr(stop, part) if stop else None

    return read


def _kilometres(which: str):
    read = _stop(which, "straight_km")
    return lambda place: None if (value := read(place)) is None else round(value, 2)


FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", attrgetter("name")),
    PublicField("type", attrgetter("kind"), _("what kind of place it is"), words=HotspotKind),
    PublicField("stadium", attrgetter("stage"), _("whether one can go there yet"), words=Stage),
    PublicField("deelregio", _slug("subregion"), _("the subregion it lies in, by slug; none: outside the region")),
    PublicField("gemeente", _slug("municipality"), _("the municipality of the region it lies in, by slug")),
    PublicField("lat", _coordinate("latitude"), kind=Type.NUMBER),
    PublicField("lon", _coordinate("longitude"), kind=Type.NUMBER),
    PublicField("station", _stop("train", "name"), _("the nearest train station")),
    PublicField("sectoren", _slugs("sectors"), many=True),
    PublicField("partners", _slugs("partners"), _("organisations that take part, by slug"), many=True),
    PublicField("omschrijving", attrgetter("summary")),
    PublicField("url", attrgetter("url"), kind=Type.ADDRESS),
    PublicField("bron", attrgetter("source")),
    PublicField("gastheren", _slugs("hosts"), _("organisations that run the place, by slug"), many=True),
    PublicField("partners_zoals_gedrukt", attrgetter("partners_printed"), _("the partners as the source prints them")),
    PublicField("adres", attrgetter("address"), _("address, or the area")),
    PublicField("fasen", attrgetter("phases"), _("suits companies in these phases"), many=True, words=Phase),
    PublicField(
        "aanbod",
        lambda place: list(dict.fromkeys(offer.kind for offer in place.listed_offers)),
        _("what a company can use there"),
        many=True,
        words=OfferKind,
    ),
    PublicField("toelating", attrgetter("admission"), _("who is admitted, and how")),
    PublicField("station_afstand_km", _kilometres("train"), _("to the station, in a straight line"), Type.NUMBER),
    PublicField("station_looptijd_min", _stop("train", "minutes"), _("walk from the station, estimated"), Type.WHOLE),
    PublicField("hov_halte", _stop("hov", "name"), _("the nearest stop of metro, tram or fast bus")),
    PublicField("hov_afstand_km", _kilometres("hov"), _("to that stop, in a straight line"), Type.NUMBER),
    PublicField("hov_looptijd_min", _stop("hov", "minutes"), _("walk from that stop, estimated"), Type.WHOLE),
    PublicField("buiten_mra", attrgetter("lies_outside"), _("it lies outside the region"), Type.YES_NO),
    PublicField("actielijnen", _slugs("action_lines"), many=True),
    PublicField("punt_toelichting", attrgetter("point_note"), _("what there is to know about the point")),
    PublicField("zekerheid", attrgetter("confidence"), words=Confidence),
    PublicField("onzeker", attrgetter("uncertainty")),
    PublicField("gecontroleerd_op", attrgetter("checked_on"), kind=Type.DAY),
    PublicField("pagina", page_of, kind=Type.ADDRESS),
]


def geometry_of(place: Hotspot) -> dict | None:
    """A GeoJSON point (RFC 7946): longitude first."""
    point = place.point
    return {"type": "Point", "coordinates": [point.longitude, point.latitude]} if point else None
