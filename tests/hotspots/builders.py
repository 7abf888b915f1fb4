"""Rows for tests about the hotspot network."""

from datetime import date
from itertools import count

from django.contrib.auth.models import Group
from django.test import Client

from agenda.models import Membership
from hotspots.models import Hotspot, HotspotLink, Offer, ReachNote, Station
from mra_portal.accounts.models import User
from profiles.models import Municipality

_numbers = count(1)


def make_hotspot(name="Proefplek", *, municipality="haarlem", sectors=(), hosts=(), partners=(), **fields) -> Hotspot:
    """A published place in a municipality of the region; without a point unless one is given."""
    number = next(_numbers)
    town = Municipality.objects.get(slug=municipality) if municipality else None
    given = {
        "slug": f"proefplek-{number}",
        "name": name,
        "kind": "fieldlab",
        "stage": "bestaand",
        "municipality": town,
        "subregion": town and town.subregion,
        "summary_nl": "Een plek om te proberen.",
        "summary_en": "A place to try things.",
        "source": "test",
        "checked_on": date(2026, 11, 1),
        "confidence": "hoog",
        **fields,
    }
    place = Hotspot(**given)
    place.sectors, place.hosts, place.partners = list(sectors), list(hosts), list(partners)
    place.save()
    return place


def make_station(name="Proefstation", *, kind="trein", latitude="52.3900", longitude="4.6500") -> Station:
    return Station.objects.create(
        slug=f"station-{next(_numbers)}",
        name=name,
        kind=kind,
        latitude=latitude,
        longitude=longitude,
        confidence="hoog",
        source="test",
    )


def make_link(start, end, *, kind="werkt-samen", topic="Samen proeven", **fields) -> HotspotLink:
    """A link between two rows: places, subregions or organisations."""
    return HotspotLink.objects.create(
        slug=f"verband-{next(_numbers)}",
        kind=kind,
        topic_nl=topic,
        source="test",
        **{f"from_{start._meta.model_name}": start, f"to_{end._meta.model_name}": end},
        **fields,
    )


def somebody_of(group: str, *organisations) -> Client:
    """Somebody with this role who works for these organisations, signed in."""
    user = User.objects.create_user(f"{group.lower()}-{next(_numbers)}@test.example", "x")
    user.groups.add(Group.objects.get(name=group))
    for organisation in organisations:
        Membership.objects.create(user=user, organisation=organisation)
    client = Client()
    client.force_login(user)
    return client


def make_offer(place, kind, text="Iets", *, is_there=True) -> Offer:
    return Offer.objects.create(hotspot=place, kind=kind, text_nl=text, is_there=is_there, source="test")


def make_note(place, kind, text="Iets over de weg erheen") -> ReachNote:
    return ReachNote.objects.create(hotspot=place, kind=kind, text_nl=text, source="test")
