"""Milestones and roles as tables of a data steward, in Dutch columns: what was recorded of a milestone stays."""

import pytest

from agenda.models import Accelerator, ActionLine, ActionLineParty, Milestone, Organisation
from tests import builders
from tests.stewards import CSV, XLSX, complaints, confirm, export, table_of, upload

pytestmark = pytest.mark.django_db
NEW = {
    "slug": "1b-proef-af",
    "actielijn": "1b",
    "titel": "Proef af",
    "titel_en": "",
    "gepland_op": "2026-12-01",
    "bereikt_op": "",
    "vervallen": "0",
    "reden": "",
    "namens": "horizon-flevoland",
    "bron": "test",
}


@pytest.fixture
def milestone(steward, time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    confirm(steward, Milestone, upload(steward, Milestone, [NEW]))
    return Milestone.objects.get(slug=NEW["slug"])


def said_of(milestone) -> list[tuple]:
    changes = milestone.changes.order_by("pk").values_list("planned_on", "done_on", "reason_nl")
    return [(str(planned or ""), str(done or ""), reason) for planned, done, reason in changes]


def test_a_new_milestone_comes_in_with_who_planned_it(steward, milestone):
    change = milestone.changes.get()

    assert (milestone.action_line.slug, milestone.title_nl) == ("1b", "Proef af")
    assert (str(change.planned_on), change.organisation.slug) == ("2026-12-01", "horizon-flevoland")
    assert change.author.email == "datasteward@test.example"


@pytest.mark.parametrize("format_", [CSV, XLSX], ids=["CSV", "XLSX"])
def test_the_table_that_comes_back_as_it_was_records_nothing(steward, milestone, format_):
    preview = upload(steward, Milestone, export(steward, Milestone, format_), format_)

    assert {row.import_type for row in preview.context["result"].rows} == {"skip"}
    assert len(said_of(milestone)) == 1


def test_another_day_with_a_reason_is_shown_and_then_added(steward, milestone):
    (row,) = table_of(steward, Milestone)
    row |= {"gepland_op": "2027-02-01", "reden": "De vergunning is later."}

    preview = upload(steward, Milestone, [row])
    before = said_of(milestone)
    confirm(steward, Milestone, preview)

    shown = " ".join(preview.context["result"].rows[0].diff)
    assert "<ins" in shown
    assert "De vergunning is later." in shown
    assert before == [("2026-12-01", "", "")]
    assert said_of(milestone) == [("2026-12-01", "", ""), ("2027-02-01", "", "De vergunning is later.")]
    (again,) = table_of(steward, Milestone)
    assert again == row


def test_reached_is_added_and_nothing_comes_after_it(steward, milestone):
    (row,) = table_of(steward, Milestone)
    confirm(steward, Milestone, upload(steward, Milestone, [row | {"bereikt_op": "2026-11-20"}]))

    later = upload(steward, Milestone, [row | {"gepland_op": "2027-05-01", "reden": "Toch niet."}])

    assert "bereikt of vervallen" in complaints(later)
    assert said_of(milestone)[1:] == [("2026-12-01", "2026-11-20", "")]


def test_dropped_is_added_with_its_reason_and_comes_back_in_the_table(steward, milestone):
    (row,) = table_of(steward, Milestone)
    dropped = row | {"vervallen": "1", "reden": "Het geld is op."}

    refused = upload(steward, Milestone, [row | {"vervallen": "1"}])
    confirm(steward, Milestone, upload(steward, Milestone, [dropped]))

    assert "waarom de mijlpaal vervalt" in complaints(refused)
    assert table_of(steward, Milestone) == [dropped]
    assert said_of(milestone)[1:] == [("2026-12-01", "", "Het geld is op.")]


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"gepland_op": "2027-02-01"}, "reden"),
        ({"gepland_op": "", "reden": "Zomaar."}, "gepland_op"),
        ({"gepland_op": "binnenkort"}, "gepland_op"),
        ({"bereikt_op": "2126-01-01"}, "bereikt_op"),
        ({"vervallen": "misschien", "reden": "Zomaar."}, "vervallen"),
        ({"bereikt_op": "2020-01-01"}, "bereikt_op"),
        ({"reden": "Andere woorden."}, "reden"),
        ({"bereikt_op": "2026-11-20", "namens": "new-dutch"}, "namens"),
        ({"actielijn": "9z"}, "actielijn"),
        ({"titel": ""}, "titel"),
    ],
)
def test_one_wrong_row_is_named_and_nothing_is_recorded(steward, milestone, wrong, column):
    (row,) = table_of(steward, Milestone)
    good = NEW | {"slug": "1b-tweede", "titel": "Tweede"}

    answer = upload(steward, Milestone, [good, row | wrong])

    assert complaints(answer).startswith(f"3: {{'{column}': ")
    assert said_of(milestone) == [("2026-12-01", "", "")]
    assert not Milestone.objects.filter(slug="1b-tweede").exists()


def test_the_columns_of_the_agenda_are_those_of_the_public_data(steward):
    promised = {
        Accelerator: {"nummer", "slug", "naam", "streefbeeld", "rol_overheid"},
        ActionLine: {"slug", "versneller", "letter", "titel", "omschrijving", "prioriteit", "bron"},
        Organisation: {"slug", "naam", "soort", "deelregio"},
        ActionLineParty: {"actielijn", "organisatie", "rol"},
    }

    for model, columns in promised.items():
        assert columns <= {*table_of(steward, model)[0]}


def test_a_role_comes_in_and_a_double_one_stops_the_file(steward):
    rows, newcomer = table_of(steward, ActionLineParty)[:1], builders.organisation()
    role = rows[0] | {"organisatie": newcomer.slug, "rol": "partner", "volgorde": "99"}

    confirm(steward, ActionLineParty, upload(steward, ActionLineParty, [*rows, role]))
    twice = upload(steward, ActionLineParty, [role, role])

    assert ActionLineParty.objects.get(organisation=newcomer).role == "partner"
    assert newcomer.slug in complaints(twice)


@pytest.mark.parametrize(
    "write",
    [
        lambda text: ("\ufeff" + text.replace(",", ";")).encode(),
        lambda text: text.replace(",", ";").encode("cp1252"),
        lambda text: text.replace("2026-12-01", "1-12-2026").encode(),
        lambda text: text.replace("2026-12-01", "01/12/2026").replace("\n", "\n,,,,,,,,,\n", 1).encode(),
    ],
    ids=["semicolons and byte order mark", "Windows-1252", "a Dutch day", "an empty row"],
)
def test_a_table_comes_in_as_excel_saves_it(steward, time_machine, write):
    time_machine.move_to("2026-11-28T12:00Z")
    columns, cells = ",".join(NEW), ",".join({**NEW, "titel": "Café open"}.values())

    confirm(steward, Milestone, upload(steward, Milestone, write(f"{columns}\n{cells}\n")))

    milestone = Milestone.objects.get(slug=NEW["slug"])
    assert (milestone.title_nl, said_of(milestone)) == ("Café open", [("2026-12-01", "", "")])


def test_a_fault_is_named_by_the_row_of_the_file_also_after_an_empty_one(steward, milestone):
    columns, cells = ",".join(NEW), ",".join({**NEW, "slug": "1b-tweede", "actielijn": "9z"}.values())

    answer = upload(steward, Milestone, f"{columns}\n,,,,,,,,,\n{cells}\n".encode())

    assert complaints(answer).startswith("3: {'actielijn': ")
