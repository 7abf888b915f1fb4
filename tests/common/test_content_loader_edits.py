"""The loader of `fixtures/` after people worked on the rows: their edits, drafts and removals stay."""

import pytest
from django.conf import settings

from agenda.models import ActionLine, ActionLineParty, Organisation
from mra_portal.cms.models import Term
from mra_portal.common.content.loader import load_tables
from mra_portal.content import TABLES
from profiles.models import Cluster, Sector
from tests.content_folder import everything

pytestmark = pytest.mark.django_db


def load(folder):
    return load_tables(TABLES, folder.path).tables


def test_an_edit_in_wagtail_survives_and_is_reported_as_kept():
    line = ActionLine.objects.get(slug="1a")
    line.summary_nl = "Zo zegt de redactie het."
    line.save_revision().publish()

    summary = load_tables(TABLES, settings.FIXTURES).tables

    assert summary["action_lines"] == {"kept": 1, "same": 15}
    assert ActionLine.objects.get(slug="1a").summary_nl == "Zo zegt de redactie het."


def test_an_edit_of_a_list_survives():
    Cluster.objects.get(slug="al-bouw").sectors.add(Sector.objects.get(slug="energie"))

    summary = load_tables(TABLES, settings.FIXTURES).tables

    assert summary["clusters"]["kept"] == 1
    assert Cluster.objects.get(slug="al-bouw").sectors.filter(slug="energie").exists()


def test_a_draft_survives():
    term = Term.objects.get(slug="campus")
    term.definition_nl = "Nog niet af."
    term.save_revision()
    before = everything()

    summary = load_tables(TABLES, settings.FIXTURES).tables

    assert set(summary["terms"]) == {"same"}
    assert everything() == before


def test_a_draft_does_not_stop_the_load_when_the_fixture_changed(folder):
    term = Term.objects.get(slug="campus")
    term.definition_nl = "Nog niet af."
    term.save_revision()
    folder.change("terms", "campus", definition_nl="Nieuw uit de tabel.")
    folder.change("terms", "accelerator", definition_nl="Ook nieuw uit de tabel.")

    summary = load(folder)

    term.refresh_from_db()
    assert summary["terms"] == {"kept": 1, "changed": 1, "same": 8}
    assert term.get_latest_revision_as_object().definition_nl == "Nog niet af."
    assert term.definition_nl != "Nieuw uit de tabel."


def test_a_changed_fixture_changes_a_row_that_nobody_edited(folder):
    folder.change("organisations", "rom-inwest", summary_nl="Nieuw uit de tabel.", serves="ijmond;zaanstreek-waterland")
    before = Organisation.objects.get(slug="rom-inwest").revisions.count()

    summary = load(folder)

    rom = Organisation.objects.get(slug="rom-inwest")
    assert summary["organisations"] == {"changed": 1, "same": Organisation.objects.count() - 1}
    assert rom.summary_nl == "Nieuw uit de tabel."
    assert {subregion.slug for subregion in rom.serves.all()} == {"ijmond", "zaanstreek-waterland"}
    assert rom.revisions.count() == before + 1
    assert rom.live
    assert not rom.has_unpublished_changes
    assert rom.get_latest_revision_as_object().summary_nl == "Nieuw uit de tabel."
    assert set(load(folder)["organisations"]) == {"same"}


def test_a_changed_fixture_leaves_an_edited_row_alone(folder):
    rom = Organisation.objects.get(slug="rom-inwest")
    rom.summary_nl = "Zo zegt de redactie het."
    rom.save_revision().publish()
    folder.change("organisations", "rom-inwest", summary_nl="Nieuw uit de tabel.")

    summary = load(folder)

    assert summary["organisations"]["kept"] == 1
    assert Organisation.objects.get(slug="rom-inwest").summary_nl == "Zo zegt de redactie het."


def test_a_new_row_is_published_with_a_version(folder):
    folder.append("organisations", slug="nieuwe-club", name="Nieuwe Club")

    summary = load(folder)

    club = Organisation.objects.get(slug="nieuwe-club")
    assert summary["organisations"]["new"] == 1
    assert club.live
    assert club.revisions.count() == 1


def test_sectors_in_another_order_do_not_make_a_cluster_look_edited(folder):
    rows = folder.rows("sectors")
    for number, row in enumerate(reversed(rows), start=1):
        row["position"] = str(number)
    folder.write("sectors", rows)

    load(folder)
    folder.change("clusters", "al-bouw", note_nl="Nieuw uit de tabel.")

    assert load(folder)["clusters"] == {"changed": 1, "same": Cluster.objects.count() - 1}


def test_line_ends_of_a_browser_are_no_edit(folder):
    line = ActionLine.objects.get(slug="1a")
    assert "\n" in line.agreements_nl
    line.agreements_nl = line.agreements_nl.replace("\n", "\r\n")
    line.save_revision().publish()

    assert set(load(folder)["action_lines"]) == {"same"}


def test_a_row_that_an_editor_removed_stays_away(folder):
    ActionLine.objects.get(slug="1a").delete()  # takes its parties with it
    folder.change("action_lines", "1a", summary_nl="Nieuw uit de tabel.")

    summary = load(folder)

    assert summary["action_lines"] == {"removed": 1, "same": 15}
    assert summary["action_line_parties"]["removed"] > 0
    assert not ActionLine.objects.filter(slug="1a").exists()
    assert not ActionLineParty.objects.filter(action_line__slug="1a").exists()


def test_a_row_made_by_hand_is_not_overwritten(folder):
    Sector.objects.create(slug="ruimtevaart", name="Ruimtevaart", position=90, source="redactie")
    folder.append("sectors", slug="ruimtevaart", name="Anders")

    assert load(folder)["sectors"]["kept"] == 1
    assert Sector.objects.get(slug="ruimtevaart").name == "Ruimtevaart"
