"""Near a town, a station or a point: who lies within reach, in which order, and what a visitor is told."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags

from hotspots.geography import Point, distance_km, parse_point, walking_minutes
from hotspots.near import Gazetteer, parse_here, parse_radius
from tests.hotspots.builders import make_hotspot, make_station

LIST = "/hotspots/"
KNOWN = {"haarlem": Point(52.38, 4.63), "station haarlem": Point(52.39, 4.64)}
NAMES = Gazetteer(["Haarlem", "Station Haarlem"], KNOWN)


def test_distances_are_those_of_the_earth():
    """One degree of latitude is 111.2 km; Amsterdam–Utrecht (Dom) about 35 km."""
    assert distance_km(Point(52, 5), Point(53, 5)) == pytest.approx(111.19, abs=0.02)
    assert distance_km(Point(52.3702, 4.8952), Point(52.0907, 5.1214)) == pytest.approx(34.7, abs=0.3)
    assert distance_km(Point(52, 5), Point(52, 5)) == 0
    assert walking_minutes(0.8) == 13  # 0.8 km × 1.3 at 4.8 km an hour


def test_points_are_read_and_swapped_ones_are_offered_the_right_way_round():
    assert parse_here(" 52.37 , 4.89 ", NAMES) == Point(52.37, 4.89)
    assert parse_here("haarlem", NAMES) == Point(52.38, 4.63)
    assert parse_here("  Station   HAARLEM ", NAMES) == Point(52.39, 4.64)
    assert parse_point("152.1,4.8") is None
    with pytest.raises(ValidationError, match=r"52\.3700,4\.8900"):
        parse_here("4.89,52.37", NAMES)
    with pytest.raises(ValidationError, match="Haarlem"):
        parse_here("Harlem", NAMES)


@pytest.mark.parametrize("text", ["-1", "0", "abc", "nan", "inf", "1e400", "101", "1" * 30, "²", ""])
def test_a_radius_is_a_number_of_kilometres(text):
    with pytest.raises(ValidationError):
        parse_radius(text)


def test_a_radius_may_have_a_comma():
    assert parse_radius("2,5") == parse_radius(" 2.5 ") == 2.5


@pytest.fixture
def _three_places(db, django_capture_on_commit_callbacks):
    """Of one made-up word, at 0, about 1.1 and about 11 kilometres north of a point, and one without a point."""
    with django_capture_on_commit_callbacks(execute=True):
        for name, latitude in (("B hier", "52.3000"), ("C dichtbij", "52.3100"), ("A ver", "52.4000")):
            make_hotspot(f"{name} kwibus", slug=name[0].lower(), latitude=latitude, longitude="4.7000")
        make_hotspot("D nergens kwibus", slug="d")
        make_station("Kwibusstation", latitude="52.3000", longitude="4.7000")


def slugs(client, query):
    return [row.slug for row in client.get(f"{LIST}?q=kwibus&{query}").context["rows"]]


@pytest.mark.usefixtures("_three_places")
def test_the_nearest_come_first_and_the_radius_cuts_off(client):
    assert slugs(client, "dichtbij=52.3,4.7") == ["b", "c", "a"]
    assert slugs(client, "dichtbij=52.3,4.7&straal=2") == ["b", "c"]
    assert slugs(client, "dichtbij=52.3,4.7&straal=0,5") == ["b"]
    assert slugs(client, "dichtbij=kwibusstation&straal=2") == ["b", "c"]
    assert slugs(client, "dichtbij=52.3,4.7&sorteer=naam") == ["a", "b", "c"]
    # A radius without a place to measure from narrows nothing; an order by distance is then one by name.
    assert slugs(client, "straal=2") == slugs(client, "sorteer=afstand") == ["a", "b", "c", "d"]


@pytest.mark.usefixtures("_three_places")
def test_the_page_tells_distances_and_shows_the_circle(client):
    page = client.get(f"{LIST}?q=kwibus&dichtbij=52.3,4.7&straal=2")

    assert [card["away"][:6] for card in page.context["cards"]] == ["0 m va", "1,1 km"]
    assert page.context["map"]["here"]["radius"]
    text = strip_tags(page.content.decode())
    assert "1,3 keer" in text  # that a walk is longer than the straight line


@pytest.mark.usefixtures("_three_places")
def test_stations_and_towns_are_offered_and_an_unknown_one_gets_suggestions(client):
    page = client.get(LIST)
    wrong = client.get(f"{LIST}?dichtbij=Kwibusstasion")

    assert {"Kwibusstation", "Haarlem", "Station Haarlem", "Almere"} <= set(page.context["near"]["names"])
    assert "Kwibusstation" in page.context["near"]["names"]
    assert "Kwibusstation" in " ".join(wrong.context["near"]["here_errors"])
    assert wrong.context["near"]["here"] == "Kwibusstasion"  # what was typed stays
