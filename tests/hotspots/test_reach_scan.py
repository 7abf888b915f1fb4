"""The reachability scan: one table over all places, the sums, the picture and the files say the same."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from hotspots.models import Hotspot, Station
from tests.hotspots.builders import make_hotspot, make_note, make_station

pytestmark = pytest.mark.django_db
ADDRESS = "/en/hotspots/bereikbaarheid/"


def slugs_on(client, query="") -> list[str]:
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 200
    return [row.place.slug for row in response.context["rows"]]


def exported(client, form, query="") -> list[dict]:
    response = client.get(f"{ADDRESS}export.{form}?{query}")
    assert response.status_code == 200
    content = response.getvalue()
    if form == "csv":
        return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))
    if form == "json":
        return json.loads(content)["resultaten"]
    if form == "geojson":
        return [feature["properties"] for feature in json.loads(content)["features"]]
    names, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.fixture
def four_places():
    """North of a train station and a tram stop: a hundredth of a degree is 1.112 km, 1.446 km of road, 18 minutes."""
    Hotspot.objects.update(live=False)
    Station.objects.all().delete()
    make_station("Trein", latitude="52.4000", longitude="4.7000")
    make_station("Tram", kind="tram", latitude="52.4500", longitude="4.7000")
    near = make_hotspot("Dichtbij", latitude="52.4050", longitude="4.7000", municipality="haarlem")
    tram = make_hotspot("Aan de tram", latitude="52.4500", longitude="4.7010", kind="campus", municipality="velsen")
    cycle = make_hotspot("Fietsen", latitude="52.3800", longitude="4.7000", stage="potentieel")
    far = make_hotspot("Ver", latitude="52.3000", longitude="4.7000", municipality="hilversum")
    unknown = make_hotspot("Zonder punt", municipality="almere")
    make_note(far, "knelpunt", "Geen bus")
    make_note(far, "knelpunt", "Geen stoep")
    make_note(cycle, "knelpunt", "Donker pad")
    make_note(near, "kans", "Nieuwe halte")
    return {"near": near, "tram": tram, "cycle": cycle, "far": far, "unknown": unknown}


def test_every_row_says_how_far_the_nearest_stops_are(client, four_places):
    response = client.get(ADDRESS)
    rows = {row.place.name: row for row in response.context["rows"]}
    page = response.content.decode()

    assert rows["Dichtbij"].train["name"] == "Trein"
    assert rows["Dichtbij"].reach.train.minutes == 9
    assert rows["Dichtbij"].reach.train.straight_km == pytest.approx(0.556, abs=0.001)
    assert {name: row.reach_class["slug"] for name, row in rows.items()} == {
        "Dichtbij": "lopen",
        "Aan de tram": "lopen",
        "Fietsen": "fietsen",
        "Ver": "ver",
        "Zonder punt": "onbekend",
    }
    assert rows["Aan de tram"].train["reach_class"]["slug"] == "ver"
    assert (rows["Zonder punt"].train, rows["Zonder punt"].hov) == (None, None)
    assert [note.text_nl for note in rows["Ver"].bottlenecks] == ["Geen bus", "Geen stoep"]
    for text in ("Nieuwe halte", "Donker pad", "1.3 times", "4.8 km", "our own list"):
        assert text in page


def test_the_sums_count_the_classes_in_all_and_per_subregion(client, four_places):
    context = client.get(ADDRESS).context

    counts = {one["slug"]: one["count"] for one in context["sum"].counts}
    assert counts == {"lopen": 2, "fietsen": 1, "ver": 1, "onbekend": 1}
    assert {row.slug: row.in_words for row in context["sums"]} == {
        "zuid-kennemerland": "1 within walking distance, 1 within cycling distance",
        "ijmond": "1 within walking distance",
        "gooi-en-vechtstreek": "1 farther away",
        "almere-lelystad": "1 not known",
    }
    assert sum(row.total for row in context["sums"]) == context["sum"].total == 5


def test_the_table_is_sorted_by_every_column(client, four_places):
    by_slug = {place.slug: name for name, place in four_places.items()}

    orders = {
        order: [by_slug[slug] for slug in slugs_on(client, f"sorteer={order}")]
        for order in (
            "", "halte", "halte-ver", "station", "station-ver", "hov", "hov-ver", "naam", "deelregio", "type",
            "stadium", "knelpunten",
        )
    }  # fmt: skip

    assert orders[""] == orders["halte-ver"] == ["far", "cycle", "near", "tram", "unknown"]
    assert orders["halte"] == ["tram", "near", "cycle", "far", "unknown"]
    assert orders["station"] == ["near", "cycle", "tram", "far", "unknown"]
    assert orders["station-ver"] == ["far", "tram", "cycle", "near", "unknown"]
    assert orders["hov"] == ["tram", "near", "cycle", "far", "unknown"]
    assert orders["hov-ver"] == ["far", "cycle", "near", "tram", "unknown"]
    assert orders["naam"] == ["tram", "near", "cycle", "far", "unknown"]
    assert orders["deelregio"] == ["unknown", "far", "tram", "near", "cycle"]
    assert orders["type"] == ["tram", "near", "cycle", "far", "unknown"]
    assert orders["stadium"] == ["tram", "near", "far", "unknown", "cycle"]
    assert orders["knelpunten"] == ["far", "cycle", "tram", "near", "unknown"]
    assert slugs_on(client, "dichtbij=52.3,4.7")[0] == four_places["far"].slug


def test_the_picture_holds_every_place_with_a_point_and_names_what_is_hard_to_reach(client, four_places):
    strips = client.get(ADDRESS).context["strips"]

    drawn = {mark["name"] for strip in strips for mark in strip["sizes"][0]["marks"]}
    assert drawn == {"Dichtbij", "Aan de tram", "Fietsen", "Ver"}
    named = [(place["name"], place["stage_label"]) for strip in strips for place in strip["hard"]]
    assert sorted(named) == [("Fietsen", "potential"), ("Ver", "")]
    for size in (0, 1):
        for strip in (found["sizes"][size] for found in strips):
            marks = [(float(mark["x"]), mark["y"]) for mark in strip["marks"]]
            assert all(0 <= x <= int(strip["width"]) for x, _y in marks)
            assert all(
                abs(one[0] - other[0]) >= 10 or one[1] != other[1] for one in marks for other in marks if one != other
            )


def test_page_and_files_hold_the_same_rows_in_the_same_order(client):
    questions = [
        "",
        "deelregio=ijmond&deelregio=amsterdam",
        "bereik=ver&bereik=onbekend&sorteer=naam",
        "type=campus&sorteer=station",
        "stadium=potentieel&sorteer=hov-ver",
        "dichtbij=Haarlem&straal=10",
        "q=campus&sorteer=deelregio",
    ]
    for query in questions:
        shown = slugs_on(client, f"{query}&per_pagina=100")

        for form in ("csv", "xlsx", "json", "geojson"):
            assert [row["slug"] for row in exported(client, form, query)] == shown, (query, form)

    assert len(slugs_on(client)) == Hotspot.objects.published().count()
    row = next(row for row in exported(client, "json") if row["slug"] == "c-district")
    assert row["klasse"] == row["station_klasse"] == "lopen"
    assert row["station_loopafstand_km"] == pytest.approx(row["station_hemelsbreed_km"] * 1.3, abs=0.02)


def test_a_bad_value_gives_a_message_and_no_rows_and_a_file_is_refused(client):
    for name, value in {
        "straal": "-1",
        "dichtbij": "abc",
        "bereik": "lopend",
        "sorteer": "kleur",
        "deelregio": "parijs",
        "pagina": "abc",
    }.items():
        response = client.get(ADDRESS, {name: value})
        assert response.status_code == 200
        assert response.context["rows"] == []
        assert 'role="alert"' in response.content.decode()
        if name != "pagina":
            refused = client.get(f"{ADDRESS}export.csv", {name: value})
            assert refused.status_code == 400
            assert [error["parameter"] for error in refused.json()["errors"]] == [name]
    assert client.get(ADDRESS, {"q": "bestaatnergens"}).status_code == 200


def test_a_scan_costs_the_same_few_queries_whatever_there_is_and_is_paged(client, django_capture_on_commit_callbacks):
    def cost() -> int:
        client.get(ADDRESS)  # the first visitor after a change pays for the index
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ADDRESS).status_code == 200
        return len(captured)

    before = cost()
    with django_capture_on_commit_callbacks(execute=True):
        for n in range(210):
            place = make_hotspot(f"Plek {n:03}", latitude=f"52.{3000 + n}", longitude="4.7000")
            make_note(place, "kans", "Een kans")

    assert cost() == before <= 15
    response = client.get(ADDRESS)
    assert len(response.context["rows"]) == 100
    assert response.context["strips"] == []
    assert "pagina=2" in response.content.decode()
