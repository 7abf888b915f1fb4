"""The finder and the picked options as files: same rows, whitelisted columns, dates for a calendar."""

import csv
import json
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from openpyxl import load_workbook

from financing.models import Confirmation
from mra_portal.common.exports import rows as chunking
from profiles.models import Municipality, Sector, Subregion
from tests import builders as agenda
from tests.financing import builders

pytestmark = pytest.mark.django_db

LIST, SHORTLIST = "/financiering/", "/financiering/vergelijk/"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PROMISED = [
    "slug",
    "naam",
    "afkorting",
    "aanbieder",
    "niveau",
    "soort",
    "fasen",
    "bedrag_min",
    "bedrag_max",
    "provincies",
    "deelregios",
    "sectoren",
    "status",
    "opent_op",
    "sluit_op",
    "omschrijving",
    "url",
    "bron",
    "gecontroleerd_op",
]


def csv_rows(content: bytes) -> list[dict]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_rows(content: bytes) -> list[dict]:
    names, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


READERS = {"csv": csv_rows, "xlsx": xlsx_rows, "json": lambda content: json.loads(content)["resultaten"]}


def fetched(client, form, query="", address=LIST):
    response = client.get(f"{address}export.{form}?{query}")
    assert response.status_code == 200
    assert not response.cookies
    return READERS[form](response.getvalue())


def row_of(client, form, option, address=LIST):
    return next(row for row in fetched(client, form, address=address) if row["slug"] == option.slug)


def slugs(rows):
    return [row["slug"] for row in rows]


def events(client, query="", address=LIST):
    response = client.get(f"{address}export.ics?{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.getvalue()).events


def events_of(client, option, address=LIST):
    return {str(event["UID"]): event for event in events(client, address=address) if option.slug in event["UID"]}


@pytest.fixture
def _six_options(django_capture_on_commit_callbacks):
    """Six options that can be searched for, as they are after the commit."""
    food, energy = Sector.objects.all()[:2]
    with django_capture_on_commit_callbacks(execute=True):
        builders.option(name="Alfa innoveert", sectors=[food], amount_max=50_000)
        builders.option(name="Bravo innoveert", sectors=[energy], amount_min=10_000, amount_max=900_000)
        late = builders.option(name="Charlie innoveert", kind="lening", amount_max=25_000)
        builders.window(late, date(2026, 1, 1), date(2027, 2, 1))
        early = builders.option(name="Delta innoveert", kind="lening", phases=["groei"])
        builders.window(early, date(2026, 1, 1), date(2026, 12, 1))
        builders.option(name="Echo innoveert", has_ended=True)
        builders.option(name="Foxtrot innoveert", municipalities=list(Municipality.objects.all()[:1]))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=innoveert", 5),
        ("q=innoveert&sorteer=sluitdatum", 5),
        ("q=innoveert&sorteer=bedrag&soort=lening&soort=subsidie", 5),
        ("q=innoveert&fase=groei&open=nu&sorteer=naam", 2),
        ("q=innoveert&bedrag=25.000", 5),
        ("q=innoveert&beeindigd=ja&sorteer=naam", 6),
        ("q=bestaatniet", 0),
    ],
)
@pytest.mark.usefixtures("_six_options")
def test_page_and_files_hold_the_same_rows_in_the_same_order(client, monkeypatch, time_machine, query, count):
    time_machine.move_to(NOW)
    monkeypatch.setattr(chunking, "CHUNK", 2)
    page = client.get(f"{LIST}?{query}&per_pagina=100")

    exported = {form: slugs(fetched(client, form, query)) for form in READERS}

    assert len(exported["csv"]) == count
    assert exported["csv"] == [row.slug for row in page.context["rows"]]
    assert exported["csv"] == exported["xlsx"] == exported["json"]


