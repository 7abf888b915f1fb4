"""What an option asks of a company, and the answer to each condition with its reason."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from financing.answers import FAILS, MEETS, ROUND, UNKNOWN, assess
from financing.company import Company
from financing.coverage import area_in_words, covers, nearest_sibling
from financing.models import FinancingOption
from profiles.models import Municipality, Sector, Subregion
from tests.financing import builders

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def fetched(option):
    return FinancingOption.objects.with_state_at(NOW).for_assessment().get(pk=option.pk)


def answers_of(option, sibling=None, **told) -> dict:
    assessment = assess(fetched(option), Company(**told), sibling)
    return {answer.attribute: answer for answer in assessment.answers}


def place(slug):
    return Municipality.objects.get(slug=slug)


def sector(slug):
    return Sector.objects.get(slug=slug)


# Place


def test_outside_the_area_it_fails_and_names_the_branch_that_would_help():
    option = builders.option(provinces=["noord-holland"])

    answer = answers_of(option, municipality=place("almere"))["locatie"]

    assert answer.answer == FAILS
    assert "Almere lies outside" in answer.reason
    assert "branch in Noord-Holland" in answer.change


def test_outside_the_area_the_scheme_of_the_own_province_is_the_way_on():
    option, own = builders.option(provinces=["noord-holland"]), builders.option(provinces=["flevoland"])

    answer = answers_of(option, own, municipality=place("almere"))["locatie"]

    assert (answer.answer, answer.url, answer.url_label) == (FAILS, own.get_absolute_url(), own.name)


@pytest.mark.parametrize(
    ("fields", "inside", "outside"),
    [
        ({"covers_country": True}, "almere", None),
        ({"provinces": ["flevoland"]}, "almere", "haarlem"),
        ({"subregion": "ijmond"}, "velsen", "haarlem"),
        ({"municipality": "haarlem"}, "haarlem", "velsen"),
    ],
)
def test_an_area_is_a_country_a_province_a_part_or_a_municipality(fields, inside, outside):
    lists = {}
    if "subregion" in fields:
        lists = {"subregions": [Subregion.objects.get(slug=fields["subregion"])]}
    if "municipality" in fields:
        lists = {"municipalities": [place(fields["municipality"])]}
    plain = {name: value for name, value in fields.items() if name in ("covers_country", "provinces")}
    option = builders.option(**plain, **lists)

    assert covers(option, place(inside))
    assert outside is None or not covers(option, place(outside))


def test_an_area_in_words_tells_the_province_of_utrecht_from_the_city():
    gooi = Subregion.objects.get(slug="gooi-en-vechtstreek")

    assert area_in_words(builders.option()) == "the whole of the Netherlands"
    assert area_in_words(builders.option(provinces=["noord-holland", "flevoland"])) == "Noord-Holland and Flevoland"
    mixed = builders.option(provinces=["utrecht"], subregions=[gooi], municipalities=[place("hilversum")])
    assert area_in_words(mixed) == "the province of Utrecht and Gooi en Vechtstreek"


def test_without_a_place_yet_one_can_still_choose():
    option = builders.option(provinces=["flevoland"])

    answer = answers_of(option, is_unsettled=True)["locatie"]

    assert answer.answer == UNKNOWN
    assert "Flevoland" in answer.reason


def test_an_unknown_area_is_no_failure():
    option = builders.option(covers_country=False)

    assert answers_of(option, municipality=place("almere"))["locatie"].answer == UNKNOWN


def test_the_sibling_is_of_the_same_kind_and_regional_where_it_can_be():
    option = builders.option(provinces=["noord-holland"], kind="subsidie")
    national = builders.option(kind="subsidie")
    loan = builders.option(provinces=["flevoland"], kind="lening")
    ended = builders.option(provinces=["flevoland"], has_ended=True)
    regional = builders.option(provinces=["flevoland"], kind="subsidie")

    assert nearest_sibling(option, [option, national, loan, ended, regional]) == regional
    assert nearest_sibling(option, [option, ended]) is None


# What was skipped, and what is not known


def test_a_visitor_who_told_nothing_fails_nothing_and_can_fill_everything_in():
    option = builders.option(
        provinces=["flevoland"], phases=["start"], amount_max=100000, sectors=[sector("voedsel")], rhythm="doorlopend"
    )
    builders.condition(option, "omvang", ["klein"])
    builders.condition(option, "partner", ["ja"])

    answers = answers_of(option)

    asked = {name: answer.url for name, answer in answers.items() if answer.answer == UNKNOWN}
    assert asked == {
        "fase": "#fase",
        "locatie": "#gemeente",
        "sector": "#sector",
        "bedrag": "#bedrag",
        "omvang": "#omvang",
        "partner": "#partner",
    }
    assert {name for name, answer in answers.items() if answer.answer != UNKNOWN} == {ROUND}


def test_on_another_page_the_question_is_a_link_to_the_form():
    option = builders.option(phases=["start"])

    answer = assess(fetched(option), Company(), form_url="/mijn-route/?sector=voedsel").answers[-2]

    assert answer.url == "/mijn-route/?sector=voedsel#fase"


@pytest.mark.parametrize("attribute", ["rechtsvorm", "jaren", "vrij"])
def test_what_we_do_not_ask_is_unknown_and_says_so(attribute):
    option = builders.option()
    values = {"rechtsvorm": ["bv"]}.get(attribute, [])
    builders.condition(option, attribute, values, text_nl="Je doet iets nieuws")

    answer = answers_of(option, has_no_company=False)[attribute]

    assert (answer.answer, answer.title) == (UNKNOWN, "Je doet iets nieuws")
    assert "do not ask" in answer.reason


# Phase, amount, sector


def test_a_later_phase_fails_and_says_from_when_it_fits():
    option = builders.option(phases=["groei", "opschaling"])

    answer = answers_of(option, phase="idee")["fase"]

    assert (answer.answer, answer.change) == (FAILS, "It fits from the phase growth on.")


def test_an_earlier_phase_fails_without_a_false_promise():
    answer = answers_of(builders.option(phases=["idee", "start"]), phase="volwassen")["fase"]

    assert answer.answer == FAILS
    assert "earlier phase, up to start" in answer.change


@pytest.mark.parametrize(
    ("lowest", "highest", "asked", "expected", "change"),
    [
        (None, 400000, 50000, MEETS, ""),
        (None, 400000, 400000, MEETS, ""),
        (None, 400000, 400001, FAILS, "Ask for at most € 400,000."),
        (300000, 1500000, 50000, FAILS, "Ask for at least € 300,000."),
        (300000, None, 500000, UNKNOWN, ""),
        (300000, None, 100, FAILS, "Ask for at least € 300,000."),
        (None, None, 50000, UNKNOWN, ""),
        (None, 400000, None, UNKNOWN, ""),
    ],
)
def test_an_amount_fits_fails_or_is_not_known(lowest, highest, asked, expected, change):
    option = builders.option(amount_min=lowest, amount_max=highest)

    answer = answers_of(option, amount=asked)["bedrag"]

    assert (answer.answer, answer.change.replace("\u00a0", " ")) == (expected, change)


def test_amounts_that_nobody_named_are_no_condition():
    assert "bedrag" not in answers_of(builders.option())


def test_an_option_for_every_sector_is_a_condition_only_for_who_named_one():
    option = builders.option()

    assert "sector" not in answers_of(option)
    assert answers_of(option, sector=sector("voedsel"))["sector"].answer == MEETS


def test_another_sector_fails_and_the_own_one_meets():
    option = builders.option(sectors=[sector("energie"), sector("mobiliteit")])

    assert answers_of(option, sector=sector("energie"))["sector"].answer == MEETS
    failed = answers_of(option, sector=sector("voedsel"))["sector"]
    assert failed.answer == FAILS
    assert "belongs to one of these sectors" in failed.change


def test_the_words_of_the_source_stand_above_our_answer():
    option = builders.option(provinces=["flevoland"])
    builders.condition(option, "locatie", text_nl="Je bedrijf zit op het platteland", is_interpretation=True)

    answer = answers_of(option, municipality=place("almere"))["locatie"]

    assert (answer.title, answer.answer) == ("Je bedrijf zit op het platteland", MEETS)
    assert "our reading" in answer.reason


def test_a_sector_in_words_only_is_not_taken_for_every_sector():
    option = builders.option()
    builders.condition(option, "sector", text_nl="Je werkt aan iets heel bijzonders")

    assert answers_of(option, sector=sector("voedsel"))["sector"].answer == UNKNOWN


# Size and partner


@pytest.mark.parametrize(
    ("values", "told", "expected"),
    [
        (["klein", "middelgroot"], {"size": "klein"}, MEETS),
        (["klein", "middelgroot"], {"size": "groot"}, FAILS),
        (["klein", "middelgroot"], {"size": "zzp"}, UNKNOWN),
        (["zzp"], {"size": "klein"}, FAILS),
        (["middelgroot"], {"size": "zzp"}, FAILS),
        (["klein", "middelgroot"], {"has_no_company": True}, MEETS),
        (["zzp"], {"has_no_company": True}, MEETS),
        (["middelgroot", "groot"], {"has_no_company": True}, FAILS),
        (["klein"], {}, UNKNOWN),
    ],
)
def test_the_size_of_a_company(values, told, expected):
    option = builders.option()
    builders.condition(option, "omvang", values)

    answer = answers_of(option, **told)["omvang"]

    assert answer.answer == expected
    assert answer.reason


def test_who_has_no_company_yet_can_still_choose_a_legal_form():
    option = builders.option()
    builders.condition(option, "rechtsvorm", ["bv"])

    answer = answers_of(option, has_no_company=True)["rechtsvorm"]

    assert answer.answer == UNKNOWN
    assert "no company yet" in answer.reason


@pytest.mark.parametrize(("told", "expected"), [(True, MEETS), (False, FAILS), (None, UNKNOWN)])
def test_a_partner(told, expected):
    option = builders.option()
    builders.condition(option, "partner", ["ja"])

    answer = answers_of(option, has_partner=told)["partner"]

    assert answer.answer == expected
    assert answer.change == ("Look for a partner." if expected == FAILS else "")


# The round


@pytest.mark.parametrize(
    ("fields", "dates", "expected"),
    [
        ({}, (date(2026, 1, 1), date(2026, 12, 12)), MEETS),
        ({"rhythm": "doorlopend"}, None, MEETS),
        ({}, (date(2027, 4, 1), None), UNKNOWN),
        ({}, None, UNKNOWN),
        ({}, (date(2026, 1, 1), date(2026, 2, 1)), FAILS),
        ({}, (date(2022, 1, 1), date(2022, 2, 1)), UNKNOWN),
    ],
)
def test_a_round_is_told_but_a_closed_one_does_not_rule_an_option_out(fields, dates, expected):
    option = builders.option(**fields)
    if dates:
        builders.window(option, *dates)

    assessment = assess(fetched(option), Company(phase="start"))

    assert [answer.answer for answer in assessment.answers if answer.attribute == ROUND] == [expected]
    assert assessment.failures == []
    assert ("round is closed" in assessment.verdict) == (expected == FAILS)


def test_the_last_round_on_record_is_told():
    option = builders.option()
    builders.window(option, date(2022, 1, 1), date(2022, 9, 13))

    assert "13 September 2022" in answers_of(option)[ROUND].reason


def test_a_draft_without_a_state_tells_nothing_of_its_round():
    option = FinancingOption.objects.for_assessment().get(pk=builders.option().pk)

    assert ROUND not in {answer.attribute for answer in assess(option, Company()).answers}


# The whole


def test_failures_come_first_then_what_fits_then_what_is_unknown_counted_in_words():
    option = builders.option(provinces=["noord-holland"], phases=["idee", "proof-of-concept"])
    builders.condition(option, "omvang", ["klein", "middelgroot"], text_nl="Mkb-bedrijf")
    builders.condition(option, "vrij", text_nl="Onderzoek naar haalbaarheid")

    company = Company(phase="proof-of-concept", municipality=place("almere"), size="klein")
    assessment = assess(fetched(option), company)

    assert [answer.answer for answer in assessment.answers] == [FAILS, MEETS, MEETS, UNKNOWN, UNKNOWN]
    assert assessment.answers[-1].attribute == ROUND
    assert assessment.verdict == "This probably does not fit"
    assert assessment.count_in_words == "Of the five conditions: 1 is not met, 2 are met, 2 we do not know."
    assert assessment.in_one_line == "Fits your phase and size; 2 things unknown"


@pytest.mark.parametrize(
    ("fields", "told", "verdict"),
    [
        ({"rhythm": "doorlopend"}, {"phase": "start"}, "This probably fits"),
        ({}, {}, "This may fit"),
        ({"phases": ["groei"]}, {"phase": "start"}, "This probably fits later"),
        ({"has_ended": True}, {"phase": "start"}, "This no longer exists"),
    ],
)
def test_a_verdict_says_no_more_than_we_know(fields, told, verdict):
    assert assess(fetched(builders.option(**fields)), Company(**told)).verdict == verdict


def test_answers_ask_the_database_nothing(django_assert_num_queries):
    option = builders.option(
        provinces=["utrecht"],
        subregions=[Subregion.objects.get(slug="ijmond")],
        municipalities=[place("almere")],
        sectors=[sector("voedsel")],
    )
    builders.condition(option, "omvang", ["klein"])
    company = Company(municipality=place("haarlem"), sector=sector("energie"), amount=5)
    row = fetched(option)

    with django_assert_num_queries(0):
        assessment = assess(row, company)
        told = [assessment.verdict, assessment.count_in_words, assessment.in_one_line]

    assert all(told)
