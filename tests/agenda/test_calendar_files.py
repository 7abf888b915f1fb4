"""The calendar as files: to subscribe to, to put in one's own, as open data; and what a search engine reads."""

import json
import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import tablib
from icalendar import Calendar

from agenda.models import Event
from agenda.resources import EventResource
from tests.agenda.builders import make_event
from tests.builders import organisation

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SOON = "van=2027-01-01&tot=2027-12-31"


def entries(client, address) -> dict:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(entry["SUMMARY"]): entry for entry in Calendar.from_ical(answer.getvalue()).events}


def test_a_calendar_holds_hours_where_they_are_known_and_days_where_not(client):
    make_event("Uur", starts_on=date(2027, 7, 1), starts_at=time(14), ends_at=time(17), town="velsen", place="De Hal")
    make_event("Begin", starts_on=date(2027, 1, 5), starts_at=time(9))
    make_event("Dag", starts_on=date(2027, 1, 6))
    make_event("Dagen", starts_on=date(2027, 1, 7), ends_on=date(2027, 1, 9), starts_at=time(9))

    found = entries(client, f"/kalender/export.ics?{SOON}")

    assert found["Uur"].start == datetime(2027, 7, 1, 14, tzinfo=AMSTERDAM)
    assert found["Uur"].end == datetime(2027, 7, 1, 17, tzinfo=AMSTERDAM)
    assert str(found["Uur"]["LOCATION"]) == "De Hal, Velsen"
    assert found["Begin"].start == datetime(2027, 1, 5, 9, tzinfo=AMSTERDAM)
    assert "DTEND" not in found["Begin"]
    assert found["Dag"]["DTSTART"].dt == date(2027, 1, 6)
    assert found["Dag"]["DTEND"].dt == date(2027, 1, 7)  # where the next day begins
    assert (found["Dagen"]["DTSTART"].dt, found["Dagen"]["DTEND"].dt) == (date(2027, 1, 7), date(2027, 1, 10))
    assert "09:00" in str(found["Dagen"]["DESCRIPTION"])
    assert "STATUS" not in found["Dag"]


def test_an_event_keeps_its_key_when_it_moves_or_is_called_off(client):
    event = make_event("Grote dag", starts_on=date(2027, 3, 1))
    address = f"{event.get_absolute_url()}export.ics"
    before = entries(client, address)["Grote dag"]

    event.starts_on, event.cancelled_because_nl = date(2027, 4, 1), "De zaal is dicht."
    event.save()
    (after,) = entries(client, address).values()
    (listed,) = entries(client, f"/kalender/export.ics?{SOON}").values()

    assert before["UID"] == after["UID"] == listed["UID"]
    assert str(after["STATUS"]) == "CANCELLED"
    assert str(after["SUMMARY"]) == "Gaat niet door: Grote dag"
    assert "De zaal is dicht." in str(after["DESCRIPTION"])


def test_a_draft_has_no_file(client):
    hidden = make_event(live=False, starts_on=date(2027, 3, 1))

    assert client.get(f"{hidden.get_absolute_url()}export.ics").status_code == 404
    assert entries(client, f"/kalender/export.ics?{SOON}") == {}


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "ics", "atom"])
def test_every_form_answers_to_the_question_of_the_list(client, form):
    make_event("Wel", starts_on=date(2027, 3, 1), town="velsen")
    make_event("Niet", starts_on=date(2027, 3, 2), town="almere")

    answer = client.get(f"/kalender/export.{form}?{SOON}&deelregio=ijmond")
    refused = client.get(f"/kalender/export.{form}?van=2027-01-02&tot=2027-01-01")

    assert answer.status_code == 200
    told = answer.getvalue()
    if form != "xlsx":
        told = told.decode()
        assert "Wel" in told
        assert "Niet" not in told
    assert refused.status_code == 400
    assert [error["parameter"] for error in json.loads(refused.content)["errors"]] == ["tot"]