def test_what_ended_stays_out_until_it_is_asked_for(client):
    ended = builders.option(has_ended=True)

    assert ended.slug not in slugs(fetched(client, "json"))
    assert ended.slug in slugs(fetched(client, "json", "beeindigd=ja"))


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "ics"])
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("bedrag=abc", ["bedrag"]),
        ("bedrag=1e9&fase=onzin", ["bedrag", "fase"]),
        ("bedrag=-5", ["bedrag"]),
        ("deelregio=nergens&sorteer=kleur", ["deelregio", "sorteer"]),
        ("q=%00", ["q"]),
        ("fase=%00", ["fase"]),
    ],
)
def test_a_bad_value_is_refused_by_name(client, form, query, names):
    response = client.get(f"{LIST}export.{form}?{query}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert sorted({error["parameter"] for error in response.json()["errors"]}) == names


def test_two_hundred_times_the_same_choice_is_one_choice(client):
    option = builders.option(phases=["idee"])

    found = fetched(client, "csv", "&".join(["fase=idee"] * 200))

    assert option.slug in slugs(found)


def test_columns_have_the_promised_names_in_both_languages(client):
    builders.option()

    columns = [list(fetched(client, form, address=f"{prefix}{LIST}")[0]) for form in READERS for prefix in ("", "/en")]

    assert columns[0][: len(PROMISED)] == PROMISED
    assert len(set(columns[0])) == len(columns[0])
    assert all(found == columns[0] for found in columns)


def test_facts_come_out_as_they_are(client, time_machine):
    time_machine.move_to(NOW)
    payer = agenda.organisation(slug="een-betaler")
    draft = agenda.organisation(slug="nog-niet-openbaar", live=False)
    [place] = Municipality.objects.filter(slug="haarlem")
    option = builders.option(
        abbreviation="R1",
        kind="converteerbare-lening",
        phases=["start", "groei"],
        amount_min=50_000,
        amount_max=250_000,
        provinces=["flevoland", "utrecht"],
        subregions=list(Subregion.objects.filter(slug__in=["ijmond", "amsterdam"])),
        municipalities=[place],
        sectors=list(Sector.objects.all()[:2]),
        paid_by=[payer, draft],
        family=builders.family(slug="een-familie"),
        url="https://voorbeeld.example/r1",
        contribution_nl="De helft",
        uncertainty_nl="Het bedrag",
        rhythm="terugkerend",
    )
    builders.window(option, date(2026, 10, 1), date(2026, 12, 15), closes_at=time(17))
    sectors = [row.slug for row in Sector.objects.all()[:2]]

    data, table, sheet = (row_of(client, form, option) for form in ("json", "csv", "xlsx"))

    assert data == {
        "slug": option.slug,
        "naam": option.name,
        "afkorting": "R1",
        "aanbieder": "Een loket",
        "niveau": "rijk",
        "soort": "converteerbare-lening",
        "fasen": ["start", "groei"],
        "bedrag_min": 50_000,
        "bedrag_max": 250_000,
        "provincies": ["flevoland", "utrecht"],
        "deelregios": ["amsterdam", "ijmond"],
        "sectoren": sectors,
        "status": "open",
        "opent_op": None,
        "sluit_op": "2026-12-15",
        "omschrijving": "Geld voor iets nieuws.",
        "url": "https://voorbeeld.example/r1",
        "bron": "test",
        "gecontroleerd_op": "2026-11-23",
        "sluit_om": "17:00",
        "ritme": "terugkerend",
        "beeindigd_op": None,
        "opvolger": None,
        "familie": "een-familie",
        "betaald_door": ["een-betaler"],
        "uitgevoerd_door": [],
        "bedrag_toelichting": None,
        "eigen_bijdrage": "De helft",
        "doelgroep": None,
        "heel_nederland": False,
        "gemeenten": ["haarlem"],
        "zekerheid": "hoog",
        "onzeker": "Het bedrag",
        "pagina": f"http://localhost:8000/financiering/{option.slug}/",
    }
    assert table["fasen"] == "start;groei"
    assert table["deelregios"] == "amsterdam;ijmond"
    assert table["bedrag_max"] == "250000"
    assert table["sluit_op"] == "2026-12-15"
    assert table["heel_nederland"] == "nee"
    assert table["opent_op"] == ""
    assert sheet["fasen"] == "start;groei"
    assert sheet["bedrag_max"] == 250_000
    assert sheet["sluit_op"] == datetime(2026, 12, 15)
    assert sheet["opent_op"] is None


def test_an_ended_option_names_its_successor_only_when_that_is_public(client):
    heir, secret = builders.option(), builders.option(live=False)
    options = [builders.option(has_ended=True, successor=row) for row in (heir, secret)]

    found = {row["slug"]: row for row in fetched(client, "json", "beeindigd=ja")}

    assert [found[option.slug]["opvolger"] for option in options] == [heir.slug, None]
    assert secret.slug not in found


def test_the_last_check_is_the_one_that_counts(client, django_user_model):
    option = builders.option(checked_on=date(2026, 1, 1))
    keeper = django_user_model.objects.create_user("redacteur@test.example", "x")
    Confirmation.objects.create(option=option, confirmed_on=date(2026, 11, 20), user=keeper)

    assert row_of(client, "json", option)["gecontroleerd_op"] == "2026-11-20"


@pytest.mark.parametrize("form", READERS)
def test_texts_follow_the_language_of_the_address(client, form):
    option = builders.option(summary_nl="Nederlands", summary_en="English")
    other = builders.option(summary_nl="Alleen Nederlands")

    dutch, english = (row_of(client, form, option, f"{prefix}{LIST}") for prefix in ("", "/en"))

    assert (dutch["omschrijving"], english["omschrijving"]) == ("Nederlands", "English")
    assert english["pagina"] == f"http://localhost:8000/en/financiering/{option.slug}/"
    assert row_of(client, form, other, f"/en{LIST}")["omschrijving"] == "Alleen Nederlands"


def test_the_text_of_an_editor_cannot_run_in_a_spreadsheet(client):
    option = builders.option(name="=1+1", abbreviation="#N/A", summary_nl='@SUM("x")\x0b')

    table, sheet, data = (row_of(client, form, option) for form in ("csv", "xlsx", "json"))

    assert (table["naam"], table["omschrijving"]) == ("'=1+1", '\'@SUM("x")\x0b')
    assert (sheet["naam"], sheet["afkorting"]) == ("=1+1", "#N/A")
    assert (data["naam"], data["omschrijving"]) == ("=1+1", '@SUM("x")\x0b')


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "ics"])
@pytest.mark.usefixtures("_six_options")
def test_more_rows_cost_no_more_queries(client, form, monkeypatch):
    monkeypatch.setattr(chunking, "CHUNK", 3)
    client.get(f"{LIST}export.{form}").getvalue()

    few, many = (_queries(client, f"{LIST}export.{form}?{query}") for query in ("q=Charlie", "q=innoveert"))

    # One option is one chunk, five are two; the question itself costs the same for both.
    a_chunk = 2 if form == "ics" else 6
    assert len(many) <= len(few) + a_chunk
    assert len(few) <= 4 + a_chunk


