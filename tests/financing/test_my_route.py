"""My route: a few questions, and an ordered route in which every option explains itself."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from financing.company import Company, CompanyForm
from financing.models import FinancingOption
from financing.route import EXPLAINED, NAMED, route_of
from profiles.models import Municipality, Sector
from tests.financing import builders

pytestmark = pytest.mark.django_db
ADDRESS = "/en/financiering/mijn-route/"


def company_of(query: str) -> Company:
    return CompanyForm.of(QueryDict(query)).company


def names_of(section) -> list[str]:
    return [step.option.name for step in section.steps] + [option.name for option in section.others]


def shown(route) -> list[str]:
    return [name for section in (*route.sections, route.nearly) for name in names_of(section)]


def section_of(route, name: str) -> str:
    return next(s.slug for s in (*route.sections, route.nearly) if name in names_of(s))


@pytest.fixture
def empty_map():
    """Only the options of the test itself."""
    FinancingOption.objects.update(live=False)


# The questions


@pytest.mark.parametrize("address", ["/financiering/mijn-route/", ADDRESS])
def test_every_question_may_be_skipped_and_nothing_is_hidden_then(client, address, empty_map):
    for phases in (["idee"], ["start", "groei"], ["volwassen"]):
        builders.option(phases=phases, provinces=["flevoland"], amount_max=10, name=f"Vanaf {phases[0]}")

    response = client.get(address)

    assert response.status_code == 200
    assert {"Vanaf idee", "Vanaf start", "Vanaf volwassen"} == set(shown(response.context["route"]))
    assert response.context["route"].left_out == 0


@pytest.mark.parametrize("text", ["25000", "25.000", "€ 25.000", "€ 25.000,-"])
def test_amounts_are_understood_as_people_write_them(text):
    assert company_of(f"bedrag={text}").amount == 25000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bedrag", "abc"),
        ("bedrag", "-5"),
        ("bedrag", "1e9"),
        ("bedrag", "9" * 30),
        ("fase", "bestaat-niet"),
        ("gemeente", "parijs"),
        ("sector", "kaas"),
        ("omvang", "reusachtig"),
        ("partner", "misschien"),
        ("partner", "\x00"),
    ],
)
def test_a_bad_answer_is_told_at_its_question_and_the_others_are_kept(client, name, value):
    given = {"fase": "start", "gemeente": "almere", "sector": "voedsel", "bedrag": "5000", "omvang": "klein"}

    response = client.get(ADDRESS, {**given, name: value})

    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [name]
    assert form.errors[name][0] in response.context["form"][name].errors
    assert response.context["route"] is None
    kept = {other: form[other].value() for other in given if other != name}
    assert kept == {other: answer for other, answer in given.items() if other != name}
    assert "We cannot make a route yet" in response.content.decode()


def test_of_a_repeated_parameter_the_first_counts_and_unknown_ones_are_left_alone(client):
    query = "fase=groei&" + "&".join("fase=idee" for _n in range(200)) + "&kleur=blauw"

    response = client.get(f"{ADDRESS}?{query}")

    assert response.status_code == 200
    assert response.context["company"] == Company(phase="groei")


def test_all_answers_together_make_one_company():
    company = company_of("fase=start&gemeente=almere&sector=voedsel&bedrag=5000&omvang=nog-geen-bedrijf&partner=nee")

    assert company == Company(
        phase="start",
        municipality=Municipality.objects.get(slug="almere"),
        sector=Sector.objects.get(slug="voedsel"),
        amount=5000,
        has_partner=False,
        has_no_company=True,
    )
    assert company_of(company.query) == company


def test_no_place_yet_is_an_answer_too():
    company = company_of("gemeente=nog-niet")

    assert company == Company(is_unsettled=True)
    assert company.query == "gemeente=nog-niet"


# The route


def test_an_option_stands_once_as_early_as_it_can(empty_map):
    builders.option(name="Altijd")
    builders.option(name="Nu", phases=["start"])
    builders.option(name="Straks", phases=["groei", "opschaling"])
    builders.option(name="Later", phases=["opschaling"])
    builders.option(name="Voorbij", phases=["idee"])

    route = route_of(Company(phase="start"))

    assert {section.slug: set(names_of(section)) for section in route.sections} == {
        "nu": {"Altijd", "Nu"},
        "daarna": {"Straks"},
        "later": {"Later"},
    }
    assert route.left_out == 1


def test_the_last_phase_has_nothing_after_it():
    assert [section.slug for section in route_of(Company(phase="volwassen")).sections] == ["nu"]


def test_without_a_phase_the_route_starts_at_the_idea(client, empty_map):
    builders.option(name="Idee", phases=["idee"])

    response = client.get(ADDRESS, {"sector": "voedsel"})

    assert section_of(response.context["route"], "Idee") == "nu"
    assert "You chose no phase" in response.content.decode()


def test_one_failure_is_nearly_and_two_are_only_counted(empty_map):
    builders.option(name="Past")
    builders.option(name="Te weinig", amount_max=1000)
    partnered = builders.option(name="Met partner", phases=["groei"])
    builders.condition(partnered, "partner", ["ja"])
    builders.option(name="Twee", amount_max=1000, provinces=["noord-holland"])

    route = route_of(company_of("fase=start&gemeente=almere&bedrag=5000&partner=nee"))

    assert {s.slug: names_of(s) for s in route.sections} == {"nu": ["Past"], "daarna": [], "later": []}
    assert {step.option.name: step.failure.attribute for step in route.nearly.steps} == {
        "Te weinig": "bedrag",
        "Met partner": "partner",
    }
    assert route.left_out == 1


def test_a_closed_round_is_no_failure_but_comes_last(empty_map):
    closed = builders.option(name="Dicht", provinces=["flevoland"], reported_state="gesloten")
    builders.option(name="Onbekend")
    builders.option(name="Open", rhythm="doorlopend")

    route = route_of(company_of("fase=start&gemeente=almere"))

    assert names_of(route.sections[0]) == ["Open", "Onbekend", closed.name]


def test_what_is_made_for_this_company_comes_first(empty_map):
    food = Sector.objects.get(slug="voedsel")
    builders.option(name="Iedereen", rhythm="doorlopend")
    builders.option(name="Eigen streek", provinces=["flevoland"])
    builders.option(name="Eigen sector en streek", provinces=["flevoland"], sectors=[food])

    route = route_of(company_of("fase=start&gemeente=almere&sector=voedsel"))

    assert names_of(route.sections[0]) == ["Eigen sector en streek", "Eigen streek", "Iedereen"]


def test_before_there_is_a_company_programmes_come_first(empty_map):
    builders.option(name="Geld")
    builders.option(name="Programma", kind="programma")

    assert names_of(route_of(company_of("omvang=nog-geen-bedrijf&fase=start")).sections[0])[0] == "Programma"


def test_what_ended_and_what_is_a_draft_is_never_in_a_route(empty_map):
    builders.option(name="Gestopt", has_ended=True)
    builders.option(name="Concept", live=False)

    assert shown(route_of(Company())) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("gemeente=almere", {"In Flevoland"}),
        ("gemeente=haarlem", {"Overal"}),
        ("", {"Overal"}),
        ("gemeente=nog-niet", {"Overal"}),
    ],
)
def test_a_regional_variant_replaces_the_general_option_in_its_own_area(empty_map, query, expected):
    general = builders.option(name="Overal")
    builders.option(name="In Flevoland", provinces=["flevoland"], variant_of=general)

    assert set(shown(route_of(company_of(query)))) == expected


def test_outside_its_area_an_option_leads_to_its_sibling(empty_map, client):
    family = builders.family()
    builders.option(name="MIT Noord", provinces=["noord-holland"], family=family)
    own = builders.option(name="MIT Flevo", provinces=["flevoland"], family=family)

    response = client.get(ADDRESS, {"gemeente": "almere", "fase": "start"})

    route = response.context["route"]
    assert [(step.option.name, step.failure.url) for step in route.nearly.steps] == [
        ("MIT Noord", own.get_absolute_url())
    ]
    assert section_of(route, "MIT Flevo") == "nu"


def test_what_comes_before_and_after_an_option_is_told(empty_map):
    first, then = builders.option(name="Eerst", phases=["idee"]), builders.option(name="Dan", phases=["start"])
    needed = builders.option(name="Nodig", phases=["volwassen"])
    builders.relation(then, "volgt-op", first)
    builders.relation(then, "vereist", needed)

    route = route_of(Company(phase="idee"))

    steps = {step.option.name: step for section in route.sections for step in section.steps}
    assert [option.name for option in steps["Eerst"].then] == ["Dan"]
    assert [option.name for option in steps["Dan"].first] == ["Nodig"]


def test_a_long_section_is_explained_named_and_then_counted(empty_map, client):
    for n in range(EXPLAINED + NAMED + 4):
        builders.option(name=f"Regeling nummer {n:02}", phases=["start"])

    response = client.get(ADDRESS, {"fase": "start", "sector": "voedsel", "gemeente": "nog-niet"})

    now = response.context["route"].sections[0]
    assert (len(now.steps), len(now.others), now.beyond) == (EXPLAINED, NAMED, 4)
    assert now.finder_url == "/en/financiering/?fase=start&sector=voedsel"
    assert "And 4 more" in response.content.decode()


def test_the_answers_and_the_list_go_along_to_an_option(client, empty_map):
    option = builders.option(phases=["start"])

    page = client.get(f"{ADDRESS}?fase=start&gemeente=almere&optie=iets").content.decode()

    assert f"/en/financiering/{option.slug}/?fase=start&amp;gemeente=almere&amp;optie=iets" in page
    assert '<input type="hidden" name="optie" value="iets">' in page
    assert f"optie={option.slug}#lijst-{option.slug}" in page


@pytest.mark.parametrize(
    ("query", "agencies"),
    [
        ("gemeente=lelystad", ["Horizon Flevoland"]),
        ("gemeente=haarlem", ["ROM InWest"]),
        ("gemeente=hilversum", ["ROM Utrecht Region"]),
        ("", ["Horizon Flevoland", "ROM InWest", "ROM Utrecht Region"]),
    ],
)
def test_the_agency_to_call_is_the_one_that_works_there(client, query, agencies):
    response = client.get(f"{ADDRESS}?{query}")

    assert [agency.name for agency in response.context["agencies"]] == agencies


# What it costs


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_route_costs_the_same_few_queries_whatever_there_is(client, django_capture_on_commit_callbacks):
    addresses = [ADDRESS, f"{ADDRESS}?fase=start&gemeente=almere&sector=voedsel&bedrag=50000&omvang=klein&partner=nee"]
    for address in addresses:
        client.get(address)
    before = [queries_of(client, address) for address in addresses]

    with django_capture_on_commit_callbacks(execute=True):
        family = builders.family()
        for n in range(60):
            option = builders.option(
                provinces=[["flevoland"], ["noord-holland"]][n % 2],
                family=family,
                amount_max=[None, 40_000][n % 3 == 0],
            )
            builders.condition(option, "partner", ["ja"])
            builders.window(option, date(2026, 1, 1), date(2030, 1, 1))
    for address in addresses:
        client.get(address)  # the first visitor after a change pays for the index
    after = [queries_of(client, address) for address in addresses]

    assert after == before
    assert max(after) <= 12


# Five founders


def route_page(client, query: str, prefix="/en"):
    response = client.get(f"{prefix}/financiering/mijn-route/?{query}")
    assert response.status_code == 200
    return response.context["route"], response.content.decode()


def test_a_food_start_up_in_lelystad_with_a_prototype_finds_the_proof_of_concept_fund(client):
    route, page = route_page(
        client, "fase=proof-of-concept&gemeente=lelystad&sector=voedsel&bedrag=50.000&omvang=klein"
    )

    now = route.sections[0]
    assert now.steps[0].option.slug == "poc-fonds-flevoland"
    assert {"fase", "locatie", "sector", "bedrag"} <= set(now.steps[0].assessment.matches)
    assert section_of(route, "LEADER Flevoland 2023-2027") == "daarna"
    assert "Horizon Flevoland" in page
    assert "MIT Haalbaarheidsproject Noord-Holland" not in [step.option.name for step in now.steps]


def test_a_scale_up_in_haarlem_finds_growth_capital_of_its_own_agency(client):
    query = "fase=opschaling&gemeente=haarlem&sector=maakindustrie&bedrag=€ 2.000.000&omvang=middelgroot"
    route, page = route_page(client, query)

    assert route.sections[0].steps[0].option.slug == "rom-inwest-mkb-fonds"
    assert not any("Flevoland" in name for section in route.sections for name in names_of(section))
    too_small = {step.option.slug: step.failure.change for step in route.nearly.steps}
    assert "1.5 million" in too_small["bmkb"]
    assert "ROM InWest" in page


def test_a_media_student_in_hilversum_with_only_an_idea_finds_people_first(client):
    route, page = route_page(client, "fase=idee&gemeente=hilversum&sector=media-creatief&omvang=nog-geen-bedrijf")

    first = route.sections[0].steps[0].option
    assert (first.slug, first.kind) == ("lab24", "programma")
    assert section_of(route, "Start- en scale-upprogramma media (Hilversum)") == "later"
    assert "ROM Utrecht Region" in page


def test_a_builder_in_almere_with_a_partner_finds_the_mit_of_flevoland_and_not_that_of_noord_holland(client):
    route, _page = route_page(
        client, "fase=proof-of-concept&gemeente=almere&sector=circulaire-economie&omvang=klein&partner=ja"
    )

    assert "mit-flevoland" in [step.option.slug for step in route.sections[0].steps[:2]]
    assert section_of(route, "MIT R&D-samenwerkingsproject Noord-Holland") == "bijna"
    assert "partner" not in [step.failure.attribute for step in route.nearly.steps]
    horizon = next(step for step in route.sections[0].steps if step.option.slug == "horizon-europe")
    assert "partner" in horizon.assessment.matches


def test_a_deep_tech_spin_off_at_the_science_park_reads_its_route_in_english(client):
    route, page = route_page(client, "fase=start&gemeente=amsterdam&sector=data-ai-deeptech&omvang=klein")

    slugs = {step.option.slug for step in route.sections[0].steps}
    assert {"startup-village-asp", "eic-accelerator", "deep-tech-fund"} <= slugs
    with translation.override("en"):
        summary = FinancingOption.objects.get(slug="eic-accelerator").summary
    assert summary.lang == "en"
    assert summary.plain in page
    assert "Fits your phase, place and sector" in page
    assert "Voldoet" not in page
