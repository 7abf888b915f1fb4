"""Sets of rows as whole numbers: bit n stands for the nth row of an index.

Python's integers do the work: `&` is "and", `|` is "or", `bit_count()` counts. Half a dozen facets over 100,000 rows
are counted in less than a millisecond, where a database groups and counts for tens to hundreds.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence

# The places of the ones in every byte: 5 -> (0, 2).
_ONES = [tuple(place for place in range(8) if byte >> place & 1) for byte in range(256)]


class Numbering:
    """Gives every key a bit. Keys that it does not know are passed over."""

    def __init__(self, keys: Iterable[Hashable]):
        self.keys: Sequence = list(keys)
        self._places = {key: place for place, key in enumerate(self.keys)}

    def __len__(self):
        return len(self.keys)

    @property
    def everything(self) -> int:
        return (1 << len(self.keys)) - 1

    def bits_of(self, keys: Iterable[Hashable]) -> int:
        buffer = bytearray(len(self.keys) // 8 + 1)
        for place in self.places_of(keys):
            buffer[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(buffer, "little")

    def places_of(self, keys: Iterable[Hashable]) -> Iterator[int]:
        found = map(self._places.get, keys)
        return (place for place in found if place is not None)


def places(bits: int) -> Iterator[int]:
    """The places of the ones, in rising order."""
    for offset, byte in enumerate(bits.to_bytes(bits.bit_length() // 8 + 1, "little")):
        if byte:
            for place in _ONES[byte]:
                yield offset * 8 + place


def in_tiers(bits: int, tiers: Sequence[int]) -> Iterator[int]:
    """Disjoint parts of `bits`, best first: what lies in the first tier before what does not, and so on inside."""
    if not tiers:
        if bits:
            yield bits
        return
    for part in (bits & tiers[0], bits & ~tiers[0]):
        if part:
            yield from in_tiers(part, tiers[1:])


def weighed(parts: Iterable[tuple[int, int]]) -> list[int]:
    """Adds up, for every row, the weights of the sets it lies in: (bits, weight). Bitsets of the binary digits.

    The highest digit comes first, so that they serve as tiers: what weighs most comes first.
    """
    digits: list[int] = []
    for bits, weight in parts:
        for place in range(weight.bit_length()):
            carry = bits if weight >> place & 1 else 0
            while carry:
                digits += [0] * (place + 1 - len(digits))
                digits[place], carry = digits[place] ^ carry, digits[place] & carry
                place += 1
    return digits[::-1]


class Numbers:
    """A number per row, as one bitset per binary digit (bit-sliced index; O'Neil and Quass, SIGMOD 1997).

    Rows without a number are in none of the answers.
    """

    def __init__(self, numbering: Numbering, pairs: Iterable[tuple[Hashable, int | None]]):
        known = [(key, number) for key, number in pairs if number is not None]
        self.known = numbering.bits_of(key for key, _number in known)
        digits = max((number.bit_length() for _key, number in known), default=0)
        self.digits = [
            numbering.bits_of(key for key, number in known if number >> digit & 1) for digit in range(digits)
        ]

    def at_most(self, bound: int) -> int:
        """Rows whose number is `bound` or less."""
        less, equal = 0, self.known
        for place in reversed(range(max(len(self.digits), bound.bit_length()))):
            digit = self.digits[place] if place < len(self.digits) else 0
            if bound >> place & 1:
                less |= equal & ~digit
                equal &= digit
            else:
                equal &= ~digit
        return less | equal

    def at_least(self, bound: int) -> int:
        """Rows whose number is `bound` or more."""
        return self.known & ~self.at_most(bound - 1) if bound > 0 else self.known
