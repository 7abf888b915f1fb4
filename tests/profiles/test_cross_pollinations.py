"""What stands in the agenda about working together is in the portal, and page, matrix and export say the same."""

import csv
import json
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from profiles.cross_pollinations.matrix import matrix_of
from profiles.models import CrossPollination, CrossPollinationEvent, Subregion
from tests.profiles.builders import cross_pollination, subregion

pytestmark = pytest.mark.django_db
PAGE = "/deelregios/kruisbestuivingen/"
AL, AM, AS, GV = "almere-lelystad", "amstelland-meerlanden", "amsterdam", "gooi-en-vechtstreek"
IJ, ZW, ZK = "ijmond", "zaanstreek-waterland", "zuid-kennemerland"

# The column "Mogelijke kruisbestuivingen" of the seven tables, bullet by bullet: who says it, words of the bullet,
# and with whom. Amsterdam ends with "Etc, etc.", which names nothing and stands with its last bullet.
BULLETS = [
    (AL, "Toegepaste innovatie m.b.t. Duurzame en circulaire economie (waaronder Bouwlab C-district)", {ZK}),
    (AL, "Excellente maak- en onderhouds-industrie", {IJ}),
    (AL, "Maakindustrie die van ‘smart industries’ naar ‘smart energy’ gaat", {IJ}),
    (AL, "Op termijn smartification Logistiek en Duurzame luchtvaart", {AM}),
    (AM, "Flevoland: • Logistiek", {AL}),
    (AM, "Amsterdam: • Tech en AI", {AS}),
    (AM, "Amsterdam: • Greencampus", {AS}),
    (AM, "Amsterdam: • Health and Innovation District", {AS}),
    (AM, "Noord-Holland Noord: • Greenport NHN", {"Noord-Holland Noord"}),
    (AM, "Bio Science Park Leiden (LS&H)", {"Leiden"}),
    (AM, "Greenport Westland", {"Zuid-Holland"}),
    (AM, "Greenport Duin- en Bollenstreek, Greenport Boskoop (Rijnland)", {"Zuid-Holland"}),
    (AM, "Duurzaamheidscampus", {IJ}),
    (AM, "Tuinbouw Heemskerk", {IJ}),
    (AM, "duurzame circulaire economie", {ZK}),
    (AS, "HvA Techniek werkt met verschillende bedrijven in bijv. de IJmond en Zaanstreek-Waterland", {IJ, ZW}),
    (AS, "Van Gendthallen en Holland Composites in Lelystad", {AL}),
    (AS, "(e)sports & tech campus & Novocollege met Mediacollege en Deep Tech", {ZW}),
    (AS, "Mediacollege en Universiteitskwartier hebben lopende contacten met Beeld en Geluid, o.a. XR-lab", {GV}),
    (AS, "Etc, etc.", {GV}),
    (GV, "T.b.v. Innovatieagenda Media", {"ROM Utrecht Region", "Brainport"}),
    (GV, "Kruisbestuiving met Deep Tech en zorg (Z-Kennemerland)", {ZK}),
    (GV, "Voor LLO samenwerking met Utrecht Talent Alliantie", {"Utrecht Talent Alliantie"}),
    (GV, "Utrecht: Hearth of Health", {"Utrecht"}),
    (GV, "• Rom Utrecht", {"ROM Utrecht Region"}),
    (IJ, "Duurzame/circulaire maakindustrie", {ZW}),
    (IJ, "Gezondheid: Beverwijk Brandwonden-centrum, Heliomare Wijk aan Zee", {ZK, GV}),
    (IJ, "• Tech en AI", {AS}),
    (IJ, "Greenport Aalsmeer", {AM}),
    (ZW, "Dwarsverbanden in de verbinding van deep tech, esports en gaming", {AS}),
    (ZW, "Mogelijke verbindingen tussen Techlands en Techport", {IJ}),
    (ZK, "Dwarsverbanden in de verbinding van deep tech, esports en gaming", {AS}),
    (ZK, "Mogelijke verbindingen tussen Techlands en Techport", {IJ}),
]
# Section 4.2: the beginning of each of its six bullets, and whom it is about.
SECTION = [
    ("Maak- en onderhoudsindustrie in de IJmond, Tech in Zaanstreek", {(IJ, ZW), (IJ, AL), (ZW, AL)}),
    ("Digitalisering/ICT/Tech zijn innovatieve sectoren", {None}),
    ("Tussen Amstelland-Meerlanden en Almere-Lelystad", {(AL, AM), (AM, AL)}),
    ("Zaanstreek Waterland kent van oudsher", {(ZW, ZK), (ZW, AL), (ZK, AL)}),
    ("Gezondheid/gezonde leefomgeving zijn belangrijke thema’s", {(ZK, GV), (ZK, ZW), (GV, ZW)}),
    ("Zakelijke en financiële dienstverlening is een grote sector", {None}),
]


