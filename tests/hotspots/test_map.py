"""The map of places: the picture without script, and what the moving map asks for."""

import gzip
import json
import random
import re

import pytest
from django.template.loader import render_to_string

from hotspots.geography import Point
from hotspots.models import Hotspot
from hotspots.models.vocabulary import HotspotKind, Stage
from hotspots.place_map import land_of, place_map
from hotspots.place_map.pins import Pin, clusters_of
from hotspots.place_map.projection import HEIGHT, WIDTH, place_of
from hotspots.shapes import SHAPES
from hotspots.views import map_data
from tests.hotspots.builders import make_hotspot

LIST = "/hotspots/"


def pin(number, latitude=52.37, longitude=4.9, **fields) -> Pin:
    told = {"name": f"Plek {number}", "kind": "campus", "stage": "bestaand", "town": "Haarlem", **fields}
    return Pin(number, f"plek-{number}", latitude=latitude, longitude=longitude, **told)


def scattered(count: int) -> list[Pin]:
    dice = random.Random(5)
    kinds, stages = list(HotspotKind), list(Stage)
    return [
        pin(
            number,
            round(dice.gauss(52.38, 0.1), 4),
            round(dice.gauss(4.95, 0.2), 4),
            name=f"{dice.choice(('Innovatiedistrict', 'Campus', 'Fieldlab'))} {dice.randrange(10**6)}",
            kind=dice.choice(kinds),
            stage=dice.choice(stages),
        )
        for number in range(count)
    ]


def test_near_pins_become_one_numbered_mark_and_no_pin_is_lost():
    pins = scattered(400)

    clusters = clusters_of(pins, 42)

    assert sorted(one.key for cluster in clusters for one in cluster.pins) == list(range(400))
    for cluster in clusters:
        assert all(abs(place_of(one.longitude, one.latitude)[0] - cluster.x) < 42 for one in cluster.pins)
    assert [len(cluster.pins) for cluster in clusters_of([pin(1), pin(2), pin(3, 52.5)], 42)] == [2, 1]


@pytest.mark.django_db
def test_a_numbered_mark_leads_to_the_list_of_what_lies_there(client):
    page = client.get(f"{LIST}?stadium=bestaand&per_pagina=100")
    slugs = {row.slug: row.name for row in page.context["rows"]}

    for mark in [mark for mark in page.context["map"]["sizes"][0]["marks"] if mark["count"] > 1]:
        there = client.get(f"{LIST}{mark['url']}&per_pagina=100").context["rows"]
        assert set(mark["names"]) <= {row.name for row in there} <= set(slugs.values())


@pytest.mark.django_db
def test_the_picture_lies_within_its_frame_and_is_always_the_same(client):
    first, again = (client.get(LIST) for _n in range(2))

    assert first.content == again.content
    for size in first.context["map"]["sizes"]:
        assert all(0 < float(mark["x"]) < WIDTH and 0 < float(mark["y"]) < HEIGHT for mark in size["marks"])


def test_every_type_has_a_shape_of_its_own():
    assert set(SHAPES) == set(HotspotKind)
    assert len(set(SHAPES.values())) == len(SHAPES)


@pytest.mark.django_db
def test_stages_differ_in_form_and_a_mark_names_the_place(client):
    from_stage = {}
    for stage in Stage:
        shown = place_map([pin(1, stage=stage)], land_of_now(), url_of_cluster=lambda *where: "")
        html = render_to_string(
            "components/place_map.html", {"map": shown, "title": "Kaart", "id": "k", "text": "Een."}
        )
        from_stage[stage] = html
        assert "Plek 1 – Campus, " in html
        assert 'href="/hotspots/plek-1/"' in html

    assert "place-mark__core" in from_stage[Stage.DEVELOPING]
    assert "place-mark__core" not in from_stage[Stage.EXISTING] + from_stage[Stage.POTENTIAL]


def land_of_now():
    return land_of(map_data.HotspotFilterSet().index)


@pytest.mark.django_db
def test_a_radius_is_drawn_to_scale():
    shown = place_map([], land_of_now(), here=Point(52.37, 4.9), radius_km=5, url_of_cluster=lambda *where: "")

    x, _y = place_of(4.9, 52.37)
    east, _y = place_of(4.9 + 5 / 67.9, 52.37)  # a degree of longitude is 67.9 km here
    assert float(shown["here"]["radius"]) == pytest.approx(east - x, rel=0.02)


@pytest.mark.django_db
def test_ten_thousand_places_stay_light(client, monkeypatch):
    monkeypatch.setattr(map_data, "found_pins", lambda filterset: scattered(10_000))

    body = client.get(f"{LIST}kaart.json").content

    assert len(json.loads(body)["plekken"]) == 10_000
    assert len(gzip.compress(body, 6)) < 400_000


@pytest.mark.django_db
def test_the_page_asks_for_no_map_data_and_no_tiles_by_itself(client):
    page = client.get(LIST)

    text = page.content.decode()
    assert "leaflet.js" in text  # named, for whoever starts the map
    assert not [source for source in re.findall(r"<(?:script|link)[^>]*>", text) if "leaflet" in source]
    assert 'data-portal-map-tiles=""' in text
    assert "img-src 'self' data:;" in f"{page['Content-Security-Policy']};"


@pytest.mark.django_db
def test_tiles_come_with_their_attribution(client, settings):
    settings.PORTAL_MAP_TILES_URL = "https://tegels.example/{z}/{x}/{y}.png"
    settings.PORTAL_MAP_TILES_ATTRIBUTION = "Kaartgegevens © Voorbeeld"

    text = client.get(LIST).content.decode()

    assert 'data-portal-map-tiles="https://tegels.example/{z}/{x}/{y}.png"' in text
    assert 'data-portal-map-attribution="Kaartgegevens © Voorbeeld"' in text


@pytest.mark.django_db
def test_the_land_under_the_map_is_longitude_first_and_lies_in_the_region(client):
    land = json.loads(client.get(f"{LIST}kaart/land.json").content)

    assert len(land["features"]) == 30
    points = [
        point
        for feature in land["features"]
        for polygon in feature["geometry"]["coordinates"]
        for ring in polygon
        for point in ring
    ]
    assert all(4.3 < longitude < 5.8 and 52 < latitude < 52.8 for longitude, latitude in points)


@pytest.mark.django_db
def test_a_pop_up_is_the_card_of_the_list(client, django_assert_max_num_queries, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_hotspot("<b>Plek</b>", slug="vette-plek", latitude="52.3900", longitude="4.6500")
    client.get(f"{LIST}kaart/vette-plek/")

    with django_assert_max_num_queries(3):
        response = client.get(f"{LIST}kaart/vette-plek/")

    text = response.content.decode()
    assert "&lt;b&gt;Plek&lt;/b&gt;" in text
    assert 'href="/hotspots/vette-plek/"' in text
    assert "<html" not in text
    assert response["X-Robots-Tag"] == "noindex"
    assert client.get(f"{LIST}kaart/weg/").status_code == 404
    assert Hotspot.objects.published().filter(slug="vette-plek").exists()
