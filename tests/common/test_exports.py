"""Any list as a file: the same rows as its page, safe for a spreadsheet, and never all in memory at once."""

import csv
import gzip
import json
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from operator import attrgetter
from zlib import decompressobj

import pytest
from django.http import Http404
from django.middleware.gzip import GZipMiddleware
from django.test import Client, RequestFactory
from django.test.client import closing_iterator_wrapper
from django.utils import translation
from icalendar import Calendar
from openpyxl import load_workbook

from agenda.filters import ActionLineFilterSet, OrganisationFilterSet
from mra_portal.common.exports import rows as chunking
from mra_portal.common.exports.calendar import Entry, calendar_parts, local
from mra_portal.common.exports.datasets import Dataset
from mra_portal.common.exports.fields import PublicField, page_of
from mra_portal.common.exports.rows import rows_in_chunks
from mra_portal.common.exports.streams import csv_parts, in_language, json_parts, xlsx_file
from mra_portal.common.exports.views import ExportView
from tests import builders

pytestmark = pytest.mark.django_db

CALENDAR_HOST = "localhost"


class Organisations(Dataset):
    name = "organisaties"
    title = "Organisaties"
    about = "Wie er meedoet."
    elsewhere = "Van hun eigen pagina's."
    filterset_class = OrganisationFilterSet
    fields = [
        PublicField("slug", attrgetter("slug")),
        PublicField("naam", attrgetter("name")),
        PublicField("omschrijving", attrgetter("summary")),
    ]

    def rows(self, moment):
        return self.filterset_class.rows_at(moment)


class ActionLines(Organisations):
    name = "actielijnen"
    filterset_class = ActionLineFilterSet
    fields = [PublicField("slug", attrgetter("slug"))]


class OrganisationExport(ExportView):
    dataset = Organisations()


class ActionLineExport(ExportView):
    dataset = ActionLines()


class Thing:
    """A row without a database."""

    def __init__(self, **values):
        self.__dict__.update(values)


def answer(form, query="", view=OrganisationExport, **headers):
    return view.as_view()(RequestFactory().get(f"/export.{form}?{query}", headers=headers), form=form)


def body(response) -> bytes:
    return b"".join(closing_iterator_wrapper(response.streaming_content, response.close))


def csv_rows(content: bytes) -> list[dict]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_rows(content: bytes) -> list[dict]:
    names, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


READERS = {"csv": csv_rows, "xlsx": xlsx_rows, "json": lambda content: json.loads(content)["resultaten"]}


def slugs(form, query="", view=OrganisationExport):
    return [row["slug"] for row in READERS[form](body(answer(form, query, view)))]


def things_as(form, fields, things):
    if form == "csv":
        return csv_rows(b"".join(csv_parts(fields, [things])))
    if form == "json":
        return json.loads(b"".join(json_parts(fields, len(things), [things])))["resultaten"]
    return xlsx_rows(workbook(fields, things))


def workbook(fields, things) -> bytes:
    with xlsx_file(fields, [things], "dingen") as file:
        return file.read()


@pytest.mark.parametrize("view", [OrganisationExport, ActionLineExport])
@pytest.mark.parametrize(
    "query", ["", "q=amsterdam", "deelregio=ijmond", "sorteer=rollen&soort=gemeente&soort=netwerk", "q=bestaatniet"]
)
def test_every_form_holds_the_rows_of_the_page_in_its_order(client, view, query, monkeypatch):
    monkeypatch.setattr(chunking, "CHUNK", 3)
    query = query if view is OrganisationExport else query.split("&")[0].replace("sorteer=rollen", "sorteer=titel")
    address = "/agenda/organisaties/" if view is OrganisationExport else "/agenda/"
    page = client.get(f"{address}?{query}&per_pagina=100")
    shown = [row.slug for row in page.context["rows"]]

    exported = {form: slugs(form, query, view) for form in READERS}

    assert exported["csv"][:100] == shown
    assert len(exported["csv"]) == page.context["count"]
    assert exported["csv"] == exported["xlsx"] == exported["json"]


