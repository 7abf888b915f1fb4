"""The API gives programs what the pages give people: the same rows for the same question, and a clear no."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.utils import timezone

from agenda.models import ActionLine, Organisation, Status, StatusUpdate
from hotspots.models import Hotspot
from mra_portal.open_data.catalogue import DATASETS
from profiles.models import Municipality

pytestmark = pytest.mark.django_db

PROMISED = {
    "versnellers": "nummer slug naam streefbeeld rol_overheid actielijnen",
    "actielijnen": (
        "slug versneller letter titel omschrijving prioriteit status status_sinds initiatiefnemers "
        "initiatiefnemers_zoals_gedrukt partners partners_zoals_gedrukt bron url"
    ),
    "organisaties": "slug naam soort deelregio url",
    "deelregios": "slug naam gemeenten sectoren roms url",
    "kruisbestuivingen": "van naar naar_buiten onderwerp stand bron",
    "financieringsopties": (
        "slug naam afkorting aanbieder niveau soort fasen bedrag_min bedrag_max provincies deelregios sectoren status "
        "opent_op sluit_op omschrijving url bron gecontroleerd_op"
    ),
    "hotspots": ("slug naam type stadium deelregio gemeente lat lon station sectoren partners omschrijving url bron"),
}
COUNTS = {"versnellers": 5, "actielijnen": 16, "deelregios": 7, "gemeenten": 30, "begrippen": 10}


def ask(client, path, **headers):
    response = client.get(f"/api/v1/{path}", headers=headers)
    return response, json.loads(response.content) if response.content else None


def all_slugs(client, path):
    """Every slug of a list, page after page."""
    found, url = [], f"/api/v1/{path}"
    while url:
        answer = client.get(url).json()
        found += [row["slug"] for row in answer["resultaten"]]
        parts = urlsplit(answer["volgende"] or "")
        url = f"{parts.path}?{parts.query}" if answer["volgende"] else ""
    assert len(found) == answer["aantal"]
    return found


@pytest.mark.parametrize("name", PROMISED)
def test_the_promised_columns_come_first_and_in_order(client, name):
    _response, answer = ask(client, name)

    promised = PROMISED[name].split()
    assert list(answer["resultaten"][0])[: len(promised)] == promised


@pytest.mark.parametrize("name", DATASETS)
def test_every_list_leads_to_each_of_its_rows(client, name):
    _response, answer = ask(client, f"{name}?per_pagina=100")

    for row in answer["resultaten"][:3]:
        alone, record = ask(client, f"{name}/{row['slug']}")
        assert alone.status_code == 200
        assert record == row
    assert answer["aantal"] == COUNTS.get(name, answer["aantal"])


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("financieringsopties?fase=bestaat-niet", "fase"),
        ("financieringsopties?bedrag=abc", "bedrag"),
        ("hotspots?dichtbij=abc", "dichtbij"),
        ("hotspots?straal=-1", "straal"),
        ("actielijnen?sorteer=willekeurig", "sorteer"),
        ("actielijnen?op=gisteren", "op"),
        ("actielijnen?op=1999-01-01", "op"),
        ("actielijnen?pagina=1000000000", "pagina"),
        ("actielijnen?pagina=0", "pagina"),
        ("actielijnen?per_pagina=0", "per_pagina"),
        ("actielijnen?per_pagina=-1", "per_pagina"),
        ("actielijnen?per_pagina=1000000", "per_pagina"),
        ("actielijnen?velden=slug,wachtwoord", "velden"),
        ("actielijnen?gewijzigd_na=gisteren", "gewijzigd_na"),
        ("actielijnen?taal=fr", "taal"),
        ("gemeenten?deelregio=atlantis", "deelregio"),
        ("statusmeldingen?actielijn=9z", "actielijn"),
        ("evenementen?van=morgen", "van"),
        ("evenementen?van=2026-12-31&tot=2026-01-01", "tot"),
        ("verwijderingen?dataset=niets", "dataset"),
        ("waarnemingen?indicator=geluk", "indicator"),
        ("waarnemingen?deelregio=atlantis", "deelregio"),
        ("waarnemingen?gemeente=atlantis", "gemeente"),
        ("waarnemingen?jaar=99999999999999999999", "jaar"),
        ("waarnemingen?jaar=2024.5", "jaar"),
        ("indicatoren?gemeente=atlantis", "gemeente"),
        ("actielijnen?q=" + "a" * 8100, "?"),
        ("organisaties/metropoolregio-amsterdam?velden=email", "velden"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(client, path, parameter):
    response, problem = ask(client, path)

    assert response.status_code == problem["status"] == 400
    assert response["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in problem["errors"]] == [parameter]
    assert len(problem["detail"]) < 500


def test_the_reader_is_told_in_her_language(client):
    dutch = ask(client, "actielijnen?pagina=99")[1]["detail"]
    english = ask(client, "actielijnen?pagina=99&taal=en")[1]["detail"]

    assert "Pagina 99 bestaat niet" in dutch
    assert "Page 99 does not exist" in english


@pytest.mark.parametrize(
    "path",
    ["niets", "actielijnen/", "actielijnen/9z", "hotspots/\0", "statusmeldingen/abc", "statusmeldingen/" + "9" * 40],
)
def test_what_is_not_there_is_a_404_in_json(client, path):
    response, problem = ask(client, path)

    assert response.status_code == problem["status"] == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["actielijnen", "actielijnen/1a", "openapi.json", ""])
def test_nothing_can_be_written(client, method, path):
    response = getattr(client, method)(f"/api/v1/{path}", {})

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


def test_who_wants_something_else_than_json_is_told_in_json(client):
    response, problem = ask(client, "actielijnen", Accept="text/html")

    assert response.status_code == problem["status"] == 406
    assert response["Content-Type"] == "application/problem+json"
    assert ask(client, "actielijnen", Accept="text/html,*/*;q=0.8")[0].status_code == 200


def test_head_says_what_get_says_without_a_body(client):
    get, head = client.get("/api/v1/hotspots"), client.head("/api/v1/hotspots")

    assert head.content == b""
    assert head.status_code == get.status_code == 200
    assert {name: head[name] for name in ("ETag", "API-Version", "Content-Type")} == {
        name: get[name] for name in ("ETag", "API-Version", "Content-Type")
    }


def test_a_page_of_any_site_may_ask(client):
    asked_first = client.options("/api/v1/hotspots", headers={"Origin": "https://example.org"})
    answer, refused = client.get("/api/v1/hotspots"), client.get("/api/v1/hotspots?pagina=0")

    assert asked_first.status_code == 204
    assert "GET" in asked_first["Access-Control-Allow-Methods"]
    for response in (asked_first, answer, refused, client.get("/api/v1/niets")):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies


@pytest.mark.parametrize("broken", ["", "abc", '"', 'W/"', '"é"', "*" * 9000])
def test_a_broken_if_none_match_gets_the_whole_answer(client, broken):
    response, answer = ask(client, "gemeenten", **{"If-None-Match": broken})

    assert response.status_code == 200
    assert answer["aantal"] == 30


def test_nothing_new_means_an_empty_answer(client, django_assert_max_num_queries):
    first = client.get("/api/v1/hotspots?per_pagina=100")

    with django_assert_max_num_queries(2):
        again = client.get("/api/v1/hotspots?per_pagina=100", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert {name: again[name] for name in ("ETag", "Cache-Control", "API-Version")} == {
        name: first[name] for name in ("ETag", "Cache-Control", "API-Version")
    }
    assert client.get("/api/v1/hotspots", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_only_the_columns_that_were_asked_for(client):
    _response, answer = ask(client, "hotspots?velden=naam,slug&per_pagina=2")

    assert [list(row) for row in answer["resultaten"]] == [["naam", "slug"]] * 2


def test_texts_in_english_on_request(client):
    dutch, english = ask(client, "versnellers/verbindingen")[1], ask(client, "versnellers/verbindingen?taal=en")[1]

    assert dutch["streefbeeld"] != english["streefbeeld"]
    assert "/en/agenda/" in english["pagina"]


@pytest.mark.parametrize("name", DATASETS)
def test_a_list_costs_the_same_few_queries_whatever_its_length(client, name, django_assert_max_num_queries):
    client.get(f"/api/v1/{name}?per_pagina=1")

    with django_assert_max_num_queries(20 if name == "deelregios" else 12):
        response = client.get(f"/api/v1/{name}?per_pagina=100")

    assert response.status_code == 200


def report(line, status, when, organisation):
    return StatusUpdate.objects.create(
        action_line=line, organisation=organisation, status=status, reported_at=when, text_nl="Er is iets gebeurd."
    )


def test_the_agenda_as_it_stood_on_a_day(client):
    line = ActionLine.objects.get(slug="1a")
    office = Organisation.objects.get(slug="metropoolregio-amsterdam")
    report(line, Status.PREPARING, datetime(2026, 9, 1, 12, tzinfo=UTC), office)
    report(line, Status.RUNNING, datetime(2026, 10, 1, 12, tzinfo=UTC), office)

    then = ask(client, "actielijnen?op=2026-09-15")[1]
    now = ask(client, "actielijnen/1a")[1]
    chosen = ask(client, "actielijnen?op=2026-09-15&status=voorbereiding")[1]
    not_yet = ask(client, "actielijnen?op=2026-09-15&status=in-uitvoering")[1]

    assert next(row for row in then["resultaten"] if row["slug"] == "1a")["status"] == "voorbereiding"
    assert now["status"] == "in-uitvoering"
    assert [row["slug"] for row in chosen["resultaten"]] == ["1a"]
    assert not_yet["aantal"] == 0
    reports = ask(client, "statusmeldingen?actielijn=1a")[1]
    assert [row["status"] for row in reports["resultaten"]] == ["in-uitvoering", "voorbereiding"]
    assert ask(client, f"statusmeldingen/{reports['resultaten'][0]['slug']}")[1] == reports["resultaten"][0]


def test_who_keeps_a_copy_learns_what_changed_and_what_is_gone(client):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        ask(client, "hotspots?gewijzigd_na=2026-01-01")
    changed = Hotspot.objects.get(slug="de-koepel")
    changed.summary_nl = "Een andere zin."
    changed.save()
    gone = Hotspot.objects.exclude(pk=changed.pk).published().first()
    gone.unpublish()

    with time_machine.travel(start + timedelta(hours=1), tick=False):
        moment = (start + timedelta(minutes=1)).isoformat()
        since = client.get("/api/v1/hotspots", {"gewijzigd_na": moment}).json()
        left = client.get("/api/v1/verwijderingen", {"gewijzigd_na": moment, "dataset": "hotspots"}).json()

    assert [row["slug"] for row in since["resultaten"]] == ["de-koepel"]
    assert [(row["dataset"], row["slug"]) for row in left["resultaten"]] == [("hotspots", gone.slug)]
    gone.refresh_from_db()
    gone.live = True
    gone.save()
    with time_machine.travel(start + timedelta(hours=2), tick=False):
        back = client.get("/api/v1/hotspots", {"gewijzigd_na": (start + timedelta(minutes=90)).isoformat()}).json()
        assert client.get("/api/v1/verwijderingen").json()["aantal"] == 0
    assert [row["slug"] for row in back["resultaten"]] == [gone.slug]


def test_a_row_changes_too_when_only_what_it_points_at_changed(client):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        ask(client, "gemeenten?gewijzigd_na=2026-01-01")
    Municipality.objects.filter(slug="aalsmeer").update(centre_place="Kudelstaart")
    Municipality.objects.get(slug="aalsmeer").save()

    with time_machine.travel(start + timedelta(hours=1), tick=False):
        answer = client.get("/api/v1/gemeenten", {"gewijzigd_na": (start + timedelta(minutes=1)).isoformat()}).json()

    assert [row["slug"] for row in answer["resultaten"]] == ["aalsmeer"]


def test_a_fault_of_ours_is_told_in_json_too(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("mra_portal.open_data.api.views.asked_of_list", None)

    response, problem = ask(client, "hotspots")

    assert response.status_code == problem["status"] == 500
    assert response["Content-Type"] == "application/problem+json"
    assert "Traceback" not in response.content.decode()


def test_a_draft_is_not_there(client):
    place = Hotspot.objects.published().first()
    place.unpublish()

    assert ask(client, f"hotspots/{place.slug}")[0].status_code == 404
    assert place.slug not in all_slugs(client, "hotspots?per_pagina=100")
