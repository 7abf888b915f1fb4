"""The analyser of the site search: which questions find which texts, on both databases alike."""

import os
import re
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mra_portal.common.search.analyser import MAX_QUERY_WORDS, index_terms, matches, query_terms
from mra_portal.common.search.stems import stem, stopwords
from mra_portal.common.search.synonyms import synonym_group
from mra_portal.common.search.wordlists import read_groups, read_lines

ROOT = Path(__file__).parents[2]

# Two forms of one word: each must find the other.
SAME = """
subsidie subsidies | innovatie innovaties | bedrijf bedrijven | netwerk netwerken | haven havens
opleiding opleidingen | regio regio's | regio regio’s | regio regios | deelregio deelregio’s | stad steden
museum musea | centrum centra | gemeente gemeenten | gemeente gemeentes | provincie provincies
onderneming ondernemingen | ondernemer ondernemers | campus campussen | hotspot hotspots
programma programma’s | programma programmas | fonds fondsen | lening leningen | ziekenhuis ziekenhuizen
universiteit universiteiten | hogeschool hogescholen | station stations | weg wegen | schip schepen
huis huizen | sector sectoren | cluster clusters | wedstrijd wedstrijden | kans kansen | partij partijen
thema thema’s | doel doelen | actielijn actielijnen | versneller versnellers | dienst diensten
product producten | idee ideeën | studie studies | student studenten | talent talenten
investering investeringen | lid leden | investeerder investeerders | duurzaam duurzame | digitaal digitale
creatief creatieve | nieuw nieuwe | groen groene | klein kleine | groot grote | slim slimme
technologie technologieën | kennisinstelling kennisinstellingen | terrein terreinen | gebied gebieden
plan plannen | project projecten | stroom stromen | net netten | vraag vragen | brief brieven
crisis crises | lab labs | laboratorium laboratoria | fabriek fabrieken | robot robots | proces processen
batterij batterijen | krediet kredieten | wijk wijken | luchthaven luchthavens | evenement evenementen
wens wensen | agenda agenda’s | baan banen | strategie strategieën | ontwikkeling ontwikkelingen
fase fasen | fase fases | gas gassen | partner partners | industrie industrieën | mogelijkheid mogelijkheden
overheid overheden | grens grenzen | investeringsfonds investeringsfondsen | binnenstad binnensteden
ROM ROM’s | PPS PPS'en | zzp zzp’ers | zzp zzpers | samenwerken samenwerking | versterken versterking
monitoren monitoring | innovatie innovatief | bereikbaar bereikbaarheid | onderzoek onderzoekt
organisatie organiseren | gespecialiseerd specialisatie | financieren financiering | coördinatie coordinatie
financiële financiele | CO₂ co2 | m² m2 | Ĳmond IJmond | e-mail email | 10.000 10000 | start-up startup
start-up start-ups | scale-up scaleups | innovatie-ecosysteem innovatieecosystemen | R&D r&d | A'dam adam
company companies | technology technologies | network networks | business businesses | city cities
university universities | innovation innovations | service services | fund funds | fund funding
subsidy subsidies | opportunity opportunities
"""

# Different words that look alike: none may find the other.
DIFFERENT = """
bestuur bestuiving | haven have | kunst kunde | kunst kust | kans kan | rom room | zon zone | zon gezondheid
nieuw nieuws | news new | overheid over | overheid overig | openbaar open | beleid begeleiding | waarde waar
naarden naar | sector secretaris | water waarde | start staat | groei groen | data dat | kapitaal kapitein
markt marken | markt merk | regio regel | hotel hotspot | landbouw land | police policy
university universe | wet weten | steden steeds | bank band | product project | partner partij
student studio | film filter | bedrijf bedrag | gebied bieden | gemeente mening | niet genieten
netwerk werken | flevoland land | amsterdam dam | 3d 3 | 5g 4g | stage stad | zorg zorgvuldig | mbo hbo
case kas
"""

