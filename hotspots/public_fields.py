"""What leaves as open data about places; the first fourteen names are promised in interface.md.

Rows come through `for_open_data`, with `reach` worked out by the export.
"""

from operator import attrgetter

from django.db.models import Prefetch

from agenda.models import ActionLine, Organisation
from hotspots.models import Hotspot, Offer
from mra_portal.common.exports.fields import PublicField, page_of
from profiles.models import Sector

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
    PublicField("type", attrgetter("kind")),
    PublicField("stadium", attrgetter("stage")),
    PublicField("deelregio", _slug("subregion")),
    PublicField("gemeente", _slug("municipality")),
    PublicField("lat", _coordinate("latitude")),
    PublicField("lon", _coordinate("longitude")),
    PublicField("station", _stop("train", "name")),
    PublicField("sectoren", _slugs("sectors")),
    PublicField("partners", _slugs("partners")),
    PublicField("omschrijving", attrgetter("summary")),
    PublicField("url", attrgetter("url")),
    PublicField("bron", attrgetter("source")),
    PublicField("gastheren", _slugs("hosts")),
    PublicField("partners_zoals_gedrukt", attrgetter("partners_printed")),
    PublicField("adres", attrgetter("address")),
    PublicField("fasen", attrgetter("phases")),
    PublicField("aanbod", lambda place: list(dict.fromkeys(offer.kind for offer in place.listed_offers))),
    PublicField("toelating", attrgetter("admission")),
    PublicField("station_afstand_km", _kilometres("train")),
    PublicField("station_looptijd_min", _stop("train", "minutes")),
    PublicField("hov_halte", _stop("hov", "name")),
    PublicField("hov_afstand_km", _kilometres("hov")),
    PublicField("hov_looptijd_min", _stop("hov", "minutes")),
    PublicField("buiten_mra", attrgetter("lies_outside")),
    PublicField("actielijnen", _slugs("action_lines")),
    PublicField("punt_toelichting", attrgetter("point_note")),
    PublicField("zekerheid", attrgetter("confidence")),
    PublicField("onzeker", attrgetter("uncertainty")),
    PublicField("gecontroleerd_op", attrgetter("checked_on")),
    PublicField("pagina", page_of),
]


def geometry_of(place: Hotspot) -> dict | None:
    """A GeoJSON point (RFC 7946): longitude first."""
    point = place.point
    return {"type": "Point", "coordinates": [point.longitude, point.latitude]} if point else None