def said(side, words):
    """The cross-pollinations in which this side is on record with these words."""
    events = CrossPollinationEvent.objects.filter(printed__contains=words, side__slug=side) if side else None
    events = events if side else CrossPollinationEvent.objects.filter(printed__startswith=words, side=None)
    return CrossPollination.objects.with_owners().filter(events__in=events)


def test_every_bullet_of_the_seven_tables_is_there():
    found = {
        (side, words): {row.outside or row.partner_of(subregion(side)).subregion.slug for row in said(side, words)}
        for side, words, _partners in BULLETS
    }

    assert found == {(side, words): partners for side, words, partners in BULLETS}


def test_every_bullet_of_section_4_2_is_there():
    for words, pairs in SECTION:
        rows = said("", words)
        found = {None if row.is_of_whole_region else (row.first.slug, row.second.slug) for row in rows}

        assert found == pairs, words


def test_nothing_is_in_that_the_agenda_does_not_say():
    known = [(side, words) for side, words, _partners in BULLETS]
    sections = tuple(words for words, _pairs in SECTION)

    strange = [
        event.printed
        for event in CrossPollinationEvent.objects.select_related("side")
        if not any(event.side and event.side.slug == side and words in event.printed for side, words in known)
        and not (event.side is None and event.printed.startswith(sections))
    ]

    assert strange == []


def test_the_words_that_stand_under_two_subregions_are_marked_and_kept(client):
    copied = CrossPollination.objects.filter(first__slug=ZK, is_marked=True)

    pages = [client.get(row.get_absolute_url()).content.decode() for row in copied]

    assert {row.second.slug for row in copied} == {AS, IJ}
    assert all("letter voor letter ook in het profiel van Zaanstreek-Waterland" in page for page in pages)
    assert "Techlands en Techport" in "".join(pages)


def test_matrix_list_and_export_have_the_same_rows(client):
    for query in (
        "",
        "?deelregio=ijmond",
        "?deelregio=ijmond&met=amsterdam",
        "?met=buiten",
        "?q=gezondheid&sector=voedsel",
    ):
        more = f"{query}&per_pagina=100" if query else "?per_pagina=100"
        context = client.get(f"{PAGE}{more}").context
        exported = json.loads(b"".join(client.get(f"{PAGE}export.json{query}").streaming_content))["resultaten"]
        table = b"".join(client.get(f"{PAGE}export.csv{query}").streaming_content).decode("utf-8-sig")

        drawn = {row.slug for line in context["matrix"].rows for cell in line.cells for row in cell.all}
        drawn |= {row.slug for row in context["matrix"].of_region}
        listed = [row.slug for row in context["rows"]]
        assert listed, query
        assert drawn == set(listed), query
        assert [row["slug"] for row in exported] == listed, query
        assert [row["slug"] for row in csv.DictReader(StringIO(table))] == listed, query


def test_a_cell_says_who_named_it():
    matrix = matrix_of(CrossPollination.objects.for_listing(), list(Subregion.objects.all()), lambda *pair: "")
    cells = {
        (line.subregion.slug, cell.subregion.slug if cell.subregion else "buiten"): cell
        for line in matrix.rows
        for cell in line.cells
    }

    assert cells[AL, AM].mark == "both"  # both name logistics
    assert cells[IJ, GV].mark == "row"
    assert cells[GV, IJ].mark == "column"
    assert cells[ZW, ZK].mark == "region"
    assert cells[AM, GV].mark == "none"
    assert cells[IJ, IJ].mark == "self"
    assert {row.outside for row in cells[GV, "buiten"].all} == {
        "ROM Utrecht Region",
        "Brainport",
        "Utrecht Talent Alliantie",
        "Utrecht",
    }
    assert matrix.pairs == 18


