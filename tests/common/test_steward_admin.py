"""Django admin: a data steward brings a table out and in again; nobody edits single rows there."""

import re
from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.urls import reverse
from openpyxl import load_workbook

from agenda.models import ActionLineParty, Organisation
from financing.models import CallWindow, FinancingOption
from mra_portal.cms.models import Term
from mra_portal.common.content.admin import LARGEST_FILE
from mra_portal.common.content.formats import SafeCSV
from mra_portal.content import TABLES
from profiles.models import Sector
from tests.stewards import CSV, XLSX, address, complaints, confirm, export, said, table_of, upload

pytestmark = pytest.mark.django_db

MODELS = [table.resource._meta.model for table in TABLES]
EVERY_MODEL = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


@EVERY_MODEL
@pytest.mark.any_database  # which screens there are; what goes out and in is below
def test_a_steward_opens_every_table_in_dutch(steward, model):
    index = steward.get(reverse("admin:index"))
    listing = steward.get(address(model, "changelist"))

    assert address(model, "changelist") in index.content.decode()
    assert "Importeren" in listing.content.decode()
    assert "Exporteren" in listing.content.decode()
    asked = [steward.get(address(model, page)).content.decode() for page in ("import", "export")]
    for page in (index.content.decode(), *asked):
        assert not re.search(r"Action agenda|Subregions|Model name|following fields|Submit|Select all", page)


def test_an_export_asks_for_columns_by_their_names_in_the_file(steward):
    page = steward.get(address(Organisation, "export")).content.decode()

    assert re.search(r"<label[^>]*>werkt_voor</label>", page)
    assert re.search(r"<label[^>]*>website \(webadres\)</label>", page)
    assert "Serves" not in page


@EVERY_MODEL
def test_an_export_that_is_sent_back_changes_nothing(steward, model):
    preview = upload(steward, model, export(steward, model))
    done = confirm(steward, model, preview)

    assert {row.import_type for row in preview.context["result"].rows} == {"skip"}
    assert str(model.objects.count()) in said(done)[0]
    assert not LogEntry.objects.exists()


def test_a_workbook_is_sent_back_too(steward):
    workbook = export(steward, Sector, XLSX)
    assert load_workbook(BytesIO(workbook)).active["A1"].value == "slug"

    preview = upload(steward, Sector, workbook, XLSX)

    assert {row.import_type for row in preview.context["result"].rows} == {"skip"}


def test_a_change_is_shown_then_confirmed_then_published_as_a_new_version(steward):
    rows = table_of(steward, Organisation)
    rom = next(row for row in rows if row["slug"] == "rom-inwest")
    rom.update(omschrijving="Nieuw van de datasteward.", werkt_voor="ijmond")
    before = Organisation.objects.get(slug="rom-inwest").revisions.count()

    preview = upload(steward, Organisation, rows)
    untouched = Organisation.objects.get(slug="rom-inwest").summary_nl
    done = confirm(steward, Organisation, preview)

    changed = [row for row in preview.context["result"].rows if row.import_type == "update"]
    assert len(changed) == 1
    assert any("<ins" in cell and "datasteward" in cell for cell in changed[0].diff)
    assert untouched != "Nieuw van de datasteward."
    organisation = Organisation.objects.get(slug="rom-inwest")
    assert organisation.summary_nl == "Nieuw van de datasteward."
    assert [subregion.slug for subregion in organisation.serves.all()] == ["ijmond"]
    assert organisation.revisions.count() == before + 1
    assert organisation.live_revision == organisation.latest_revision
    assert organisation.latest_revision.user.email == "datasteward@test.example"
    assert LogEntry.objects.get().object_id == str(organisation.pk)
    assert len(said(done)) == 1
    public = steward.get(organisation.get_absolute_url()).content.decode()
    assert "Nieuw van de datasteward." in public


