"""What a catalogue shows of its filters: facets with counted options, active choices, and ways out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Option(NamedTuple):
    value: str
    label: str
    count: int
    checked: bool
    id: str


@dataclass(frozen=True)
class Facet:
    """What components/facet.html shows: one question with its options."""

    name: str
    label: str
    options: list[Option]
    error: str
    collapsible: bool

    @property
    def is_open(self) -> bool:
        return not self.collapsible or bool(self.error) or any(option.checked for option in self.options)


@dataclass(frozen=True)
class Chip:
    """An active choice, as a word that can be taken away. `joiner` is the word before it."""

    label: str
    facet_label: str
    remove_url: str
    joiner: str


@dataclass(frozen=True)
class Relief:
    """The way out of an empty result: without this filter there would be `count` rows."""

    label: str
    count: int
    url: str


class FoundKeys(Sequence):
    """Primary keys in order, for a paginator: knows its length, and makes only the part that is asked for."""

    def __init__(self, length: int, keys: Callable[[int, int], list]):
        self._length, self._keys = length, keys

    def __len__(self):
        return self._length

    def __getitem__(self, asked):
        if isinstance(asked, slice):
            start, stop, step = asked.indices(self._length)
            return self._keys(start, stop)[::step] if start < stop else []
        return self._keys(asked, asked + 1)[0]
