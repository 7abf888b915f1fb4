"""The page of one option: can I apply, what is on record, what else is there, who do I call."""

import re
from datetime import UTC, date, datetime, time
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import RequestFactory

from profiles.models import Municipality
from tests import builders as agenda
from tests.financing import builders
from tests.financing.asking import address, behind, page, section, text_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_tuesday_morning(time_machine):
    time_machine.move_to(NOW)


def links(response, identity) -> list[str]:
    found = re.search(rf'id="{identity}".*?</section>', response.content.decode(), re.S)[0]
    return re.findall(r'href="([^"?]*)', found)


def facts(response) -> dict[str, str]:
    """The facts beside the text, outside the border view."""
    content = response.content.decode().split('id="grens"')[0]
    found = re.findall(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", content, re.S)
    return {label: re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", told))).strip() for label, told in found}


# Rounds


def test_every_round_on_record_stands_there_newest_first_with_what_is_known_of_it(client):
    option = builders.option()
    builders.window(
        option, date(2024, 4, 9), ran_out_on=date(2024, 4, 10), allocation="loting", budget=2_000_000, note_en="A rush."
    )
    builders.window(option, date(2023, 4, 4), date(2023, 9, 5), opens_at=time(9), closes_at=time(17))
    builders.window(option, None, date(2021, 9, 9), preregister_by=date(2021, 8, 1), is_confirmed=False)

    told = section(page(client, option), "rondes")

    assert (
        "From 9 April 2024 by drawing lots; budget € 2 million; budget ran out on 10 April 2024; A rush. "
        "4 April 2023, 09:00 to 5 September 2023, 17:00 "
        "Until 9 September 2021 pre-register by 1 August 2021; we do not know whether it is held "
        "Opened in April in 2023 and 2024. That is no promise for the next round."
    ) in re.sub(r"\s+", " ", told)


def test_what_may_not_have_been_held_is_no_ground_for_an_expectation(client):
    option = builders.option()
    builders.window(option, date(2024, 4, 9), date(2024, 9, 1))
    builders.window(option, date(2025, 4, 8), date(2025, 9, 1), is_confirmed=False)

    assert "Opened in" not in section(page(client, option), "rondes")


@pytest.mark.parametrize(
    ("rhythm", "said"),
    [
        ("doorlopend", "You can apply at any time."),
        ("terugkerend", "It opens in rounds. We have no dates on record"),
        ("eenmalig", "It opens once. We have no dates on record"),
        ("", "Not known. Ask the provider."),
    ],
)
def test_without_rounds_on_record_it_says_what_is_known_of_the_rhythm(client, rhythm, said):
    assert said in section(page(client, builders.option(rhythm=rhythm)), "rondes")


# What is not known


def test_unknown_stays_unknown(client):
    response = page(client, builders.option(covers_country=False, phases=["start"]))

    told = facts(response)
    assert told["Can you apply now?"] == "State unknown"
    for label in ("Amount", "For whom", "Where", "Own contribution or rate", "Paid by", "Executed by"):
        assert told[label] == "not known", label
    assert "Takes place in" not in told
    assert told["Sectors"] == "All sectors"
    assert "We do not know an official address." in text_of(response)
    assert "The conditions are not known. Ask the provider." in section(response, "past")
    assert "We do not know what usually comes before or after this." in text_of(response)
    assert 'id="onzeker"' not in response.content.decode()
    assert 'id="stappen"' not in response.content.decode()
    assert 'id="grens"' not in response.content.decode()


def test_what_is_known_stands_there(client):
    desk, payer = agenda.organisation(name="Het Loket"), agenda.organisation(name="De Betaler")
    secret = agenda.organisation(name="Geheime betaler", live=False)
    option = builders.option(
        abbreviation="RGL",
        amount_min=50_000,
        amount_max=250_000,
        amount_note_en="per project",
        contribution_en="half of the costs",
        audience_en="small companies",
        provinces=["flevoland"],
        held_in=Municipality.objects.get(slug="almere"),
        paid_by=[payer, secret],
        executed_by=[desk],
        steps_en="Write a plan.\n\nSend it in.",
        uncertainty_en="Whether it goes on next year.",
        url="https://www.voorbeeld.example/regeling",
        confidence="midden",
    )
    builders.condition(option, text_en="You have a plan", is_interpretation=True)

    response = page(client, option)

    told = {label: text.replace("\u00a0", " ") for label, text in facts(response).items()}
    assert told["Amount"] == "€ 50,000 to € 250,000 per project"
    assert (told["For whom"], told["Own contribution or rate"]) == ("Small companies", "Half of the costs")
    assert (told["Where"], told["Takes place in"]) == ("Flevoland", "Almere")
    assert (told["Paid by"], told["Executed by"]) == ("De Betaler", "Het Loket")
    assert told["How sure are we?"] == "Medium"
    assert f"{option.name} (RGL)" in text_of(response)
    assert "To voorbeeld.example" in text_of(response)
    assert "You have a plan (our reading)" in section(response, "past")
    assert re.search(r"Write a plan\. +Send it in\.", section(response, "stappen"))
    assert "Whether it goes on next year." in section(response, "onzeker")
    assert "Geheime betaler" not in response.content.decode()


def test_dutch_text_on_an_english_page_says_that_it_is_dutch(client):
    option = builders.option(audience_nl="kleine bedrijven", audience_en="", contribution_en="half of the costs")

    content = page(client, option).content.decode()

    assert '<span lang="nl">Kleine bedrijven</span>' in content
    assert '<span lang="en">' not in content


# What ended


def test_an_ended_option_says_so_and_points_to_its_successor(client):
    heir = builders.option(name="De opvolger")
    response = page(client, builders.option(has_ended=True, ended_on=date(2025, 12, 31), successor=heir))

    assert facts(response)["Can you apply now?"] == "Ended on 31 December 2025"
    assert "This has ended. Its successor is: De opvolger" in text_of(response)
    assert f'href="{address(heir)}"' in response.content.decode()


@pytest.mark.parametrize("successor", [None, {"live": False, "name": "Een geheim plan"}])
def test_an_ended_option_without_a_public_successor_says_that_none_is_known(client, successor):
    heir = builders.option(**successor) if successor else None
    response = page(client, builders.option(has_ended=True, successor=heir))

    assert "We do not know a successor. You can no longer apply." in text_of(response)
    assert "Een geheim plan" not in response.content.decode()


def test_a_running_option_with_a_successor_does_not_say_that_it_ended(client):
    assert "This has ended" not in text_of(page(client, builders.option(successor=builders.option())))


# Before, after, and beside


def test_relations_read_from_both_sides():
    first, second, third = (builders.option(name=name) for name in ("Eerste", "Tweede", "Derde"))
    builders.relation(second, "volgt-op", first, note_en="Same programme.")
    builders.relation(third, "vereist", second)
    builders.relation(first, "sluit-uit", third)
    builders.relation(third, "combineert", first)
    builders.relation(first, "combineert", builders.option(live=False, name="Geheim"))

    def told(option):
        return [(row["lead"], row["title"], str(row["note"])) for row in behind(option)["neighbours"]]

    assert told(first) == [
        ("usually after", "Tweede", "Same programme."),
        ("not together with", "Derde", ""),
        ("goes together with", "Derde", ""),
    ]
    assert told(second) == [("usually before", "Eerste", "Same programme."), ("needed for", "Derde", "")]
    assert told(third) == [
        ("needed first", "Tweede", ""),
        ("not together with", "Eerste", ""),
        ("goes together with", "Eerste", ""),
    ]


@pytest.mark.parametrize(
    ("phases", "query", "way_on"),
    [
        (["idee", "start"], "", "?fase=groei"),
        (["idee"], "gemeente=almere", "?fase=proof-of-concept&gemeente=almere"),
        (["groei", "volwassen"], "", None),
    ],
)
def test_the_way_on_is_the_phase_after_the_last_one_it_helps_in(phases, query, way_on):
    found = behind(builders.option(phases=phases), query)["next_phase"]

    assert (found and found["url"]) == (way_on and f"/en/financiering/{way_on}")


# Who to call


@pytest.mark.parametrize(
    ("fields", "query", "agencies"),
    [
        ({"provinces": ["flevoland"]}, "", ["horizon-flevoland"]),
        ({}, "", ["horizon-flevoland", "rom-inwest", "rom-utrecht-region"]),
        ({}, "gemeente=almere", ["horizon-flevoland"]),
        ({}, "gemeente=haarlem", ["rom-inwest"]),
        ({}, "gemeente=hilversum", ["rom-utrecht-region"]),
        ({"provinces": ["flevoland"]}, "gemeente=hilversum", ["rom-utrecht-region"]),
        ({"covers_country": False}, "", []),
    ],
)
def test_who_to_call_is_the_agency_of_the_place_or_else_of_the_area(client, fields, query, agencies):
    response = page(client, builders.option(**fields), query)

    assert links(response, "bellen") == [f"/en/agenda/organisaties/{slug}/" for slug in agencies]


def test_the_contact_of_the_option_stands_first_and_once(client):
    [agency] = agenda.Organisation.objects.filter(slug="horizon-flevoland")
    desk, secret = agenda.organisation(name="De balie"), agenda.organisation(live=False)
    options = [
        builders.option(provinces=["flevoland"], contact=desk, contact_role_en="the grants desk"),
        builders.option(provinces=["flevoland"], contact=agency),
        builders.option(provinces=["flevoland"], contact=secret),
    ]

    answers = [page(client, option) for option in options]

    assert [len(links(answer, "bellen")) for answer in answers] == [2, 1, 1]
    assert links(answers[0], "bellen")[0] == address(desk)
    assert "De balie the grants desk Horizon Flevoland" in section(answers[0], "bellen")


def test_something_wrong_is_a_mail_about_this_page(client, settings):
    settings.PORTAL_CONTACT_MAIL = "redactie@portaal.example"
    option = builders.option(name="Fout & zo")

    mail = re.search(r'href="(mailto:[^"]+)"', page(client, option).content.decode())[1]

    assert unescape(mail).startswith("mailto:redactie@portaal.example?subject=")
    told = unquote(unescape(mail))
    assert "Not right on the page of Fout & zo" in told
    assert told.endswith(f"{settings.PORTAL_BASE_URL}{address(option)}")


# Along the way


def test_what_the_visitor_told_and_picked_goes_along(client):
    option = builders.option(phases=["start"], provinces=["flevoland"])

    query = "fase=start&gemeente=almere&optie=wbso"
    response, told = page(client, option, query), behind(option, query)

    assert told["my_route_url"] == "/en/financiering/mijn-route/?fase=start&gemeente=almere"
    assert told["toggle_url"] == f"?fase=start&gemeente=almere&optie=wbso&optie={option.slug}"
    assert told["compare_url"] == f"/en/financiering/vergelijk/?optie=wbso&optie={option.slug}"
    assert "Almere, phase start" in section(response, "past")


@pytest.mark.parametrize("query", ["gemeente=urk&fase=x&bedrag=abc&sector=y", "gemeente=%00&optie=%00&partner=%FF"])
def test_answers_that_cannot_be_used_are_skipped(client, query):
    option = builders.option()

    assert page(client, option, query)
    assert not behind(option, query)["is_told"]


@pytest.mark.parametrize("fields", [{"live": False}, None])
def test_a_draft_or_an_unknown_option_is_not_found(client, fields):
    where = address(builders.option(**fields)) if fields else "/financiering/bestaat-niet/"

    assert client.get(where).status_code == 404


# Drafts in the editing screens

PROVINCES = [("Noord", "noord-holland"), ("Oost", "flevoland")]


def previewed(option) -> str:
    response = option.make_preview_request(RequestFactory().get("/"), preview_mode="")
    assert response.status_code == 200
    return response.render().content.decode() if hasattr(response, "render") else response.content.decode()


def test_a_draft_can_be_previewed_with_its_parts_before_it_is_saved():
    family = builders.family()
    north, east = (builders.option(name=name, family=family, provinces=[where]) for name, where in PROVINCES)
    builders.relation(builders.option(name="Komt erna"), "volgt-op", north)
    north.name = "Nieuwe naam"
    north.windows = [builders.CallWindow(opens_on=date(2027, 4, 1), source="x")]
    north.conditions = [builders.Condition(text_nl="Een nieuwe voorwaarde", source="x")]
    north.relations = [builders.OptionRelation(kind="vereist", other=east, source="x")]

    content = previewed(north.save_revision().as_object())

    for text in ("Nieuwe naam", "1 april 2027", "Een nieuwe voorwaarde", "Oost", "Komt erna"):
        assert text in content, text


def test_a_new_option_can_be_previewed_before_it_exists():
    blank = builders.option(name="Nog nergens", provinces=["flevoland"])
    blank.pk = blank.id = None

    assert "Nog nergens" in previewed(blank)