def test_a_new_row_comes_in(steward):
    rows = [*table_of(steward, Sector), {"slug": "ruimtevaart", "name": "Ruimtevaart", "position": "90", "source": "x"}]

    confirm(steward, Sector, upload(steward, Sector, rows))

    assert Sector.objects.get(slug="ruimtevaart").name == "Ruimtevaart"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("soort", "sprookje"),
        ("deelregio", "atlantis"),
        ("werkt_voor", "ijmond;atlantis"),
        ("naam", ""),
        ("website", "geen adres"),
    ],
)
def test_a_wrong_cell_is_shown_with_its_row_and_nothing_is_written(steward, column, value):
    rows = table_of(steward, Organisation)[:3]
    rows[0]["omschrijving"] = "Niet te schrijven."
    rows[1][column] = value

    answer = upload(steward, Organisation, rows)

    assert complaints(answer).startswith(f"3: {{'{column}': ")
    assert not Organisation.objects.filter(summary_nl="Niet te schrijven.").exists()


def test_an_unknown_slug_in_the_key_is_shown_with_its_row(steward):
    rows = table_of(steward, ActionLineParty)[:2]
    rows[1]["organisatie"] = "niemand"

    assert complaints(upload(steward, ActionLineParty, rows)).startswith("3: {'organisatie': ")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"slug,name,kleur\nbouw,Bouw,rood\n", "kleur"),
        (b"name\nBouw\n", "slug"),
        (b"slug,name\nbouw,Bouw\nbouw,Bouw\n", "bouw"),
        (b"slug,name\nbouw,Bouw\nenergie\n", "2"),
        (b'slug,name\nbouw,"Bouw\n', "CSV"),
        (b"slug,name\nbouw,B\x81uw\n", "UTF-8"),
    ],
    ids=["unknown column", "no key", "key twice", "too few cells", "open quote", "not UTF-8"],
)
def test_a_faulty_file_is_refused_with_a_sentence(steward, content, word):
    answer = upload(steward, Sector, content)

    assert word in complaints(answer)
    assert "Traceback" not in answer.content.decode()
    assert Sector.objects.get(slug="bouw").name == "Bouw"


def test_a_file_in_another_format_or_without_rows_is_refused(steward):
    assert "XLSX" in complaints(upload(steward, Sector, b"slug,name\nbouw,Bouw\n", XLSX))
    assert complaints(upload(steward, Sector, export(steward, Sector, XLSX), CSV))
    assert complaints(upload(steward, Sector, b"slug,name\n"))
    assert complaints(upload(steward, Sector, b" "))


def test_a_formula_is_refused_with_its_place(steward):
    book = load_workbook(BytesIO(export(steward, Sector, XLSX)))
    headers = [cell.value for cell in book.active[1]]
    book.active.cell(row=3, column=headers.index("name") + 1).value = '=HYPERLINK("https://elders.example")'
    workbook = BytesIO()
    book.save(workbook)
    rows = table_of(steward, Sector)
    rows[1]["name"] = "=1+1"

    answers = [upload(steward, Sector, workbook.getvalue(), XLSX), upload(steward, Sector, rows)]

    for answer in answers:
        assert "Rij 3" in complaints(answer)
        assert "“name”" in complaints(answer)


def test_a_file_of_50_megabytes_is_refused_before_it_is_read(steward, monkeypatch):
    monkeypatch.setattr(SafeCSV, "create_dataset", lambda *args, **kwargs: pytest.fail("it was read"))

    answer = upload(steward, Sector, b"slug,name\n" + b"x" * 50_000_000)

    assert f"{LARGEST_FILE} MB" in complaints(answer)


def test_a_workbook_that_grows_too_large_is_refused_before_it_is_read(steward, monkeypatch):
    monkeypatch.setattr("mra_portal.common.content.formats.UNPACKED_LIMIT", 1000)

    answer = upload(steward, Sector, export(steward, Sector, XLSX), XLSX)

    assert "XLSX" not in complaints(answer)
    assert complaints(answer)


def test_an_unknown_slug_in_row_57_of_the_route_map_is_shown_and_nothing_is_written(steward):
    rows = table_of(steward, FinancingOption)[:60]
    rows[0]["summary_nl"] = "Niet te schrijven."
    rows[56]["paid_by"] = "atlantis"

    answer = upload(steward, FinancingOption, rows)

    assert complaints(answer).startswith("58: {'paid_by': ")
    assert "atlantis" in complaints(answer)
    assert not FinancingOption.objects.filter(summary_nl="Niet te schrijven.").exists()


