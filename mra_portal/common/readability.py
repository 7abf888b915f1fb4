"""How hard a text is to read: a simple measure that an editor can check by counting. It points, it does not judge.

Two things are counted, both per passage (a paragraph, the explanation of a point):

* a sentence of more than LONGEST_SENTENCE words is long; writing advice for level B1 is 10 to 15 words on average;
* the reading ease of Flesch, from 0 (very hard) to 100 (very easy), for Dutch with the numbers of Douma (1960):
  206.84 - 0.93 x words per sentence - 77 x syllables per word, for English with those of Flesch (1948):
  206.835 - 1.015 x words per sentence - 84.6 x syllables per word.

Below HARD a passage counts as hard; that is where both scales say "difficult". Names of places and programmes are long
as well, so a short passage says nothing: under FEWEST_WORDS only long sentences count. Syllables are groups of vowels,
which is off by one in a word now and then and not over a passage.
"""

import re
from dataclasses import dataclass

LONGEST_SENTENCE = 20  # words
HARD = 40  # reading ease
FEWEST_WORDS = 25

# Constant, weight of the words per sentence, weight of the syllables per word.
WEIGHTS = {"nl": (206.84, 0.93, 77), "en": (206.835, 1.015, 84.6)}

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’)]*\s+(?=[^a-z])")
# Vowels that make one syllable together; a trema starts a new one.
_SYLLABLES = {
    "nl": re.compile(r"aai|ooi|oei|eeu|ieu|aa|au|ai|ee|ei|eu|ie|ij|oe|oo|ou|oi|ui|uu|[aeiouyáàâäéèêëíìîïóòôöúùûü]"),
    "en": re.compile(r"[aeiouyáàâäéèêëíìîïóòôöúùûü]+"),
}


@dataclass(frozen=True)
class Reading:
    """What was counted. `ease` is None for a passage without words; `longest` is the longest sentence itself."""

    words: int
    ease: float | None
    longest: str
    longest_words: int

    @property
    def has_long_sentence(self) -> bool:
        return self.longest_words > LONGEST_SENTENCE

    @property
    def is_hard(self) -> bool:
        return self.has_long_sentence or (self.words >= FEWEST_WORDS and self.ease < HARD)


def read(text: str, language: str) -> Reading:
    """Counts one passage of plain text in this language ("nl" or "en")."""
    sentences = [sentence for sentence in _SENTENCE_END.split(text.strip()) if _WORD.search(sentence)]
    if not sentences:
        return Reading(0, None, "", 0)
    lengths = [len(_WORD.findall(sentence)) for sentence in sentences]
    words = _WORD.findall(text)
    constant, per_sentence, per_syllable = WEIGHTS[language]
    syllables = sum(syllables_of(word, language) for word in words)
    ease = constant - per_sentence * len(words) / len(sentences) - per_syllable * syllables / len(words)
    longest = max(range(len(sentences)), key=lengths.__getitem__)
    return Reading(len(words), ease, sentences[longest], lengths[longest])


def syllables_of(word: str, language: str) -> int:
    return max(1, len(_SYLLABLES[language].findall(word.lower())))
