"""The one analyser of the site search, used when a text is indexed and when a visitor asks.

SQLite and PostgreSQL only compare exact tokens (configuration "simple"), so that both give the same hits;
everything that is clever happens here. The contract:

- `index_terms(text)` stores for a document every token that a query could ask for.
- `query_terms(query)` is a list of requirements, each a list of alternatives: a document is a hit when it
  has, for EVERY requirement, at least ONE of its tokens. The first alternative is the closest one.
- Tokens match [a-z][a-z0-9]+ and are one lexeme to PostgreSQL and to FTS5. Their first letter says what they
  are: s a stopword as written, x a stem or code, k a wide stem (the family of a word), g a group of synonyms.

"financieringsmogelijkheden" is stored as the whole compound and as financiering and mogelijkheid, each with
its wide stem and its synonyms. A query "innovatiehotspots" asks for innovatie and for hotspot, in either case
accepting the whole word: it finds "hotspots voor innovatie" too, but the word itself matches more often.
"""

from itertools import accumulate

from mra_portal.common.search.compounds import compound, fixed_compounds
from mra_portal.common.search.stems import stopwords, wide_stem
from mra_portal.common.search.synonyms import key, phrases, synonym_group
from mra_portal.common.search.words import split_words

# A visitor's question is cut here, to bound the work of one request. Words.
MAX_QUERY_WORDS = 16


def index_terms(text: str) -> list[str]:
    """The tokens to store for a text, repeated as often as its words are, so that ranking can count."""
    words = split_words(text)
    keys = [key(piece) for pieces in words for piece in pieces]
    terms = [term for pieces in words for term in _stored(pieces)]
    terms += [f"g{name}" for _, _, name in phrases(keys)]
    terms += [f"x{whole}" for whole in fixed_compounds(keys)]
    return terms


def query_terms(query: str) -> list[list[str]]:
    """What a document must have to be a hit: all of these requirements, of each at least one token.

    Stopwords ask nothing, unless there are only stopwords. Empty when the query holds no letter or digit.
    """
    words = split_words(query)[:MAX_QUERY_WORDS]
    groups = _phrases_of_whole_words(words)
    required, number = [], 0
    while number < len(words):
        if number in groups:
            number, name = groups[number]
            required.append([f"g{name}"])
        else:
            required += _required(words[number])
            number += 1
    if not required:
        required = [[f"s{piece}"] for pieces in words for piece in pieces]
    return [tokens for place, tokens in enumerate(required) if tokens not in required[:place]]


def matches(query: str, text: str) -> bool:
    """Whether a text is a hit: the definition that the databases are tested against."""
    stored = set(index_terms(text))
    required = query_terms(query)
    return bool(required) and all(stored.intersection(alternatives) for alternatives in required)


def _stored(pieces: tuple[str, ...]) -> list[str]:
    """The tokens of one written word: of each hyphenated piece, and of all pieces written as one word."""
    terms = [term for piece in pieces for term in _stored_word(piece)]
    if len(pieces) > 1 and not all(piece.isdigit() for piece in pieces):
        terms += [term for term in _stored_word("".join(pieces)) if term not in terms]
    return terms


def _stored_word(word: str) -> list[str]:
    if word in stopwords():
        return [f"s{word}"]
    built = compound(word)
    terms = [f"x{built.whole}", *_wider(word)]
    for part in built.parts:
        terms += [term for term in _stored_word(part) if term not in terms]
    return terms


def _wider(word: str) -> list[str]:
    """The family and the synonyms of a word; a compound has its family in its parts."""
    wide = wide_stem(word) if len(compound(word).parts) < 2 else None
    group = synonym_group(word)
    return [f"k{wide}"] * bool(wide) + [f"g{group}"] * bool(group)


def _required(pieces: tuple[str, ...]) -> list[list[str]]:
    """The requirements of one written word: one, or one for each part or hyphenated piece of it."""
    word = "".join(pieces)
    if len(pieces) == 1 and word in stopwords():
        return []
    built = compound(word)
    whole = f"x{built.whole}"
    if synonym_group(word) or (len(pieces) == 1 and not built.split):
        return [[whole, *_wider(word)]]
    parts = [part for part in (built.parts if built.split else pieces) if part not in stopwords()]
    return [[f"x{compound(part).whole}", *_wider(part), whole] for part in parts] or [[whole]]


def _phrases_of_whole_words(words: list[tuple[str, ...]]) -> dict[int, tuple[int, str]]:
    """The first word of each phrase with synonyms → (the word after it, the name of the group)."""
    keys = [key(piece) for pieces in words for piece in pieces]
    sizes = list(accumulate((len(pieces) for pieces in words), initial=0))
    starts = {size: number for number, size in enumerate(sizes)}
    found = {}
    for begin, end, name in phrases(keys):
        if begin in starts and end in starts:
            found.setdefault(starts[begin], (starts[end], name))
    return found
