"""What a visitor gets from the lists: filters, counts, words for what is active, and help when nothing is found."""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from tests import builders

pytestmark = pytest.mark.django_db

AGENDA, ORGANISATIONS = "/agenda/", "/agenda/organisaties/"


def slugs(response):
    return [line.slug for line in response.context["rows"]]


def counts(response, facet):
    return {option.value: option.count for option in response.context["filterset"].facet(facet).options}


def text_of(response):
    return re.sub(r"\s+", " ", unescape(strip_tags(response.content.decode())))


def test_the_whole_agenda_stands_on_one_page_in_order(client):
    response = client.get(AGENDA)

    assert " ".join(slugs(response)) == "1a 1b 1c 2a 2b 2c 2d 3a 3b 4a 4b 4c 4d 5a 5b 5c"
    assert "16 actielijnen" in text_of(response)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("versneller=verbindingen", {"3a", "3b"}),
        ("versneller=verbindingen&versneller=samenwerkingen", {"3a", "3b", "5a", "5b", "5c"}),
        ("status=geen-status&versneller=verbindingen", {"3a", "3b"}),
        ("status=afgerond", set()),
        ("initiator=deelregio-ijmond", {"2a", "2b", "5a"}),
        ("partner=new-dutch", {"4a"}),
        ("deelregio=amsterdam", {"5a"}),
        ("deelregio=amstelland-meerlanden", {"4d", "5a"}),
        ("prioriteit=hoog", set()),
        ("prioriteit=onbekend&versneller=verbindingen", {"3a", "3b"}),
        ("q=routekaart", {"1b"}),
        ("q=datacenters", {"3b"}),
        ("q=innovatiemonitor&versneller=vestigingslocaties", {"4d"}),
    ],
)
def test_filters_narrow_to_the_lines_that_answer(client, query, expected):
    response = client.get(f"{AGENDA}?{query}")

    assert set(slugs(response)) == expected
    assert response.context["count"] == len(expected)


def test_an_unknown_parameter_is_ignored(client):
    assert len(slugs(client.get(f"{AGENDA}?utm_source=mail"))) == 16


def test_a_facet_counts_what_each_choice_would_give_under_the_other_filters(client):
    response = client.get(f"{AGENDA}?versneller=verbindingen&initiator=metropoolregio-amsterdam")

    # Its own choice does not count: the other accelerators show what they would give.
    for value, number in counts(response, "versneller").items():
        chosen = client.get(f"{AGENDA}?versneller={value}&initiator=metropoolregio-amsterdam")
        assert chosen.context["count"] == number
    assert counts(response, "status")["geen-status"] == response.context["count"] == 2


def test_every_facet_option_of_both_lists_gives_the_number_it_shows(client):
    for address in (AGENDA, ORGANISATIONS):
        for facet in client.get(address).context["filterset"].facets:
            for option in facet.options:
                if option.count:
                    found = client.get(f"{address}?{facet.name}={option.value}").context["count"]
                    assert (facet.name, option.value, found) == (facet.name, option.value, option.count)


def test_status_filter_follows_the_newest_report(client):
    line = builders.action_line()
    builders.status_update(line, "voorbereiding", reported_at="2026-03-03T10:00Z")
    builders.status_update(line, "afgerond", reported_at="2026-10-06T10:00Z")

    done = client.get(f"{AGENDA}?status=afgerond")
    preparing = client.get(f"{AGENDA}?status=voorbereiding")

    assert slugs(done) == [line.slug]
    assert slugs(preparing) == []


def test_active_filters_read_as_words_that_can_be_taken_away(client):
    response = client.get(f"{AGENDA}?versneller=verbindingen&versneller=samenwerkingen&deelregio=ijmond&pagina=1")

    chips = response.context["filterset"].chips
    assert [(chip.joiner, chip.label) for chip in chips] == [
        ("", "3. Verbindingen"),
        ("of", "5. Samenwerkingen"),
        ("en", "IJmond"),
    ]
    without = client.get(AGENDA + chips[0].remove_url)
    assert [chip.label for chip in without.context["filterset"].chips] == ["5. Samenwerkingen", "IJmond"]
    assert "pagina" not in chips[0].remove_url


