"""One stem for the forms of a word, in Dutch and in English.

The stemmers are those of the Snowball project (https://snowballstem.org/), in its own Python package:
`dutch_porter` (Porter's, light) and `dutch` (Kraaij and Pohlmann's, wide). What both miss is mended here:
plurals on -s after a vowel or -en/-er, English -y/-ies, doubled and voiced endings (plannen, brieven),
and a list of irregular groups (`irregular_words.csv`: stad/steden, museum/musea).
The classes are imported directly, because `snowballstemmer.stemmer()` silently becomes PyStemmer, with other
versions of the algorithms, on a machine that happens to have it: two nodes would then index differently.
"""

import re
import threading
from functools import cache, lru_cache

from snowballstemmer.dutch_porter_stemmer import DutchPorterStemmer
from snowballstemmer.dutch_stemmer import DutchStemmer

from mra_portal.common.search.wordlists import read_groups, read_lines

CACHED_WORDS = 50_000
_VOWELS = "aeiouy"
# Singulars that end in -s, also at the end of a compound: never an s-plural.
_SINGULAR_S = re.compile(
    r"(kans|fonds|mens|grens|wens|dans|balans|finans|beurs|koers|cursus|pers|vers|reeks|huis|proces|succes"
    r"|congres|adres|prijs|gids|lens|romans|frans|dwars)$"
)
_PLURAL_OF_SINGULAR_S = re.compile(
    r"(?:(kans|fonds|mens|wens|dans|balans|koers|reeks|gids)en|(process|success|congress|adress)en"
    r"|(gren|beur|prij|len)zen)$"
)
_ENGLISH_PLURAL_ES = re.compile(r"(ss|x|ch|sh)es$")
_PLURAL_S = re.compile(rf"[{_VOWELS}][^{_VOWELS}]+(?:[ie]?[ao]|e[lmnr]|u?i?e)s$")
_STEMMERS = threading.local()  # A Snowball stemmer keeps its word in attributes: one per thread.


def _snowball(word: str, kind: type) -> str:
    stemmer = getattr(_STEMMERS, kind.__name__, None)
    if stemmer is None:
        stemmer = kind()
        setattr(_STEMMERS, kind.__name__, stemmer)
    return stemmer.stemWord(word)


@cache
def stopwords() -> frozenset[str]:
    """Dutch and English words that say nothing by themselves; never stemmed, so "kan" is not "kans"."""
    return frozenset(read_lines("stopwords.txt"))


@cache
def _irregular() -> dict[str, str]:
    return {word: group[0] for group in read_groups("irregular_words.csv") for word in group}


def _singular(word: str) -> str:
    """The word without the plural endings that Snowball leaves ("programmas", "companies", "havens")."""
    if found := _PLURAL_OF_SINGULAR_S.search(word):
        ending = found[1] or (found[2] and found[2][:-1]) or f"{found[3]}s"
        return word[: found.start()] + ending
    if _SINGULAR_S.search(word):
        return word
    if word.endswith("ieen"):
        return word[:-2]
    if len(word) > 3 and word.endswith("y") and word[-2] not in _VOWELS:
        return f"{word[:-1]}ie"
    if _ENGLISH_PLURAL_ES.search(word):
        return word[:-2]
    if _PLURAL_S.search(word):
        return word[:-1]
    return word


@lru_cache(CACHED_WORDS)
def stem(word: str) -> str:
    """The stem that all forms of a folded word share ("bedrijven" → "bedrijf", "companies" → "companie").

    Words with a digit and words of one or two letters are codes (3d, ov) and stay as they are.
    """
    if len(word) < 3 or not word.isalpha():
        return word
    if word in _irregular():
        return _irregular()[word]
    singular = _singular(word)
    if singular in _irregular():
        return _irregular()[singular]
    stemmed = singular if _SINGULAR_S.search(singular) else _snowball(singular, DutchPorterStemmer)
    if len(stemmed) > 3 and stemmed[-1] == stemmed[-2] and stemmed[-1] not in _VOWELS:
        stemmed = stemmed[:-1]
    if len(stemmed) > 2 and stemmed[-1] in "vz":
        stemmed = stemmed[:-1] + ("f" if stemmed[-1] == "v" else "s")
    return stemmed


@lru_cache(CACHED_WORDS)
def wide_stem(word: str) -> str | None:
    """The stem of the word's family ("investeerder", "investeringen" → "invester"); None where it is a guess.

    Kraaij and Pohlmann's stemmer goes far: gezondheid → zon, begeleiding → beleid, waarde → waar. A stem
    counts only when it is long and begins like the word, when it lost ge- but is very long (gespecialiseerd
    → specialiser), or when it is the word with a plain -s or -ing less (fund, funds, funding).
    """
    if len(word) < 4 or not word.isalpha() or word in _irregular():
        return None
    singular = _singular(word)
    if singular in _irregular():
        return None
    wide = _snowball(singular, DutchStemmer)
    alike = len(wide) >= 5 and wide[:4] == word[:4]
    lost_ge = len(wide) >= 7 and word.startswith("ge")
    plain = len(wide) == 4 and word in {wide, f"{wide}s", f"{wide}ing", f"{wide}ings", f"{wide}ingen"}
    if not (alike or lost_ge or plain):
        return None
    # It leaves organisatie → organiseer, but organiseren → organiser.
    return f"{wide[:-3]}er" if wide.endswith("eer") else wide
