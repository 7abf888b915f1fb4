"""The note for a meeting tells what slipped, what was said, and what was wrong, in every form alike."""

from io import BytesIO

import pytest
from odfdo import Document

from agenda.models import MilestoneChange
from tests import builders

pytestmark = pytest.mark.django_db
PERIOD = "?van=2026-10-01&tot=2026-11-28"


@pytest.fixture
def line(time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    return builders.action_line(official_title="Proeftuinen openen")


def planned(line, title, *changes):
    """A milestone with its changes: when recorded, planned for, reached on, why."""
    milestone = line.milestones.create(slug=title.lower().replace(" ", "-"), title_nl=title)
    for recorded, day, done, reason in changes:
        MilestoneChange.objects.create(
            milestone=milestone,
            recorded_at=f"{recorded}T10:00Z",
            planned_on=day,
            done_on=done or None,
            reason_nl=reason,
            organisation=builders.organisation(),
        )
    return milestone


def forms_of(client, query=PERIOD, language="") -> list[str]:
    """The note as page, as plain text and as a document; spaces as one."""
    page, text, file = (
        client.get(f"{language}/agenda/voortgang/{name}{query}") for name in ("notitie/", "notitie.txt", "notitie.odt")
    )
    told = [page.content.decode(), text.content.decode(), str(Document(BytesIO(file.content)).body)]
    return [" ".join(one.split()) for one in told]


def test_what_is_overdue_slipped_and_what_moved_says_from_when(client, line):
    planned(line, "Al lang te laat", ("2026-01-05", "2026-03-01", "", ""))
    planned(line, "Nog op tijd", ("2026-01-05", "2026-12-01", "", ""))
    planned(
        line, "Op tijd bereikt", ("2026-01-05", "2026-03-01", "", ""), ("2026-03-02", "2026-03-01", "2026-03-01", "")
    )
    planned(line, "Verschoven", ("2026-01-05", "2026-11-01", "", ""), ("2026-10-20", "2027-02-01", "", "Geen geld."))

    dropped = planned(line, "Losgelaten", ("2026-01-05", "2026-03-01", "", ""))
    told = {"planned_on": "2026-03-01", "is_dropped": True, "reason_nl": "Het geld is op."}
    dropped.changes.create(recorded_at="2026-10-20T10:00Z", organisation=builders.organisation(), **told)

    for note in forms_of(client):
        assert "Losgelaten: vervallen: Het geld is op." in note
        assert "Losgelaten: was gepland" not in note
        assert "Al lang te laat: was gepland voor 1 maart 2026 en is niet bereikt" in note
        assert "verschoven van 1 november 2026 naar 1 februari 2027: Geen geld." in note
        assert "Nog op tijd" not in note
        assert "Op tijd bereikt" not in note


def test_the_overdue_are_those_of_the_last_day_of_the_period_and_of_lines_that_go_on(client, line):
    planned(
        line, "Pas later bereikt", ("2026-01-05", "2026-03-01", "", ""), ("2026-11-10", "2026-03-01", "2026-11-09", "")
    )
    stopped = builders.action_line()
    builders.status_update(stopped, "gestopt", reported_at="2026-02-01T10:00Z")
    planned(stopped, "Losgelaten", ("2026-01-05", "2026-03-01", "", ""))

    for note in forms_of(client, "?van=2026-10-01&tot=2026-11-01"):
        assert "Pas later bereikt: was gepland voor 1 maart 2026" in note
        assert "Losgelaten" not in note
    for note in forms_of(client):
        assert "Pas later bereikt: was gepland" not in note


def test_the_newest_sentence_of_every_line_stands_in_it_though_the_status_stayed(client, line):
    builders.status_update(line, reported_at="2026-09-01T10:00Z", text_nl="Van voor de vergadering.")
    builders.status_update(line, reported_at="2026-10-05T10:00Z", text_nl="Een eerdere zin.")
    reporter = builders.organisation(name="Provincie Proef")
    builders.status_update(
        line, reported_at="2026-11-03T10:00Z", text_nl="De eerste tuin is open.", organisation=reporter
    )
    builders.status_update(line, reported_at="2026-11-20T10:00Z", text_nl="", is_confirmation=True)

    page, text, document = forms_of(client)

    for note in (page, text, document):
        assert "Wat er gemeld is" in note
        assert "Een eerdere zin." not in note
        assert "Van voor de vergadering." not in note
    assert "Proeftuinen openen: De eerste tuin is open. (Provincie Proef, 3 november 2026)" in text
    assert "De eerste tuin is open." in page
    assert "De eerste tuin is open. (Provincie Proef, 3 november 2026)" in document


@pytest.fixture
def corrected(line):
    wrong = builders.status_update(line, "afgerond", reported_at="2026-11-01T10:00Z", text_nl="Alles is klaar.")
    right = builders.status_update(line, reported_at="2026-11-03T10:00Z", text_nl="Eén tuin is klaar.", corrects=wrong)
    return wrong, right


def test_a_wrong_report_and_its_correction_are_marked_wherever_reports_are_listed(client, line, corrected):
    page = client.get(f"/agenda/voortgang/{PERIOD}").content.decode()
    feeds = [
        client.get(address).content.decode()
        for address in ("/agenda/export.atom", f"{line.get_absolute_url()}export.atom")
    ]

    assert "Gecorrigeerd op 3 november 2026" in page
    assert "Correctie op de melding van 1 november 2026" in page
    for feed in feeds:
        assert "Afgerond (gecorrigeerd op 3 november 2026)" in feed
        assert "In uitvoering (correctie op de melding van 1 november 2026)" in feed
    assert all("correctie op de melding van 1 november 2026" in note for note in forms_of(client))


def test_english_pages_write_days_in_one_way_and_mark_what_is_dutch(client, line):
    builders.status_update(
        line,
        reported_at="2026-11-03T10:00Z",
        since="2026-11-02",
        text_nl="De eerste tuin is open.",
        reason_nl="Er is geld.",
        next_step_nl="De tweede tuin",
        next_step_on="2026-12-12",
    )
    planned(line, "Verschoven", ("2026-01-05", "2026-11-01", "", ""), ("2026-10-20", "2027-02-01", "", "Geen geld."))

    address = line.get_absolute_url()
    page = client.get(f"/en{address}").content.decode()
    progress = client.get(f"/en/agenda/voortgang/{PERIOD}").content.decode()
    dutch = client.get(address).content.decode()

    for html in (page, progress):
        assert "Under way since 2 November 2026" in html
        assert "Nov." not in html
        assert "Dec." not in html
        assert '<span lang="nl">Er is geld.</span>' in html
        assert '<span lang="nl">De tweede tuin</span> (12 December 2026)' in html
        assert 'from 1 November 2026 to 1 February 2027: <span lang="nl">Geen geld.</span>' in html
    assert '<div class="timeline__text" lang="nl"><p>De eerste tuin is open.' in page
    assert '<span lang="nl">De eerste tuin is open.</span>' in progress
    assert 'lang="nl">De' not in dutch
