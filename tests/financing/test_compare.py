"""The picked options side by side: nothing stored, all of it in the address."""

import re
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from financing.models import Confirmation
from financing.shortlist import MOST, MOST_COMPARED
from profiles.models import Subregion
from tests.financing import builders
from tests.financing.asking import FINDER, address, text_of

pytestmark = pytest.mark.django_db

COMPARE = "/en/financiering/vergelijk/"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_tuesday_morning(time_machine):
    time_machine.move_to(NOW)


def picked(*options) -> str:
    return "&".join(f"optie={getattr(option, 'slug', option)}" for option in options)


def compare(client, *options, more=""):
    response = client.get(f"{COMPARE}?{picked(*options)}{more}")
    assert response.status_code == 200
    return response


def titles(response) -> list[str]:
    return [column["title"] for column in response.context["columns"]]


def facts(response) -> dict[str, tuple]:
    """Per fact: whether it differs, and what each option says."""
    return {row["label"]: (row["differs"], *row["cells"]) for row in response.context["rows"]}


def named(*names) -> list:
    return [builders.option(name=name) for name in names]


def test_options_stand_in_the_order_in_which_they_were_picked(client):
    first, second, third = named("Bravo", "Alfa", "Charlie")

    response = compare(client, third, first, second)

    assert titles(response) == ["Charlie", "Bravo", "Alfa"]
    assert [row.slug for row in response.context["options"]] == [third.slug, first.slug, second.slug]
    assert [column["url"] for column in response.context["columns"]] == [address(row) for row in (third, first, second)]


def test_what_differs_is_marked_and_unknown_is_an_answer_too(client, django_user_model):
    shared = {"kind": "lening", "checked_on": date(2026, 1, 1)}
    ijmond = Subregion.objects.get(slug="ijmond")
    one = builders.option(**shared, amount_max=50_000, phases=["start"], audience_en="start-ups", rhythm="doorlopend")
    two = builders.option(**shared, amount_min=10, phases=["start", "groei"], subregions=[ijmond])
    builders.window(two, None, date(2026, 12, 1))
    keeper = django_user_model.objects.create_user("redacteur@test.example", "x")
    Confirmation.objects.create(option=two, confirmed_on=date(2026, 11, 20), user=keeper)

    told = facts(compare(client, one, two))

    assert {
        label: (row[0], *(str(cell).replace("\u00a0", " ") for cell in row[1:])) for label, row in told.items()
    } == {
        "Can you apply now?": (True, "Continuous, apply at any time", "7 more days, until 1 December 2026"),
        "What you get": (False, "Loan", "Loan"),
        "Amount": (True, "Up to € 50,000", "From € 10"),
        "Own contribution or rate": (False, "", ""),
        "For whom": (True, "Start-ups", ""),
        "Phase": (True, "Start", "Start and growth"),
        "Where": (True, "The whole of the Netherlands", "IJmond"),
        "Sectors": (False, "All sectors", "All sectors"),
        "From": (False, "Een loket", "Een loket"),
        "Whose scheme is it?": (False, "National government", "National government"),
        "Last checked": (True, "1 January 2026", "20 November 2026"),
        "How sure are we?": (False, "High", "High"),
    }


def test_the_page_says_in_words_what_is_the_same_and_what_is_not_known(client):
    text = text_of(compare(client, builders.option(amount_max=5), builders.option(kind="lening")))

    assert "What you get different" in text
    assert "the same" in text
    assert "not known" in text


def test_four_stand_side_by_side_and_the_others_can_be_put_in_front(client):
    options = named("Een", "Twee", "Drie", "Vier", "Vijf", "Zes")

    response = compare(client, *options)

    assert titles(response) == ["Een", "Twee", "Drie", "Vier"]
    assert {len(row["cells"]) for row in response.context["rows"]} == {MOST_COMPARED}
    assert [row["title"] for row in response.context["left_out"]] == ["Vijf", "Zes"]
    front = client.get(COMPARE + response.context["left_out"][1]["compare_url"])
    assert titles(front) == ["Zes", "Een", "Twee", "Drie"]
    assert len(front.context["options"]) == 6


def test_taking_one_off_leaves_the_others_in_order(client):
    options = named("Een", "Twee", "Drie", "Vier", "Vijf")
    response = compare(client, *options, more="&fase=start")

    without = client.get(COMPARE + response.context["columns"][1]["remove_url"])

    assert titles(without) == ["Een", "Drie", "Vier", "Vijf"]
    assert "fase=start" in without.request["QUERY_STRING"]


def test_an_option_beside_itself_is_shown_once_and_that_is_said(client):
    [option] = named("Narcis")

    response = compare(client, option, option)

    assert titles(response) == ["Narcis"]
    assert response.context["rows"] == []
    assert "An option that was picked twice is shown once" in text_of(response)
    assert "Pick one more to compare." in text_of(response)


