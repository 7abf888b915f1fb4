"""The finder: what a founder asks, what she gets, and what she reads back."""

from datetime import UTC, date, datetime

import pytest

from agenda.models import Organisation
from financing.coverage import covers
from profiles.models import Municipality, Sector, Subregion
from tests import builders as agenda
from tests.financing import builders
from tests.financing.asking import FINDER, asked, found, keys_of, searchable, slugs, text_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_tuesday_morning(time_machine):
    time_machine.move_to(NOW)


# What can be asked


@pytest.mark.parametrize(
    ("query", "inside", "outside"),
    [
        ("fase=start", {"phases": ["proof-of-concept", "start"]}, {"phases": ["idee", "groei"]}),
        ("fase=idee&fase=volwassen", {"phases": ["volwassen"]}, {"phases": ["start"]}),
        ("soort=lening", {"kind": "lening"}, {"kind": "converteerbare-lening"}),
        ("soort=lening&soort=garantie", {"kind": "garantie"}, {"kind": "subsidie"}),
        ("niveau=rom", {"level": "rom"}, {"level": "provincie"}),
        ("provincie=flevoland", {"provinces": ["flevoland"]}, {"provinces": ["utrecht"]}),
        ("bedrag=50000", {"amount_min": 50_000}, {"amount_max": 49_999}),
        ("bedrag=50000", {}, {"amount_min": 50_001}),
        ("open=nu", {"reported_state": "open"}, {"rhythm": "doorlopend"}),
        ("open=doorlopend", {"rhythm": "doorlopend"}, {"reported_state": "open"}),
        ("open=gesloten", {"reported_state": "gesloten"}, {}),
        ("open=onbekend", {}, {"reported_state": "gesloten"}),
        ("open=nu&open=doorlopend", {"rhythm": "doorlopend"}, {"has_ended": True}),
        ("beeindigd=ja", {"has_ended": True}, {"live": False}),
        ("", {}, {"has_ended": True}),
    ],
)
def test_a_filter_leaves_what_answers(query, inside, outside):
    options = builders.option(**inside), builders.option(**outside)

    assert found(query, *options) == [options[0]]


def test_announced_is_a_round_that_is_still_to_open():
    coming, running = builders.option(), builders.option()
    builders.window(coming, date(2027, 1, 1), date(2027, 2, 1))
    builders.window(running, date(2026, 1, 1), date(2027, 2, 1))

    assert found("open=aangekondigd", coming, running) == [coming]
    assert found("open=nu", coming, running) == [running]


def test_an_option_without_sectors_is_for_every_sector():
    food, energy = Sector.objects.get(slug="voedsel"), Sector.objects.get(slug="energie")
    only_food, every = builders.option(sectors=[food]), builders.option()

    assert set(found("sector=voedsel", only_food, every)) == {only_food, every}
    assert found(f"sector={energy.slug}", only_food, every) == [every]
    assert set(found("sector=voedsel&sector=energie", only_food, every)) == {only_food, every}


def test_a_provider_is_who_pays_or_who_executes_and_only_when_public():
    payer, desk, secret = agenda.organisation(), agenda.organisation(), agenda.organisation(live=False)
    paid = builders.option(paid_by=[payer, secret], executed_by=[desk])
    other = builders.option(executed_by=[payer])

    assert set(found(f"aanbieder={payer.slug}", paid, other)) == {paid, other}
    assert found(f"aanbieder={desk.slug}", paid, other) == [paid]
    assert asked(f"aanbieder={secret.slug}").is_refused
    assert asked(f"aanbieder={agenda.organisation().slug}").is_refused  # gives nothing


def test_different_filters_are_and(client):
    ijmond = Subregion.objects.get(slug="ijmond")
    both = builders.option(kind="lening", subregions=[ijmond], amount_max=100_000, phases=["groei"])
    builders.option(kind="lening", amount_max=10_000)

    response = client.get(f"{FINDER}?soort=lening&deelregio=ijmond&bedrag=90.000&fase=groei&niveau=rijk&per_pagina=100")

    assert both.slug in slugs(response)
    for row in response.context["rows"]:
        assert (row.kind, row.level) == ("lening", "rijk")
        assert "groei" in row.phases
        assert row.amount_max is None or row.amount_max >= 90_000
        assert row.covers_country or row == both


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("waterstofvoucher", {"name": "De Waterstofvoucher"}),
        ("WSV-9", {"abbreviation": "WSV-9"}),
        ("zonderbank", {"provider_printed": "Stichting Zonderbank"}),
        ("algenkwekers", {"summary_nl": "Voor algenkwekers."}),
        ("seaweed", {"summary_en": "For seaweed farmers."}),
        ("zwermdrones", {"audience_nl": "makers van zwermdrones"}),
        ("  ALGENKWEKERS  voor ", {"summary_nl": "Voor algenkwekers."}),
    ],
)
def test_search_words_find_an_option_by_its_public_texts(django_capture_on_commit_callbacks, words, fields):
    [option, _other] = searchable(django_capture_on_commit_callbacks, fields, {})

    assert keys_of(f"q={words}") == [option.pk]


