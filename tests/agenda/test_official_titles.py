"""The sixteen lines, compared with section 5.2 of the agenda word for word. Typed over from the agenda, on purpose
not read from the fixtures.
"""

import pytest

from agenda.models import Accelerator, ActionLine, ActionLineParty, Organisation, StatusUpdate
from profiles.models import Cluster, Municipality, Sector, Subregion

pytestmark = pytest.mark.django_db

OFFICIAL_TITLES = {
    "1a": "Afstemming beschikbaarheid financieringsmogelijkheden",
    "1b": "Vergroten vindbaarheid financieringsmogelijkheden en programma’s om ondernemerschap te stimuleren",
    "1c": "Vergroten publiek-private samenwerking op financiering",
    "2a": "Inzet voor meer technisch geschoold personeel",
    "2b": "Koppeling maken tussen innovatie en arbeidsmarkt",
    "2c": "Beschikbaarheid van werknemers vergroten",
    "2d": "Verbinding tussen verschillende onderwijsniveaus en -instellingen verbeteren",
    "3a": "Bereikbaarheid innovatiehotspots verbeteren",
    "3b": "Digitale infrastructuur versterken",
    "4a": "Neerzetten en uitdragen MRA netwerk innovatie hotspots",
    "4b": "Financieringsmogelijkheden van innovatieve vestigingslocaties verbeteren",
    "4c": "Beter benutten stedelijk gebied voor innovatie",
    "4d": "Dataverzameling en monitoring van innovatieve locaties",
    "5a": "Versterken helix samenwerking",
    "5b": "Versterken samenwerking met medeoverheden (andere regio’s, Rijk en Europa) incl lobbyactiviteiten",
    "5c": "Samenwerking tussen deelregio’s faciliteren",
}
ROMS = {"rom-inwest", "horizon-flevoland", "rom-utrecht-region"}
PROVINCES = {"provincie-noord-holland", "provincie-flevoland"}
SUBREGIONS = {
    "almere-lelystad",
    "amstelland-meerlanden",
    "amsterdam",
    "gooi-en-vechtstreek",
    "ijmond",
    "zaanstreek-waterland",
    "zuid-kennemerland",
}


def parties(slug, role):
    return set(
        ActionLineParty.objects.filter(action_line__slug=slug, role=role).values_list("organisation__slug", flat=True)
    )


def test_every_title_is_the_official_one_to_the_letter():
    found = dict(ActionLine.objects.values_list("slug", "official_title"))

    assert found == OFFICIAL_TITLES


def test_the_lines_stand_under_their_accelerator():
    found = {row.slug: [line.slug for line in row.action_lines.all()] for row in Accelerator.objects.all()}

    assert found == {
        "ondernemerschap-kapitaal": ["1a", "1b", "1c"],
        "kennis-talent": ["2a", "2b", "2c", "2d"],
        "verbindingen": ["3a", "3b"],
        "vestigingslocaties": ["4a", "4b", "4c", "4d"],
        "samenwerkingen": ["5a", "5b", "5c"],
    }


def test_other_printed_titles_are_kept_where_they_differ():
    line = ActionLine.objects.get(slug="4a")

    assert line.title_summary == "Neerzetten en uitdragen netwerk innovatie hotspots"
    assert line.title_chapter4 == "Neerzetten en uitdragen MRA netwerk van innovatie hotspots"
    assert ActionLine.objects.get(slug="1a").title_variants == []


def test_the_printed_words_stay_beside_the_organisations_they_were_linked_to():
    line = ActionLine.objects.get(slug="1b")

    assert line.initiators_printed == "Provincies Noord-Holland en Flevoland en Zuid Kennemerland, ROM’s"
    assert parties("1b", "initiator") == PROVINCES | {"deelregio-zuid-kennemerland"} | ROMS
    assert parties("1b", "partner") == set()


def test_everyone_means_all_subregions_and_both_provinces_and_says_that_it_is_our_reading():
    everyone = ActionLineParty.objects.filter(action_line__slug="5a", printed__startswith="Allen")

    assert {row.organisation.slug for row in everyone} == PROVINCES | {f"deelregio-{slug}" for slug in SUBREGIONS}
    assert all(row.is_interpretation and row.note_nl and row.note_en for row in everyone)


def test_zaanstreek_is_read_as_zaanstreek_waterland_and_says_so():
    row = ActionLineParty.objects.get(action_line__slug="4c", printed="Zaanstreek")

    assert row.organisation.slug == "deelregio-zaanstreek-waterland"
    assert row.is_interpretation


def test_nothing_is_invented_priorities_are_empty_and_no_status_was_reported():
    priorities = set(ActionLine.objects.values_list("priority", flat=True))
    statuses = set(ActionLine.objects.with_current_status().values_list("current_status", flat=True))

    assert priorities == {""}
    assert statuses == {"geen-status"}
    assert not StatusUpdate.objects.exists()


def test_the_region_is_complete():
    per_subregion = {row.slug: row.municipalities.count() for row in Subregion.objects.all()}

    assert per_subregion == {
        "almere-lelystad": 2,
        "amstelland-meerlanden": 6,
        "amsterdam": 1,
        "gooi-en-vechtstreek": 6,
        "ijmond": 4,
        "zaanstreek-waterland": 7,
        "zuid-kennemerland": 4,
    }
    assert Municipality.objects.filter(province="flevoland").count() == 2
    assert Cluster.objects.count() == 22
    assert not Sector.objects.filter(clusters=None, name="").exists()


def test_every_subregion_is_also_an_organisation_that_can_have_a_role():
    found = Organisation.objects.filter(kind="deelregio").values_list("slug", "subregion__slug")

    assert dict(found) == {f"deelregio-{slug}": slug for slug in SUBREGIONS}
