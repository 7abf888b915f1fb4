"""The list of places, its map and its files: one question, one answer, whoever asks and in whatever form."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.utils.html import strip_tags
from openpyxl import load_workbook

from hotspots.models import Hotspot
from hotspots.place_map.projection import is_on_map
from profiles.models import Sector
from tests import builders as agenda
from tests.hotspots.builders import make_hotspot

pytestmark = pytest.mark.django_db

LIST = "/hotspots/"
QUERIES = [
    "",
    "q=innovatie",
    "type=campus&type=fieldlab",
    "stadium=potentieel&sorteer=naam",
    "deelregio=ijmond&deelregio=zuid-kennemerland&sorteer=stadium",
    "sector=energie&stadium=bestaand",
    "gemeente=haarlem&sorteer=station",
    "dichtbij=Hilversum&straal=5",
    "dichtbij=52.3702,4.8952&straal=2,5&type=innovatiedistrict",
    "q=bestaatnergens",
]


def content(response) -> bytes:
    assert response.status_code == 200
    assert not response.cookies
    return b"".join(response.streaming_content) if response.streaming else response.content


def exported(client, query: str) -> dict[str, list[str]]:
    files = {form: content(client.get(f"{LIST}export.{form}?{query}")) for form in ("csv", "xlsx", "json", "geojson")}
    header, *rows = load_workbook(BytesIO(files["xlsx"])).active.iter_rows(values_only=True)
    return {
        "csv": [row["slug"] for row in csv.DictReader(StringIO(files["csv"].decode("utf-8-sig"), newline=""))],
        "xlsx": [row[header.index("slug")] for row in rows],
        "json": [row["slug"] for row in json.loads(files["json"])["resultaten"]],
        "geojson": [row["properties"]["slug"] for row in json.loads(files["geojson"])["features"]],
    }


def drawn_names(page, size: int) -> list[str]:
    """What the picture of the map tells, mark by mark."""
    return sorted(name for mark in page.context["map"]["sizes"][size]["marks"] for name in mark["names"])


@pytest.mark.parametrize("query", QUERIES)
def test_list_map_and_files_tell_the_same_places(client, query):
    page = client.get(f"{LIST}?{query}&per_pagina=100")
    rows = page.context["rows"]
    with_point = {row.slug for row in rows if row.point}
    on_map = sorted(row.name for row in rows if row.point and is_on_map(row.point.longitude, row.point.latitude))

    files = exported(client, query)
    map_data = json.loads(content(client.get(f"{LIST}kaart.json?{query}")))

    slugs = [row.slug for row in rows]
    assert all(found == slugs for found in files.values())
    assert {place[0] for place in map_data["plekken"]} == with_point
    assert drawn_names(page, 0) == drawn_names(page, 1) == on_map
    assert page.context["map"]["without_point"] == len(slugs) - len(with_point)
    assert (page.context["count"] > 0) == (query != "q=bestaatnergens")


def test_the_count_of_an_option_is_what_choosing_it_gives(client):
    for asked in ("", "stadium=bestaand&", "dichtbij=Haarlem&straal=10&"):
        for facet in client.get(f"{LIST}?{asked}").context["filterset"].facets:
            for option in facet.options[:6]:
                others = "&".join(part for part in asked.split("&") if part and not part.startswith(f"{facet.name}="))
                page = client.get(f"{LIST}?{others}&{facet.name}={option.value}")
                assert page.context["count"] == option.count, (asked, facet.name, option.value)


@pytest.mark.parametrize(
    ("query", "names", "said"),
    [
        ("dichtbij=abc", ["dichtbij"], "abc"),
        ("dichtbij=4.8952,52.3702", ["dichtbij"], "52.3702,4.8952"),
        ("dichtbij=Harlem", ["dichtbij"], "Haarlem"),
        ("dichtbij=%00", ["dichtbij"], ""),
        ("dichtbij=Haarlem&straal=-1", ["straal"], "0,1"),
        ("straal=abc", ["straal"], "0,1"),
        ("straal=1e3&dichtbij=" + "x" * 300, ["dichtbij", "straal"], ""),
        ("straal=nan&dichtbij=Haarlem", ["straal"], ""),
        ("type=kasteel&sector=weg", ["type", "sector"], "kasteel"),
        ("gemeente=utrecht", ["gemeente"], "utrecht"),
        ("partner=niemand&deelregio=x&stadium=y", ["partner", "deelregio", "stadium"], "niemand"),
        ("sorteer=kleur", ["sorteer"], "kleur"),
    ],
)
def test_bad_input_is_told_on_the_page_and_refused_in_files(client, query, names, said):
    page = client.get(f"{LIST}?{query}")
    refused = [client.get(f"{LIST}{form}?{query}") for form in ("export.csv", "export.geojson", "kaart.json")]

    assert page.status_code == 200
    assert page.context["rows"] == []
    assert drawn_names(page, 0) == []
    assert said in strip_tags(page.content.decode())
    for response in refused:
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert sorted({error["parameter"] for error in response.json()["errors"]}) == sorted(names)


def test_a_page_that_does_not_exist_is_told(client):
    page = client.get(f"{LIST}?pagina=1000000000")

    assert page.status_code == 200
    assert "1000000000" in strip_tags(page.content.decode())


def test_what_is_not_published_is_nowhere(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        point = {"latitude": "52.3900", "longitude": "4.6500"}
        club = agenda.organisation(name="Verborgen club", slug="verborgen-club", live=False)
        make_hotspot("Verborgen hol", slug="verborgen-hol", live=False, **point)
        make_hotspot("Open hol", slug="open-hol", hosts=[club], partners=[club], **point)

    page = client.get(f"{LIST}?q=hol&per_pagina=100")
    seen = [page, client.get(f"{LIST}kaart.json"), client.get(f"{LIST}kaart/verborgen-hol/")]
    files = [content(client.get(f"{LIST}export.{form}")) for form in ("csv", "json", "geojson")]

    assert "open-hol" in page.content.decode()
    assert not any("erborgen" in response.content.decode() for response in seen[:2])
    assert seen[2].status_code == 404
    assert not any(b"erborgen" in file for file in files)
    assert client.get(f"{LIST}export.csv?partner=verborgen-club").status_code == 400


def test_a_place_without_a_point_stays_in_the_list_and_says_so(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_hotspot("Zwevende plek", slug="zwevend")

    page = client.get(f"{LIST}?q=zwevende")
    [feature] = json.loads(content(client.get(f"{LIST}export.geojson?q=zwevende")))["features"]

    [card] = page.context["cards"]
    assert (card["slug"], card["has_point"]) == ("zwevend", False)
    assert page.context["map"]["without_point"] == 1
    assert "Geen punt bekend" in strip_tags(page.content.decode())
    assert feature["geometry"] is None


def test_geojson_has_longitude_first(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_hotspot("Gepunte plek", latitude="52.3900", longitude="4.6500")

    found = json.loads(content(client.get(f"{LIST}export.geojson?q=gepunte")))
    everything = json.loads(content(client.get(f"{LIST}export.geojson")))

    assert found["type"] == "FeatureCollection"
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [4.65, 52.39]}
    points = [feature["geometry"]["coordinates"] for feature in everything["features"] if feature["geometry"]]
    assert all(3 < longitude < 8 and 50 < latitude < 54 for longitude, latitude in points)


def test_a_visitor_finds_a_place_by_word_sector_and_partner(client, django_capture_on_commit_callbacks):
    sector = Sector.objects.first()
    with django_capture_on_commit_callbacks(execute=True):
        club = agenda.organisation(name="Kwikclub", slug="kwikclub")
        make_hotspot("Kwikplek", slug="kwikplek", sectors=[sector], partners=[club])
        make_hotspot("Gastplek", slug="gastplek", hosts=[club])

    def slugs(query):
        return {row.slug for row in client.get(f"{LIST}?{query}&per_pagina=100").context["rows"]}

    assert "kwikplek" in slugs("q=kwikplek")
    assert "kwikplek" in slugs(f"sector={sector.slug}")
    assert slugs("partner=kwikclub") == {"kwikplek", "gastplek"}
    assert slugs(f"partner=kwikclub&sector={sector.slug}") == {"kwikplek"}


@pytest.mark.parametrize("query", ["", "?type=campus&sector=energie", "?dichtbij=Haarlem&straal=5", "?q=campus"])
def test_queries_of_the_list_do_not_grow(client, query, django_assert_max_num_queries):
    client.get(f"{LIST}{query}")

    with django_assert_max_num_queries(8):
        client.get(f"{LIST}{query}")


def test_english_has_the_same_places(client):
    dutch, english = (client.get(f"{prefix}{LIST}?type=campus").context["rows"] for prefix in ("", "/en"))

    assert [row.slug for row in dutch] == [row.slug for row in english]
    assert Hotspot.objects.published().count() >= 53
