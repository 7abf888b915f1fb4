"""The page of one place: can I go there, where is it, what is there, who do I ask; and what it is tied to."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import RequestFactory

from agenda.models import ActionLine
from hotspots.models import Hotspot, Offer, ReachNote
from mra_portal.crossings.models import OptionAtHotspot
from profiles.models import Sector
from tests import builders as agenda
from tests.financing import builders as financing
from tests.financing.asking import address, page, section, text_of
from tests.hotspots.builders import make_hotspot, make_link, make_station

pytestmark = pytest.mark.django_db


def facts(content: str) -> dict[str, str]:
    found = re.findall(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", content, re.S)
    return {label: re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", told))).strip() for label, told in found}


def linked(response, identity: str) -> list[str]:
    """The addresses that a section leads to."""
    found = re.search(rf'id="{identity}".*?</section>', response.content.decode(), re.S)[0]
    return re.findall(r'<a[^>]+href="([^"]*)', found)


def test_what_is_known_of_a_place_stands_there(client):
    host, partner = agenda.organisation(name="De Gastheer"), agenda.organisation(name="De Partner")
    secret = agenda.organisation(name="Geheime partner", live=False)
    place = make_hotspot(
        "De Proeftuin",
        sectors=Sector.objects.filter(slug="energie"),
        hosts=[host],
        partners=[partner, secret],
        partners_printed="De Gastheer; Partner BV",
        address="Proefstraat 1",
        latitude="52.3874",
        longitude="4.6462",
        point_note_en="The middle of the site.",
        phases=["start", "groei"],
        admission_en="Only companies that test something.",
        url="https://www.proeftuin.example/welkom",
        uncertainty_en="Whether it stays after 2027.",
        confidence="midden",
        source="Actieagenda, p. 1",
    )
    place.action_lines.add(ActionLine.objects.get(slug="4a"))
    place.offers = [
        Offer(kind="lab", text_nl="Lab", text_en="A wet lab", price_en="€ 20 per hour", source="proeftuin.example"),
        Offer(kind="machines", is_there=False, text_nl="Printer", text_en="No 3D printer", source="krant.example"),
    ]
    place.reach_notes = [
        ReachNote(kind="knelpunt", text_nl="Geen bus", text_en="No bus at night", source="Provincie"),
        ReachNote(kind="kans", text_nl="Fietspad", text_en="A new cycle path", source="Gemeente"),
    ]
    place.save()
    make_station("Proefstation", latitude="52.3880", longitude="4.6470")

    response = page(client, place)

    told = facts(response.content.decode())
    assert told["Can you go there?"] == "Yes, it exists"
    assert told["Who may come in"] == "Only companies that test something."
    assert told["Where"] == "Haarlem, Zuid-Kennemerland"
    assert told["Address or area"] == "Proefstraat 1"
    assert told["Nearest station"] == "Proefstation 90 m, 1 minute on foot"
    assert told["Run by"] == "De Gastheer"
    assert told["Price"] == "€ 20 per hour"
    assert told["Phases of companies it suits"] == "Start, growth"
    assert told["Sectors"] == str(Sector.objects.get(slug="energie").name_en)
    assert told["Coordinates"] == "52.3874, 4.6462 The middle of the site."
    assert told["How sure are we?"] == "Medium"
    seen = text_of(response)
    assert "Field lab, existing" in seen
    assert "To proeftuin.example" in seen
    assert "Checked on 1 November 2026" in seen
    assert "Source: Actieagenda, p. 1" in seen
    assert "Laboratory A wet lab Price: € 20 per hour. Source: proeftuin.example" in section(response, "aanbod")
    assert "Not there, says the source Machines No 3D printer" in section(response, "aanbod")
    there = section(response, "bereiken")
    assert "Train Proefstation 90 m, 1 minute on foot" in there
    assert "a walk is taken as 1.3 times as long" in there
    assert there.index("A new cycle path Source: Gemeente") < there.index("No bus at night Source: Provincie")
    assert "De Gastheer runs or owns this place" in section(response, "vragen")
    assert "De Partner" in seen
    assert "De Gastheer; Partner BV" in seen
    assert "Geheime partner" not in seen
    assert "Whether it stays after 2027." in section(response, "onzeker")
    assert linked(response, "lijnen") == ["/en/agenda/vestigingslocaties/4a/"]


def test_what_is_not_known_is_said(client):
    place = make_hotspot(stage="potentieel", point_note_en="Spread over three sites.")

    response = page(client, place)

    told = facts(response.content.decode())
    assert told["Can you go there?"] == "Not yet: it could come"
    for label in ("Who may come in", "Address or area", "Nearest station", "Run by", "Price", "Sectors"):
        assert told[label] == "not known", label
    assert told["Phases of companies it suits"] == "not known"
    assert told["Coordinates"] == "No point known: not on the map. Spread over three sites."
    seen = text_of(response)
    for sentence in (
        "We do not know an official address.",
        "We do not know what you can use here. Ask the place.",
        "We have no point for this place, so we cannot work out the distance to a station.",
        "We know of no scheme or programme that is run from this place.",
        "We do not know who runs this place.",
        "We know no partners of this place.",
        "We know of no link with another place",
        "We have no point for this place, so we do not know what is near.",
        "No other place shares a sector with this one.",
    ):
        assert sentence in seen, sentence
    assert "close-up" not in response.content.decode()
    assert 'id="onzeker"' not in response.content.decode()
    assert "ROM InWest" in section(response, "vragen")


def test_a_place_outside_the_region_needs_no_municipality_and_may_lie_off_the_map(client):
    place = make_hotspot(municipality=None, lies_outside=True, latitude="51.4400", longitude="5.4700")

    response = page(client, place)

    assert facts(response.content.decode())["Where"] == "not known outside the MRA"
    assert "close-up" not in response.content.decode()
    assert "We know of no other place within ten kilometres." in text_of(response)


def test_a_draft_or_an_unknown_place_is_not_found(client):
    draft = make_hotspot(live=False)

    assert client.get(address(draft)).status_code == 404
    assert client.get("/hotspots/bestaat-niet/").status_code == 404


def test_dutch_text_on_an_english_page_says_that_it_is_dutch(client):
    place = make_hotspot(summary_nl="Alleen Nederlands.", summary_en="", admission_nl="Op afspraak.")
    make_link(place, make_hotspot("Anders"), topic="Samen leren")

    content = page(client, place).content.decode()

    for text in ("Alleen Nederlands.", "Op afspraak.", "Samen leren"):
        assert f'<span lang="nl">{text}</span>' in content, text


def test_a_link_shows_at_both_ends_in_the_words_of_that_end(client):
    here, there = make_hotspot("Kweekplek"), make_hotspot("Groeiplek")
    board, hidden = agenda.organisation(name="Het Bestuur"), make_hotspot("Verborgen", live=False)
    make_link(here, there, kind="volgende-plek", topic_en="Growing on", stated_by=board)
    make_link(board, here, kind="gewenst", topic_en="Energy")
    make_link(here, here.subregion, topic_en="The country")
    make_link(here, hidden, topic_en="Secret")

    first, second = page(client, here), page(client, there)

    told = section(first, "verbanden")
    assert "next place Groeiplek Field lab Growing on. Stated by Het Bestuur. Source: test" in told
    assert "works together Zuid-Kennemerland Subregion The country." in told
    assert "wished for Het Bestuur Network Energy." in told
    in_list = [told.index("next place Groeiplek"), told.rindex("works together"), told.index("wished for Het Bestuur")]
    assert in_list == sorted(in_list)
    assert "Secret" not in told
    assert address(there) in linked(first, "verbanden")
    assert "/en/deelregios/zuid-kennemerland/" in linked(first, "verbanden")
    assert f"/en/hotspots/netwerk/?plek={here.slug}" in linked(first, "verbanden")
    assert "place before Kweekplek" in section(second, "verbanden")
    picture = re.search(r'<svg class="link-picture".*?</svg>', first.content.decode(), re.S)[0]
    drawn = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", picture))
    for words in ("Kweekplek", "Groeiplek", "next place", "Het Bestuur", "wished for"):
        assert words in drawn, words
    assert picture.count("network__arrow") == 1
    assert picture.count("network__ring") == 2


def test_what_is_near_comes_with_its_distance_and_what_is_alike_with_the_reason(client):
    Hotspot.objects.all().delete()
    energy, media = Sector.objects.get(slug="energie"), Sector.objects.get(slug="media-creatief")
    place = make_hotspot("Hier", sectors=[energy, media], latitude="52.3874", longitude="4.6462")
    make_hotspot("Om de hoek", kind="campus", latitude="52.3964", longitude="4.6462")
    make_hotspot("Verder", stage="potentieel", latitude="52.4374", longitude="4.6462", sectors=[energy])
    make_hotspot("Ver weg", latitude="52.5174", longitude="5.4714", sectors=[energy, media], kind="campus")
    make_hotspot("Nog niet klaar", latitude="52.3874", longitude="4.6462", sectors=[energy], live=False)

    response = page(client, place)

    assert "1.0 km Om de hoek Campus, existing 5.6 km Verder Field lab, potential" in section(response, "dichtbij")
    alike = section(response, "vergelijkbaar")
    assert f"Verder Also: field lab; shares {energy.name_en}" in alike
    assert f"Ver weg Shares {energy.name_en}, {media.name_en}" in alike
    assert "Nog niet klaar" not in text_of(response)
    assert "Ver weg" not in section(response, "dichtbij")


def test_only_money_that_one_can_still_use_is_shown_on_either_page(client):
    place = make_hotspot("Broedplek")
    running = financing.option(name="Loopt nog")
    over = financing.option(name="Is voorbij", has_ended=True)
    for option in (running, over, financing.option(live=False)):
        OptionAtHotspot.objects.create(option=option, hotspot=place, note_en="In the main hall", source="test")

    told = section(page(client, place), "geld")
    of_the_option = section(page(client, running), "plekken")

    assert "Loopt nog" in told
    assert "In the main hall. Source: test" in told
    assert "Is voorbij" not in told
    assert len(linked(page(client, place), "geld")) == 2
    assert "Broedplek – Haarlem In the main hall" in of_the_option
    assert 'id="plekken"' not in page(client, financing.option()).content.decode()


def test_a_mistake_is_reported_with_the_page_in_the_mail(client):
    place = make_hotspot("Plek & co")

    mail = unescape(re.search(r'href="(mailto:[^"]+)"', page(client, place).content.decode())[1])

    assert "Plek & co" in unquote(mail)
    assert address(place) in unquote(mail)


# Drafts in the editing screens


def previewed(place) -> str:
    response = place.make_preview_request(RequestFactory().get("/"), preview_mode="")
    return response.render().content.decode() if hasattr(response, "render") else response.content.decode()


def test_a_draft_can_be_previewed_with_its_parts_before_it_is_saved():
    place = make_hotspot("Oude naam", latitude="52.3874", longitude="4.6462")
    make_link(place, make_hotspot("De buren"))
    place.name = "Nieuwe naam"
    place.offers = [Offer(kind="lab", text_nl="Een nieuw lab", source="x")]
    place.hosts = [agenda.organisation(name="Nieuwe gastheer")]
    place.action_lines = [ActionLine.objects.get(slug="4a")]

    content = previewed(place.save_revision().as_object())

    for text in ("Nieuwe naam", "Een nieuw lab", "Nieuwe gastheer", "De buren", "Neerzetten en uitdragen"):
        assert text in content, text


def test_a_new_place_can_be_previewed_before_it_exists():
    blank = make_hotspot("Nog nergens")
    blank.pk = blank.id = None

    assert "Nog nergens" in previewed(blank)


# The way to a place from the rest of the site


def test_search_finds_a_place_by_its_name_its_town_and_its_partners(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_hotspot("Zwaluwnest", partners=[agenda.organisation(name="Koekoeksclub")])
        make_hotspot("Zwaluwhol", live=False)

    by_name, by_partner = (text_of(client.get("/en/zoeken/", {"q": words})) for words in ("zwaluwnest", "koekoeksclub"))

    assert "Zwaluwnest" in by_name
    assert "Zwaluwnest" in by_partner
    assert "Zwaluwhol" not in by_name + by_partner


def test_an_organisation_shows_the_places_it_runs_and_takes_part_in(client):
    body = agenda.organisation()
    make_hotspot("Van ons", hosts=[body], partners=[body])
    make_hotspot("Met ons", partners=[body])
    make_hotspot("Straks van ons", hosts=[body], live=False)

    told = text_of(page(client, body))

    assert re.search(r"Met ons Field lab, existing, Haarlem Van ons Field lab, existing, Haarlem, run from here", told)
    assert "Straks van ons" not in told


def test_a_subregion_shows_the_places_that_lie_there(client):
    make_hotspot("Duinplek", municipality="velsen")
    make_hotspot("Stadsplek", municipality="amsterdam")

    told = text_of(client.get("/en/agenda/organisaties/deelregio-ijmond/"))

    assert "Duinplek" in told
    assert "Stadsplek" not in told


def test_an_action_line_shows_the_places_it_concerns(client):
    line = agenda.action_line()
    for fields in ({"name": "Erbij"}, {"name": "Nog niet", "live": False}):
        place = make_hotspot(**fields)
        place.action_lines = [line]
        place.save()

    told = section(page(client, line), "plekken")

    assert "1 place Erbij" in told
    assert "Nog niet" not in told
    assert 'id="plekken"' not in page(client, agenda.action_line()).content.decode()


def test_home_leads_to_the_places_and_counts_them(client):
    Hotspot.objects.all().delete()
    make_hotspot(latitude="52.3874", longitude="4.6462")
    make_hotspot(stage="potentieel", latitude="52.3974", longitude="4.6462")

    content = client.get("/en/").content.decode()

    assert "2 campuses, districts, labs and hubs. Existing: 1; the rest is in development or could come." in content
    assert content.count("place-dots__dot--there") == 1
    assert 'href="/en/hotspots/"' in content
    assert 'href="/en/hotspots/vind-je-plek/"' in content
    assert re.search(r"Zuid-Kennemerland</a>.*?2 places", content, re.S)


def test_the_map_of_the_site_names_the_places_that_are_public(client):
    place, draft = make_hotspot(), make_hotspot(live=False)

    content = client.get("/sitemap.xml").content.decode()

    assert f"/hotspots/{place.slug}/</loc>" in content
    assert draft.slug not in content
