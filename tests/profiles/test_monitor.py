"""The innovation monitor: the figures that the agenda prints, on pages and profiles, as data and in files."""

import json
import re
from html import unescape

import pytest
import tablib
from django.urls import reverse
from django.utils import translation

from agenda.models import ActionLine
from mra_portal.common.content.one_file import RefusedFileError, bring_in
from profiles.models import Indicator, Municipality, Observation, Subregion
from profiles.monitor.wording import figure_in_words
from profiles.resources import ObservationResource
from tests import builders
from tests.editorial_forms import form_on, words_on
from tests.profiles.builders import office, signed_in

pytestmark = pytest.mark.django_db

# Typed over from the agenda: indicator, area, the figure in words, the page.
PRINTED = {
    ("aandeel-kwetsbare-inwoners", "MRA", "ongeveer 10%", "p. 10"),  # "Eén op de tien inwoners"
    ("aandeel-bbp", "MRA", "ongeveer 20%", "p. 12"),  # "een vijfde"
    ("banen", "MRA", "1,5 miljoen", "p. 12"),
    ("inwoners", "MRA", "2,5 miljoen", "p. 12"),
    ("woningen", "MRA", "1,2 miljoen", "p. 12"),
    ("aandeel-jonger-dan-18", "MRA", "bijna 20%", "p. 12"),
    ("aandeel-jonger-dan-40", "MRA", "50%", "p. 12"),
    ("aandeel-snelgroeiende-bedrijven", "MRA", "ongeveer 20%", "p. 13"),  # "Eén op de vijf", "rond de 20%"
    ("aandeel-bruto-regionaal-product", "Amstelland-Meerlanden", "20,1%", "p. 35"),
    ("aandeel-werkgelegenheid", "Amstelland-Meerlanden", "18,9%", "p. 35"),
    ("aandeel-innovatieve-bedrijven", "Haarlemmermeer", "3,1%", "p. 36"),
    ("innovatieve-bedrijven", "Haarlemmermeer", "meer dan 700", "p. 36"),
    ("studenten-hoger-onderwijs", "Amsterdam", "ruim 125.000", "p. 38"),
    ("studenten-mbo", "Amsterdam", "39.000", "p. 38"),
    ("aandeel-banen-gezondheidszorg", "Haarlem", "bijna 20%", "p. 49"),
}
INTERPRETED = ("een vijfde", "één op de tien", "één op de vijf", "bijna twintig procent")


def figure(indicator="banen", slug="proef", **fields) -> Observation:
    known = {"value": 1000, "published": "2026", "source": "Proefbron", **fields}
    return Observation.objects.create(slug=slug, indicator=Indicator.objects.get(slug=indicator), **known)


def records(client, address) -> list[dict]:
    return json.loads(client.get(address).getvalue())["resultaten"]


def figures_on(page) -> set[tuple[str, str, str]]:
    """Indicator, area and figure of every row of the list."""
    return {
        (result["indicator"].slug, told["area"], told["figure"])
        for result in page.context["results"]
        for told in result["figures"]
    }


def test_the_monitor_says_what_the_agenda_prints_and_nothing_else():
    told = {
        (row.indicator.slug, row.area_name, figure_in_words(row), row.source.split(", ")[-1])
        for row in Observation.objects.with_areas()
    }

    assert told == PRINTED
    assert all("Actieagenda Platform Economie, voorjaar 2025, p. " in row.source for row in Observation.objects.all())
    assert not Observation.objects.filter(
        year__isnull=False
    )  # the agenda says of no figure in which year it was measured
    notes = " ".join(Observation.objects.values_list("note_nl", flat=True))
    assert [words for words in INTERPRETED if words not in notes] == []
    assert not Indicator.objects.filter(observations=None)


def test_every_text_of_the_monitor_is_there_in_both_languages():
    assert not Indicator.objects.filter(name_en="")
    assert not Indicator.objects.filter(definition_en="")
    assert not Observation.objects.exclude(note_nl="").filter(note_en="")


