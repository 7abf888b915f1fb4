"""Taking Dutch compounds apart: "innovatiehotspots" is found by "hotspot", "bedrijventerreinen" by "terrein".

The parts stand in `compound_parts.txt`. A plain line is a part that is never taken apart itself (netwerk).
A line with "+" is a fixed compound with a meaning of its own (arbeid+markt): a document with it is found by
its parts, but who asks for it gets only it, not every text with labour here and a market there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from mra_portal.common.search.stems import CACHED_WORDS, stem, stopwords
from mra_portal.common.search.wordlists import read_lines

LINKS = ("", "s", "e", "en", "n")
MIN_PART = 3
MIN_COMPOUND = 7
# A known part beside an unknown one (roeterseiland + campus) counts from these lengths, in letters.
MIN_LONE_PART = 6
MIN_UNKNOWN = 4


@dataclass(frozen=True)
class Compound:
    """How one written word is built. `parts` are words, not stems.

    whole   the stems of the parts in a row, so that all spellings with and without linking letters meet
    parts   what the word consists of; empty when it is no known compound, one when the rest is unknown
    split   whether the parts together stand for the whole: not for fixed compounds, not with a part unknown
    """

    whole: str
    parts: tuple[str, ...] = ()
    split: bool = False


@dataclass(frozen=True)
class _Lexicon:
    openings: dict[str, str]  # a part with any linking letters → the part
    stems: dict[str, str]  # the stem of a part → the part
    fixed_openings: dict[str, str]  # the first half of a fixed compound with any linking letters → that half
    fixed_pairs: dict[tuple[str, str], tuple[str, ...]]  # the stems of both halves → the halves


@cache
def _lexicon() -> _Lexicon:
    lexicon = _Lexicon({}, {}, {}, {})
    for line in read_lines("compound_parts.txt"):
        first, _, second = line.partition("+")
        if second:
            lexicon.fixed_openings.update({first + link: first for link in LINKS})
            lexicon.fixed_pairs[stem(first), stem(second)] = (first, second)
        for word in [first + link + second for link in LINKS] if second else [first]:
            lexicon.stems.setdefault(stem(word), word)
            for link in LINKS:
                lexicon.openings.setdefault(word + link, word)
    # A part as it is written wins over a shorter part with linking letters.
    lexicon.openings.update({word: word for word in lexicon.stems.values()})
    return lexicon


def _is_part(word: str) -> bool:
    return len(word) >= MIN_PART and stem(word) in _lexicon().stems


def _fixed_halves(word: str) -> tuple[str, ...] | None:
    """The halves of a fixed compound, in any form of the word ("binnensteden"); None for other words."""
    lexicon = _lexicon()
    for end in range(MIN_PART, len(word) - MIN_PART + 1):
        first = lexicon.fixed_openings.get(word[:end])
        if first and (halves := lexicon.fixed_pairs.get((stem(first), stem(word[end:])))):
            return halves
    return None


@lru_cache(CACHED_WORDS)
def _fewest_parts(word: str) -> tuple[str, ...] | None:
    """The split of a word into known parts, the fewest and the longest opening first; None without one."""
    openings = _lexicon().openings
    best = (word,) if _is_part(word) else None
    for end in range(len(word) - MIN_PART, MIN_PART - 1, -1):
        if best and len(best) <= 2:
            break
        if (opening := openings.get(word[:end])) and (rest := _fewest_parts(word[end:])):
            split = (opening, *rest)
            if best is None or len(split) < len(best):
                best = split
    return best


def _lone_parts(word: str) -> tuple[str, ...]:
    """The long known part at the end or else at the beginning of a word whose other half is unknown."""
    lexicon = _lexicon()
    for start in range(MIN_UNKNOWN, len(word) - MIN_LONE_PART + 1):
        part = lexicon.stems.get(stem(word[start:]), "")
        if len(part) >= MIN_LONE_PART:
            return (part,)
    for end in range(len(word) - MIN_UNKNOWN, MIN_LONE_PART - 1, -1):
        part = lexicon.openings.get(word[:end], "")
        if len(part) >= MIN_LONE_PART:
            return (part,)
    return ()


@lru_cache(CACHED_WORDS)
def compound(word: str) -> Compound:
    """How a folded word is built; a word that is no known compound is its own whole, without parts."""
    whole = stem(word)
    if halves := _fixed_halves(word):
        return Compound("".join(stem(half) for half in halves), halves)
    if len(word) < MIN_COMPOUND or not word.isalpha() or word in stopwords() or _is_part(word):
        return Compound(whole)
    parts = _fewest_parts(word)
    if parts:
        return Compound("".join(stem(part) for part in parts), parts, split=True)
    return Compound(whole, _lone_parts(word))


def fixed_compounds(stems: Sequence[str]) -> Iterator[str]:
    """The wholes of the fixed compounds that a text writes apart ("Noord Holland", "data center")."""
    for pair in pairwise(stems):
        if pair in _lexicon().fixed_pairs:
            yield "".join(pair)
