"""The status as a spreadsheet, out and in: as Excel saves it, with mistakes, and never half."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from agenda.models import StatusUpdate
from tests import builders

pytestmark = pytest.mark.django_db
PLACE = "/beheer/actielijnen/status/"


@pytest.fixture
def lines():
    return [builders.action_line(slug=f"9{letter}") for letter in "xy"]


@pytest.fixture
def reporter(client, lines):
    employer = builders.organisation(slug="provincie-proef")
    for line in lines:
        builders.party(line, employer)
    client.force_login(builders.person(works_for=[employer]))
    return client


def send(client, content: bytes, name="status.csv"):
    return client.post(PLACE, {"sheet": SimpleUploadedFile(name, content)})


def publish(client, looked):
    return client.post(PLACE, {"kept": looked.context["kept"], "publiceren": "ja"})


def words(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_sheet_that_comes_back_as_it_was_does_nothing(reporter, lines, form):
    builders.status_update(lines[0], "in-uitvoering", text_nl="=Niet rekenen", since="2026-01-02")
    sheet = reporter.get(f"/beheer/actielijnen/status.{form}").content

    looked = send(reporter, sheet, f"status.{form}")

    assert "er is niets te publiceren" in words(looked)
    assert StatusUpdate.objects.filter(action_line__in=lines).count() == 1


def test_changed_rows_become_reports_of_who_sends_the_sheet(reporter, lines):
    book = load_workbook(BytesIO(reporter.get("/beheer/actielijnen/status.xlsx").content))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, columns["actielijn"]).value == "9x")
    sheet.cell(row, columns["status"]).value = "voorbereiding"
    sheet.cell(row, columns["tekst"]).value = "We beginnen."
    stream = BytesIO()
    book.save(stream)

    looked = send(reporter, stream.getvalue(), "status.xlsx")
    assert book.sheetnames == ["status"]
    assert "We beginnen." in words(looked)
    assert not StatusUpdate.objects.filter(action_line__in=lines).exists()
    publish(reporter, looked)

    update = StatusUpdate.objects.get(action_line__in=lines)
    assert (update.action_line.slug, update.status, update.text_nl) == ("9x", "voorbereiding", "We beginnen.")


@pytest.mark.parametrize(
    "content",
    [
        "actielijn;status;status_sinds;tekst\r\n9x;voorbereiding;31-12-2025;Café geopend\r\n".encode("cp1252"),
        "\ufeffactielijn;status;status_sinds;tekst\r\n9x;voorbereiding;2025-12-31;Café geopend\r\n".encode(),
        "actielijn,status,status_sinds,tekst\n9x,voorbereiding,31/12/2025,Café geopend\n".encode(),
    ],
    ids=["windows-1252", "byte order mark", "commas"],
)
def test_it_reads_what_excel_saves(reporter, lines, content):
    publish(reporter, send(reporter, content))

    update = StatusUpdate.objects.get(action_line=lines[0])
    assert (update.text_nl, update.since.isoformat()) == ("Café geopend", "2025-12-31")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("9x;gek;;Tekst", "Rij 2: status “gek” is onbekend"),
        ("9x;voorbereiding;31-12-2126;Tekst", "Rij 2, kolom “status_sinds”: Deze dag is nog niet geweest"),
        ("9x;voorbereiding;1-1-2020;Tekst", "Rij 2, kolom “status_sinds”: De agenda is van 2025"),
        ("9x;voorbereiding;31 december;Tekst", "Rij 2: “31 december” is geen dag"),
        ("9x;voorbereiding;1-11-2026;", "Rij 2, kolom “tekst”: Zeg wat iedereen mag lezen."),
        ("8q;voorbereiding;;Tekst", "Rij 2: er is geen lijn “8q”"),
        ("9x;voorbereiding;;A\n9x;afgerond;;B", "Rij 3: lijn “9x” staat al in rij 2"),
        ("9x;voorbereiding;;=1+1", "Rij 2, kolom “tekst”"),
        ("9x;voorbereiding", "Rij 2"),
        (";;;\n9x;gek;;Tekst", "Rij 3: status “gek” is onbekend"),
    ],
)
def test_one_wrong_row_stops_everything_and_is_named(reporter, lines, rows, message):
    good = "9y;voorbereiding;;Deze is goed"
    content = f"actielijn;status;status_sinds;tekst\n{rows}\n{good}\n"

    refused = send(reporter, content.encode())

    assert refused.status_code == 422
    assert message in words(refused)
    assert not StatusUpdate.objects.filter(action_line__in=lines).exists()


def test_a_status_may_be_written_as_the_site_shows_it(reporter, lines):
    publish(reporter, send(reporter, b"actielijn;status;tekst\n9x;In uitvoering;A\n9y;PAUSED;B\n"))

    told = StatusUpdate.objects.filter(action_line__in=lines).order_by("action_line__slug")
    assert [update.status for update in told] == ["in-uitvoering", "gepauzeerd"]


def test_the_sentence_that_stays_is_shown_with_the_new_status(reporter, lines):
    update = builders.status_update(lines[0], "in-uitvoering", text_nl="De plek is gekozen.")
    row = f"9x;gepauzeerd;De plek is gekozen.;Geen geld.;{update.pk}"

    looked = words(send(reporter, f"actielijn;status;tekst;reden;laatste_melding\n{row}\n".encode()))

    assert "<p>De plek is gekozen.</p>" in looked
    assert "<p>Waarom: Geen geld.</p>" in looked


def test_everything_that_is_wrong_in_a_row_is_told_at_once(reporter, lines):
    refused = words(send(reporter, b"actielijn;status;status_sinds;tekst\n9x;afgerond;1-1-2126;\n"))

    assert "Rij 2, kolom “tekst”" in refused
    assert "Rij 2, kolom “status_sinds”" in refused


def test_the_workbook_offers_the_statuses_in_columns_wide_enough_to_read(reporter, lines):
    sheet = load_workbook(BytesIO(reporter.get("/beheer/actielijnen/status.xlsx").content)).active
    letters = {cell.value: cell.column_letter for cell in sheet[1]}

    (offered,) = sheet.data_validations.dataValidation
    assert "in-uitvoering" in offered.formula1
    assert str(offered.sqref) == f"{letters['status']}2:{letters['status']}{sheet.max_row}"
    longest = max(len(cell.value) for cell in sheet[letters["titel"]])
    assert sheet.column_dimensions[letters["titel"]].width > longest


def test_merged_cells_and_files_that_are_no_table_are_refused(reporter):
    book = Workbook()
    book.active.append(["actielijn", "status"])
    book.active.append(["9x", "voorbereiding"])
    book.active.merge_cells("A2:A3")
    stream = BytesIO()
    book.save(stream)

    assert "A2:A3" in words(send(reporter, stream.getvalue(), "samen.xlsx"))
    for content, name in ((b"", "leeg.csv"), (b"PK\x03\x04kapot", "kapot.xlsx"), (b"\x00\x01\x02", "plaatje.csv")):
        assert send(reporter, content, name).status_code == 422
    assert reporter.post(PLACE, {}).status_code == 422


def test_a_sheet_made_before_somebody_reported_is_refused(reporter, lines):
    sheet = reporter.get("/beheer/actielijnen/status.csv").content
    builders.status_update(lines[0], "in-uitvoering")

    refused = send(reporter, sheet)

    assert refused.status_code == 422
    assert "nieuw werkblad" in words(refused)


def test_lines_of_others_and_sheets_of_others_stay_closed(reporter, lines, client):
    foreign = builders.action_line(slug="9z")
    refused = send(reporter, b"actielijn;status\n9z;afgerond\n")
    looked = send(reporter, b"actielijn;status;tekst\n9x;voorbereiding;Van mij\n")
    kept = looked.context["kept"]

    client.force_login(builders.person(works_for=[lines[0].parties.get().organisation]))
    stolen = client.post(PLACE, {"kept": kept, "publiceren": "ja"})
    client.force_login(builders.person())
    closed = client.get(PLACE)

    assert "geen lijn “9z”" in words(refused)
    assert stolen.status_code in (302, 403)
    assert closed.status_code in (302, 403)
    assert not StatusUpdate.objects.filter(action_line__in=[*lines, foreign]).exists()
