"""The agenda on any day, what changed between two, the note for a meeting, and the feeds."""

import xml.etree.ElementTree as ET
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from odfdo import Document

from agenda.models import ActionLine
from agenda.progress import AgendaOn, Period
from tests import builders

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def line(time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    line = builders.action_line(official_title="Proeftuinen openen")
    builders.status_update(line, "voorbereiding", reported_at="2026-03-03T10:00Z", text_nl="We bereiden voor.")
    builders.status_update(
        line, "gepauzeerd", reported_at="2026-10-06T10:00Z", text_nl="We wachten.", reason_nl="Geen geld."
    )
    return line


def page_of(client, query="", path="/agenda/voortgang/") -> str:
    response = client.get(path + query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_day_between_two_reports_shows_the_first(client, line):
    page = page_of(client, "?op=2026-06-01&van=2026-01-01")

    assert "Je ziet de agenda zoals die stond op 1 juni 2026" in page
    assert "We bereiden voor." in page
    assert "We wachten." not in page
    row = next(row for row in AgendaOn(date(2026, 6, 1)).lines if row.pk == line.pk)
    assert row.status == "voorbereiding"
    assert next(row for row in AgendaOn(date(2026, 2, 1)).lines if row.pk == line.pk).status == "geen-status"


def test_what_moved_fell_silent_and_was_asked_in_a_period(line):
    quiet = builders.action_line()
    builders.status_update(quiet, "in-uitvoering", reported_at="2026-05-01T10:00Z")
    organisation = builders.organisation()
    ask = line.asks.create(
        text_nl="Een plek", until=date(2026, 12, 31), asked_on=date(2026, 10, 10), organisation=organisation
    )

    period = Period(date(2026, 7, 1), date(2026, 11, 28))

    moves = {move.line.pk: (move.before, move.after, move.update.text_nl) for move in period.moves}
    assert moves == {line.pk: ("voorbereiding", "gepauzeerd", "We wachten.")}
    assert quiet in period.fell_silent
    assert line not in period.fell_silent
    assert period.asked == [ask]


def test_a_change_is_told_by_the_report_that_made_it_whatever_came_after(client, line):
    """The pause of 6 October keeps its day and reason; "still correct" and another sentence change no status."""
    builders.status_update(line, "gepauzeerd", reported_at="2026-10-20T10:00Z", is_confirmation=True)
    builders.status_update(line, "gepauzeerd", reported_at="2026-11-20T10:00Z", text_nl="Nog steeds niets.")
    swung = builders.action_line()
    builders.status_update(swung, "in-uitvoering", reported_at="2026-09-01T10:00Z")
    builders.status_update(swung, "gestopt", reported_at="2026-10-01T10:00Z", reason_nl="Eerste keer.")
    builders.status_update(swung, "in-uitvoering", reported_at="2026-10-02T10:00Z", reason_nl="Toch door.")
    builders.status_update(swung, "gestopt", reported_at="2026-10-03T10:00Z", reason_nl="Nu echt.")
    builders.status_update(swung, "gestopt", reported_at="2026-10-03T10:00Z", text_nl="Op hetzelfde moment.")

    moves = {move.line.pk: move for move in Period(date(2026, 9, 15), date(2026, 11, 28)).moves}
    page = page_of(client, "?van=2026-09-15&tot=2026-11-28", "/agenda/voortgang/notitie/")

    assert moves[line.pk].update.reason_nl == "Geen geld."
    assert moves[swung.pk].update.reason_nl == "Nu echt."
    assert "Geen geld." in page.partition("Wat uitliep")[2]
    assert "6 oktober 2026" in page.partition("Wat er gemeld is")[0]


def test_the_note_of_a_meeting_reads_the_same_on_paper_as_text_and_in_a_word_processor(client, line):
    query = "?van=2026-07-01&tot=2026-11-28"

    page = page_of(client, query, "/agenda/voortgang/notitie/")
    text = client.get(f"/agenda/voortgang/notitie.txt{query}")
    file = client.get(f"/agenda/voortgang/notitie.odt{query}")
    document = Document(BytesIO(file.content))

    in_document = str(document.body)
    for words in ("Proeftuinen openen", "Geen geld.", "Wat uitliep", "Alle lijnen"):
        assert words in page
        assert words in text.content.decode()
        assert words in in_document
    assert "notitie-2026-11-28.txt" in text["Content-Disposition"]
    assert "notitie-2026-11-28.odt" in file["Content-Disposition"]
    assert file["Content-Type"] == "application/vnd.oasis.opendocument.text"
    assert [heading.level for heading in document.body.headers][:2] == ["1", "2"]
    assert document.language == "nl-NL"


def test_a_quiet_period_says_so_in_the_document_and_in_english(client, line):
    text = client.get("/en/agenda/voortgang/notitie.txt?van=2026-11-20&tot=2026-11-28").content.decode()
    file = client.get("/en/agenda/voortgang/notitie.odt?van=2026-11-20&tot=2026-11-28")

    assert "No line got another status" in text
    assert Document(BytesIO(file.content)).language == "en-GB"


def test_days_that_cannot_be_used_are_told_about(client, line):
    for query, words in (
        ("?op=2127-01-01", "tot en met vandaag"),
        ("?op=gisteren", "Schrijf het als 31-12-2026"),
        ("?van=2026-11-01&tot=2026-10-01", "ligt vóór de eerste"),
    ):
        assert words in page_of(client, query)
    refused = client.get("/agenda/voortgang/notitie.odt?van=gek")
    assert refused.status_code == 400
    assert "Schrijf het als 31-12-2026" in refused.content.decode()


def test_the_pages_cost_as_many_queries_with_many_reports(client, line):
    pages = ("", "?van=2026-01-01", "?op=2026-10-10", "notitie/", "notitie/?van=2026-01-01&tot=2026-11-28")

    def costs():
        counts = {}
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                page_of(client, path=f"/agenda/voortgang/{page}")
            counts[page] = len(captured)
        return counts

    costs()  # what a process keeps after its first visitor
    before = costs()
    for number in range(30):
        builders.status_update(line, "in-uitvoering", reported_at=f"2026-09-{number % 27 + 1:02}T10:00Z")

    assert costs() == before
    assert max(before.values()) <= 15


def test_silent_lines_stand_in_plain_sight_and_finished_ones_do_not(client, line):
    done = builders.action_line(official_title="Al lang klaar")
    builders.status_update(done, "afgerond", reported_at="2025-06-01T10:00Z")

    waiting = {row.pk for row, _freshness in AgendaOn(date(2026, 11, 28)).waiting}

    assert {row.pk for row in ActionLine.objects.filter(letter__in="abcd")} <= waiting
    assert done.pk not in waiting
    assert line.pk not in waiting


def test_on_a_phone_a_number_stands_beside_its_status(client, line):
    page = page_of(client)
    counts = page[page.index('id="per-versneller"') :]
    row = counts.split(f'href="{line.accelerator.get_absolute_url()}"')[1].split("</tr>")[0]

    assert 'class="number" data-label="Gepauzeerd">1</td>' in row
    assert 'table__off" data-label="Gestopt">0</td>' in row


def test_feeds_hold_what_their_address_names(client, line):
    other = builders.status_update(builders.action_line(), text_nl="Elders.")
    party = builders.party(line, builders.organisation())

    def entries(path):
        response = client.get(path)
        assert response["Content-Type"].startswith("application/atom+xml")
        return [entry.find("a:id", ATOM).text for entry in ET.fromstring(response.content).findall("a:entry", ATOM)]

    own = [f"#melding-{update.pk}" for update in line.status_updates.newest_first()]
    for path in (
        f"{line.get_absolute_url()}export.atom",
        f"{line.accelerator.get_absolute_url()}export.atom",
        f"{party.organisation.get_absolute_url()}export.atom",
    ):
        assert [entry[entry.index("#") :] for entry in entries(path)] == own
    assert any(entry.endswith(f"#melding-{other.pk}") for entry in entries("/agenda/export.atom"))


def test_what_people_type_is_text_in_a_feed_never_markup(client, line):
    typed = "<b>Vet</b> & 3 < 5 <script>alert(1)</script>\nTweede regel"
    builders.status_update(line, "in-uitvoering", reported_at="2026-11-01T10:00Z", text_nl=typed)

    feed = ET.fromstring(client.get("/agenda/export.atom").content)
    summary = feed.find("a:entry/a:summary", ATOM)

    assert summary.get("type") == "html"
    assert "&lt;b&gt;Vet&lt;/b&gt; &amp; 3 &lt; 5 &lt;script&gt;" in summary.text
    assert "Tweede regel" in summary.text.partition("<br>")[2]


def test_an_unpublished_line_is_in_no_feed_and_no_note(client, line):
    line.live = False
    line.save()

    assert "Proeftuinen" not in page_of(client, "?van=2026-01-01")
    assert "We wachten" not in client.get("/agenda/export.atom").content.decode()