def test_the_list_tells_every_indicator_with_its_figure_and_says_that_a_joint_monitor_is_to_come(client):
    dutch, english = client.get("/monitor/"), client.get("/en/monitor/")

    assert figures_on(dutch) == {printed[:3] for printed in PRINTED}
    assert {"more than 125,000", "more than 700", "1.5 million", "3.1%", "almost 20%"} <= {
        told[2] for told in figures_on(english)
    }
    assert 'href="/agenda/vestigingslocaties/4d/"' in dutch.content.decode()
    assert "gezamenlijke monitor van de MRA is er nog niet" in words_on(dutch)
    assert "niet bekend" in words_on(dutch)


def test_no_link_to_the_action_line_while_it_is_a_draft(client):
    ActionLine.objects.filter(slug="4d").update(live=False)

    for address in ("/monitor/", "/monitor/banen/"):
        assert "/4d/" not in client.get(address).content.decode()


def test_filters_leave_the_figures_that_they_name(client):
    def asked(query):
        return {told[:2] for told in figures_on(client.get(f"/monitor/?{query}"))}

    figure(municipality=Municipality.objects.get(slug="haarlem"))

    assert asked("gemeente=haarlem") == {("aandeel-banen-gezondheidszorg", "Haarlem"), ("banen", "Haarlem")}
    assert asked("deelregio=zuid-kennemerland") == asked("gemeente=haarlem")
    assert {area for _slug, area in asked("deelregio=amstelland-meerlanden")} == {
        "Amstelland-Meerlanden",
        "Haarlemmermeer",
    }
    assert asked("q=mbo") == {("studenten-mbo", "Amsterdam")}


@pytest.mark.parametrize("query", ["gemeente=atlantis", "deelregio=atlantis", "sorteer=mooi", "pagina=0"])
def test_a_bad_question_gets_a_message_and_no_rows(client, query):
    page = client.get(f"/monitor/?{query}")

    assert page.status_code == 200
    assert page.context["is_refused"]
    assert figures_on(page) == set()
    assert client.get(f"/monitor/export.csv?{query}").status_code == 400 or query.startswith("pagina")


def test_the_list_shows_the_newest_figure_of_an_area_and_the_page_of_the_indicator_all_of_them(client):
    figure(year=2025, value=1_600_000, note_nl="Een telling.", source="CBS")
    figure(slug="proef-2", subregion=Subregion.objects.get(slug="ijmond"), value=90_500)

    newest = {told[1:] for told in figures_on(client.get("/monitor/?q=banen")) if told[0] == "banen"}
    page = client.get("/monitor/banen/")

    assert newest == {("MRA", "1,6 miljoen"), ("IJmond", "90.500")}
    assert [(told["area"], told["figure"], told["year"]) for told in page.context["figures"]] == [
        ("MRA", "1,6 miljoen", "2025"),
        ("MRA", "1,5 miljoen", "niet bekend"),
        ("IJmond", "90.500", "niet bekend"),
    ]
    assert {"Een telling.", "CBS", "Hoeveel banen er zijn."} <= {
        words for words in ("Een telling.", "CBS", "Hoeveel banen er zijn.") if words in words_on(page)
    }


def test_an_indicator_without_figures_says_so_and_an_unknown_one_is_not_there(client):
    Indicator.objects.create(
        slug="octrooien", position=50, name_nl="Octrooien", unit="aantal", definition_nl="Hoeveel.", source="test"
    )

    assert "nog geen cijfer" in words_on(client.get("/monitor/"))
    assert "Er is nog geen cijfer bekend" in words_on(client.get("/monitor/octrooien/"))
    assert client.get("/monitor/geluk/").status_code == 404
    assert client.get("/monitor/waarnemingen/").status_code == 404


QUESTIONS = [
    ("", 15),
    ("indicator=banen&indicator=woningen", 2),
    ("deelregio=amstelland-meerlanden", 4),
    ("gemeente=haarlemmermeer", 2),
    ("jaar=2020", 0),
]


@pytest.mark.parametrize(("query", "count"), QUESTIONS)
def test_file_and_api_hold_the_same_figures(client, query, count):
    exported = records(client, f"/monitor/waarnemingen/export.json?{query}")

    assert len(exported) == count
    assert exported == client.get(f"/api/v1/waarnemingen?per_pagina=100&{query}").json()["resultaten"]


