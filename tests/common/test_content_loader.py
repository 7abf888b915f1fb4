"""The loader of `fixtures/` refuses a fault with its place and writes nothing; loading again changes nothing."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from agenda.models import Accelerator
from mra_portal.common.content.loader import ContentError, load_tables
from mra_portal.content import TABLES
from profiles.models import Subregion
from tests.content_folder import everything

pytestmark = pytest.mark.django_db


def load(folder, only=None):
    return load_tables([table for table in TABLES if only in (None, table.name)], folder.path).tables


def faults(folder, only=None) -> list[str]:
    """What is said of all tables, or of one where the fault cannot show in another."""
    with pytest.raises(ContentError) as refused:
        load(folder, only)
    return [str(fault) for fault in refused.value.faults]


def test_loading_twice_changes_nothing():
    before = everything()

    summary = load_tables(TABLES, settings.FIXTURES).tables

    assert all(set(counts) == {"same"} for counts in summary.values())
    assert list(summary) == [table.name for table in TABLES]
    assert everything() == before


def test_an_unknown_slug_in_a_reference_stops_the_load_and_says_where(folder):
    folder.change("subregions", "almere-lelystad", name="Niet te schrijven")
    line = folder.change("clusters", "al-tech-ict", subregion="atlantis")
    before = everything()

    found = faults(folder)

    assert len(found) == 1
    assert found[0].startswith(f'clusters.csv, row {line}, column subregion = "atlantis": ')
    assert everything() == before


def test_an_unknown_slug_in_a_list_stops_the_load_and_says_where(folder):
    folder.change("sectors", "bouw", name="Niet te schrijven")
    line = folder.change("clusters", "al-tech-ict", sectors="bouw;toverkunst")
    before = everything()

    found = faults(folder)

    assert len(found) == 1
    place, message = found[0].split(": ", 1)
    assert place == f'clusters.csv, row {line}, column sectors = "bouw;toverkunst"'
    assert "toverkunst" in message
    assert "bouw" not in message
    assert everything() == before


def test_an_unknown_slug_in_the_key_of_a_row_says_in_which_column(folder):
    folder.append("action_line_parties", action_line="9z", organisation="niemand")

    found = faults(folder)

    assert [fault.split(": ")[0].split(", ", 2)[2] for fault in found] == [
        'column action_line = "9z"',
        'column organisation = "niemand"',
    ]


@pytest.mark.parametrize(
    ("table", "slug", "column", "value"),
    [
        ("organisations", "rom-inwest", "kind", "sprookje"),
        ("municipalities", "almere", "province", "gelderland"),
        ("action_lines", "1b", "priority", "huizenhoog"),
        ("sectors", "bouw", "position", "tien"),
        ("sectors", "bouw", "position", "1.5"),
        ("sectors", "bouw", "position", "-1"),
        ("sectors", "bouw", "position", "32768"),
        ("sectors", "bouw", "name", "Bo\0uw"),
        ("action_lines", "1b", "title", "Bo\0uw"),
        ("municipalities", "almere", "latitude", "52,3703"),
        ("municipalities", "almere", "latitude", "NaN"),
        ("municipalities", "almere", "longitude", "5.21431"),
        ("sectors", "bouw", "name", "x" * 121),
        ("municipalities", "almere", "abbreviation", "ALME"),
        ("organisations", "rom-inwest", "url", "geen adres"),
    ],
)
def test_a_wrong_cell_is_named(folder, table, slug, column, value):
    line = folder.change(table, slug, **{column: value})

    found = faults(folder, table)

    assert len(found) == 1
    assert found[0].startswith(f'{table}.csv, row {line}, column {column} = "{value}": ')


@pytest.mark.parametrize("value", ["", "ja", "2"])
def test_a_flag_is_one_or_zero(folder, value):
    rows = folder.rows("action_line_parties")
    rows[0]["is_interpretation"] = value
    folder.write("action_line_parties", rows)

    assert "action_line_parties.csv, row 2, column is_interpretation" in faults(folder, "action_line_parties")[0]


def test_an_empty_cell_that_must_be_filled_is_named(folder):
    line = folder.change("action_lines", "2a", title="", accelerator="")

    found = faults(folder)

    assert [fault.split(":")[0] for fault in found] == [
        f"action_lines.csv, row {line}, column accelerator",
        f"action_lines.csv, row {line}, column title",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"slug,name,name_en,position,source", b"slug,name,position,source", "row 1"),
        (b"slug,name,name_en,position,source", b"slug,name,name_en,position,source,kleur", "kleur"),
        (b"slug,name,name_en,position,source", b"name,slug,name_en,position,source", "header must be exactly"),
        (b"bouw,Bouw,Construction,1,", b"bouw,Bouw,Construction,1,een,twee,", "row 2: more or fewer cells"),
        (b"bouw,Bouw,Construction,1,", b"bouw,Bouw\nbouw,Bouw,Construction,1,", "row 2: more or fewer cells"),
        (b"bouw,Bouw,", b"bouw,B\xffuw,", "cannot be read"),
        (b"bouw,Bouw,", b'bouw,"Bouw,', "cannot be read"),
        (b"bouw,Bouw,", b'bouw,"Bouw"x,', "cannot be read"),
    ],
    ids=["missing column", "extra column", "order", "cells too many", "too few", "not UTF-8", "open quote", "quotes"],
)
def test_a_file_that_is_no_such_table_is_refused(folder, old, new, said):
    folder.replace("sectors", old, new)
    before = everything()

    found = faults(folder, "sectors")

    assert len(found) == 1
    assert found[0].startswith("sectors.csv")
    assert said in found[0]
    assert everything() == before


def test_an_empty_file_and_a_missing_file_are_refused(folder):
    folder.file("terms").write_bytes(b"")
    folder.file("sectors").unlink()

    found = faults(folder)

    assert found[0] == "sectors.csv: the file is missing"
    assert found[1].startswith("terms.csv, row 1: the header must be exactly: slug,name")


def test_a_key_that_stands_twice_is_refused(folder):
    folder.append("sectors", slug="bouw")
    last = len(folder.rows("sectors")) + 1

    assert faults(folder) == [f'sectors.csv, row {last}, column slug = "bouw": stands already in row 2']


def test_a_byte_order_mark_and_blank_lines_do_no_harm(folder):
    folder.replace("sectors", b"slug,", b"\xef\xbb\xbfslug,")
    folder.replace("sectors", b"\nbouw,", b"\n\nbouw,")

    assert set(load(folder)["sectors"]) == {"same"}


def test_all_faults_are_told_at_once(folder):
    folder.change("sectors", "bouw", position="tien")
    folder.change("organisations", "rom-inwest", kind="sprookje", url="geen adres")
    folder.file("terms").unlink()

    found = faults(folder)

    assert [fault.split(",")[0].split(":")[0] for fault in found] == [
        "sectors.csv",
        "organisations.csv",
        "organisations.csv",
        "terms.csv",
    ]


def test_a_fault_after_a_cell_of_several_lines_names_the_line_on_which_its_row_begins(folder):
    line = folder.change("action_lines", "1b", agreements_nl="een\ntwee\ndrie", priority="huizenhoog")

    assert line > 3
    assert faults(folder)[0].startswith(f"action_lines.csv, row {line}, column priority")


def test_a_dry_run_says_what_would_happen_and_writes_nothing(folder):
    folder.change("subregions", "ijmond", name="Nieuw uit de tabel")
    before, out = everything(), StringIO()

    call_command("load_content", "--dry-run", folder=folder.path, stdout=out)

    assert "Dry run: nothing was written." in out.getvalue()
    assert "subregions: 1 changed, 6 same" in out.getvalue()
    assert everything() == before


def test_the_command_fails_with_the_faults(folder):
    folder.change("subregions", "ijmond", name="Nieuw uit de tabel")
    line = folder.change("sectors", "bouw", position="tien")
    before = everything()

    with pytest.raises(CommandError, match=rf'sectors\.csv, row {line}, column position = "tien"') as failed:
        call_command("load_content", folder=folder.path, stdout=StringIO())

    assert "Nothing was loaded." in str(failed.value)
    assert everything() == before


def test_the_command_reports_a_load(folder):
    folder.change("subregions", "ijmond", name="Nieuw uit de tabel")
    out = StringIO()

    call_command("load_content", folder=folder.path, stdout=out)

    assert "subregions: 1 changed, 6 same" in out.getvalue()
    assert "pages: 36 same" in out.getvalue()
    assert Subregion.objects.get(slug="ijmond").name == "Nieuw uit de tabel"
    assert Accelerator.objects.count() == 5
