"""The border view: one family of schemes side by side in the three provinces."""

import pytest

from profiles.models import Subregion
from tests import builders as agenda
from tests.financing import builders
from tests.financing.asking import address, behind, page, section, text_of

pytestmark = pytest.mark.django_db


def columns(option) -> dict[str, dict]:
    """The border view: per province the facts by label."""
    found = behind(option)["family_columns"]
    return {column["title"]: {fact["label"]: fact for fact in column["facts"]} for column in found}


@pytest.fixture
def relatives():
    """A family: a grant in Noord-Holland, another in Flevoland, nothing in Utrecht."""
    family = builders.family(name="Tweelingen", summary_en="Alike, not the same.")
    shared = {"family": family, "kind": "subsidie", "provider_printed": "De provincie"}
    return [
        builders.option(**shared, name="Noord", provinces=["noord-holland"], amount_max=20_000, phases=["start"]),
        builders.option(**shared, name="Oost", provinces=["flevoland"], amount_max=40_000, phases=["start"]),
    ]


def test_the_border_view_shows_the_family_in_the_three_provinces(client, relatives):
    north, east = relatives
    builders.nuance(family=north.family, province="utrecht", text_en="Not in this region.", source="De bron")
    builders.nuance(family=north.family, province="utrecht", text_en="Nog geheim.", live=False)

    response = page(client, north, "gemeente=almere")

    seen = columns(north)
    assert list(seen) == ["Noord-Holland", "Flevoland", "Utrecht"]
    assert [seen[name]["Scheme"]["value"] for name in seen] == ["Noord", "Oost", ""]
    assert seen["Flevoland"]["Scheme"]["links"][0]["url"] == address(east)
    assert seen["Utrecht"]["What is different here"]["value"] == "Not in this region."
    assert seen["Utrecht"]["Source"]["value"] == "De bron"
    assert "Tweelingen: Alike, not the same." in text_of(response)
    assert "not known" in section(response, "grens")


def test_the_border_view_marks_what_is_the_same_and_what_differs_among_those_that_know(relatives):
    seen = columns(relatives[0])["Noord-Holland"]

    marks = {
        label: "same" if fact["is_same"] else "different" if fact["is_different"] else ""
        for label, fact in seen.items()
        if "is_same" in fact
    }
    assert marks == {
        "Desk": "same",
        "What you get": "same",
        "Amount": "different",
        "For whom": "",
        "Phase": "same",
    }


@pytest.mark.parametrize(("place", "own"), [("almere", ["Flevoland"]), ("haarlem", ["Noord-Holland"]), ("", [])])
def test_the_border_view_knows_the_own_province(relatives, place, own):
    found = behind(relatives[0], f"gemeente={place}")["family_columns"]

    assert [column["title"] for column in found if column["is_own"]] == own


def test_a_nuance_of_a_part_or_an_agency_stands_where_that_part_lies(relatives):
    gooi = Subregion.objects.get(slug="gooi-en-vechtstreek")
    agency = agenda.organisation(kind="rom")
    agency.serves.set([Subregion.objects.get(slug="almere-lelystad")])
    builders.nuance(family=relatives[0].family, subregion=gooi, text_en="In het Gooi.")
    builders.nuance(family=relatives[0].family, organisation=agency, text_en="By the agency.")

    seen = columns(relatives[0])

    assert [seen[name]["What is different here"]["value"] for name in seen] == ["In het Gooi.", "By the agency.", ""]


def test_a_family_that_is_the_same_everywhere_or_not_public_has_no_border_view(client):
    everywhere = builders.family()
    hidden = builders.family(name="Een geheime familie", live=False)
    options = [
        builders.option(family=everywhere),
        builders.option(family=hidden, provinces=["flevoland"]),
        builders.option(provinces=["flevoland"]),
    ]

    for option in options:
        assert behind(option)["family_columns"] == []
        assert "Een geheime familie" not in page(client, option).content.decode()


def test_an_ended_or_unpublished_relative_is_not_in_the_border_view(relatives):
    family = relatives[0].family
    builders.option(family=family, name="Gestopt", provinces=["utrecht"], has_ended=True)
    builders.option(family=family, name="Geheim", provinces=["utrecht"], live=False)

    assert columns(relatives[0])["Utrecht"]["Scheme"]["value"] == ""
