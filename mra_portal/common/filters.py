"""The grammar of every catalogue: one FilterSet says what can be asked; page, export, API and map all use it.

A *facet* is a filter with a fixed set of options, each with the number of rows it would give when chosen: the
other filters count, its own choice does not. Filtering, counting and sorting go over the bitsets of a
CatalogueIndex; what a word means stands in the QuerySet methods from which those are built.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from datetime import datetime
from functools import cache, cached_property
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mra_portal.common.bitsets import Numbering
from mra_portal.common.catalogue_index import index_of
from mra_portal.common.facets import Chip, Facet, FoundKeys, Option, Relief
from mra_portal.common.search.searchable import keys_matching
from mra_portal.common.shared_fields import with_shared_fields

NOT_A_CHOICE = {"invalid_choice": _("“%(value)s” is not one of the choices.")}

Choices = Iterable[tuple[str, str]]
Rows = QuerySet
# A facet with more options than this shows the chosen ones and those with the most rows.
MOST_OPTIONS = 40


class FacetFilter(django_filters.MultipleChoiceFilter):
    """A filter whose options are counted.

    `options` gives (value, label) pairs, asked once per version of the data and language. `counted` is the lookup
    whose values are counted; `countable` makes the rows ready for that: adds the column, or keeps the side of a
    relation that the filter means.
    """

    # With the options of the index: value, label as it stands alone, id in a page.
    shown: Sequence[tuple[str, str, str]] = ()

    def __init__(
        self,
        *args,
        options: Callable[[], Choices],
        counted: str = "",
        countable: Callable[[Rows], Rows] = lambda rows: rows,
        collapsible: bool = False,
        **kwargs,
    ):
        self.options, self.counted, self.countable, self.collapsible = options, counted, countable, collapsible
        kwargs["error_messages"] = NOT_A_CHOICE
        super().__init__(*args, **kwargs)

    def bitsets(self, rows: Rows, numbering: Numbering) -> dict[str, int]:
        """Which rows have which value."""
        keys: dict[str, list] = {}
        for key, value in self.pairs(rows):
            keys.setdefault(value, []).append(key)
        return {value: numbering.bits_of(found) for value, found in keys.items()}

    def pairs(self, rows: Rows) -> Iterable[tuple[object, str]]:
        """(primary key, value), once or more per row."""
        return self.countable(rows).order_by().values_list("pk", self.counted)

    def chosen(self, filterset: "CatalogueFilterSet", values: Sequence[str]) -> int:
        """The rows that have one of these values."""
        bitsets = filterset.index.facets[filterset.name_of(self)]
        bits = 0
        for value in values:
            bits |= bitsets.get(value, 0)
        return bits


class SearchFilter(django_filters.CharFilter):
    """`q`: the rows that the search of the site finds for these words."""

    def chosen(self, filterset: "CatalogueFilterSet", words: str) -> int:
        keys = keys_matching(filterset._meta.model, words).values_list("pk", flat=True)
        return filterset.index.numbering.bits_of(keys)


class SortFilter(django_filters.ChoiceFilter):
    """`sorteer`: a slug that stands for an order of the rows. The first one is what an unsorted list has."""

    def __init__(self, *args, orders: dict[str, tuple[str, Callable[[Rows], Rows]]], **kwargs):
        self.orders = orders
        kwargs["choices"] = [(slug, label) for slug, (label, _order) in orders.items()]
        kwargs["error_messages"] = NOT_A_CHOICE
        kwargs.setdefault("label", _("Order"))
        super().__init__(*args, **kwargs)


def _as_option(label: str) -> str:
    """A word that stands alone begins with a capital; in a sentence (see chips) it need not."""
    return capfirst(label) if label[:1].islower() else label


class CatalogueFilterSet(django_filters.FilterSet):
    """Base of every catalogue. Always bound, so that a bare address is a valid question.

    Filters other than the order have a method `chosen(filterset, value)` that gives the rows they leave, as a bitset.
    """

    q = SearchFilter(max_length=200, label=_("Search words"))

    @classmethod
    def rows_at(cls, moment: datetime) -> Rows:
        """Every public row, with the columns that filters and orders use. `moment` is now."""
        raise NotImplementedError

    @classmethod
    def valid_until(cls, moment: datetime) -> datetime | None:
        """When time alone will change an answer; None for never."""
        return None

    @classmethod
    @cache
    def facet_filters(cls) -> dict[str, FacetFilter]:
        return {name: item for name, item in cls.base_filters.items() if isinstance(item, FacetFilter)}

    @classmethod
    @cache
    def sort_filter(cls) -> SortFilter:
        return next(item for item in cls.base_filters.values() if isinstance(item, SortFilter))

    @classmethod
    def question(cls, data: QueryDict) -> QueryDict:
        """What counts of a query string: not what was left blank, and of what can be asked once only the last."""
        counts = data.copy()
        for name in cls.base_filters.keys() & data.keys():
            given = [value for value in dict.fromkeys(data.getlist(name)) if value.strip()]
            if not given:
                del counts[name]
            else:
                counts.setlist(name, given if name in cls.facet_filters() else given[-1:])
        return counts

    def __init__(self, data: QueryDict | None = None):
        """Unlike in django-filter, filters and form fields are not copied for every question: they are only read."""
        self.index = index_of(type(self))
        self.data = self.question(data or QueryDict())
        self.is_bound, self.form_prefix = True, None
        self.filters = self.index.kept(f"filters-{get_language()}", lambda rows, numbering: self._prepared())

    def _prepared(self) -> dict[str, django_filters.Filter]:
        """The filters with the options of this version of the data, in this language."""
        filters = deepcopy(self.base_filters)
        for name in self.facet_filters():
            filters[name].label = str(filters[name].label)
            filters[name].extra["choices"] = choices = self.index.options(name)
            filters[name].shown = [(value, _as_option(label), f"{name}-{value}") for value, label in choices]
        return filters

    def get_form_class(self):
        make = super().get_form_class
        return self.index.kept(f"form-{get_language()}", lambda rows, numbering: with_shared_fields(make()))

    def name_of(self, item) -> str:
        return next(name for name, other in self.filters.items() if other is item)

    @property
    def words(self) -> str:
        """The search words as they were typed, to show them again."""
        return self.data.get("q", "")

    @property
    def is_refused(self) -> bool:
        """True when a value cannot be used; then no row is shown under a filter that was not applied."""
        return not self.form.is_valid()

    @cached_property
    def _chosen(self) -> dict[str, int]:
        """Per active filter the rows it leaves; refused values count as not given."""
        self.form.is_valid()
        given = self.form.cleaned_data
        return {
            name: item.chosen(self, given[name])
            for name, item in self.filters.items()
            if not isinstance(item, SortFilter) and given.get(name) not in (None, "", [])
        }

    def always(self) -> int:
        """The rows that can be an answer at all, whatever is asked."""
        return self.index.everything

    def _bits_without(self, lifted: str = "") -> int:
        bits = self.always()
        for name, chosen in self._chosen.items():
            if name != lifted:
                bits &= chosen
        return bits

    @cached_property
    def bits(self) -> int:
        """The answer to the question, or nothing when the question is refused."""
        return 0 if self.is_refused else self._bits_without()

    @property
    def count(self) -> int:
        return self.bits.bit_count()

    def tiers(self) -> list[int]:
        """What comes first in the default order, whatever else that order says."""
        return []

    @property
    def order(self) -> str:
        """The slug of the order in force."""
        name = next(name for name, item in self.filters.items() if isinstance(item, SortFilter))
        self.form.is_valid()
        return self.form.cleaned_data.get(name) or next(iter(self.filters[name].orders))

    def keys(self, start: int = 0, stop: int | None = None) -> list:
        """The primary keys of the answer, in the order that was asked for."""
        is_default = self.order == next(iter(self.sort_filter().orders))
        stop = self.count if stop is None else stop
        return self.index.keys(self.bits, self.order, start, stop, self._tiers if is_default else ())

    @cached_property
    def _tiers(self) -> list[int]:
        """A page may ask for keys more than once."""
        return self.tiers()

    @cached_property
    def found(self) -> FoundKeys:
        """The answer as a sequence of primary keys, of which only the part that is asked for is made."""
        return FoundKeys(self.count, self.keys)

    @cached_property
    def facets(self) -> list[Facet]:
        return [self._facet(name) for name in self.facet_filters()]

    def _facet(self, name) -> Facet:
        item, bitsets, others = self.filters[name], self.index.facets[name], self._bits_without(name)
        chosen = set(self.data.getlist(name))
        options = [
            Option(value, label, (bitsets.get(value, 0) & others).bit_count(), value in chosen, identifier)
            for value, label, identifier in item.shown
        ]
        if len(options) > MOST_OPTIONS:
            weightiest = sorted(options, key=lambda option: (not option.checked, -option.count))[:MOST_OPTIONS]
            kept = {option.value for option in weightiest}
            options = [option for option in options if option.value in kept]
        return Facet(
            name=name,
            label=item.label,
            options=options,
            error=" ".join(self.form.errors.get(name, [])),
            collapsible=item.collapsible,
        )

    def facet(self, name: str) -> Facet:
        return next(facet for facet in self.facets if facet.name == name)

    @property
    def errors_elsewhere(self) -> list[str]:
        """Messages about filters that are not facets (search words, order)."""
        return [
            f"{self.filters[name].label}: {message}"
            for name, messages in self.form.errors.items()
            if name not in self.facet_filters()
            for message in messages
        ]

    @property
    def active_names(self) -> list[str]:
        """Filters with a value, in the order in which they are declared; sorting narrows nothing."""
        return [
            name
            for name, item in self.filters.items()
            if not isinstance(item, SortFilter) and any(self.data.getlist(name))
        ]

    @property
    def canonical_query(self) -> str:
        """The question in one spelling, whatever order it was asked in; empty when it is none or cannot be answered."""
        asked = [(name, value) for name in self.active_names for value in sorted(self.data.getlist(name)) if value]
        return f"?{urlencode(asked)}" if asked and not self.is_refused else ""

    @cached_property
    def chips(self) -> list[Chip]:
        chips: list[Chip] = []
        for name in self.active_names:
            for position, value in enumerate(filter(None, dict.fromkeys(self.data.getlist(name)))):
                joiner = "" if not chips else _("or") if position else _("and")
                label = self.word_for(name, value)
                chips.append(Chip(label, str(self.filters[name].label), self.url_without(name, value), joiner))
        return chips

    @cached_property
    def reliefs(self) -> list[Relief]:
        """For an empty answer: the filters that stand in the way, the most helpful one first."""
        counts = {name: self._bits_without(name).bit_count() for name in self._chosen}
        reliefs = [
            Relief(self._words_for(name), count, self.url_without(name)) for name, count in counts.items() if count
        ]
        return sorted(reliefs, key=lambda relief: -relief.count)

    @property
    def best_relief(self) -> Relief | None:
        """None where dropping one filter is not enough."""
        return next(iter(self.reliefs), None)

    def word_for(self, name: str, value: str) -> str:
        """A value of a filter as a reader sees it."""
        return str(dict(self.filters[name].extra.get("choices", [])).get(value, value))

    def _words_for(self, name: str) -> str:
        return ", ".join(self.word_for(name, value) for value in dict.fromkeys(self.data.getlist(name)) if value)

    def url_without(self, name: str, value: str | None = None) -> str:
        """The query string without a filter, or without one of its values; back on the first page."""
        query = self.data.copy()
        query.pop("pagina", None)
        kept = [other for other in query.getlist(name) if value is not None and other != value]
        query.setlist(name, kept) if kept else query.pop(name, None)
        return f"?{query.urlencode()}" if query else "?"

    def url_with(self, name: str, value: str | int) -> str:
        """The query string with one parameter set to one value; back on the first page unless that is asked."""
        parts = {**self._parts_of_address, name: urlencode({name: value})}
        return f"?{'&'.join(parts.values())}"

    @cached_property
    def _parts_of_address(self) -> dict[str, str]:
        """By parameter what the query string says of it, without the page."""
        lists = {name: values for name, values in self.data.lists() if values and name != "pagina"}
        return {name: urlencode({name: values}, doseq=True) for name, values in lists.items()}

    @property
    def sort_options(self) -> list[dict]:
        """For the "in order of" links: label, address, and which one is in force."""
        name, item = next((name, item) for name, item in self.filters.items() if isinstance(item, SortFilter))
        chosen = self.data.get(name) or next(iter(item.orders))
        return [
            {"label": label, "url": self.url_with(name, slug), "is_current": slug == chosen}
            for slug, (label, _order) in item.orders.items()
        ]
