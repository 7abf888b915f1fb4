"""The seven profiles against the four columns of the agenda, bullet by bullet (typed over from section 5.1)."""

import re
from html import unescape
from itertools import groupby

import pytest

from profiles.models import COLUMNS, SubregionProfilePage
from profiles.points import Point
from tests.profiles.printed_needs import INTRODUCTIONS, NEEDS

pytestmark = pytest.mark.django_db

# Per subregion the bullets and headings of its table, column by column; the fourth column is a table of its own rows.
BULLETS = {
    "almere-lelystad": {
        "sectors": [
            "Kernthema’s Groeiagenda Almere-Lelystad",
            "Bouw",
            "Energie",
            "Voedsel",
            "Mobiliteit",
            "ICT & Tech",
        ],
        "places": [
            "In wording",
            "Innovatiedistricten waar kennis en ondernemerschap samenkomen. Met Fieldlabs voor toepassingen en "
            "opschaling:",
            "Innovatiedistrict-ontwikkeling Zuidoever Weerwater, Centrum Almere",
            "Fieldlabs kernthema’s Groeiagenda waaronder fieldlab elektrisch vliegen+ Living Lab Almere Pampus "
            "gericht op "
            "stad van de toekomst en living lab Zuiderhage bio based circulair bouwen",
            "Toewerken naar netwerk innovatie-districten en fieldlabs regio Almere-Lelystad",
        ],
        "programmes": [
            "Rijk en regio hebben voor de groei van Almere een Toekomstvast Investeringspakket (TVIP). Regio Deal "
            "‘Tech "
            "talent voor Transitie’ hoort daarbij",
            "In aanvulling hierop wordt voor de Groeiagenda een investeringsagenda en financieringsstrategie "
            "uitgewerkt",
            "Horizon Flevoland heeft programma’s voor start-ups/scale-ups m.n. op gebied van digitalisering en "
            "verduurzaming",
        ],
    },
    "amstelland-meerlanden": {
        "sectors": [
            "Transport, logistiek en handel, inclusief sierteelt/Greenport",
            "Greenport Aalsmeer bewezen helix samenwerking",
            "Digitaal ecosysteem Royal Flora Holland",
            "Uitdagingen m.b.t. verduurzaming, energietransitie; netcongestie; logistiek; onderwijs-arbeidsmarkt, "
            "stikstof/milieu",
            "Zakelijke/financiële dienstverlening/ICT",
            "Grootste concentratie, naast Amsterdam",
            "Haarlemmermeer in top 5 meest innovatieve gemeenten NL",
            "Sector heeft geen behoefte aan helix samenwerking",
            "Life, science & Health (LS&H)",
        ],
        "places": [
            "Greenport Aalsmeer",
            "AMS-IX internetknooppunt (oa Schiphol-Rijk)",
            "City Logistics Innovation Campus (CLIC) in ontwikkeling te Lijnden",
            "Schiphol Trade Park/Energyhub",
            "Geluidsadaptief bouwen (NOVEX Schiphol)",
        ],
        "programmes": [
            "Greenport Aalsmeer",
            "Greenchain NH: gehonoreerde Groeifondsaanvraag (Katapult) i.s.m. Greenport Noord-Holland Noord en breed "
            "netwerk van helix partijen",
            "Aanvraag Regiodeal Brede Welvaart sierteeltregio’s",
            "I.s.m. 14 gemeenten en 3 greenportregio’s Aalsmeer, Boskoop en Duin- en Bollenstreek. Brede helix "
            "ondersteuning van de aanvraag.",
            "Logistiek",
            "Amsterdam Logistics: slimme en schone logistiek, programma met 11 deelnemers: o.a. Schiphol, Port of "
            "Amsterdam, Royal Flora Holland, Greenport Aalsmeer, VRA, MRA.",
        ],
    },
    "amsterdam": {
        "sectors": [
            "3 thematische ecosystemen",
            "LS&H",
            "Verduurzaming & techniek",
            "Data Science en Deep Tech",
            "2 doorsnijdende ecosystemen",
            "AI",
            "Social Transformation",
        ],
        "places": [
            "9 bestaande innovatiegebieden/ ’innovatiedistricten",
            "Mbo-clusters",
            "Innovatielabs (groot aantal aanwezig)",
        ],
        "programmes": ["Netwerk Kennissteden Nederland (NKN)"],
    },
    "gooi-en-vechtstreek": {
        "sectors": [
            "Media en ICT belangrijkste innovatieve cluster",
            "Zowel t.b.v. veilig data delen als maatschappelijke toepassingen",
            "Daarbinnen AI, Ed-tech, gaming, e-sports",
            "Belangrijke rol in veilig data delen > Datakluis",
            "Zorg ook ten dele innovatief cluster",
            "Toerisme",
            "Toerisme is ook belangrijke maar geen specifieke innovatie te noemen",
            "Onderwijs",
            "Samenwerking onderwijs (mbo/hbo op Mediapark, ook samenwerking met universiteiten",
        ],
        "places": [
            "Campusontwikkeling op Mediapark – work in progress",
            "Arenapark: hét park voor werken, onderwijs, sport, gezondheid en wonen met internationale allure",
            "Onderwijs al goed vertegenwoordigd (mbo en hbo en samenwerking met universiteiten daarnaast projectmatig",
            "Gezondheid irt groenblauwe netwerken: Arenapark/sportpark, Monikkenberg me oa Tergooi, Zonnestraal,",
        ],
        "programmes": [
            "CIIIC groeifonds",
            "Talent innovatie campus MP met provincie",
            "AI hub, media &cultuur",
            "European institute for digital trust",
            "Diverse onderzoekslabs ELSA en IZAI",
            "Media Innovation Hub",
            "5G innovatie lab",
            "Metaverse werkplaats",
            "LAB24",
            "Amsterdam bezoeken, Holland zien",
        ],
    },
    "ijmond": {
        "sectors": [
            "Excellente maak- en onderhoudsindustrie in IJmond als slimme werkplaats MRA",
            "Maakindustrie die van ‘smart industries’ naar ‘smart energy’ gaat",
            "Via innovaties en benutten ICT/big data",
            "Offshore wind- en waterstofcluster; NZKG als eerste groene industriezone van Nederland",
            "Bouw en onderhoud windmolenparken zee",
            "Transfer via netwerk en transformatoren",
            "Elektrolyse op basis van duurzame energie",
            "Doorvoer achterland via terminals/ schepen",
        ],
        "places": [
            "Energiehaven",
            "Nieuwe haven voor zeewindactiviteiten op zee",
            "Samenwerking Velsen, Tata Steel, Zeehaven IJmuiden, Port of Amsterdam, I&W, provincie NH",
            "Gepaard met gebiedsinvesteringen voor verbeteren leefomgeving en versterken regionale economie IJmond",
            "Innovatieve en duurzame tuinbouw Heemskerk met o.a. geothermie Floricultura",
            "Techport Innovation Center (TPIC)",
        ],
        "programmes": [
            "Diverse programma’s. IJmond is en blijft een plek waar (technische) ‘hoofden en handen’ nodig zijn, "
            "ook en "
            "met name in het mbo, o.a",
            "Techport",
            "AYOP",
        ],
    },
    "zaanstreek-waterland": {
        "sectors": [
            "Tech ecosysteem rondom H20 Esports Campus Purmerend, met tech bedrijven die zich richten op specifieke "
            "applicatie- van hard- en software-ontwikkeling",
            "Ontwikkelingen rond Techlands, H20 E-sports Gaming en Tech Campusals resultaat van samenwerking tussen "
            "ondernemers, onderwijsinstellingen en overheid",
        ],
        "places": [
            "Techlands",
            "Samenwerkings verband tussen bedrijfsleven, onderwijs en overheden gericht op het enthousiasmeren en "
            "opleiden van talent voor techniek",
        ],
        "programmes": [
            "Het bedrijfsleven krijgt ondersteuning vanuit E-sports gaming en tech om zich een toekomst bestendige "
            "positie in de samenleving die grote transities door maak te verwerven; ( innovaties in food en de bouw "
            "van "
            "betonbouw naar houtbouw)",
            "Door samenwerking van onderwijs en bedrijfsleven kan kennisdeling op maat aangeboden worden wat de kansen "
            "van het bedrijfsleven op gekwalificeerd personeel vergroot en werknemers gelegenheid biedt over actuele "
            "kennis te beschikken",
        ],
    },
    "zuid-kennemerland": {
        "sectors": [
            "Toegepaste innovatie m.b.t.",
            "Duurzame en circulaire economie",
            "Digitalisering/tech",
            "Gezondheid & Vitaal",
            "Daarbij samenwerking onderzoeks- en kennisinstellingen voor kennisvalorisatie",
            "Haarlem aanjager Zuid-Kennemerland; uitwerking nog te verkennen: link sport – duurzaamheid - gezondheid)",
        ],
        "places": [
            "Innovatiehubs: maken en ontwikkelen innovatieve producten",
            "2 bestaande hubs",
            "C-district met o.a.: Bouwlab: nl erkend fieldlab circulaire bouw en 3DMKZ (3d printen) & Smart Makers "
            "Academy",
            "De Koepel",
            "Benutten ruimte rondom 3 ov-knooppunten incl. Waarderpolder (convenant)",
            "2 potentiële hubs",
            "Spaarne Gasthuis",
            "Sportcluster Zuid-Kennemerland (race, fiets, wandelen, helix)",
        ],
        "programmes": [
            "City Deal Duurzame en gezonde voedselomgeving (G4 en Almere)",
            "AI-Lab (RAAIT-programma)",
            "Cities 2030 (ontwikkelen definitie brede welvaart MRA)",
            "Meerdere Europese programma’s",
        ],
    },
}
# The fourth column: each bullet stands in the words of a cross-pollination.
FOURTH_COLUMN = {
    "almere-lelystad": [
        "Toegepaste innovatie m.b.t. Duurzame en circulaire economie (waaronder Bouwlab C-district)",
        "Excellente maak- en onderhouds-industrie",
        "Maakindustrie die van ‘smart industries’ naar ‘smart energy’ gaat",
        "Op termijn smartification Logistiek en Duurzame luchtvaart",
    ],
    "amstelland-meerlanden": [
        "Logistiek",
        "Tech en AI",
        "Greencampus",
        "Health and Innovation District",
        "Greenport NHN",
        "Bio Science Park Leiden (LS&H)",
        "Greenport Westland",
        "Greenport Duin- en Bollenstreek",
        "Greenport Boskoop (Rijnland)",
        "Duurzaamheidscampus",
        "Tuinbouw Heemskerk",
        "duurzame circulaire economie",
    ],
    "amsterdam": [
        "HvA Techniek werkt met verschillende bedrijven in bijv. de IJmond en Zaanstreek-Waterland rond verduurzaming "
        "en optimaliseren",
        "Van Gendthallen en Holland Composites in Lelystad",
        "(e)sports & tech campus & Novocollege met Mediacollege en Deep Tech",
        "Mediacollege en Universiteitskwartier hebben lopende contacten met Beeld en Geluid, o.a. XR-lab",
        "Etc, etc.",
    ],
    "gooi-en-vechtstreek": [
        "T.b.v. Innovatieagenda Media en projecten die hieronder vallen wordt samengewerkt o.m. via ROM Utrecht Region "
        "en ook met veel helix partijen uit MRA, Brainport e.a.",
        "Kruisbestuiving met Deep Tech en zorg (Z-Kennemerland)",
        "Voor LLO samenwerking met Utrecht Talent Alliantie (transities arbeidsmarkt projecten). Richt zich o.m. op "
        "zorg, digitalisering en (circulaire en duurzame) bouw & techniek)",
        "Utrecht: Hearth of Health",
        "Rom Utrecht",
    ],
    "ijmond": [
        "Duurzame/circulaire maakindustrie",
        "Gezondheid: Beverwijk Brandwonden-centrum, Heliomare Wijk aan Zee",
        "Tech en AI",
        "Greenport Aalsmeer",
    ],
    "zaanstreek-waterland": [
        "Dwarsverbanden in de verbinding van deep tech, esports en gaming",
        "Mogelijke verbindingen tussen Techlands en Techport",
    ],
    "zuid-kennemerland": [
        "Dwarsverbanden in de verbinding van deep tech, esports en gaming",
        "Mogelijke verbindingen tussen Techlands en Techport",
    ],
}
# Headings that the agenda prints elsewhere: the title of the section that the needs belong to.
SECTION_TITLES = {"Media(Tech) & ICT"}