def _queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        client.get(address).getvalue()
    return captured


def test_the_calendar_has_the_dates_that_are_still_to_come(client, time_machine):
    time_machine.move_to(NOW)
    option = builders.option(name="Regeling; één", url="https://voorbeeld.example/r")
    builders.window(option, date(2025, 1, 1), date(2025, 12, 31), sort_order=0)
    builders.window(option, date(2026, 11, 1), date(2026, 12, 15), closes_at=time(17), sort_order=1)
    builders.window(
        option,
        date(2027, 7, 1),
        date(2027, 9, 30),
        opens_at=time(9),
        preregister_by=date(2027, 6, 1),
        note_en="In two rounds",
        sort_order=2,
    )

    found = events_of(client, option, f"/en{LIST}")

    assert {uid: event.start for uid, event in found.items()} == {
        f"{option.slug}-1-sluit@localhost": datetime(2026, 12, 15, 17, tzinfo=AMSTERDAM),
        f"{option.slug}-2-opent@localhost": datetime(2027, 7, 1, 9, tzinfo=AMSTERDAM),
        f"{option.slug}-2-aanmelden@localhost": date(2027, 6, 1),
        f"{option.slug}-2-sluit@localhost": date(2027, 9, 30),
    }
    last = found[f"{option.slug}-2-sluit@localhost"]
    assert last["SUMMARY"] == "closes: Regeling; één"
    assert last["DESCRIPTION"] == "In two rounds\nhttps://voorbeeld.example/r"
    assert last["URL"] == f"http://localhost:8000/en/financiering/{option.slug}/"
    assert last["DTSTAMP"].dt == datetime(2026, 11, 22, 23, tzinfo=UTC)