# A question, a text that it must find.
FINDS = [
    ("hotspot", "De innovatiehotspots van de regio"),
    ("innovatie hotspots", "De innovatiehotspots van de regio"),
    ("innovatiehotspot", "Innovatie hotspots"),
    ("innovatiehotspots", "Hotspots voor innovatie"),
    ("financiering", "Alle financieringsmogelijkheden"),
    ("mogelijkheden", "Alle financieringsmogelijkheden"),
    ("terrein", "Twee bedrijventerreinen"),
    ("bedrijf", "Twee bedrijventerreinen"),
    ("arbeidsmarkt", "De arbeidsmarkt van morgen"),
    ("markt", "De arbeidsmarkt van morgen"),
    ("arbeidsmarkt", "Het arbeidsmarktbeleid"),
    ("beleid", "Het arbeidsmarktbeleid"),
    ("labour market", "Het arbeidsmarktbeleid"),
    ("labour market", "De arbeidsmarkten"),
    ("binnensteden", "Wonen in de binnenstad"),
    ("onderwijsinstellingen", "Samen met onderwijsniveaus en -instellingen"),
    ("waterstof", "Een waterstofcluster"),
    ("campus", "De Roeterseilandcampus"),
    ("helixsamenwerking", "Helix-samenwerkingen"),
    ("helix samenwerking", "Helixsamenwerkingen"),
    ("start up", "Voor elke startup"),
    ("startups", "Wat is een start up?"),
    ("start-up", "Wat is een start up?"),
    ("startup", "Elke start-up telt"),
    ("scale-upprogramma", "Programma voor scale-ups"),
    ("Noord-Holland", "Provincie Noord Holland"),
    ("noord holland", "Provincie Noord-Holland"),
    ("noordholland", "Provincie Noord Holland"),
    ("Almere Lelystad", "Deelregio Almere-Lelystad"),
    ("esports", "E-sports in Zaanstad"),
    ("e-sports", "Een esportstoernooi en esports"),
    ("datacenters", "Een data center bouwen"),
    ("Gooi- en Vechtstreek", "Deelregio Gooi en Vechtstreek"),
    ("geld", "Financieringsmogelijkheden voor bedrijven"),
    ("money", "Financiering voor bedrijven"),
    ("MKB'ers", "Het midden- en kleinbedrijf"),
    ("midden- en kleinbedrijf", "Regeling voor het mkb"),
    ("SMEs", "Regeling voor het mkb"),
    ("openbaar vervoer", "Goed bereikbaar met het OV"),
    ("ov", "Het openbaar vervoer in de stad"),
    ("public transport", "Het openbaar vervoer in de stad"),
    ("kunstmatige intelligentie", "AI in de zorg"),
    ("ai", "Artificial intelligence in health care"),
    ("university", "De universiteiten van Amsterdam"),
    ("accessibility", "Bereikbaarheid van de werklocaties"),
    ("ROM", "Regionale ontwikkelingsmaatschappijen"),
    ("hoe vind ik een subsidie voor mijn bedrijf", "Subsidies voor bedrijven"),
    ("where do I find funding", "Funding for growth"),
    ("CO2", "Minder CO₂-uitstoot"),
    ("1a", "Actielijn 1a"),
    ("3d", "3D-printen in 2025"),
    ("5G", "Een 5G-netwerk"),
    ("ism", "Uitvoering i.s.m. de Boards"),
]

# A question, a text that it must pass over.
PASSES_OVER = [
    ("arbeidsmarkt", "Arbeid op de weekmarkt of een markt"),
    ("start-up", "Wij starten in april"),
    ("innovatiehotspots", "Innovatie in de regio"),
    ("openbaar vervoer", "Vervoer van goederen op de openbare weg"),
    ("kapitein", "Kapitaal voor de groei"),
    ("werk", "Een sterk netwerk"),
    ("wijs", "Onderwijs voor iedereen"),
    ("land", "Wonen in Flevoland en Kennemerland"),
    ("subsidie haarlem", "Subsidie in Almere"),
]


def pairs(table: str) -> list[list[str]]:
    return [pair.split() for line in table.strip().splitlines() for pair in line.split("|") if pair.strip()]


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_forms_of_one_word_find_each_other(one, other):
    assert matches(one, f"Over {other} in de regio")
    assert matches(other, f"Over {one} in de regio")


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_different_words_do_not_find_each_other(one, other):
    content = [word for word in (one, other) if word not in stopwords()]

    assert not (one in content and matches(one, other))
    assert not (other in content and matches(other, one))


def test_the_tables_are_as_long_as_promised():
    assert len(pairs(SAME)) >= 80
    assert len(pairs(DIFFERENT)) >= 30