def test_a_new_option_without_the_column_of_its_kind_is_refused(steward):
    row = table_of(steward, FinancingOption)[0]
    del row["kind"]

    answer = upload(steward, FinancingOption, [{**row, "slug": "een-nieuwe"}])

    assert "'kind'" in complaints(answer)
    assert not FinancingOption.objects.filter(slug="een-nieuwe").exists()


def test_a_changed_round_is_shown_readably_and_published_with_its_option(steward):
    rows = table_of(steward, CallWindow)
    rows[0]["note_nl"] = "Nieuw van de datasteward."

    preview = upload(steward, CallWindow, rows)
    confirm(steward, CallWindow, preview)

    changed = [row for row in preview.context["result"].rows if row.import_type == "update"]
    option = FinancingOption.objects.get(slug=rows[0]["option"])
    assert len(changed) == 1
    assert any("<ins" in cell and "datasteward" in cell for cell in changed[0].diff)
    assert "Nieuw van de datasteward." in [window.note_nl for window in option.windows.all()]
    assert option.live_revision == option.latest_revision
    assert "Nieuw van de datasteward." in str(option.latest_revision.content["windows"])


def test_a_row_with_a_waiting_draft_is_refused(steward):
    term = Term.objects.get(slug="campus")
    term.definition_nl = "Nog niet af."
    term.save_revision()
    rows = table_of(steward, Term)
    for row in rows:
        row["definition_nl"] = "Nieuw van de datasteward."

    answer = upload(steward, Term, rows)

    assert len(answer.context["result"].invalid_rows) == 1
    number = [row["slug"] for row in rows].index("campus") + 2
    assert complaints(answer).startswith(f"{number}: ")
    assert not Term.objects.filter(definition_nl="Nieuw van de datasteward.").exists()


def test_a_draft_made_after_the_preview_stops_the_whole_import(steward):
    rows = table_of(steward, Term)
    for row in rows:
        row["definition_nl"] = "Nieuw van de datasteward."
    preview = upload(steward, Term, rows)
    Term.objects.get(slug="campus").save_revision()

    done = confirm(steward, Term, preview)

    assert done.context["messages"]
    assert [message.level_tag for message in done.context["messages"]] == ["error"]
    assert not Term.objects.filter(definition_nl="Nieuw van de datasteward.").exists()
    assert not LogEntry.objects.exists()


def test_confirming_twice_says_that_the_file_is_gone(steward):
    preview = upload(steward, Sector, table_of(steward, Sector))
    confirm(steward, Sector, preview)

    again = confirm(steward, Sector, preview)

    assert [message.level_tag for message in again.context["messages"]] == ["error"]


@EVERY_MODEL
@pytest.mark.any_database
@pytest.mark.parametrize("role", ["steward", "staff_client"])
def test_nobody_changes_single_rows(request, role, model):
    client = request.getfixturevalue(role)
    row = model.objects.first()

    listing = client.get(address(model, "changelist")).content.decode()

    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "change", row.pk), {"slug": "x"}).status_code == 403
    assert client.get(address(model, "delete", row.pk)).status_code == 403
    assert address(model, "add") not in listing
    assert "delete_selected" not in listing


@EVERY_MODEL
@pytest.mark.any_database
def test_editors_and_visitors_cannot_get_in(client, django_user_model, model):
    pages = [address(model, page) for page in ("changelist", "import", "export", "process_import")]
    login = reverse("admin:login")

    visitor = [client.get(page) for page in pages]
    editor = django_user_model.objects.create_user("redacteur@test.example", "x")
    editor.groups.set([Group.objects.get(name="Redacteuren")])
    client.force_login(editor)
    editors = [client.get(page) for page in pages] + [client.post(page) for page in pages]

    for answer in (*visitor, *editors):
        assert answer.status_code == 302
        assert answer["Location"].startswith(login)