def test_the_calendar_leaves_out_what_is_not_certain_or_can_no_longer_happen(client, time_machine):
    time_machine.move_to(NOW)
    unsure, ran_out, ended = builders.option(), builders.option(), builders.option(has_ended=True)
    builders.window(unsure, date(2027, 1, 1), date(2027, 2, 1), is_confirmed=False)
    builders.window(ran_out, date(2026, 1, 1), date(2026, 12, 31), ran_out_on=date(2026, 6, 1))
    builders.window(ended, date(2027, 1, 1), date(2027, 2, 1))
    today = builders.option()
    builders.window(today, date(2026, 11, 24), date(2026, 11, 24))  # opened this morning, closes tonight
    minute_ago = builders.option()
    builders.window(minute_ago, None, date(2026, 11, 24), closes_at=time(9, 59))

    assert events_of(client, unsure) == events_of(client, ran_out) == events_of(client, minute_ago) == {}
    assert [event for event in events(client, "beeindigd=ja") if ended.slug in event["UID"]] == []
    assert [event["UID"].split("-")[-1] for event in events_of(client, today).values()] == ["sluit@localhost"]


def test_the_calendar_is_in_the_language_of_the_address_and_keeps_its_keys(client, time_machine):
    time_machine.move_to(NOW)
    option = builders.option(name="Een regeling")
    builders.window(option, date(2027, 1, 1), date(2027, 2, 1), sort_order=0)

    dutch, english = (events_of(client, option, f"{prefix}{LIST}") for prefix in ("", "/en"))

    assert [event["SUMMARY"] for event in dutch.values()] == ["opent: Een regeling", "sluit: Een regeling"]
    assert [event["SUMMARY"] for event in english.values()] == ["opens: Een regeling", "closes: Een regeling"]
    assert list(dutch) == list(english)


def test_the_calendar_is_the_same_file_until_something_changes(client, time_machine):
    time_machine.move_to(NOW)
    option = builders.option()
    builders.window(option, date(2027, 1, 1), date(2027, 2, 1))

    first, second = (client.get(f"{LIST}export.ics?sorteer=naam").getvalue() for _n in range(2))

    assert first == second


def test_a_calendar_without_dates_has_a_name(client):
    response = client.get(f"/en{LIST}export.ics?q=bestaatniet")

    calendar = Calendar.from_ical(response.getvalue())
    assert calendar.events == []
    assert calendar.calendar_name == "Financing in the MRA: what opens and closes"


def picked(*options):
    return "&".join(f"optie={getattr(option, 'slug', option)}" for option in options)


@pytest.mark.parametrize("form", READERS)
def test_a_shortlist_is_exported_in_the_order_of_picking_and_each_option_once(client, form):
    first, second, third = builders.option(), builders.option(has_ended=True), builders.option()

    found = fetched(client, form, picked(third, first, third, "", second), SHORTLIST)

    assert slugs(found) == [third.slug, first.slug, second.slug]
    assert found[1]["status"] == "onbekend"


def test_a_shortlist_goes_into_a_calendar(client, time_machine):
    time_machine.move_to(NOW)
    mine, other = builders.option(), builders.option()
    for option in (mine, other):
        builders.window(option, date(2026, 11, 1), date(2026, 12, 15))

    [event] = events(client, picked(mine), SHORTLIST)

    assert event["UID"].startswith(mine.slug)


@pytest.mark.parametrize("form", ["csv", "xlsx", "ics"])
@pytest.mark.parametrize("slug", ["bestaat-niet", "%00", "<b>", "x" * 300])
def test_a_shortlist_with_an_unknown_option_is_refused(client, form, slug):
    response = client.get(f"{SHORTLIST}export.{form}?{picked(builders.option(), slug)}")

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == ["optie"]


def test_a_shortlist_does_not_tell_about_what_is_not_public(client):
    response = client.get(f"{SHORTLIST}export.csv?{picked(builders.option(live=False))}")

    assert response.status_code == 400


def test_a_shortlist_that_is_too_long_is_refused_and_not_cut_off(client):
    response = client.get(f"{SHORTLIST}export.csv?{picked(*(builders.option() for _n in range(21)))}")

    assert response.status_code == 400
    assert "20" in response.json()["detail"]


def test_an_empty_shortlist_is_an_empty_table(client):
    assert fetched(client, "csv", "", SHORTLIST) == []
    assert fetched(client, "xlsx", "", SHORTLIST) == []


def test_files_have_the_name_and_day_of_what_they_hold(client, time_machine):
    time_machine.move_to(NOW)
    builders.option()

    names = [client.get(f"{address}export.csv")["Content-Disposition"] for address in (LIST, SHORTLIST)]

    assert names == [
        'attachment; filename="financiering-2026-11-24.csv"',
        'attachment; filename="financiering-lijst-2026-11-24.csv"',
    ]


def test_an_unknown_form_does_not_exist(client):
    assert client.get(f"{LIST}export.pdf").status_code == 404
