"""Groups of words that mean the same, one or more words each, from `synonyms.csv`."""

from collections.abc import Iterator, Sequence
from functools import cache

from mra_portal.common.search.compounds import compound
from mra_portal.common.search.stems import stopwords
from mra_portal.common.search.wordlists import read_groups
from mra_portal.common.search.words import split_words

Keys = tuple[str, ...]


def key(piece: str) -> str:
    """What a word is compared by: its stem or the stems of its parts, or a stopword as it is."""
    return piece if piece in stopwords() else compound(piece).whole


@cache
def _groups() -> dict[Keys, str]:
    """The keys of each member → the name of its group. A word in two groups is a mistake in the list."""
    groups = {}
    for members in read_groups("synonyms.csv"):
        keys = [tuple(key(piece) for word in split_words(member) for piece in word) for member in members]
        name = "".join(keys[0])
        for member, phrase in zip(members, keys, strict=True):
            if groups.setdefault(phrase, name) != name:
                raise ValueError(f"synonyms.csv: {member!r} stands in two groups")
    return groups


@cache
def _longest() -> int:
    return max(len(phrase) for phrase in _groups())


def synonym_group(word: str) -> str | None:
    """The name of the group that a single folded word belongs to."""
    return _groups().get((key(word),))


def phrases(keys: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Every phrase of two or more words in a text: (begin, end, name of the group), also where they overlap.

    In order of their first word, the longest first.
    """
    for begin in range(len(keys) - 1):
        for end in range(min(begin + _longest(), len(keys)), begin + 1, -1):
            if name := _groups().get(tuple(keys[begin:end])):
                yield begin, end, name