def legible(html: str) -> str:
    """What a visitor reads, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def words_of(points: list[Point]) -> list[str]:
    return [text for point in points for text in (point.heading, point.printed or point.text)]


def test_every_bullet_of_the_table_stands_in_its_column_and_on_the_page(client):
    for slug, columns in BULLETS.items():
        page = SubregionProfilePage.objects.for_public().in_language("nl").get(subregion__slug=slug)
        html = legible(client.get(f"/deelregios/{slug}/").content.decode())
        for column, bullets in columns.items():
            told = words_of(page.points(column))
            for bullet in bullets:
                assert any(bullet in words for words in told), (slug, column, bullet)
                assert bullet in html, (slug, column, bullet)


def test_every_bullet_of_the_fourth_column_stands_on_the_page_too(client):
    lacking = []
    for slug, bullets in FOURTH_COLUMN.items():
        html = client.get(f"/deelregios/{slug}/").content.decode()
        own = legible(html[html.index('id="kruisbestuivingen"') : html.index('id="nodig"')])
        lacking += [(slug, bullet) for bullet in bullets if bullet not in own]

    assert lacking == []


def test_nothing_stands_in_a_profile_that_the_agenda_does_not_print():
    """Every point of the first three columns is one of the bullets that were typed over here."""
    for slug, columns in BULLETS.items():
        page = SubregionProfilePage.objects.for_public().in_language("nl").get(subregion__slug=slug)
        for column, bullets in columns.items():
            assert {point.printed for point in page.points(column)} <= set(bullets), (slug, column)


def test_a_heading_is_printed_in_the_agenda_or_a_note_under_it_says_that_it_is_ours():
    for slug, columns in BULLETS.items():
        page = SubregionProfilePage.objects.for_public().in_language("nl").get(subregion__slug=slug)
        printed = sorted((bullet for bullets in columns.values() for bullet in bullets), key=len, reverse=True)
        for column in COLUMNS:
            for heading, points in groupby(page.points(column), key=lambda point: point.heading):
                left = heading
                for bullet in printed:
                    left = left.replace(bullet, "")
                is_printed = heading in SECTION_TITLES or not left.strip(" .")
                assert is_printed or f"Het kopje {heading} is van ons." in next(points).note, (slug, heading)


def test_no_point_stands_under_the_heading_of_another_group():
    """A list without a heading after one with a heading would be heard as a part of that."""
    for page in SubregionProfilePage.objects.for_public():
        for column in COLUMNS:
            has_heading = [bool(point.heading) for point in page.points(column)]
            assert has_heading == sorted(has_heading), (page.slug, column)


def test_needs_are_separate_points_with_all_the_words_of_the_agenda(client):
    for slug, bullets in NEEDS.items():
        page = SubregionProfilePage.objects.for_public().in_language("nl").get(subregion__slug=slug)
        html = legible(client.get(f"/deelregios/{slug}/").content.decode())
        needs = [words for bullet in bullets for words in bullet]
        assert [point.printed for point in page.points("needs")] == needs, slug
        assert [words for words in [*needs, INTRODUCTIONS.get(slug, "")] if words not in html] == [], slug


def test_every_point_has_a_source_and_its_twin_in_english_names_the_same_rows():
    for slug in BULLETS:
        dutch, english = (
            SubregionProfilePage.objects.for_public().in_language(code).get(subregion__slug=slug)
            for code in ("nl", "en")
        )
        assert dutch.translation_key == english.translation_key
        for column in COLUMNS:
            pairs = list(zip(dutch.points(column), english.points(column), strict=True))
            assert all("voorjaar 2025, p. " in point.source for point, _twin in pairs)
            assert all((a.rows, a.printed, a.source) == (b.rows, b.printed, b.source) for a, b in pairs)
            assert all(a.text and b.text and a.change == b.change == "" for a, b in pairs)


def test_oddities_of_the_source_are_marked_for_the_visitor_and_the_editor(client):
    amsterdam = legible(client.get("/deelregios/amsterdam/").content.decode())
    gooi = legible(client.get("/deelregios/gooi-en-vechtstreek/").content.decode())

    assert "De tekst op p. 39 noemt er acht, de tabel telt er negen." in amsterdam
    assert "Words of the agenda:" in gooi or "Woorden van de agenda:" in gooi
    assert "Monikkenberg me oa Tergooi" in gooi