def test_the_empty_answer_names_the_filter_to_drop_and_what_that_gives(client):
    response = client.get(f"{AGENDA}?versneller=verbindingen&partner=new-dutch")

    relief = response.context["filterset"].reliefs[0]
    assert (relief.label, relief.count) == ("New Dutch", 2)
    assert len(slugs(client.get(AGENDA + relief.url))) == 2
    assert "Zonder “New Dutch” vind je er 2" in text_of(response)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("versneller=bestaat-niet", "bestaat-niet"),
        ("status=klaar", "klaar"),
        ("deelregio=Utrecht", "Utrecht"),
        ("prioriteit=1", "“1”"),
        ("sorteer=willekeurig", "willekeurig"),
        ("pagina=abc", "pagina"),
        ("pagina=0", "pagina"),
        ("per_pagina=-1", "per_pagina"),
        ("per_pagina=1000000", "per_pagina"),
        ("q=" + "x" * 201, "200"),
        ("q=%00", ""),
        ("versneller=verbindingen&versneller=%27%3B--", "';--"),
    ],
)
def test_a_bad_value_gets_a_message_and_no_rows(client, query, said):
    response = client.get(f"{AGENDA}?{query}")

    assert response.status_code == 200
    assert slugs(response) == []
    assert said in text_of(response)
    assert "Zo kunnen we niet zoeken" in text_of(response)


@pytest.mark.parametrize("number", ["99", "9" * 60])
def test_a_page_that_does_not_exist_says_how_many_there_are(client, number):
    response = client.get(f"{AGENDA}?pagina={number}")

    assert response.status_code == 200
    assert "bestaat niet" in text_of(response)


def test_paging_keeps_the_filters(client):
    response = client.get(f"{AGENDA}?per_pagina=5&status=geen-status&pagina=2")

    assert slugs(response) == ["2c", "2d", "3a", "3b", "4a"]
    assert response.context["pager"]["next_url"] == "?per_pagina=5&status=geen-status&pagina=3"


def test_sorting_by_last_report_puts_silent_lines_last(client):
    line = builders.action_line()
    builders.status_update(line)

    response = client.get(f"{AGENDA}?sorteer=gemeld&weergave=tabel")

    assert slugs(response)[:2] == [line.slug, "1a"]


def test_sorting_by_title_uses_the_official_title(client):
    response = client.get(f"{AGENDA}?sorteer=titel&weergave=tabel")

    titles = [line.official_title for line in response.context["rows"]]
    assert titles == sorted(titles, key=str.lower)


def test_the_page_that_the_script_fetches_is_the_page_itself(client):
    address = f"{AGENDA}?versneller=verbindingen"

    fresh, swapped = client.get(address), client.get(address, headers={"Sec-Fetch-Dest": "empty"})

    assert fresh.content == swapped.content


def test_drafts_are_in_no_list_and_no_count(client):
    draft = builders.action_line(live=False, official_title="Geheim voornemen")

    response = client.get(AGENDA)

    assert draft.slug not in slugs(response)
    assert "Geheim voornemen" not in response.content.decode()
    assert sum(counts(response, "versneller").values()) == 16


def test_organisations_show_how_many_roles_they_have(client):
    response = client.get(f"{ORGANISATIONS}?q=ROM+InWest&soort=rom")

    assert [row.slug for row in response.context["rows"]] == ["rom-inwest"]
    assert "6 × initiatiefnemer" in text_of(response)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("soort=rom", {"rom-inwest", "horizon-flevoland", "rom-utrecht-region"}),
        ("soort=provincie&rol=partner", set()),
        ("rol=partner&soort=ministerie", {"ministerie-ez", "ministerie-ocw"}),
        ("soort=deelregio&deelregio=ijmond", {"deelregio-ijmond"}),
    ],
)
def test_organisations_can_be_narrowed(client, query, expected):
    response = client.get(f"{ORGANISATIONS}?{query}")

    assert {row.slug for row in response.context["rows"]} == expected


def test_organisations_with_most_roles_come_first_when_asked(client):
    response = client.get(f"{ORGANISATIONS}?sorteer=rollen")

    numbers = [row.role_count for row in response.context["rows"]]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 1