def test_the_filters_say_what_they_count(client):
    filterset = client.get(PAGE).context["filterset"]

    for facet in filterset.facets:
        for option in facet.options:
            context = client.get(f"{PAGE}?{facet.name}={option.value}").context
            assert context["count"] == option.count, (facet.name, option.value)
    named = {option.value: option.count for option in filterset.facet("genoemd").options}
    assert named == {"een-kant": 33, "beide-kanten": 2, "mra": 12}


def test_a_bad_value_is_answered_with_a_message_and_no_rows(client):
    for query, parameter in (("stand=weg", "stand"), ("deelregio=delft", "deelregio"), ("sorteer=x", "sorteer")):
        page = client.get(f"{PAGE}?{query}")
        export = client.get(f"{PAGE}export.csv?{query}")

        assert page.status_code == 200
        assert page.context["is_refused"]
        assert not page.context["rows"]
        assert not any(cell.count for line in page.context["matrix"].rows for cell in line.cells)
        assert export.status_code == 400
        assert export["Content-Type"] == "application/problem+json"
        assert parameter in export.content.decode()
    assert client.get(f"{PAGE}?pagina=99").status_code == 200
    assert client.get(f"{PAGE}bestaat-niet/").status_code == 404
    assert client.post(PAGE).status_code == 405


def test_the_export_has_the_promised_fields_in_front(client):
    table = b"".join(client.get(f"{PAGE}export.csv").streaming_content).decode("utf-8-sig")
    records = json.loads(b"".join(client.get(f"{PAGE}export.json").streaming_content))["resultaten"]

    assert next(csv.reader(StringIO(table)))[:6] == ["van", "naar", "naar_buiten", "onderwerp", "stand", "bron"]
    assert {row["stand"] for row in records} == {"genoemd"}
    outside = next(row for row in records if row["naar_buiten"] == "Brainport")
    assert (outside["van"], outside["naar"]) == (GV, None)
    assert all(row["bron"].startswith("Actieagenda Platform Economie") for row in records)


def test_a_page_tells_whose_it_is_and_what_is_still_open(client):
    row = CrossPollination.objects.get(slug="zaanstreek-waterland-ijmond-techlands-techport")

    html = client.get(row.get_absolute_url()).content.decode()

    assert "Mogelijke verbindingen tussen Techlands en Techport" in html
    assert "/hotspots/techlands-zaandam/" in html
    assert "/agenda/kennis-talent/2a/" in html  # both owners stand on it
    assert "voorjaar 2025, p. 47, par. 5.1" in html


def test_what_cannot_be_is_refused_with_a_clear_message():
    row = cross_pollination()
    wrong = {
        "zichzelf|itself": CrossPollination(first=row.first, second=row.first, topic_nl="x"),
        "deze|these": CrossPollination(first=row.second, second=row.first, topic_nl="PROEVEN"),
        "twee|two": CrossPollination(second=row.first, topic_nl="x"),
    }

    for words, bad in wrong.items():
        bad.slug, bad.source = "proef-fout", "test"
        with pytest.raises(ValidationError) as refused:
            bad.full_clean()
        text = " ".join(refused.value.messages).lower()
        assert any(word in text for word in words.split("|")), text
        with pytest.raises(IntegrityError), transaction.atomic():
            bad.save()


def test_pages_cost_the_same_whatever_the_number_of_rows(client, django_capture_on_commit_callbacks):
    detail = "zaanstreek-waterland-amsterdam-deep-tech-esports-gaming"
    pages = [PAGE, f"{PAGE}?deelregio=ijmond&q=tech", f"{PAGE}{detail}/", f"{PAGE}kansen/", f"/en{PAGE}"]

    def costs():
        for page in pages:
            client.get(page)
        found = {}
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(page).status_code == 200
            found[page] = len(captured)
        return found

    before = costs()
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(20):
            cross_pollination("ijmond", "amsterdam", f"Technische proef {number}")
    after = costs()

    assert {page: cost for page, cost in after.items() if cost > 15} == {}
    assert {page: (before[page], after[page]) for page in pages if after[page] > before[page]} == {}


def test_who_is_outside_the_region_is_not_said_to_be_silent(client):
    row = CrossPollination.objects.exclude(outside="").first()

    page, listed = client.get(row.get_absolute_url()), client.get("/deelregios/kruisbestuivingen/?met=buiten")

    assert "wordt niet gevraagd door dit portaal" in page.content.decode()
    assert "heeft nog niet geantwoord" not in listed.content.decode()
