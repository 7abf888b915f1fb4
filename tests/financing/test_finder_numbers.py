"""The numbers of the finder: what stands beside every choice is true, and what a page costs does not grow."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from financing.coverage import covers
from financing.filters import STATE_SLUGS, FinancingFilterSet
from financing.models import FinancingOption
from mra_portal.common import data_version
from profiles.models import Municipality, Province, Sector
from tests.financing import builders
from tests.financing.asking import FINDER, asked, counts, text_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_tuesday_morning(time_machine):
    time_machine.move_to(NOW)


def truths() -> dict[str, dict[str, set[str]]]:
    """Per real option, per facet, the values that plain Python says it has."""
    rows = FinancingOption.objects.published().with_state_at(NOW)
    municipalities = list(Municipality.objects.select_related("subregion"))
    every_sector = set(Sector.objects.values_list("slug", flat=True))
    told = {}
    for row in rows:
        places = [place for place in municipalities if covers(row, place)]
        touched = {place.province for place in places}
        told[row.pk] = {
            "fase": {*row.phases},
            "soort": {row.kind},
            "niveau": {row.level},
            "open": {STATE_SLUGS.get(row.state, row.state)},
            "sector": {sector.slug for sector in row.sectors.all()} or every_sector,
            "gemeente": {place.slug for place in places},
            "deelregio": {place.subregion.slug for place in places},
            "provincie": {*Province.values} if row.covers_country else touched | {*row.provinces},
            "aanbieder": {desk.slug for desk in (*row.paid_by.all(), *row.executed_by.all()) if desk.live},
        }
    return told


def test_every_facet_says_the_real_number_for_each_of_its_options():
    told = truths()
    shown = [row for row in told.values() if row["open"] != {"beeindigd"}]

    facets = asked("").facets

    assert {facet.name for facet in facets} == {*shown[0]}
    for facet in facets:
        real = {option.value: sum(option.value in row[facet.name] for row in shown) for option in facet.options}
        assert (facet.name, {option.value: option.count for option in facet.options}) == (facet.name, real)


@pytest.mark.parametrize(
    "query",
    [
        "fase=start&fase=groei",
        "gemeente=hilversum&soort=subsidie&soort=lening",
        "fase=proof-of-concept&niveau=rijk&sector=energie&open=nu&open=doorlopend",
        "bedrag=2.000.000&provincie=flevoland",
        "q=fonds&beeindigd=ja",
        "niveau=eu&soort=crowdfunding",
    ],
)
def test_a_number_beside_a_choice_is_what_that_choice_would_give(query):
    """Its own facet does not count: the number is for the other filters and this value alone."""
    filterset = asked(query)

    for facet in filterset.facets:
        for option in facet.options:
            chosen = QueryDict(query, mutable=True)
            chosen.setlist(facet.name, [option.value])
            assert (facet.name, option.value, FinancingFilterSet(chosen).count) == (
                facet.name,
                option.value,
                option.count,
            )


def test_the_page_shows_those_numbers(client):
    response = client.get(f"/en{FINDER}?niveau=eu")

    total = asked("niveau=eu").count
    assert response.context["count"] == total
    assert f"{total} of {asked('').count} match" in text_of(response)
    assert [(station["value"], station["count"]) for station in response.context["stations"]] == [
        *counts(asked("niveau=eu"), "fase").items()
    ]


# What it costs

QUESTIONS = [
    "",
    "fase=start",
    "fase=start&soort=subsidie&gemeente=haarlem&bedrag=25000&open=doorlopend&per_pagina=100",
    "q=innovatie",
    "q=fonds&gemeente=almere&sorteer=naam",
    "beeindigd=ja&sorteer=sluitdatum&optie=wbso&optie=qredits",
    "niveau=eu&soort=crowdfunding",
    "bedrag=abc",
]


def costs(client) -> dict[str, int]:
    """Queries per page, for the second visitor after a change; fails when a page asks the same thing twice."""
    found = {}
    for address in (FINDER, f"{FINDER}routekaart/"):
        for query in QUESTIONS:
            client.get(f"{address}?{query}")
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{address}?{query}").status_code == 200
            statements = [item["sql"] for item in captured.captured_queries]
            assert {sql for sql in statements if statements.count(sql) > 1} == set(), f"{address}?{query}"
            found[f"{address}?{query}"] = len(statements)
    return found


def test_a_page_costs_at_most_ten_queries_and_the_same_with_five_hundred_more_rows(client):
    few = costs(client)
    FinancingOption.objects.bulk_create(many(500))
    data_version.touch()

    many_rows = costs(client)

    assert client.get(FINDER).context["count"] > 500
    assert {address: cost for address, cost in few.items() if cost > 10} == {}
    assert {address: cost for address, cost in many_rows.items() if cost > few[address]} == {}


def many(number) -> list[FinancingOption]:
    kinds = ["subsidie", "lening", "garantie", "fiscaal", "eigen-vermogen"]
    return [
        FinancingOption(
            slug=f"massa-{n}",
            name=f"Massa {n}",
            level="rijk",
            kind=kinds[n % len(kinds)],
            phases=["start", "groei"][: n % 2 + 1],
            covers_country=True,
            amount_max=n * 1000,
            provider_printed="Een loket",
            summary_nl="Veel.",
            source=builders.SOURCE,
            checked_on=date(2026, 11, 23),
            confidence="laag",
        )
        for n in range(number)
    ]


def test_the_first_visitor_after_a_change_asks_nothing_twice_either(client):
    client.get(FINDER)  # what outlives a change: content types, the root of the site

    data_version.touch()
    with CaptureQueriesContext(connection) as captured:
        client.get(FINDER)

    statements = [item["sql"] for item in captured.captured_queries]
    assert sorted({sql for sql in statements if statements.count(sql) > 1}) == []