def test_a_figure_as_data_says_how_exact_it_is_and_what_is_not_known(client):
    told = client.get("/api/v1/waarnemingen/innovatieve-bedrijven-haarlemmermeer-2024").json()

    assert {name: told[name] for name in ("gebied", "deelregio", "gemeente", "jaar", "waarde", "nauwkeurigheid")} == {
        "gebied": "gemeente",
        "deelregio": "amstelland-meerlanden",
        "gemeente": "haarlemmermeer",
        "jaar": None,
        "waarde": 700.0,
        "nauwkeurigheid": "meer-dan",
    }
    assert (told["eenheid"], told["gepubliceerd"]) == ("aantal", "2024")
    jobs = client.get("/api/v1/indicatoren/banen").json()
    assert jobs["waarnemingen"] == ["banen-mra-2025"]


ROW = {
    "slug": "proef",
    "indicator": "aandeel-bbp",
    "subregion": "",
    "municipality": "",
    "year": "2024",
    "value": "21.5",
    "precision": "circa",
    "published": "2026",
    "note_nl": "",
    "note_en": "",
    "source": "Proefbron",
}
FAULTS = [
    ({"value": "101"}, ("value", "100")),
    ({"value": "-1"}, ("nul",)),
    ({"value": "21,5"}, ("21,5",)),
    ({"value": ""}, ("value",)),
    ({"value": "700.5", "indicator": "banen"}, ("value", "heel getal")),
    ({"year": "2999"}, ("year", "1900")),
    ({"year": "24"}, ("year", "1900")),
    ({"published": "vorig jaar"}, ("published",)),
    ({"published": "2O24"}, ("published", "2025")),
    ({"precision": "zowat"}, ("precision", "zowat")),
    ({"indicator": "geluk"}, ("indicator", "geluk")),
    ({"municipality": "atlantis"}, ("municipality", "atlantis")),
    ({"subregion": "ijmond", "municipality": "haarlem"}, ("niet allebei",)),
    ({"source": ""}, ("source",)),
    ({"kleur": "rood"}, ("kleur",)),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS, ids=[" ".join(said) for _fault, said in FAULTS])
def test_a_faulty_file_is_refused_whole_and_says_why(fault, said):
    good, bad = {**ROW, **dict.fromkeys(fault.keys() - ROW.keys(), "")}, {**ROW, "slug": "proef-2", **fault}
    file = tablib.Dataset(*([*row.values()] for row in (good, {**good, **bad})), headers=[*good])

    with pytest.raises(RefusedFileError) as refused, translation.override("nl"):
        bring_in(ObservationResource(), file)

    assert all(word in str(refused.value) for word in said), str(refused.value)
    assert Observation.objects.count() == len(PRINTED)


def test_a_good_file_comes_in_and_the_same_figure_of_the_same_source_only_once():
    first = tablib.Dataset([*ROW.values()], headers=[*ROW])
    again = tablib.Dataset([*{**ROW, "slug": "proef-2"}.values()], headers=[*ROW])

    assert bring_in(ObservationResource(), first) == {"new": 1}
    with pytest.raises(RefusedFileError) as refused, translation.override("nl"):
        bring_in(ObservationResource(), again)

    assert "is er al" in str(refused.value)
    assert Observation.objects.filter(source="Proefbron").count() == 1


def key_figures_on(client, address) -> list[tuple[str, str]]:
    """Value and address behind the label, of the section of key figures."""
    html = client.get(address).content.decode()
    items = re.findall(r'<div class="key-figures__item">(.*?)</div>', html, re.DOTALL)
    found = []
    for item in items:
        value = unescape(re.search(r'key-figures__value">(.*?)</dd>', item)[1])
        link = re.search(r'href="([^"]+)"', item)
        found.append((value, link[1] if link else ""))
    return found


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_profile_leads_from_its_figures_to_the_monitor_and_tells_none_twice(client, prefix):
    def words(text):
        return text.replace(".", ",") if prefix else text

    city = key_figures_on(client, f"{prefix}/deelregios/amsterdam/")
    subregion = key_figures_on(client, f"{prefix}/deelregios/amstelland-meerlanden/")

    assert city == [
        (words("125.000"), f"{prefix}/monitor/studenten-hoger-onderwijs/#studenten-hoger-onderwijs-amsterdam-2025"),
        (words("39.000"), f"{prefix}/monitor/studenten-mbo/#studenten-mbo-amsterdam-2025"),
    ]
    assert [link.split("/")[-2] for _value, link in subregion] == [
        "aandeel-bruto-regionaal-product",
        "aandeel-werkgelegenheid",
        "aandeel-innovatieve-bedrijven",
    ]