def test_search_words_go_together_with_filters_and_the_name_comes_first(django_capture_on_commit_callbacks):
    in_text, in_name, elsewhere = searchable(
        django_capture_on_commit_callbacks,
        {"name": "Aardig fonds", "summary_nl": "Voor algenkwekers.", "reported_state": "open"},
        {"name": "Zeker de algenkwekersregeling"},
        {"name": "Algenkwekersregeling van ver", "provinces": ["utrecht"]},
    )

    assert found("q=algenkwekersregeling&provincie=flevoland", in_text, in_name, elsewhere) == [in_name]
    text = searchable(
        django_capture_on_commit_callbacks, {"name": "Open kas", "summary_nl": "Een algenkwekersregeling"}
    )
    assert found("q=algenkwekersregeling", in_name, elsewhere, *text)[-1] == text[0]


# In which order


def test_the_four_orders():
    desk = agenda.organisation()
    made = {
        "soon": {"name": "beta soon", "amount_max": 10},
        "later": {"name": "Alfa later", "amount_max": 5_000, "amount_min": 7},
        "undated": {"name": "undated", "reported_state": "open", "amount_max": 5_000, "amount_min": 9},
        "always": {"name": "always", "rhythm": "doorlopend", "amount_min": 10**9},
        "coming": {"name": "coming", "amount_max": 10**6},
        "unknown": {"name": "unknown"},
        "closed": {"name": "closed", "reported_state": "gesloten", "amount_min": 3},
        "ended": {"name": "Ended", "has_ended": True},
    }
    made = {name: builders.option(executed_by=[desk], **fields) for name, fields in made.items()}
    builders.window(made["soon"], None, date(2026, 11, 30))
    builders.window(made["later"], date(2026, 1, 1), date(2026, 12, 31))
    builders.window(made["coming"], date(2027, 1, 1))
    names = {option.pk: name for name, option in made.items()}

    def order(slug):
        return " ".join(names[key] for key in keys_of(f"aanbieder={desk.slug}&beeindigd=ja&sorteer={slug}"))

    assert order("relevantie") == order("") == "soon later undated always coming unknown closed ended"
    assert order("sluitdatum") == "soon later coming always closed ended undated unknown"
    assert order("bedrag") == "coming undated later soon always closed ended unknown"
    assert order("naam") == "later always soon closed coming ended undated unknown"


def test_pages_together_hold_every_row_once_in_order(client):
    pages = [slugs(client.get(f"{FINDER}?per_pagina=15&pagina={n}&sorteer=naam")) for n in range(1, 6)]

    together = [slug for page in pages for slug in page]
    assert together == slugs(client.get(f"{FINDER}?per_pagina=100&sorteer=naam"))
    assert len(set(together)) == len(together) == asked("").count


# What she reads back


def test_choices_read_as_words_that_can_be_taken_away(client):
    query = "fase=idee&fase=start&bedrag=25.000&gemeente=haarlem&open=nu&soort=lening&q=geld&beeindigd=ja&pagina=1"
    chips = client.get(f"/en{FINDER}?{query}").context["filterset"].chips

    assert [(chip.joiner, chip.label.replace("\u00a0", " ")) for chip in chips] == [
        ("", "geld"),
        ("and", "idea"),
        ("or", "start"),
        ("and", "€ 25,000"),
        ("and", "Haarlem"),
        ("and", "open now"),
        ("and", "Loan"),
        ("and", "Also what has ended"),
    ]
    for chip in chips:
        without = client.get(f"/en{FINDER}{chip.remove_url}").context["filterset"].chips
        assert [other.label for other in without] == [other.label for other in chips if other != chip]
        assert "pagina" not in chip.remove_url


def test_an_empty_answer_names_the_choice_that_stands_in_the_way(client):
    response = client.get(f"/en{FINDER}?soort=crowdfunding&niveau=eu&fase=start")

    reliefs = response.context["filterset"].reliefs
    assert slugs(response) == []
    assert [relief.label for relief in reliefs] == ["Crowdfunding", "Europe"]
    assert [relief.count for relief in reliefs] == sorted((relief.count for relief in reliefs), reverse=True)
    for relief in reliefs:
        assert client.get(f"{FINDER}{relief.url}").context["count"] == relief.count > 0
    assert f"Without “Crowdfunding” there are {reliefs[0].count}" in text_of(response)