@pytest.mark.parametrize(("question", "text"), FINDS)
def test_a_question_finds_the_text(question, text):
    assert matches(question, text)


@pytest.mark.parametrize(("question", "text"), PASSES_OVER)
def test_a_question_passes_over_the_text(question, text):
    assert not matches(question, text)


@pytest.mark.parametrize("text", [text for _, text in FINDS] + [question for question, _ in FINDS])
def test_every_text_finds_itself(text):
    assert matches(text, text)


@pytest.mark.parametrize("nothing", ["", "   ", "???", "– & (", "’", "🙂", "\u00ad"])
def test_a_question_without_letters_asks_nothing_and_finds_nothing(nothing):
    assert query_terms(nothing) == []
    assert not matches(nothing, "Innovatie")


def test_stopwords_ask_nothing_beside_other_words():
    assert query_terms("de kracht van de MRA") == query_terms("kracht MRA")


def test_only_stopwords_are_all_required():
    assert matches("onze", "Onze insteek")
    assert not matches("de het", "De insteek")


def test_the_closest_token_of_a_question_comes_first():
    whole_word, *wider = query_terms("investering")[0]

    assert whole_word in index_terms("investeringen")
    assert whole_word not in index_terms("investeerder")
    assert set(wider) & set(index_terms("investeerder"))


def test_a_question_is_cut_to_a_bounded_number_of_words():
    question = " ".join(f"woord{number}" for number in range(10 * MAX_QUERY_WORDS))

    assert len(query_terms(question)) == MAX_QUERY_WORDS


def test_operators_and_quotes_are_plain_characters():
    assert query_terms('"innovatie AND (haven* :B -markt') == query_terms("innovatie haven B markt")


HARD_WORDS = [
    "1e5",
    "3d",
    "a1",
    "2025",
    "e.g",
    "-5",
    "1.5",
    "0x1F",
    "www.mra.nl",
    "NOT",
    "é́",
    "½",
    "x" * 5000,
]


@pytest.mark.parametrize("word", HARD_WORDS)
def test_tokens_are_short_plain_words_that_begin_with_a_letter(word):
    tokens = index_terms(word) + [token for alternatives in query_terms(word) for token in alternatives]

    assert tokens
    assert all(re.fullmatch(r"[a-z][a-z0-9]{1,400}", token) for token in tokens)
    assert matches(word, word)


def test_sqlite_keeps_every_token_whole():
    text = " ".join([*HARD_WORDS, *(text for _, text in FINDS)])
    tokens = index_terms(text)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE document USING fts5(body, tokenize='unicode61')")
    database.execute("CREATE VIRTUAL TABLE token USING fts5vocab(document, row)")
    database.execute("INSERT INTO document VALUES (?)", [" ".join(tokens)])

    stored = {term for (term,) in database.execute("SELECT term FROM token")}
    database.close()

    assert stored == set(tokens)


def test_every_process_makes_the_same_tokens():
    texts = " ".join(text for _, text in FINDS)
    script = f"from mra_portal.common.search.analyser import index_terms; print(*index_terms({texts!r}))"

    answers = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in "123"
    }

    assert answers == {" ".join(index_terms(texts)) + "\n"}


def test_threads_do_not_disturb_each_other():
    words = [f"{beginning}{letter}innovaties" for beginning in ("groep", "markt", "zorg") for letter in "abcdef"]
    words *= 40
    expected = {word: stem.__wrapped__(word) for word in words}
    wrong = []

    def work():
        wrong.extend(word for word in words if stem.__wrapped__(word) != expected[word])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


# The packaged lists


@pytest.mark.parametrize("name", ["compound_parts.txt", "stopwords.txt"])
def test_a_word_list_has_no_doubles_and_is_folded(name):
    words = read_lines(name)

    assert len(words) == len(set(words))
    assert all(re.fullmatch(r"[a-z]+(\+[a-z]+)?", word) for word in words)


def test_an_irregular_word_stands_in_one_group():
    words = [word for group in read_groups("irregular_words.csv") for word in group]

    assert len(words) == len(set(words))


@pytest.mark.parametrize("group", read_groups("synonyms.csv"), ids=lambda group: group[0])
def test_all_members_of_a_synonym_group_find_each_other(group):
    assert len(group) > 1
    assert all(matches(one, other) for one in group for other in group)


def test_words_outside_the_list_have_no_synonyms():
    assert synonym_group("purmerend") is None
