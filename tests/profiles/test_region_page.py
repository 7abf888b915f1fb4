"""The region page: the picture, who works on what, profiles side by side, and all seven as one dataset."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from mra_portal.subregions.region import RegionOverview
from profiles.models import Cluster, CrossPollination, Municipality, Subregion
from tests.editorial_forms import words_on

pytestmark = pytest.mark.django_db

REGION = "/deelregios/"


def test_every_municipality_and_every_subregion_leads_to_its_profile(client):
    html = client.get(REGION).content.decode()

    for place in Municipality.objects.select_related("subregion"):
        assert f'href="/deelregios/{place.subregion.slug}/" aria-label="{place.name}"' in html
    for subregion in Subregion.objects.all():
        assert f'<a href="/deelregios/{subregion.slug}/">{subregion.name}</a>' in html


def test_the_table_says_who_works_on_what_as_the_clusters_do():
    rows = RegionOverview().sectors

    told = {(row["sector"].slug, cell["subregion"].slug) for row in rows for cell in row["cells"] if cell["clusters"]}

    pairs = set(Cluster.objects.values_list("sectors__slug", "subregion__slug"))
    assert told == pairs
    assert all(len(row["cells"]) == 7 for row in rows)
    assert next(row["count"] for row in rows if row["sector"].slug == "gezondheid") == 3


def test_two_profiles_stand_side_by_side(client):
    html = words_on(client.get(f"{REGION}?vergelijk=ijmond&vergelijk=amsterdam"))
    english = words_on(client.get(f"/en{REGION}?vergelijk=ijmond&vergelijk=amsterdam"))

    assert "Bouw en onderhoud windmolenparken zee" in html
    assert "Netwerk Kennissteden Nederland (NKN)" in html
    assert "Building and maintaining wind farms at sea" in english
    rows = ["Deelname aan programma’s", "Mogelijke kruisbestuivingen", "Wat deze deelregio nodig heeft"]
    assert [html.count(row) > 0 for row in rows] == [True] * 3
    shared = CrossPollination.objects.of(Subregion.objects.get(slug="ijmond")).first()
    assert f"{shared.topic_nl} (" in html


def test_a_bad_comparison_is_explained_next_to_the_form_and_compares_nothing(client):
    for asked in ("vergelijk=utrecht&vergelijk=ijmond", "vergelijk=ijmond", "&".join(f"vergelijk={s}" for s in "abcd")):
        answer = client.get(f"{REGION}?{asked}")
        assert answer.status_code == 200
        assert 'role="alert"' in answer.content.decode()
        assert 'class="border-view' not in answer.content.decode()
    four = "&".join(f"vergelijk={slug}" for slug in Subregion.objects.values_list("slug", flat=True)[:4])
    assert 'role="alert"' in client.get(f"{REGION}?{four}").content.decode()
    assert 'role="alert"' not in client.get(f"{REGION}?vergelijk=&onbekend=1").content.decode()
    assert client.get(f"{REGION}?vergelijk=%00").status_code == 200


def test_all_seven_are_one_dataset_in_three_forms(client):
    rows = json.loads(b"".join(client.get(f"{REGION}export.json").streaming_content))["resultaten"]
    table = list(
        csv.DictReader(StringIO(b"".join(client.get(f"{REGION}export.csv").streaming_content).decode("utf-8-sig")))
    )
    sheet = load_workbook(BytesIO(b"".join(client.get(f"{REGION}export.xlsx").streaming_content))).active

    assert list(rows[0])[:6] == ["slug", "naam", "gemeenten", "sectoren", "roms", "url"]
    assert (
        [row["slug"] for row in rows]
        == [row["slug"] for row in table]
        == list(Subregion.objects.values_list("slug", flat=True))
    )
    assert sheet.max_row == 8
    by_slug = {row["slug"]: row for row in rows}
    assert by_slug["almere-lelystad"]["roms"] == ["horizon-flevoland"]
    assert by_slug["almere-lelystad"]["gemeenten"] == ["almere", "lelystad"]
    assert "energie" in by_slug["ijmond"]["sectoren"]
    assert by_slug["ijmond"]["actielijnen"] == ["2a", "2b", "5a"]
    assert by_slug["ijmond"]["url"].endswith("/deelregios/ijmond/")
    assert "Techport" in by_slug["ijmond"]["profiel_programmas"]
    assert sum(len(row["gemeenten"]) for row in rows) == 30


def test_the_sectors_are_a_dataset_too(client):
    rows = json.loads(b"".join(client.get(f"{REGION}sectoren/export.json").streaming_content))["resultaten"]

    assert {(row["slug"], slug) for row in rows for slug in row["deelregios"]} == set(
        Cluster.objects.values_list("sectors__slug", "subregion__slug")
    )


def test_the_region_costs_at_most_fifteen_queries_compared_or_not(client):
    for query in ("", "?vergelijk=ijmond&vergelijk=amsterdam&vergelijk=zuid-kennemerland"):
        client.get(f"{REGION}{query}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{REGION}{query}")
        assert len(captured) <= 15


def test_the_rest_of_the_site_leads_to_the_profiles(client):
    home = client.get("/").content.decode()
    assert home.count('href="/deelregios/ijmond/"') >= 4  # three tiles and the list
    assert 'href="/deelregios/ijmond/"' in client.get("/agenda/organisaties/deelregio-ijmond/").content.decode()
    assert 'href="/deelregios/"' in home
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/deelregios/ijmond/</loc>" in sitemap
    assert "/en/deelregios/ijmond/</loc>" in sitemap
    found = client.get("/zoeken/?q=geothermie").content.decode()
    assert 'href="/deelregios/ijmond/"' in found