def test_a_municipality_tells_its_province_subregion_and_who_to_call(client):
    response = client.get(f"/en{FINDER}?gemeente=hilversum&fase=start")

    place = response.context["place"]
    assert (place["name"], place["province"], place["subregion"]) == (
        "Hilversum",
        "Noord-Holland",
        "Gooi en Vechtstreek",
    )
    assert {row.slug for row in place["agencies"]} == set(
        Organisation.objects.filter(kind="rom", serves__slug="gooi-en-vechtstreek").values_list("slug", flat=True)
    )
    assert "ROM Utrecht Region" in text_of(response)
    assert "Hilversum lies in Noord-Holland, subregion Gooi en Vechtstreek" in text_of(response)


def test_open_now_in_my_area_is_one_click(client):
    place = client.get(f"{FINDER}?gemeente=almere&fase=groei&pagina=2").context["place"]
    response = client.get(f"{FINDER}{place['open_now_url']}&per_pagina=100")

    almere = Municipality.objects.get(slug="almere")
    assert not place["is_open_now"]
    assert response.context["place"]["is_open_now"]
    assert slugs(response)
    for row in response.context["rows"]:
        assert row.state in ("open", "doorlopend")
        assert covers(row, almere)
        assert "groei" in row.phases


@pytest.mark.parametrize(
    ("query", "odd"),
    [
        ("gemeente=haarlem&provincie=flevoland", ["Flevoland"]),
        ("gemeente=haarlem&deelregio=ijmond", ["IJmond"]),
        ("gemeente=haarlem&deelregio=ijmond&provincie=utrecht", ["Utrecht", "IJmond"]),
        ("gemeente=haarlem&provincie=noord-holland&deelregio=zuid-kennemerland", []),
        ("gemeente=haarlem&provincie=noord-holland&provincie=flevoland", []),
    ],
)
def test_what_is_at_odds_is_said_and_still_answered(client, query, odd):
    response = client.get(f"/en{FINDER}?{query}")

    assert response.context["place"]["at_odds"] == odd
    assert [name for name in odd if f"Haarlem does not lie in {name}" not in text_of(response)] == []
    assert response.context["count"] == asked(query).count > 0


# What has ended, and what is not public


def test_what_ended_is_behind_a_switch_and_still_findable(client, django_capture_on_commit_callbacks):
    fields = {"name": "De oude zeewierregeling", "has_ended": True}
    [ended] = searchable(django_capture_on_commit_callbacks, fields)

    without = client.get(f"/en{FINDER}?q=zeewierregeling")
    shown = client.get(f"/en{FINDER}{without.context['ended_url']}")

    assert slugs(without) == []
    assert without.context["filterset"].ended_count == 1
    assert "Also show 1 option that has ended" in text_of(without)
    assert slugs(shown) == [ended.slug]
    assert shown.context["filterset"].ended_count == 0


def test_the_switch_counts_only_what_answers_to_the_rest_of_the_question():
    before = asked("soort=garantie").ended_count
    builders.option(kind="garantie", has_ended=True)
    builders.option(kind="lening", has_ended=True)

    assert asked("soort=garantie").ended_count == before + 1
    assert asked("soort=garantie&beeindigd=ja").count == asked("soort=garantie").count + before + 1


def test_a_draft_is_nowhere(client, django_capture_on_commit_callbacks):
    before = {facet.name: [option.count for option in facet.options] for facet in asked("beeindigd=ja").facets}
    desk = agenda.organisation(name="Een loket vol geheimen")
    with django_capture_on_commit_callbacks(execute=True):
        draft = builders.option(name="Geheime zeewierregeling", live=False, executed_by=[desk])

    for address in (FINDER, f"{FINDER}routekaart/", f"{FINDER}export.csv", f"{FINDER}mijn-route/"):
        for query in ("per_pagina=100", "q=zeewierregeling&beeindigd=ja", "beeindigd=ja&per_pagina=100"):
            response = client.get(f"{address}?{query}")
            assert draft.name not in response.getvalue().decode()
            assert "vol geheimen" not in response.getvalue().decode()
    assert client.get(draft.get_absolute_url()).status_code == 404
    after = asked("beeindigd=ja").facets
    assert {facet.name: [option.count for option in facet.options] for facet in after} == before


# In which language


def test_the_english_page_has_the_same_rows_in_english_words(client):
    only_dutch = builders.option(name="Aaa", summary_nl="Alleen Nederlands.", kind="voucher", rhythm="doorlopend")
    both = builders.option(name="Aab", summary_nl="Dit", summary_en="This one.", kind="voucher", rhythm="doorlopend")

    english, dutch = (client.get(f"{prefix}{FINDER}?soort=voucher") for prefix in ("/en", ""))

    assert slugs(english) == slugs(dutch) == [only_dutch.slug, both.slug]
    assert "This one." in text_of(english)
    assert "This one." not in text_of(dutch)
    assert '<span lang="nl">Alleen Nederlands.</span>' in english.content.decode()
    assert '<span lang="nl">' not in dutch.content.decode()
