"""What the finder says to a question that it cannot answer, or that nobody would type."""

import pytest

from tests.financing.asking import FINDER, asked, counts, keys_of, slugs, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("bedrag=abc", "abc"),
        ("bedrag=-5", "-5"),
        ("bedrag=1e9", "1e9"),
        ("bedrag=99999999999999999999", "thousand billion"),
        ("bedrag=" + "9" * 100, "60"),
        ("fase=pensioen", "pensioen"),
        ("fase=start&fase=%27%3B--", "';--"),
        ("soort=gratis-geld", "gratis-geld"),
        ("niveau=heelal", "heelal"),
        ("provincie=Limburg", "Limburg"),
        ("deelregio=noord", "noord"),
        ("gemeente=urk", "urk"),
        ("sector=spionage", "spionage"),
        ("aanbieder=niemand", "niemand"),
        ("open=misschien", "misschien"),
        ("open=beeindigd", "beeindigd"),
        ("beeindigd=nee", "nee"),
        ("sorteer=willekeurig", "willekeurig"),
        ("q=" + "x" * 201, "200"),
        ("q=%00", ""),
        ("gemeente=%00&fase=%00&aanbieder=%00&bedrag=%00&beeindigd=%00&sorteer=%00", ""),
        ("gemeente=%FF%FE", ""),
        ("pagina=abc", "pagina"),
        ("per_pagina=1000", "per_pagina"),
    ],
)
def test_a_bad_value_gets_a_message_and_no_rows(client, query, said):
    response = client.get(f"/en{FINDER}?{query}")

    assert response.status_code == 200
    assert slugs(response) == []
    assert response.context["is_refused"]
    assert "This question cannot be answered" in text_of(response)
    assert said in text_of(response)


def test_a_bad_value_does_not_take_the_good_ones_along(client):
    response = client.get(f"/en{FINDER}?bedrag=abc&fase=start&gemeente=haarlem")

    assert [chip.label for chip in response.context["filterset"].chips] == ["start", "abc", "Haarlem"]
    assert response.context["place"]["name"] == "Haarlem"
    assert counts(response.context["filterset"], "soort") == counts(asked("fase=start&gemeente=haarlem"), "soort")


@pytest.mark.parametrize("text", ["25.000", "€ 25.000", "€ 25.000,-", "25 000"])
def test_an_amount_is_understood_as_people_write_it(client, text):
    response = client.get(FINDER, {"bedrag": text, "per_pagina": 100})

    assert slugs(response) == slugs(client.get(f"{FINDER}?bedrag=25000&per_pagina=100")) != []


def test_the_form_as_it_is_sent_without_script_asks_nothing(client):
    """A browser sends empty fields along, also the first choice of a list."""
    blank = client.get(f"{FINDER}?q=&bedrag=&gemeente=&optie=&sorteer=&beeindigd=")
    spaces = client.get(f"{FINDER}?q=+&gemeente=&fase=start")

    assert not blank.context["is_refused"]
    assert blank.context["count"] == asked("").count
    assert blank.context["filterset"].chips == []
    assert slugs(spaces) == slugs(client.get(f"{FINDER}?fase=start"))


def test_two_hundred_times_the_same_parameter_is_once(client):
    once = "fase=start&gemeente=haarlem&q=fonds&bedrag=25000"

    response = client.get(f"{FINDER}?{'&'.join([once] * 200)}&per_pagina=100")

    assert response.status_code == 200
    assert [row.pk for row in response.context["rows"]] == keys_of(once)
    assert [chip.label for chip in response.context["filterset"].chips] == [chip.label for chip in asked(once).chips]
    assert response.context["place"]["name"] == "Haarlem"
    assert response.context["asked"] == f"?{once}&per_pagina=100"


def test_of_what_can_be_asked_once_the_last_counts_and_is_the_only_one_shown():
    filterset = asked("bedrag=100&bedrag=2.000.000&q=lening&q=fonds&sorteer=x&sorteer=naam")

    assert filterset.keys() == keys_of("bedrag=2000000&q=fonds&sorteer=naam") != []
    assert [chip.label for chip in filterset.chips] == [chip.label for chip in asked("bedrag=2000000&q=fonds").chips]