def test_open_data_says_what_is_known_and_nothing_else(client):
    holder, secret = organisation(slug="de-houder"), organisation(live=False)
    event = make_event(
        "Grote dag",
        starts_on=date(2027, 3, 1),
        starts_at=time(9),
        town="velsen",
        organisers=[holder, secret],
        cancelled_because_nl="De zaal is dicht.",
    )

    record = client.get(f"/api/v1/evenementen/{event.slug}").json()

    assert record["begint_op"] == record["eindigt_op"] == "2027-03-01"
    assert (record["begint_om"], record["eindigt_om"]) == ("09:00", None)
    assert (record["gemeente"], record["deelregios"]) == ("velsen", ["ijmond"])
    assert (record["organisatoren"], record["online"]) == (["de-houder"], False)
    assert record["afgelast"] == "De zaal is dicht."
    assert record["pagina"].endswith(event.get_absolute_url())


def test_a_search_engine_reads_when_where_and_whether_it_goes_on(client):
    hybrid = make_event(
        "Grote dag",
        starts_on=date(2027, 7, 1),
        starts_at=time(14),
        town="velsen",
        place="De Hal",
        is_online=True,
        url="https://example.org/dag",
        organisers=[organisation(name="De Houder")],
    )
    off = make_event(starts_on=date(2027, 7, 1), ends_on=date(2027, 7, 3), cancelled_because_nl="Zaal dicht.")

    facts, unknown = (facts_of(client, event) for event in (hybrid, off))

    assert facts["@type"] == "BusinessEvent"
    assert facts["startDate"] == "2027-07-01T14:00:00+02:00"
    assert facts["endDate"] == "2027-07-01"
    assert facts["eventStatus"].endswith("EventScheduled")
    assert facts["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert [place["@type"] for place in facts["location"]] == ["Place", "VirtualLocation"]
    assert facts["organizer"][0]["name"] == "De Houder"
    assert unknown["eventStatus"].endswith("EventCancelled")
    assert unknown["endDate"] == "2027-07-03"
    assert "location" not in unknown
    assert "eventAttendanceMode" not in unknown


def facts_of(client, event) -> dict:
    html = client.get(event.get_absolute_url()).content.decode()
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    return next(thing for thing in told["@graph"] if "Event" in thing["@type"])


def imported(**columns):
    row = {
        "slug": "grote-dag",
        "name": "Grote dag",
        "kind": "beurs",
        "starts_on": "2027-03-01",
        "starts_at": "09:00",
        "municipality": "velsen",
        "is_online": "0",
        "subregions": "ijmond",
        "summary_nl": "Een dag.",
        "source": "test",
        "checked_on": "2026-11-29",
        **columns,
    }
    table = tablib.Dataset(list(row.values()), headers=list(row))
    return EventResource().import_data(table, raise_errors=False)


def test_an_event_comes_in_and_goes_out_the_same():
    holder = organisation(slug="de-houder")

    result = imported(organisers="de-houder")
    again = imported(organisers="de-houder")

    event = Event.objects.get(slug="grote-dag")
    assert result.totals["new"] == again.totals["skip"] == 1
    assert [*event.organisers.all()] == [holder]
    assert event.starts_at == time(9)
    assert event.live


@pytest.mark.parametrize(
    ("columns", "wrong"),
    [
        ({"subregions": "amsterdam"}, "subregions"),
        ({"subregions": ""}, "subregions"),
        ({"municipality": "delft"}, "municipality"),
        ({"organisers": "bestaat-niet"}, "organisers"),
        ({"kind": "feest"}, "kind"),
        ({"starts_on": "1 maart"}, "starts_on"),
        ({"ends_on": "2027-02-28"}, "ends_on"),
        ({"starts_at": "", "ends_at": "12:00"}, "starts_at"),
    ],
)
def test_a_faulty_row_is_refused_with_its_column(columns, wrong):
    result = imported(**columns)

    assert [set(row.error_dict) for row in result.invalid_rows] == [{wrong}]
    assert not Event.objects.filter(slug="grote-dag").exists()