def test_json_tells_how_many_there_are():
    found = json.loads(body(answer("json", "soort=provincie")))

    assert found["aantal"] == len(found["resultaten"]) > 1


@pytest.mark.parametrize("form", READERS)
def test_pages_and_unknown_parameters_do_not_cut_an_export(form):
    assert slugs(form, "pagina=2&per_pagina=abc&utm_source=mail") == slugs(form)


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("soort=onzin", ["soort"]),
        ("soort=onzin&rol=niets&rol=partner", ["soort", "rol"]),
        ("sorteer=kleur", ["sorteer"]),
        ("q=" + "x" * 201, ["q"]),
        ("q=%00", ["q"]),
    ],
)
def test_a_bad_value_is_refused_by_name(form, query, names):
    response = answer(form, query)
    found = json.loads(response.content)

    assert response.status_code == found["status"] == 400
    assert response["Content-Type"] == "application/problem+json"
    assert sorted({error["parameter"] for error in found["errors"]}) == sorted(names)
    assert all(error["detail"] and error["detail"] in found["detail"] for error in found["errors"])


def test_a_refusal_speaks_the_language_of_the_address():
    details = []
    for code in ("nl", "en"):
        with translation.override(code):
            details.append(json.loads(answer("csv", "soort=onzin").content)["detail"])

    assert details[1] == "soort: “onzin” is not one of the choices."
    assert details[0] != details[1]
    assert "onzin" in details[0]


def test_headers_say_what_the_file_is_and_open_it_to_programs(time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))  # past midnight in Amsterdam
    answers = {form: answer(form) for form in READERS}

    assert {form: found["Content-Disposition"] for form, found in answers.items()} == {
        "csv": 'attachment; filename="organisaties-2026-11-25.csv"',
        "xlsx": 'attachment; filename="organisaties-2026-11-25.xlsx"',
        "json": 'inline; filename="organisaties-2026-11-25.json"',
    }
    assert answers["csv"]["Content-Type"] == "text/csv; charset=utf-8"
    assert answers["json"]["Content-Type"] == "application/json"
    assert all(body(found) for found in answers.values())
    for found in [*answers.values(), answer("json", "soort=onzin")]:
        assert found["Access-Control-Allow-Origin"] == "*"
        assert found["X-Robots-Tag"] == "noindex"
        assert not found.cookies


def test_an_unknown_form_does_not_exist():
    for form in ("ics", "pdf", "", "csv/"):
        with pytest.raises(Http404):
            answer(form)


def test_head_tells_the_headers_without_asking_for_rows(monkeypatch):
    monkeypatch.setattr(Organisations, "rows", None)

    for form in READERS:
        response = OrganisationExport.as_view()(RequestFactory().head(f"/export.{form}"), form=form)

        assert response.status_code == 200
        assert "organisaties-" in response["Content-Disposition"]
        assert body(response) == b""


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_but_reading(method):
    response = OrganisationExport.as_view()(getattr(RequestFactory(), method)("/export.csv"), form="csv")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_posting_is_told_so_and_not_that_a_token_is_missing():
    assert Client(enforce_csrf_checks=True).post("/financiering/export.csv").status_code == 405


def test_values_keep_their_kind():
    fields = [PublicField(name, attrgetter(name)) for name in ("tekst", "getal", "dag", "lijst", "vlag", "niets")]
    thing = Thing(tekst='é; "x",\ny', getal=25000, dag=date(2026, 11, 24), lijst=["a", "b"], vlag=True, niets=None)
    empty = Thing(tekst="", getal=None, dag=None, lijst=[], vlag=False, niets=None)

    found = {form: things_as(form, fields, [thing, empty]) for form in READERS}

    assert list(found["csv"][0].values()) == ['é; "x",\ny', "25000", "2026-11-24", "a;b", "ja", ""]
    assert list(found["csv"][1].values()) == ["", "", "", "", "nee", ""]
    assert list(found["xlsx"][0].values()) == ['é; "x",\ny', 25000, datetime(2026, 11, 24), "a;b", "ja", None]
    assert list(found["xlsx"][1].values()) == [None, None, None, None, "nee", None]
    assert list(found["json"][0].values()) == ['é; "x",\ny', 25000, "2026-11-24", ["a", "b"], True, None]
    assert list(found["json"][1].values()) == [None, None, None, [], False, None]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-5", "@x", "\t=x", "＝1", "#N/A", "=", "a\x0bb\rc", "x" * 40_000])