@pytest.mark.parametrize("gone", ["bestaat-niet", "%00", "%3Cscript%3E", "a" * 300, "%FF", "Wbso"])
def test_what_does_not_exist_is_left_out_and_named(client, gone):
    one, two = named("Een", "Twee")

    response = compare(client, one, gone, two)

    assert titles(response) == ["Een", "Twee"]
    assert "is not in the route map (any more). We left it out." in text_of(response)
    assert len(response.context["messages_of_request"]) == 1
    assert "<script>“" not in response.content.decode()
    assert gone not in response.context["share_url"]


def test_a_deleted_option_and_a_draft_are_left_out_and_named(client):
    one, deleted, draft = named("Een", "Weg", "Geheim plan")
    deleted.delete()
    draft.live = False
    draft.save()

    response = compare(client, deleted, one, draft)

    assert titles(response) == ["Een"]
    assert [slug for slug in (deleted.slug, draft.slug) if f"“{slug}”" not in text_of(response)] == []
    assert "Geheim plan" not in response.content.decode()


def test_an_ended_option_can_still_be_compared(client):
    response = compare(client, builders.option(), builders.option(has_ended=True, ended_on=date(2025, 1, 2)))

    assert facts(response)["Can you apply now?"][2] == "Ended, on 2 January 2025"


def test_a_list_keeps_the_first_twenty_and_says_so(client):
    options = named(*(f"Optie {n}" for n in range(MOST + 3)))

    response = compare(client, *options)

    assert [row.name for row in response.context["options"]] == [f"Optie {n}" for n in range(MOST)]
    assert f"A list holds at most {MOST} options. We kept the first ones." in text_of(response)


def test_two_hundred_times_the_same_option_is_one(client):
    one, two = named("Een", "Twee")

    response = client.get(f"{COMPARE}?{picked(*[one, two] * 100)}")

    assert titles(response) == ["Een", "Twee"]
    assert len(response.context["messages_of_request"]) == 1


def test_the_link_to_share_gives_the_same_list(client):
    one, two = named("Een", "Twee")
    response = compare(client, two, "bestaat-niet", one)

    link = response.context["share_url"]
    again = client.get(urlsplit(link).path + "?" + urlsplit(link).query)

    assert link == f"http://testserver{COMPARE}?{picked(two, one)}"
    assert f'value="{link.replace("&", "&amp;")}"' in response.content.decode()
    assert titles(again) == titles(response)
    assert again.context["messages_of_request"] == []


@pytest.mark.parametrize("query", ["", "optie=", "optie=&optie=", "optie=bestaat-niet"])
def test_an_empty_list_says_how_to_fill_it(client, query):
    response = client.get(f"{COMPARE}?{query}")

    assert response.status_code == 200
    assert response.context["options"] == []
    assert "Your list is empty" in text_of(response)
    assert 'href="/en/financiering/"' in response.content.decode()


def test_a_shared_list_stays_out_of_search_engines_and_sets_nothing(client):
    response = compare(client, *named("Een", "Twee"))

    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert not response.cookies


def test_picking_in_the_finder_goes_along_and_ends_in_the_comparison(client):
    """A journey by the links on the pages, without script."""
    [one, two] = [builders.option(kind="voucher", name=name) for name in ("Alfabon", "Betabon")]

    def follow(response, identity):
        link = re.search(rf'id="lijst-{identity}" href="([^"]+)"', response.content.decode())[1]
        return client.get(f"/en{FINDER}{unescape(link)}")

    start = client.get(f"/en{FINDER}?soort=voucher")
    first = follow(start, two.slug)
    both = follow(first, one.slug)
    compared = client.get(both.context["shortlist_bar"]["compare_url"])
    back = follow(both, two.slug)

    assert start.context["shortlist_bar"] is None
    assert both.context["shortlist"].slugs == (two.slug, one.slug)
    assert [row.slug for row in both.context["rows"]] == [row.slug for row in start.context["rows"]]
    assert titles(compared) == ["Betabon", "Alfabon"]
    assert back.context["shortlist"].slugs == (one.slug,)


def test_twenty_options_cost_no_more_queries_than_two(client):
    ijmond = Subregion.objects.get(slug="ijmond")
    options = [builders.option(subregions=[ijmond], provinces=["flevoland"]) for _n in range(MOST)]
    compare(client, *options)

    costs = []
    for some in (options[:2], options):
        with CaptureQueriesContext(connection) as captured:
            compare(client, *some)
        statements = [item["sql"] for item in captured.captured_queries]
        assert len(set(statements)) == len(statements)
        costs.append(len(statements))

    assert costs[0] == costs[1] <= 10
