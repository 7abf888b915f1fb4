"""Tables of the network that come in: the same checks as on the forms, row by row, and nothing half-written."""

import pytest
import tablib

from hotspots.models import Hotspot, HotspotLink, Offer, Station
from hotspots.resources import HotspotLinkResource, HotspotResource, OfferResource, StationResource
from mra_portal.common.content.one_file import RefusedFileError, bring_in
from tests.hotspots.builders import make_hotspot, make_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_hotspot(slug="stationsplein", latitude="52.3876", longitude="4.6384")


def table(*rows: dict) -> tablib.Dataset:
    return tablib.Dataset(*(row.values() for row in rows), headers=[*rows[0]])


def refused(resource, *rows) -> str:
    with pytest.raises(RefusedFileError) as error:
        bring_in(resource(), table(*rows))
    return str(error.value)


def point(slug, latitude, longitude, **more) -> dict:
    return {"slug": slug, "latitude": latitude, "longitude": longitude, **more}


FAULTS = [
    (point("stationsplein", "4.6384", "52.3876"), ("latitude", "52.3876")),
    (point("stationsplein", "52.0907", "5.1214"), ("latitude", " km ")),
    (point("stationsplein", "52.4389", "4.8258"), ("municipality", "Zaanstad", "Haarlem")),
    (point("stationsplein", "52.3876", ""), ("longitude",)),
    (point("stationsplein", "52,3876", "4.6384"), ("52,3876",)),
    (point("stationsplein", "487383", "121394"), ("latitude",)),
    ({"slug": "stationsplein", "kind": "kasteel"}, ("kind", "kasteel")),
    ({"slug": "stationsplein", "phases": "start;pensioen"}, ("phases", "pensioen")),
    ({"slug": "stationsplein", "hosts": "niemand"}, ("hosts", "niemand")),
    ({"slug": "stationsplein", "municipality": "zaanstad"}, ("municipality", "Zaanstreek")),
    ({"slug": "stationsplein", "lies_outside": "ja"}, ("lies_outside", "ja")),
    ({"slug": "stationsplein", "kleur": "rood"}, ("kleur",)),
]


@pytest.mark.parametrize(("row", "said"), FAULTS, ids=[" ".join(said) for _row, said in FAULTS])
def test_a_faulty_place_is_refused_by_row_and_column(place, row, said):
    message = refused(HotspotResource, row)

    assert all(word in message for word in said), message
    assert Hotspot.objects.get(pk=place.pk).latest_revision is None


def test_a_place_outside_is_let_in_when_the_row_says_so(place):
    counts = bring_in(HotspotResource(), table(point("stationsplein", "52.0907", "5.1214", lies_outside="1")))

    assert counts == {"changed": 1}
    assert str(Hotspot.objects.get(pk=place.pk).latitude) == "52.0907"


def test_one_bad_row_keeps_the_good_ones_out_and_a_dry_run_writes_nothing(place):
    other = make_hotspot(latitude="52.3876", longitude="4.6384")
    good, bad = point(place.slug, "52.38", "4.64"), point(other.slug, "4.64", "52.38")

    message = refused(HotspotResource, good, bad)
    dry = bring_in(HotspotResource(), table(good), dry_run=True)

    assert "2" in message
    assert dry == {"changed": 1}
    assert str(Hotspot.objects.get(pk=place.pk).latitude) == "52.3876"


def test_links_that_double_or_join_a_thing_to_itself_or_two_subregions_are_refused(place):
    other = make_hotspot("Andere plek")
    link = make_link(other, place)
    row = {"slug": "nieuw", "kind": "werkt-samen", "topic_nl": "Bruggen", "source": "test"}

    doubled = refused(HotspotLinkResource, {**row, "from_hotspot": place.slug, "to_hotspot": other.slug})
    itself = refused(HotspotLinkResource, {**row, "from_hotspot": place.slug, "to_hotspot": place.slug})
    nowhere = refused(HotspotLinkResource, {**row, "from_hotspot": place.slug, "to_hotspot": ""})
    subregions = refused(HotspotLinkResource, {**row, "from_subregion": "ijmond", "to_subregion": "amsterdam"})

    assert str(link) in doubled
    assert "to_hotspot" in doubled
    assert doubled.count("\n") == 0
    assert "to_hotspot" in itself
    assert "to_hotspot" in nowhere
    assert "to_subregion" in subregions
    assert "kruisbestuiving" in subregions
    assert not HotspotLink.objects.filter(slug="nieuw").exists()


def test_a_station_the_wrong_way_round_and_an_offer_of_no_place_are_refused():
    station = Station.objects.first()

    swapped = refused(StationResource, point(station.slug, str(station.longitude), str(station.latitude)))
    nowhere = refused(OfferResource, {"hotspot": "nergens", "position": "1", "kind": "lab", "text_nl": "Een lab."})

    assert str(station.latitude) in swapped
    assert "nergens" in nowhere


def test_what_is_on_offer_comes_in_with_a_new_version_of_its_place(place):
    row = {"hotspot": place.slug, "position": "1", "kind": "lab", "is_there": "1", "text_nl": "Een lab.", "source": "t"}

    counts = bring_in(OfferResource(), table(row))

    assert counts == {"new": 1}
    assert Offer.objects.get(hotspot=place).text_nl == "Een lab."
    assert "Een lab." in str(Hotspot.objects.get(pk=place.pk).latest_revision.content["offers"])