def test_text_is_text_in_every_form(text):
    fields = [PublicField("tekst", attrgetter("tekst"))]
    things = [Thing(tekst=text), Thing(tekst="gewoon")]

    sheet = load_workbook(BytesIO(workbook(fields, things))).active

    assert {cell.data_type for row in sheet for cell in row} == {"s"}
    [first, second] = things_as("csv", fields, things)
    assert first["tekst"].removeprefix("'") == text
    assert not first["tekst"].startswith(("=", "+", "-", "@", "\t", "＝"))
    assert second["tekst"] == "gewoon"
    assert things_as("json", fields, things)[0]["tekst"] == text


def test_the_header_of_a_workbook_stays_in_sight_and_csv_has_the_line_ends_of_the_standard():
    sheet = load_workbook(BytesIO(body(answer("xlsx", "soort=provincie")))).active
    text = body(answer("csv", "soort=provincie"))

    assert sheet.freeze_panes == "A2"
    assert sheet.title == "organisaties"
    assert text.startswith('\ufeff"slug","naam","omschrijving"\r\n'.encode())
    assert text.count(b"\r\n") == sheet.max_row


def test_a_semicolon_splits_no_cell_and_letters_with_accents_arrive_in_excel():
    text = b"".join(csv_parts([PublicField("tekst", attrgetter("tekst"))], [[Thing(tekst="één; twee")]]))

    assert text == '\ufeff"tekst"\r\n"één; twee"\r\n'.encode()


def test_a_workbook_says_what_it_is_on_a_second_sheet():
    book = load_workbook(BytesIO(body(answer("xlsx", "soort=provincie"))))
    told = {row[0]: row[1] for row in book["toelichting"].iter_rows(values_only=True)}

    assert book.sheetnames == ["organisaties", "toelichting"]
    assert told["Licentie"].startswith("Creative Commons")
    assert told["Gevraagd met"].endswith("export.xlsx?soort=provincie")
    assert told["Van elders"] == "Van hun eigen pagina's."
    assert told["naam"].startswith("de officiële naam")
    assert all(told[name] for name in ("Dataset", "Bron", "Gemaakt op", "slug", "omschrijving"))


def test_rows_come_in_the_order_of_the_keys_and_gone_ones_are_left_out():
    made = [builders.organisation() for _n in range(5)]
    keys = [made[n].pk for n in (4, 0, 3, 1, 2)]
    gone = made[3]
    gone.delete()

    chunks = list(rows_in_chunks(OrganisationFilterSet.Meta.model.objects.all, keys, size=2))

    assert [[row.pk for row in rows] for rows in chunks] == [[made[4].pk, made[0].pk], [made[1].pk], [made[2].pk]]
    assert list(rows_in_chunks(OrganisationFilterSet.Meta.model.objects.all, [])) == []


