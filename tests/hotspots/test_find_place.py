"""Find your place: a few questions, every place in an order that explains itself, and where the road goes on."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hotspots.finding.answers import FAILS, MEETS, UNKNOWN, assess, for_finding
from hotspots.finding.growth import growth_of
from hotspots.finding.ranking import Ranking
from hotspots.finding.wish import CRITERIA, SECTOR, SUBREGION, Wish, WishForm
from hotspots.models import Hotspot
from profiles.models import Sector
from tests import builders as agenda
from tests.hotspots.builders import make_hotspot, make_link, make_offer, make_station

pytestmark = pytest.mark.django_db
ADDRESS = "/en/hotspots/vind-je-plek/"
EVERYTHING = (
    "sector=energie&fase=start&behoefte=lab&behoefte=werkplaats&behoefte=werkplek&behoefte=testlocatie"
    "&behoefte=talent&deelregio=ijmond&vanaf=Haarlem&minuten=20&stadium=bestaand"
)


@pytest.fixture
def empty_region():
    """Only the places of the test itself."""
    Hotspot.objects.update(live=False)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def wish_of(query: str) -> Wish:
    return WishForm.of(QueryDict(query)).wish


def ranked(query: str) -> list[str]:
    ranking = Ranking(wish_of(query))
    names = dict(Hotspot.objects.values_list("pk", "name"))
    return [names[key] for key in ranking[0 : len(ranking)]]


def assessed(place: Hotspot, query: str):
    form = WishForm.of(QueryDict(query))
    labels = {SECTOR: form.label_of("sector"), SUBREGION: form.label_of("deelregio")}
    return assess(for_finding(Hotspot.objects.filter(pk=place.pk)).get(), form.wish, labels)


def answers(place: Hotspot, query: str) -> dict[str, tuple[str, str]]:
    return {one.criterion: (one.answer, str(one.reason)) for one in assessed(place, query).answers}


# The questions


def test_without_answers_the_page_asks_for_one_and_shows_where_the_path_breaks(client):
    for address in ("/hotspots/vind-je-plek/", ADDRESS, f"{ADDRESS}?sector=&vanaf=&kleur=blauw"):
        response = client.get(address)

        assert response.status_code == 200
        assert response.context["places"] == []
        assert len(response.context["growth"].steps) == 6


def test_a_bad_answer_is_told_at_its_question_and_the_others_are_kept(client):
    given = {"sector": "energie", "fase": "start", "vanaf": "Haarlem", "minuten": "20", "gewicht-sector": "3"}
    bad = {
        "sector": ["kaas", "\x00"],
        "fase": ["bestaat-niet"],
        "behoefte": ["zwembad"],
        "deelregio": ["parijs"],
        "vanaf": ["Parijs", "4.6500,52.3900", "\x00", "x" * 5000],
        "minuten": ["abc", "-1", "0", "9" * 400, "181"],
        "vervoer": ["vliegen"],
        "stadium": ["ooit"],
        "gewicht-sector": ["9", "-1", "zwaar"],
        "gewicht-lab": ["9"],
        "pagina": ["abc", "-1"],
    }
    for name, values in bad.items():
        for value in values:
            response = client.get(ADDRESS, {**given, name: value})
            form, page = response.context["form"], response.content.decode()

            assert response.status_code == 200
            assert list(form.errors) == ([name] if name != "pagina" else [])
            assert response.context["places"] == []
            assert "We cannot put the places in order yet" in page
            assert f'href="#{name}"' in page or name == "pagina"
            kept = {other: form[other].value() for other in given if other != name}
            assert kept == {other: answer for other, answer in given.items() if other != name}

    late = client.get(ADDRESS, {"sector": "energie", "pagina": "999"})
    assert late.status_code == 200
    assert "Page 999 does not exist" in late.content.decode()
    assert "Did you mean" in client.get(ADDRESS, {"vanaf": "Harlem"}).context["form"].errors["vanaf"][0]
    assert list(client.get(ADDRESS, {"minuten": "10"}).context["form"].errors) == ["vanaf"]


def test_an_address_holds_the_whole_question():
    wish = wish_of(f"{EVERYTHING}&vervoer=lopen&gewicht-lab=3&gewicht-fase=0&gewicht-sector=2&sector=voedsel")

    assert wish.criteria == [name for name in CRITERIA if name not in ("ruimte", "machines")]
    assert (wish.sector, wish.weights) == ("energie", {"lab": 3, "fase": 0})
    assert wish_of(wish.query_with()[1:]) == wish


# What a place answers


def test_every_need_is_met_missed_or_unknown_and_says_why(empty_region):
    energy, food = Sector.objects.get(slug="energie"), Sector.objects.get(slug="voedsel")
    school = agenda.organisation(name="Vakschool", kind="onderwijs")
    draft = agenda.organisation(name="Geheime school", kind="onderwijs", live=False)
    make_station("Vertrekpunt", latitude="52.4600", longitude="4.6000")
    good = make_hotspot(
        municipality="velsen",
        sectors=[food, energy],
        phases=["idee", "start"],
        partners=[school],
        latitude="52.4600",
        longitude="4.6080",
    )
    for kind in ("lab", "werkplaats", "werkplek", "testlocatie"):
        make_offer(good, kind, f"Een {kind}")
    bad = make_hotspot(sectors=[food], phases=["volwassen"], stage="potentieel", latitude="52.38", longitude="4.64")
    for kind in ("lab", "werkplaats", "werkplek", "testlocatie", "talent"):
        make_offer(bad, kind, f"Geen {kind}", is_there=False)
    silent = make_hotspot(partners=[draft], municipality="beverwijk")
    query = f"{EVERYTHING}&vanaf=".replace("vanaf=Haarlem&minuten=20", "vanaf=Vertrekpunt&minuten=3")

    told = {place: answers(place, query) for place in (good, bad, silent)}

    assert {word for word, _reason in told[good].values()} == {MEETS}
    assert {word for word, _reason in told[bad].values()} == {FAILS}
    assert {name for name, (word, _reason) in told[silent].items() if word == UNKNOWN} == {
        "sector", "fase", "lab", "werkplaats", "werkplek", "testlocatie", "talent", "reistijd",
    }  # fmt: skip
    assert all(reason for found in told.values() for _word, reason in found.values())
    assert told[good]["lab"][1] == '<span lang="nl">Een lab</span>'
    assert "Vakschool" in told[good]["talent"][1]
    assert "Geheime" not in told[silent]["talent"][1]
    assert "Geen lab" in told[bad]["lab"][1]
    assert [assessed(place, query).verdict for place in (good, bad, silent)] == [
        "Fits everything you ask",
        "Does not fit",
        "Fits, as far as we know",
    ]


def test_a_travel_time_is_the_straight_line_times_one_point_three(empty_region):
    # One hundredth of a degree of latitude is 1.112 km: 1.446 km of road, 18 minutes on foot and 6 by bicycle.
    make_station("Vertrekpunt", latitude="52.4000", longitude="4.7000")
    place = make_hotspot("Plek", latitude="52.4100", longitude="4.7000")
    unknown = make_hotspot("Zonder punt")

    found = {
        (travel, minutes): answers(place, f"vanaf=vertrekpunt&vervoer={travel}&minuten={minutes}")["reistijd"]
        for travel, minutes in [("lopen", 17), ("lopen", 18), ("fietsen", 5), ("fietsen", 6)]
    }

    assert [word for word, _reason in found.values()] == [FAILS, MEETS, FAILS, MEETS]
    assert "18 minutes" in found["lopen", 17][1]
    assert "1.1 km" in found["lopen", 17][1]
    assert answers(unknown, "vanaf=Vertrekpunt")["reistijd"][0] == UNKNOWN
    assert ranked("vanaf=Vertrekpunt&minuten=5") == ["Zonder punt", "Plek"]
    assert ranked("vanaf=Vertrekpunt") == ["Plek", "Zonder punt"]


# The order


def test_what_fits_comes_first_then_what_we_do_not_know_then_what_does_not_and_names_break_ties(empty_region):
    energy, food = Sector.objects.get(slug="energie"), Sector.objects.get(slug="voedsel")
    make_hotspot("Beta past", sectors=[energy])
    make_hotspot("Alfa past niet", sectors=[food])
    make_hotspot("Gamma onbekend")
    make_hotspot("alfa past", sectors=[energy])

    assert ranked("sector=energie") == ["alfa past", "Beta past", "Gamma onbekend", "Alfa past niet"]
    assert ranked("sector=energie&gewicht-sector=0") == ["alfa past", "Alfa past niet", "Beta past", "Gamma onbekend"]


def test_weights_change_the_order(empty_region):
    energy = Sector.objects.get(slug="energie")
    lab = make_hotspot("Lab, andere fase", phases=["volwassen"])
    make_offer(lab, "lab", "Een lab")
    make_hotspot("Sector", sectors=[energy])
    phase = make_hotspot("Fase, geen lab", phases=["start"])
    make_offer(phase, "lab", "Geen lab", is_there=False)
    query = "fase=start&behoefte=lab"

    # Out of four per criterion with the normal weight: lab 4 + 0, sector 2 + 2, phase 0 + 4; all alike, so by name.
    assert ranked(query) == ["Fase, geen lab", "Lab, andere fase", "Sector"]
    assert ranked(f"{query}&gewicht-lab=3") == ["Lab, andere fase", "Sector", "Fase, geen lab"]
    assert ranked(f"{query}&gewicht-lab=1") == ["Fase, geen lab", "Sector", "Lab, andere fase"]
    assert ranked(f"{query}&gewicht-lab=0") == ["Fase, geen lab", "Sector", "Lab, andere fase"]


def test_the_sets_say_the_same_as_the_answers_for_every_real_place():
    ranking = Ranking(wish_of(EVERYTHING))
    form = WishForm.of(QueryDict(EVERYTHING))
    labels = {SECTOR: form.label_of("sector"), SUBREGION: form.label_of("deelregio")}
    places = {row.pk: row for row in for_finding(Hotspot.objects.published())}
    numbers = {key: place for place, key in enumerate(ranking.index.numbering.keys)}
    worth = {MEETS: 2, UNKNOWN: 1, FAILS: 0}

    scores = {}
    for key, place in places.items():
        told = {one.criterion: one.answer for one in assess(place, form.wish, labels).answers}
        scores[key] = sum(worth[answer] for answer in told.values())
        for criterion, answer in told.items():
            meets, fails = (bits >> numbers[key] & 1 for bits in ranking.sets_of(criterion))
            assert (answer == MEETS, answer == FAILS) == (bool(meets), bool(fails)), (place.name, criterion)

    order = ranking[0 : len(ranking)]
    assert set(order) == set(places)
    assert [scores[key] for key in order] == sorted(scores.values(), reverse=True)


def test_the_page_shows_the_places_with_their_reasons_on_the_map_and_page_after_page(client):
    first = client.get(f"{ADDRESS}?{EVERYTHING}")
    second = client.get(f"{ADDRESS}?{EVERYTHING}&pagina=2")

    page = first.content.decode()
    assert [found["rank"] for found in first.context["places"]] == list(range(1, 11))
    assert [found["rank"] for found in second.context["places"]] == list(range(11, 21))
    shown = {found["card"]["slug"] for found in first.context["places"]}
    assert not shown & {found["card"]["slug"] for found in second.context["places"]}
    assert "No place is left out" in page
    assert "Answer per question" in page
    marks = [mark for size in first.context["map"]["sizes"] for mark in size["marks"]]
    assert {mark["pin"].slug for mark in marks if mark["pin"]} <= shown
    assert all(str(mark["label"]).endswith("+") for mark in marks if mark["count"] > 1)


def test_the_mark_of_a_place_in_development_has_its_core(client, empty_region):
    make_hotspot("In de maak", stage="in-ontwikkeling")

    assert "place-mark__core" in client.get(f"{ADDRESS}?stadium=in-ontwikkeling").content.decode()


# Where the road goes


def test_the_growth_path_goes_from_place_to_place_and_breaks_where_nothing_follows(empty_region, client):
    energy = Sector.objects.get(slug="energie")
    start = make_hotspot("Startplek", sectors=[energy], phases=["start"])
    middle = make_hotspot("Groeiplek", sectors=[energy], phases=["groei"])
    last = make_hotspot("Eindplek", sectors=[energy], phases=["opschaling"], stage="potentieel")
    draft = make_hotspot("Concept", live=False)
    for one, other in [(start, middle), (middle, last), (last, start), (start, draft)]:
        make_link(one, other, kind="volgende-plek", topic="Meer ruimte")
    ranking = Ranking(wish_of("sector=energie&fase=start"))

    growth = growth_of(ranking, ranking[0:1])
    page = client.get(f"{ADDRESS}?sector=energie&fase=start").content.decode()

    assert [(step.phase, step.existing, step.coming) for step in growth.steps] == [
        ("start", 1, 0),
        ("groei", 1, 0),
        ("opschaling", 0, 1),
        ("volwassen", 0, 0),
    ]
    assert [step.is_break for step in growth.steps] == [False, False, True, True]
    assert [[place.name for place in path] for path in growth.paths] == [["Startplek", "Groeiplek", "Eindplek"]]
    assert [link.to_hotspot for link in growth.next_links[start.pk]] == [middle]
    assert (growth.with_next, growth.existing) == (2, 2)
    assert next(row.counts for row in growth.sectors if row.slug == "energie") == [0, 0, 1, 1, 0, 0]
    assert "The path breaks here." in page
    assert "Concept" not in page

    make_hotspot("Zegt niets", sectors=[energy])
    page = client.get(f"{ADDRESS}?sector=energie&fase=start").content.decode()
    assert "As far as we know the path breaks here." in page


# What it costs


def test_a_question_costs_the_same_few_queries_whatever_there_is(client, django_capture_on_commit_callbacks):
    addresses = [ADDRESS, f"{ADDRESS}?{EVERYTHING}&per_pagina=50"]

    def cost() -> list[int]:
        found = []
        for address in addresses:
            client.get(address)  # the first visitor after a change pays for the index
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found.append(len(captured))
        return found

    before = cost()
    with django_capture_on_commit_callbacks(execute=True):
        school = agenda.organisation(name="Vakschool", kind="onderwijs")
        places = [make_hotspot(f"Plek {n}", partners=[school], phases=["start"]) for n in range(40)]
        for place in places:
            make_offer(place, "lab", "Een lab")
            make_link(place, places[0], kind="volgende-plek") if place != places[0] else None
    after = cost()

    assert after[0] == before[0]
    assert max(after) <= 15
    assert after[1] - before[1] <= 2  # the real content may know no next place, and then does not fetch one
