"""From raw text to words: fold the spelling away, then split. Knows letters and marks, no language."""

import re
import unicodedata

# Longer words are cut: PostgreSQL refuses lexemes above 2 kB, and nobody types them.
MAX_WORD_LENGTH = 64
# Longer chains of hyphens are addresses and identifiers, not compounds.
MAX_HYPHENATED_PIECES = 4

_LETTERS = str.maketrans(
    {
        # Letters that Unicode does not take apart.
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
        # Every apostrophe, prime and stray accent used as one.
        "’": "'", "‘": "'", "ʼ": "'", "ʹ": "'", "′": "'", "‛": "'", "＇": "'", "´": "'", "`": "'",
        # Hyphens and dashes; a dash with blanks around it joins nothing anyway.
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-", "－": "-",
        # Invisible: soft hyphen, zero width blanks and joiners, byte order mark.
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
        # Marks that would unfold into letters of the word before them.
        "™": " ", "®": " ", "©": " ", "℠": " ",
    }
)  # fmt: skip
_THOUSANDS = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{3})+(?![\w]|\.\d)")
_ABBREVIATION = re.compile(r"(?<![a-z0-9])[a-z](?:[.&][a-z])+(?![a-z0-9])")
_APOSTROPHE_ENDING = re.compile(r"(?<=[a-z0-9])'(?:s|en|ers?|tjes?)(?![a-z0-9'])")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def fold(text: str) -> str:
    """Lower case without accents, subscripts, ligatures or typographic variants ("CO₂" → "co2")."""
    text = text.translate(_LETTERS).casefold().translate(_LETTERS)
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def split_words(text: str) -> list[tuple[str, ...]]:
    """The words of a text in order, each as its hyphenated pieces: "ROM's in Noord-Holland" →
    [("rom",), ("in",), ("noord", "holland")].

    Pieces match [a-z0-9]+. Joined on the way: thousands (10.000), abbreviations (i.s.m., R&D) and
    what stands around an apostrophe (A'dam). Endings behind an apostrophe go (ROM's, PPS'en, zzp'ers).
    """
    text = fold(text)
    text = _THOUSANDS.sub(lambda match: match[0].replace(".", ""), text)
    text = _ABBREVIATION.sub(lambda match: match[0].replace(".", "").replace("&", ""), text)
    text = _APOSTROPHE_ENDING.sub("", text)
    text = re.sub(r"(?<=[a-z0-9])'(?=[a-z0-9])", "", text)
    words = []
    for match in _WORD.finditer(text):
        pieces = tuple(piece[:MAX_WORD_LENGTH] for piece in match[0].split("-"))
        if len(pieces) > MAX_HYPHENATED_PIECES:
            words.extend((piece,) for piece in pieces)
        else:
            words.append(pieces)
    return words
