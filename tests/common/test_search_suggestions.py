"""Did you mean ("bedoelde u"): what is suggested for a word that finds nothing."""

import pytest

from mra_portal.common.search.suggestions import Vocabulary


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.from_texts(
        [
            "Haarlem en Hilversum liggen in Noord-Holland, Almere ligt in Flevoland.",
            "Financiering voor innovatie: subsidies en leningen voor bedrijven.",
            "De arbeidsmarkt vraagt samenwerking. Entrepreneurship, innovation, innovatiehotspots.",
            "subsidie subsidie subsidie",
        ]
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Haarlm", "Haarlem"),
        ("haarlm", "Haarlem"),
        ("innovaite", "innovatie"),
        ("Flevolnad", "Flevoland"),
        ("finaciering", "Financiering"),
        ("samenwerkng", "samenwerking"),
        ("arbeidsmarkd", "arbeidsmarkt"),
        ("Hilversm", "Hilversum"),
        ("entrepeneurship", "Entrepreneurship"),
        ("subsidei", "subsidie"),
    ],
)
def test_a_typing_error_is_recognised(vocabulary, typed, meant):
    assert vocabulary.suggest(typed) == meant


@pytest.mark.parametrize(
    "word", ["Haarlem", "HAARLEM", "innovaties", "hotspot", "bedrijf", "innovatie hotspot", "geld", "de"]
)
def test_a_word_that_the_search_can_find_gets_no_suggestion(vocabulary, word):
    assert vocabulary.suggest(word) is None


@pytest.mark.parametrize("word", ["xqzwvkjp", "blorpflurk", "ij", "3dd", "", "a" * 500])
def test_a_word_that_is_near_nothing_gets_no_suggestion(vocabulary, word):
    assert vocabulary.suggest(word) is None


def test_of_equally_near_words_the_first_letter_then_use_then_alphabet_decide():
    words = Vocabulary({"bank": 1, "bark": 1, "hank": 9, "band": 3})

    assert words.suggest("baxk") == "bank"
    assert Vocabulary({"bank": 1, "bark": 2}).suggest("baxk") == "bark"
    assert Vocabulary({"hank": 9, "bank": 1}).suggest("bavk") == "bank"


def test_a_suggestion_has_the_usual_spelling():
    assert Vocabulary({"Velsen": 3, "VELSEN": 1}).suggest("Veslen") == "Velsen"
    assert Vocabulary({"Innovatie": 2, "innovatie": 2}).suggest("innovaite") == "innovatie"


def test_a_query_is_corrected_word_by_word(vocabulary):
    assert vocabulary.correct("subsidei voor innovaite, Haarlm (2025)") == "subsidie voor innovatie, Haarlem (2025)"
    assert vocabulary.correct("innovaite xqzwvkjp") == "innovatie xqzwvkjp"
    assert vocabulary.correct("subsidies in Noord-Holland") is None
    assert vocabulary.correct("???") is None
