"""What a process keeps of a catalogue to filter, count and sort it: which rows have which value, as bitsets.

Built from the same QuerySet methods that give every word its meaning, kept until the data changes (`data_version`) or
time makes a difference (`valid_until`), and never written to. Rows themselves are not kept: a page fetches the ones it
shows.
"""

from array import array
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from itertools import islice
from threading import Lock

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language

from mra_portal.common import data_version
from mra_portal.common.bitsets import Numbering, in_tiers, places

# Fewer rows than one in so many: sort what is there, instead of walking through the order of everything.
SPARSE = 32


class CatalogueIndex:
    """The bitsets of one catalogue at one moment. `filterset` is the class that says what can be asked."""

    def __init__(self, filterset: type, moment: datetime):
        self.filterset, self.moment = filterset, moment
        self.rows = filterset.rows_at(moment)
        self.valid_until = filterset.valid_until(moment)
        self.numbering = Numbering(self.rows.order_by().values_list("pk", flat=True))
        self.facets: dict[str, dict[str, int]] = {
            name: item.bitsets(self.rows, self.numbering) for name, item in filterset.facet_filters().items()
        }
        self._orders: dict[str, array] = {}
        self._ranks: dict[str, array] = {}
        self._options: dict[tuple[str, str], list] = {}
        self._kept: dict[str, object] = {}

    @cached_property
    def everything(self) -> int:
        return self.numbering.everything

    def options(self, name: str) -> list[tuple[str, str]]:
        """The options of a facet in the language of this request."""
        key = (name, get_language())
        if key not in self._options:
            options = self.filterset.facet_filters()[name].options()
            self._options[key] = [
                (value, str(label) if isinstance(label, Promise) else label) for value, label in options
            ]
        return self._options[key]

    def holds(self, key, facet: str, value: str) -> bool:
        """Whether the row with this key has this value."""
        return bool(self.facets[facet].get(value, 0) & self.numbering.bits_of([key]))

    def kept(self, name: str, make):
        """Something else that is made of the rows once: `make(rows, numbering)`."""
        if name not in self._kept:
            self._kept[name] = make(self.rows, self.numbering)
        return self._kept[name]

    def keys(self, bits: int, order: str, start: int, stop: int, tiers: Sequence[int] = ()) -> list:
        """The primary keys from `start` up to `stop` of these rows: by tier, and inside a tier in this order."""
        found: list = []
        for part in in_tiers(bits, tiers):
            size = part.bit_count()
            if start < size:
                found += self._ordered(part, order, start, min(stop, size))
            start, stop = max(start - size, 0), stop - size
            if stop <= 0:
                break
        return [self.numbering.keys[place] for place in found]

    def _ordered(self, bits: int, order: str, start: int, stop: int) -> list[int]:
        if bits.bit_count() * SPARSE < len(self.numbering):
            return sorted(places(bits), key=self._rank(order).__getitem__)[start:stop]
        flags = bits.to_bytes(len(self.numbering) // 8 + 1, "little")
        chosen = (place for place in self._order(order) if flags[place >> 3] >> (place & 7) & 1)
        return list(islice(chosen, start, stop))

    def _order(self, name: str) -> array:
        """The places of all rows in this order."""
        if name not in self._orders:
            _label, ordered = self.filterset.sort_filter().orders[name]
            keys = ordered(self.rows).values_list("pk", flat=True)
            self._orders[name] = array("I", self.numbering.places_of(keys))
        return self._orders[name]

    def _rank(self, name: str) -> array:
        """For each place its rank in this order."""
        if name not in self._ranks:
            # A row that was added while this index was being made has no place; one that went keeps the last rank.
            ranks = array("I", [len(self.numbering)]) * len(self.numbering)
            for rank, place in enumerate(self._order(name)):
                ranks[place] = rank
            self._ranks[name] = ranks
        return self._ranks[name]


_indexes: dict[type, tuple[str, CatalogueIndex]] = {}
_locks: dict[type, Lock] = {}


def index_of(filterset: type) -> CatalogueIndex:
    """The index for the data as it is now; made anew when the data changed or when it is time."""
    word = data_version.current()
    if word is None:
        return CatalogueIndex(filterset, timezone.now())
    with _locks.setdefault(filterset, Lock()):
        known, index = _indexes.get(filterset, ("", None))
        if index is None or known != word or _is_over(index):
            index = CatalogueIndex(filterset, timezone.now())
            _indexes[filterset] = (word, index)
        return index


def _is_over(index: CatalogueIndex) -> bool:
    if index.valid_until is None:
        return False
    return not index.moment <= timezone.now() < index.valid_until
