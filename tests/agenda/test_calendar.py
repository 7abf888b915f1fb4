"""The calendar: what is coming, month by month; what was, for who asks; and an honest word when there is nothing."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.core.exceptions import ValidationError

from agenda.models import ActionLine, Event
from tests.agenda.builders import make_event
from tests.builders import organisation
from tests.editorial_forms import words_on

pytestmark = pytest.mark.django_db

CALENDAR = "/kalender/"
NOON = datetime(2026, 12, 10, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon_of_10_december():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def _empty_calendar(_noon_of_10_december):
    Event.objects.all().delete()


def on(day: int, month=12, year=2026) -> date:
    return date(year, month, day)


def shown(client, query="") -> list[str]:
    return [event.name for event in client.get(f"{CALENDAR}?{query}").context["rows"]]


def test_a_bare_calendar_shows_what_is_not_over_yet_soonest_first(client):
    make_event("Gisteren", starts_on=on(9))
    make_event("Vanavond", starts_on=on(10), starts_at=time(20))
    make_event("Vanmiddag", starts_on=on(10), starts_at=time(14))
    make_event("Ergens vandaag", starts_on=on(10))
    make_event("Loopt al", starts_on=on(8), ends_on=on(11))
    make_event("Volgend jaar", starts_on=on(1, 2, 2027))
    make_event("Nog geheim", starts_on=on(12), live=False)

    assert shown(client) == ["Loopt al", "Ergens vandaag", "Vanmiddag", "Vanavond", "Volgend jaar"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("van=2026-01-01", ["Oud", "Lang", "Nieuw"]),
        ("van=01-01-2026&tot=30-06-2026", ["Oud"]),
        ("van=2026-12-05", ["Lang", "Nieuw"]),
        ("van=2026-12-12&tot=2026-12-19", ["Lang"]),
        ("tot=2026-12-15", ["Lang"]),
        ("tot=2026-06-30", []),
        ("van=&tot=", ["Lang", "Nieuw"]),
        ("van=2026-01-01&sorteer=naam", ["Lang", "Nieuw", "Oud"]),
    ],
)
def test_a_period_takes_what_happens_on_any_of_its_days(client, query, names):
    make_event("Oud", starts_on=on(3, 3))
    make_event("Lang", starts_on=on(1), ends_on=on(12))
    make_event("Nieuw", starts_on=on(20))

    assert shown(client, query) == names


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("van=2026-12-31&tot=2026-12-01", "Deze dag ligt vóór 31 december 2026."),
        ("van=gisteren", "Voer een geldige datum in"),
        ("tot=2026-02-30", "Voer een geldige datum in"),
        ("van=%00", ""),
        ("soort=feest", "feest"),
    ],
)
def test_an_impossible_question_is_told_at_the_filter_and_shows_nothing(client, query, words):
    make_event(starts_on=on(31))

    answer = client.get(f"{CALENDAR}?{query}")

    assert answer.status_code == 200
    assert answer.context["rows"] == []
    assert words in words_on(answer)
    if not query.startswith("soort"):
        assert "field--invalid" in answer.content.decode()
    assert client.get(f"{CALENDAR}export.json?{query}").status_code == 400


def test_facets_chips_and_ways_out_know_the_past(client):
    make_event("Oud in Velsen", starts_on=on(3, 3), town="velsen")
    make_event("Oud in Almere", starts_on=on(3, 3), town="almere", kind="beurs")
    make_event("Straks in Velsen", starts_on=on(20), town="velsen")

    ahead = client.get(CALENDAR).context["filterset"]
    back = client.get(f"{CALENDAR}?van=2026-01-01").context["filterset"]
    stuck = client.get(f"{CALENDAR}?van=2027-01-01&deelregio=ijmond").context["filterset"]
    counts = [
        {option.value: option.count for option in asked.facet("deelregio").options if option.count}
        for asked in (ahead, back)
    ]

    assert counts == [{"ijmond": 1}, {"ijmond": 2, "almere-lelystad": 1}]
    assert ahead.past_count == 2
    assert back.past_count == 0
    assert [chip.label for chip in back.chips] == ["vanaf 1 januari 2026"]
    # Without its day the question is about what is to come, and that is one; there is no way out by the subregion.
    assert [(relief.label, relief.count) for relief in stuck.reliefs] == [("vanaf 1 januari 2027", 1)]


def test_the_next_day_begins_at_midnight_in_amsterdam(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_event("Vandaag", starts_on=on(10))
    with time_machine.travel(datetime(2026, 12, 10, 22, 59, tzinfo=UTC), tick=False):
        evening = shown(client)
    with time_machine.travel(datetime(2026, 12, 10, 23, 1, tzinfo=UTC), tick=False):
        night = shown(client)

    assert (evening, night) == (["Vandaag"], [])


def test_the_list_tells_month_hour_place_and_what_is_called_off(client):
    make_event("Beurs van de haven", starts_on=on(30), ends_on=on(2, 1, 2027), town="velsen", place="De Hal")
    make_event("Uurtje", starts_on=on(11), starts_at=time(9), ends_at=time(10, 30), is_online=True)
    make_event("Afgeblazen", starts_on=on(5, 1, 2027), cancelled_because_nl="Te weinig deelnemers.")

    answer = client.get(CALENDAR)
    words = words_on(answer)

    assert [month["heading"] for month in answer.context["months"]] == ["december 2026", "januari 2027"]
    for told in (
        "30 december 2026 tot en met 2 januari 2027",
        "tijd niet bekend",
        "Netwerkbijeenkomst, De Hal, Velsen",
        "09:00 tot 10:30",
        "Netwerkbijeenkomst, online",
        "gaat niet door",
        "was gepland voor 5 januari",
        "Netwerkbijeenkomst, plaats niet bekend",
    ):
        assert told in words


def test_an_empty_calendar_says_so_and_leads_on(client):
    nothing = words_on(client.get(CALENDAR))
    make_event("Geweest", starts_on=on(3, 3))

    answer = client.get(CALENDAR)
    html = answer.content.decode()
    door = answer.context["past_url"]

    assert "Niets aangekondigd" in nothing
    assert "We kennen geen bijeenkomst die eraan komt" in nothing
    assert "mailto:" in html
    assert "/financiering/?open=nu" in html
    assert "/financiering/export.ics" in html
    assert door == "?van=2026-03-03"
    assert f'href="{door}"' in html
    assert shown(client, door.removeprefix("?")) == ["Geweest"]


def test_the_page_of_an_event_tells_who_where_and_for_whom(client):
    holder, secret = organisation(name="De Houder"), organisation(name="Geheime club", live=False)
    line = ActionLine.objects.get(slug="5c")
    event = make_event(
        "Grote dag",
        town="haarlem",
        subregions=["ijmond"],
        organisers=[holder, secret],
        organisers_printed="Stichting Zelf",
        lines=[line],
        register_by=on(1),
    )

    answer = client.get(event.get_absolute_url())
    words = words_on(answer)

    for told in ("10 december 2026", "De Houder", "Stichting Zelf", "Zuid-Kennemerland", "IJmond", "1 december 2026"):
        assert told in words
    assert "niet bekend" in words  # the hour
    assert "Geheime club" not in words
    assert line.get_absolute_url() in answer.content.decode()
    assert f"{event.get_absolute_url()}export.ics" in answer.content.decode()


def test_what_is_over_or_called_off_says_so_on_its_page(client):
    over = make_event(starts_on=on(9))
    off = make_event(starts_on=on(12), cancelled_because_nl="De zaal is dicht.", cancelled_because_en="No hall.")

    assert "Deze bijeenkomst is voorbij." in words_on(client.get(over.get_absolute_url()))
    assert "Gaat niet door. De zaal is dicht." in words_on(client.get(off.get_absolute_url()))
    assert "No hall." in words_on(client.get(f"/en{off.get_absolute_url()}"))


def test_events_show_where_nobody_typed_them(client):
    line, holder = ActionLine.objects.get(slug="5c"), organisation(name="De Houder")
    told = {"organisers": [holder], "lines": [line], "town": "velsen"}
    for n in range(5):
        make_event(f"Geweest {n}", starts_on=on(1 + n), **told)
    make_event("Komt eraan", starts_on=on(20), **told)
    make_event("Nog geheim", starts_on=on(21), live=False, **told)

    pages = {
        address: words_on(client.get(address))
        for address in (line.get_absolute_url(), holder.get_absolute_url(), "/deelregios/ijmond/")
    }
    home = words_on(client.get("/"))

    for address, words in pages.items():
        assert words.index("Komt eraan") < words.index("Geweest 4") < words.index("Geweest 2"), address
        assert "Geweest 1" not in words, address
        assert "Nog geheim" not in words, address
    assert "Komt eraan" in home
    assert "Geweest" not in home.split("Wat er verandert")[0].split("Wat er aankomt")[-1]
    assert "Komt eraan" not in words_on(client.get("/deelregios/amsterdam/"))


def test_the_search_of_the_site_finds_what_is_coming_and_what_was(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for n in range(7):
            make_event(f"Roboticadag {n}", starts_on=on(7 + n))

    group = next(group for group in client.get("/zoeken/?q=roboticadag").context["groups"] if group.slug == "event")

    assert group.count == 7
    assert len(client.get(group.more_url).context["rows"]) == 7


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends_on": on(9)}, "ends_on"),
        ({"starts_at": time(14), "ends_at": time(13)}, "ends_at"),
        ({"ends_at": time(13)}, "starts_at"),
        ({"register_by": on(11)}, "register_by"),
        ({"cancelled_because_en": "No hall."}, "cancelled_because_nl"),
        ({"starts_at": time(14), "ends_at": time(13), "ends_on": on(11), "register_by": on(11)}, ""),
    ],
)
def test_an_event_that_cannot_be_is_refused(fields, wrong):
    event = make_event(starts_on=on(10))
    for name, value in fields.items():
        setattr(event, name, value)

    errors = {}
    try:
        event.full_clean()
    except ValidationError as error:
        errors = error.message_dict

    assert set(errors) == ({wrong} if wrong else set())