def test_a_profile_also_shows_what_only_the_monitor_knows(client):
    figure(subregion=Subregion.objects.get(slug="ijmond"), value=90_500, precision="ruim", published="2026")
    figure(slug="proef-2", municipality=Municipality.objects.get(slug="velsen"), value=40_000, year=2024)

    found = client.get("/deelregios/ijmond/")

    assert "ruim 90.500" in words_on(found)
    assert "gepubliceerd in 2026; Proefbron" in words_on(found)
    assert "Banen, Velsen" in words_on(found)
    assert "90.500" not in words_on(client.get("/deelregios/amsterdam/"))


def test_a_figure_with_the_same_number_from_another_source_is_not_the_same(client):
    figure("studenten-mbo", municipality=Municipality.objects.get(slug="amsterdam"), value=39_000, published="2027")

    assert [value for value, _link in key_figures_on(client, "/deelregios/amsterdam/")] == [
        "125.000",
        "39.000",
        "39.000",
    ]


def test_the_office_adds_a_figure_and_is_told_what_is_wrong_with_it():
    bureau, address = signed_in(office()), reverse(Observation.snippet_viewset.get_url_name("add"))
    area = {name: model.objects.get(slug=slug).pk for name, model, slug in AREAS}
    typed = {
        "slug": "banen-ijmond-2026",
        "indicator": Indicator.objects.get(slug="banen").pk,
        "value": "90500",
        "published": "2026",
        "source": "Proefbron",
    }

    both = bureau.post(address, {**typed, **area})
    too_late = bureau.post(address, {**typed, "year": "2999"})
    saved = bureau.post(address, {**typed, "subregion": area["subregion"]})

    assert "niet allebei" in words_on(both)
    assert "Het jaar is 1900" in words_on(too_late)
    assert saved.status_code == 302
    assert Observation.objects.get(slug="banen-ijmond-2026").area_name == "IJmond"


AREAS = [("subregion", Subregion, "ijmond"), ("municipality", Municipality, "haarlem")]


def test_the_address_of_a_figure_stays_and_who_only_writes_texts_stays_out():
    row = Observation.objects.get(slug="banen-mra-2025")
    address = reverse(Observation.snippet_viewset.get_url_name("edit"), args=[row.pk])
    bureau = signed_in(office())
    form = form_on(bureau.get(address))

    saved = bureau.post(address, {**form, "slug": "anders", "value": "1510000"})
    refused = signed_in(builders.person(role="Redacteuren")).post(address, form)

    row.refresh_from_db()
    assert (saved.status_code, row.slug, row.value) == (302, "banen-mra-2025", 1_510_000)
    assert refused.status_code in (302, 403)
    assert row.value == 1_510_000


def test_search_and_the_map_of_the_site_know_the_monitor(client):
    found = client.get("/zoeken/?q=innovatieve+bedrijven").content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()

    assert "/monitor/innovatieve-bedrijven/" in found
    assert "/monitor/</loc>" in sitemap
    assert "/en/monitor/innovatieve-bedrijven/</loc>" in sitemap


def test_search_engines_get_the_figure_with_its_area_and_no_year_that_is_unknown(client):
    html = client.get("/monitor/aandeel-innovatieve-bedrijven/").content.decode()
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    told = {one["@type"]: one for one in json.loads(text)["@graph"]}

    assert told["StatisticalVariable"]["name"] == "Aandeel innovatieve bedrijven"
    assert told["Observation"]["value"] == 3.1
    assert told["Observation"]["observationAbout"]["name"] == "Haarlemmermeer"
    assert "observationDate" not in told["Observation"]