def test_an_export_costs_one_question_and_one_more_for_every_chunk(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(chunking, "CHUNK", 10)
    count = len(slugs("csv"))
    chunks = -(-count // 10)

    for form in READERS:
        with django_assert_num_queries(1 + chunks):
            body(answer(form))


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_first_bytes_come_before_the_last_rows_are_fetched(form, monkeypatch):
    monkeypatch.setattr(chunking, "CHUNK", 10)
    fetched = _counting(monkeypatch)
    parts = iter(answer(form).streaming_content)

    assert next(parts)
    assert fetched == []
    assert next(parts)
    assert fetched == [10]
    b"".join(parts)
    assert len(fetched) > 3


@pytest.mark.parametrize("form", ["csv", "json"])
def test_compression_on_the_way_out_does_not_wait_for_the_end(form, monkeypatch):
    monkeypatch.setattr(chunking, "CHUNK", 10)
    fetched = _counting(monkeypatch)
    middleware = GZipMiddleware(lambda request: OrganisationExport.as_view()(request, form=form))
    request = RequestFactory().get("/export", headers={"accept-encoding": "gzip"})

    parts = iter(middleware(request).streaming_content)
    received = [next(parts)]
    seen = len(fetched)
    received += list(parts)

    assert seen == 0
    assert len(fetched) > 3
    assert decompressobj(31).decompress(received[0]) == b""
    assert gzip.decompress(b"".join(received)) == body(answer(form))


def _counting(monkeypatch) -> list[int]:
    """Gets the size of every chunk of rows at the moment at which it is fetched."""
    fetched: list[int] = []

    def counting(*args, **kwargs):
        for rows in rows_in_chunks(*args, **kwargs):
            fetched.append(len(rows))
            yield rows

    monkeypatch.setattr("mra_portal.common.exports.views.rows_in_chunks", counting)
    return fetched


@pytest.mark.parametrize("form", READERS)
def test_texts_are_in_the_language_of_the_address_also_when_the_stream_is_read_later(form, monkeypatch):
    made = builders.organisation(summary_nl="Nederlands", summary_en="English")
    monkeypatch.setattr(Organisations, "rows", lambda dataset, moment: type(made).objects.filter(pk=made.pk))
    with translation.override("en"):
        english = answer(form)
    dutch = answer(form)

    texts = [READERS[form](body(response))[0]["omschrijving"] for response in (english, dutch)]

    assert texts == ["English", "Nederlands"]
    assert translation.get_language() == "nl"


def test_between_two_parts_the_thread_has_its_own_language():
    def parts():
        for _n in range(2):
            yield translation.get_language().encode()

    seen = [(part, translation.get_language()) for part in in_language("en", parts())]

    assert seen == [(b"en", "nl"), (b"en", "nl")]


def test_a_page_is_named_by_its_full_address():
    row = builders.organisation(slug="een-naam")

    assert page_of(row) == "http://localhost:8000/agenda/organisaties/een-naam/"
    with translation.override("en"):
        assert page_of(row) == "http://localhost:8000/en/agenda/organisaties/een-naam/"


def test_a_calendar_without_dates_is_a_calendar():
    text = b"".join(calendar_parts("Wat opent en sluit", "financiering", []))

    calendar = Calendar.from_ical(text)
    assert calendar.calendar_name == "Wat opent en sluit"
    assert calendar["UID"] == f"financiering@{CALENDAR_HOST}"
    assert calendar.events == []
    assert len(calendar.subcomponents) == 1  # RFC 5545 wants at least one: the zone
    assert text == b"".join(calendar_parts("Wat opent en sluit", "financiering", [[]]))


def test_a_calendar_holds_whole_days_and_moments():
    stamp = datetime(2026, 11, 1, 8, tzinfo=UTC)
    entries = [
        Entry(
            "a-1-sluit", "sluit: Één; twee, drie\n\x07" + "x" * 90, local(date(2027, 3, 28), None), stamp, "http://a/"
        ),
        Entry(
            "b-1-opent",
            "opent: b",
            local(date(2027, 7, 1), datetime(1, 1, 1, 9).time()),
            stamp,
            "http://b/",
            "een\ntwee",
        ),
    ]

    text = b"".join(calendar_parts("Naam", "x", [entries[:1], entries[1:]]))

    first, second = Calendar.from_ical(text).events
    assert (first["UID"], second["UID"]) == (f"a-1-sluit@{CALENDAR_HOST}", f"b-1-opent@{CALENDAR_HOST}")
    assert first["SUMMARY"] == "sluit: Één; twee, drie " + "x" * 90
    assert first.start == date(2027, 3, 28)
    assert second.start.astimezone(UTC) == datetime(2027, 7, 1, 7, tzinfo=UTC)
    assert b"DTSTART;TZID=Europe/Amsterdam:20270701T090000" in text
    assert second["DESCRIPTION"] == "een\ntwee"
    assert first["DTSTAMP"].dt == stamp
    assert first["URL"] == "http://a/"
    assert b"\x07" not in text
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
