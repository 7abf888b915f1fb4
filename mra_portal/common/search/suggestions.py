"""Did you mean ("bedoelde u"): the nearest word of the site for a word that finds nothing.

The distance is rapidfuzz's optimal string alignment (https://rapidfuzz.github.io/RapidFuzz/): the number of
letters typed wrong, too few, too many or swapped with their neighbour. Pass public texts only: a suggestion
shows a word of the vocabulary to every visitor.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from mra_portal.common.search.analyser import index_terms, query_terms
from mra_portal.common.search.words import fold

_WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*")
MIN_LENGTH = 4  # Letters: anything is one typing error away from a shorter word.
MAX_LENGTH = 40


def allowed_errors(length: int) -> int:
    """How many typing errors a word of this many letters may have and still be recognised."""
    return 1 if length <= 6 else 2 if length <= 11 else 3


class Vocabulary:
    """The words that visitors can see on the site, with how often each is used. Immutable, safe to share."""

    def __init__(self, counts: Mapping[str, int]):
        """`counts` maps words as the site spells them ("Flevoland") to their number of uses."""
        self._terms = {term for word in counts for term in index_terms(word)}
        spellings: dict[str, Counter] = {}
        for word, count in counts.items():
            folded = fold(word)
            if MIN_LENGTH - 1 <= len(folded) <= MAX_LENGTH and not any(letter.isdigit() for letter in folded):
                spellings.setdefault(folded, Counter())[word] += count
        # The usual spelling of a word; a tie goes to the one in lower case.
        self._spelling = {
            folded: min(counter, key=lambda word: (-counter[word], word != word.lower(), word))
            for folded, counter in spellings.items()
        }
        self._uses = {folded: counter.total() for folded, counter in spellings.items()}
        self._folded = sorted(self._spelling)

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> "Vocabulary":
        """The vocabulary of a number of public texts and titles."""
        return cls(Counter(word for text in texts for word in _WORD.findall(text)))

    def __len__(self) -> int:
        return len(self._folded)

    def knows(self, word: str) -> bool:
        """Whether the search can find something of this word: a form of it, its parts or a synonym."""
        return all(self._terms.intersection(alternatives) for alternatives in query_terms(word))

    def suggest(self, word: str) -> str | None:
        """The nearest known word in its usual spelling; None for a known or short word, or with nothing near.

        Of equally near words first those with the same first letter, then the most used, then the alphabet.
        """
        typed = fold(word)
        if not MIN_LENGTH <= len(typed) <= MAX_LENGTH or any(letter.isdigit() for letter in typed):
            return None
        if self.knows(word):
            return None
        near = process.extract(
            typed,
            self._folded,
            scorer=OSA.distance,
            processor=None,
            score_cutoff=allowed_errors(len(typed)),
            limit=None,
        )
        if not near:
            return None
        best = min(near, key=lambda hit: (hit[1], hit[0][0] != typed[0], -self._uses[hit[0]], hit[0]))
        return self._spelling[best[0]]

    def correct(self, query: str) -> str | None:
        """The query with its unknown words replaced by suggestions, the rest as typed; or None."""
        corrected = _WORD.sub(lambda match: self.suggest(match[0]) or match[0], query)
        return corrected if corrected != query else None
