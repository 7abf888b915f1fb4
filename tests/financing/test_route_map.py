"""The route map: the answer of the finder as a picture, and a table that says the same."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest

from financing.models import FinancingOption
from financing.models.vocabulary import Kind
from financing.route_map import LINE_OF, LINES, MOST_DRAWN, content_of, tag_of
from mra_portal.common import data_version
from profiles.models import Municipality, Subregion
from profiles.phases import Phase
from tests.financing import builders
from tests.financing.asking import FINDER, address, asked, found, slugs, text_of

pytestmark = pytest.mark.django_db

MAP = "/en/financiering/routekaart/"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
QUESTIONS = [
    "",
    "fase=idee",
    "fase=proof-of-concept&fase=start",
    "soort=subsidie&soort=voucher",
    "niveau=eu",
    "gemeente=hilversum",
    "gemeente=lelystad&fase=proof-of-concept&sector=voedsel&bedrag=50.000",
    "provincie=flevoland&open=doorlopend&open=nu",
    "deelregio=ijmond&soort=eigen-vermogen",
    "bedrag=2.000.000&fase=opschaling",
    "q=fonds",
    "beeindigd=ja&sorteer=naam",
    "niveau=eu&soort=crowdfunding",
    "fase=start&pagina=2&per_pagina=5",
]


@pytest.fixture(autouse=True)
def _on_a_tuesday_morning(time_machine):
    time_machine.move_to(NOW)


def table(response) -> list[tuple[str, list[str]]]:
    """Per row of the table its address and what a reader sees in its cells."""
    body = re.search(r"<tbody.*?</tbody>", response.content.decode(), re.S)
    rows = re.findall(r"<tr.*?</tr>", body[0], re.S) if body else []
    return [
        (
            unescape(re.search(r'href="([^"]+)"', row)[1]),
            [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)],
        )
        for row in rows
    ]


def stations(response, picture) -> list[str]:
    """The addresses of the stations in one of the drawings."""
    drawn = re.findall(
        rf'<svg class="routemap__picture routemap__picture--(?:{picture})".*?</svg>', response.content.decode(), re.S
    )
    return [
        unescape(href) for svg in drawn for href in re.findall(r'<a class="routemap__station[^"]*" href="([^"]+)"', svg)
    ]


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_map_has_the_rows_of_the_finder(client, query):
    finder = client.get(f"/en{FINDER}?{query}&pagina=1&per_pagina=100")

    response = client.get(f"{MAP}?{query}")

    expected = [address(row) for row in finder.context["rows"]]
    drawn = re.findall(r'routemap__picture--(\w+)"', response.content.decode())
    assert [href for href, _cells in table(response)] == expected
    assert response.context["count"] == len(expected) == finder.context["count"]
    for kind in set(drawn):
        assert sorted(stations(response, kind)) == sorted(expected), kind
    assert not expected or {"print", "upright"} < set(drawn)


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_headers_count_what_is_on_the_map(client, query):
    response = client.get(f"{MAP}?{query}")

    rows = FinancingOption.objects.filter(pk__in=asked(query).keys())
    columns = {column.name: column.count for column in response.context["picture"].columns}
    assert [*columns.values()] == [sum(phase in row.phases for row in rows) for phase in Phase.values]
    lines = {line.number: line.count for sheet in response.context["picture"].sheets for line in sheet.lines}
    for number, (_name, kinds) in enumerate(LINES, start=1):
        assert lines.get(number, 0) == sum(row.kind in kinds for row in rows)


def test_every_kind_has_a_line():
    assert {*LINE_OF} == {*Kind}


def test_the_table_says_of_every_option_what_the_picture_shows(client):
    option = builders.option(
        name="Zaaigeld",
        abbreviation="ZG",
        kind="voucher",
        phases=["idee", "start"],
        provinces=["flevoland"],
        amount_max=5_000,
    )
    builders.window(option, None, date(2026, 12, 1))

    response = client.get(f"{MAP}?soort=voucher")

    [(_href, cells)] = [row for row in table(response) if row[0] == address(option)]
    assert [cell.replace("\u00a0", " ") for cell in cells] == [
        "Zaaigeld (ZG)",
        "Voucher",
        *("yes", "–", "yes", "–", "–", "–"),
        "Flevoland",
        "7 more days, until 1 December 2026",
        "up to € 5,000",
    ]
    content = unescape(response.content.decode()).replace("\u00a0", " ")
    assert "Zaaigeld. Idea, Start. Voucher. Flevoland. 7 more days, until 1 December 2026. up to € 5,000." in content
    assert '<text class="routemap__sign-text"' in content


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"rhythm": "doorlopend"}, "open"),
        ({"reported_state": "open"}, "open"),
        ({}, "unknown"),
        ({"reported_state": "gesloten"}, "closed"),
        ({"has_ended": True}, "closed"),
    ],
)
def test_a_station_shows_whether_one_can_apply(fields, state):
    option = builders.option(kind="voucher", **fields)

    [station] = [row for row in content_of(asked("soort=voucher&beeindigd=ja")).stations if option.slug in row.url]

    assert station.state == state


def test_a_station_shows_where_it_holds_and_whether_a_rom_does_it():
    gooi, haarlem = Subregion.objects.get(slug="gooi-en-vechtstreek"), Municipality.objects.get(slug="haarlem")
    options = [
        builders.option(),
        builders.option(provinces=["noord-holland", "flevoland"]),
        builders.option(provinces=["utrecht"], subregions=[gooi]),
        builders.option(municipalities=[haarlem, Municipality.objects.get(slug="zandvoort")]),
        builders.option(covers_country=False),
    ]
    zone = haarlem.subregion.code

    assert [tag_of(option) for option in options] == ["", "NH+FL", f"UT+{gooi.code}", zone, ""]
    made = builders.option(level="rom", kind="voucher", provinces=["flevoland"])
    [station] = [row for row in content_of(asked("soort=voucher")).stations if made.slug in row.url]
    assert station.sign == "ROM FL"


def test_an_option_without_phases_is_in_the_table_and_breaks_nothing(client):
    option = builders.option(phases=[], kind="voucher")

    response = client.get(f"{MAP}?soort=voucher")

    assert address(option) in [href for href, _cells in table(response)]


# From line to line


def test_a_line_and_a_phase_lead_to_themselves_and_back(client):
    start = client.get(f"{MAP}?niveau=rijk&pagina=2")
    line = start.context["picture"].sheets[0].lines[0]
    column = start.context["picture"].columns[2]

    of_line, of_phase = client.get(MAP + line.url), client.get(MAP + column.url)

    assert of_line.context["count"] == line.count
    assert of_phase.context["count"] == column.count
    assert "pagina" not in line.url + column.url
    chosen = of_phase.context["picture"].columns[2]
    assert chosen.is_chosen
    assert client.get(MAP + chosen.url).context["count"] == start.context["count"]
    back = of_line.context["picture"].sheets[0].lines[0]
    assert back.is_chosen
    assert client.get(MAP + back.url).context["count"] == start.context["count"]


def test_the_list_and_the_map_lead_to_each_other_with_the_same_question(client):
    response = client.get(f"{MAP}?fase=start&gemeente=haarlem&optie=wbso")

    finder = client.get(response.context["finder_url"])

    assert finder.context["asked"] == response.context["asked"] == "?fase=start&gemeente=haarlem&optie=wbso"
    assert f'href="{MAP}?fase=start&amp;gemeente=haarlem&amp;optie=wbso"' in finder.content.decode()


@pytest.mark.parametrize("query", ["bedrag=abc", "fase=pensioen", "gemeente=%00", "pagina=abc", "q=" + "x" * 201])
def test_a_bad_value_draws_nothing_and_says_why(client, query):
    response = client.get(f"{MAP}?{query}")

    assert response.status_code == 200
    assert "This question cannot be answered" in text_of(response)
    assert table(response) == []
    assert "routemap__station" not in response.content.decode()


def test_nothing_found_gives_a_way_out_instead_of_an_empty_picture(client):
    response = client.get(f"{MAP}?niveau=eu&soort=crowdfunding")

    assert "Without “Europe”" in text_of(response) or "Without “Crowdfunding”" in text_of(response)
    assert "routemap__station" not in response.content.decode()


# Too many to draw


@pytest.fixture
def crowd():
    """As many options as no picture can show, of three kinds and two sets of phases."""
    FinancingOption.objects.bulk_create(
        FinancingOption(
            slug=f"massa-{n:03}",
            name=f"Massa {n:03}",
            level="rijk",
            kind=["subsidie", "lening", "garantie"][n % 3],
            phases=["start"] if n % 2 else ["start", "groei"],
            covers_country=True,
            reported_state="open" if n % 3 else "",
            provider_printed="Een loket",
            summary_nl="Veel.",
            source=builders.SOURCE,
            checked_on=date(2026, 11, 23),
            confidence="laag",
        )
        for n in range(MOST_DRAWN + 30)
    )
    data_version.touch()


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("query", ["", "fase=start", "soort=subsidie&soort=lening&soort=garantie&beeindigd=ja"])
def test_too_many_options_are_drawn_as_groups_whose_counts_add_up(client, query):
    response = client.get(f"{MAP}?{query}")

    assert response.context["is_grouped"]
    assert "There are too many options to draw each" in text_of(response)
    content = content_of(asked(query))
    rows = {row.pk: row for row in FinancingOption.objects.filter(pk__in=asked(query).keys())}
    groups = {}
    for row in rows.values():
        place = LINE_OF[Kind(row.kind)], tuple(n for n, phase in enumerate(Phase.values) if phase in row.phases)
        groups[place] = groups.get(place, 0) + 1
    assert {(station.line, station.phases): station.count for station in content.stations} == groups
    assert sum(station.count for station in content.stations) == response.context["count"] == len(rows)
    for number, line in {
        row.number: row for sheet in response.context["picture"].sheets for row in sheet.lines
    }.items():
        assert line.count == sum(count for (on, _phases), count in groups.items() if on == number)


@pytest.mark.usefixtures("crowd")
def test_a_group_says_how_many_it_holds_and_leads_to_them(client):
    response = client.get(f"{MAP}?soort=lening&niveau=rijk")
    assert not response.context["is_grouped"]

    stations_now = content_of(asked("niveau=rijk")).stations
    group = next(row for row in stations_now if row.line == LINE_OF[Kind.LOAN] and row.phases == (2, 3))
    finder = client.get(f"{group.url}&per_pagina=100")

    assert group.count > 20
    assert group.name.startswith(f"{group.count} ")
    assert "Massa 004" in group.name
    mine = FinancingOption.objects.filter(level="rijk", kind="lening", phases=["start", "groei"])
    assert {row.slug for row in mine} <= set(slugs(finder))
    assert {(row.kind, row.level) for row in finder.context["rows"]} <= {
        ("lening", "rijk"),
        ("converteerbare-lening", "rijk"),
    }


@pytest.mark.usefixtures("crowd")
def test_a_group_of_one_is_that_option(client):
    alone = builders.option(kind="crowdfunding", phases=["volwassen"], name="Alleen")

    [station] = [
        row for row in content_of(asked("")).stations if row.phases == (5,) and row.line == LINE_OF["crowdfunding"]
    ]

    assert (station.name, station.url, station.count) == ("Alleen", alone.get_absolute_url(), 1)
    assert found("", alone) == [alone]


@pytest.mark.usefixtures("crowd")
def test_the_state_of_a_group_is_that_of_all_or_mixed():
    for fields in ({"reported_state": "gesloten"}, {"has_ended": True}):
        builders.option(kind="crowdfunding", phases=["volwassen"], **fields)

    def states():
        grouped = content_of(asked("beeindigd=ja")).stations
        return [
            next(row.state for row in grouped if (row.line, row.phases) == (LINE_OF[kind], phases))
            for kind, phases in ((Kind.GUARANTEE, (2,)), (Kind.GRANT, (2,)), (Kind.CROWDFUNDING, (5,)))
        ]

    alike = states()
    builders.option(kind="garantie", phases=["start"])

    assert alike == ["open", "unknown", "closed"]
    assert states() == ["mixed", "unknown", "closed"]
