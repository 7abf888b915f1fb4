"""The grammar of every catalogue: one FilterSet says what can be asked; page, export, API and map all use it.

A *facet* is a filter with a fixed set of options, each with the number of rows it would give when chosen: the
other filters count, its own choice does not. All facets are counted in one query.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import django_filters
from django.db.models import CharField, Count, F, QuerySet, Value
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mra_portal.common.search.searchable import keys_matching

NOT_A_CHOICE = {"invalid_choice": _("“%(value)s” is not one of the choices.")}

Choices = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Option:
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


Rows = QuerySet
# A facet with more options than this shows the chosen ones and those with the most rows.
MOST_OPTIONS = 40


class FacetFilter(django_filters.MultipleChoiceFilter):
    """A filter whose options are counted.

    `options` gives (value, label) pairs, asked once per request. `counted` is the lookup whose values are counted;
    `countable` makes the rows ready for that: adds the column, or keeps the side of a relation that the filter means.
    """

    def __init__(
        self,
        *args,
        options: Callable[[], Choices],
        counted: str,
        countable: Callable[[Rows], Rows] = lambda rows: rows,
        collapsible: bool = False,
        **kwargs,
    ):
        self.options, self.counted, self.countable, self.collapsible = options, counted, countable, collapsible
        kwargs.setdefault("distinct", False)
        kwargs["error_messages"] = NOT_A_CHOICE
        super().__init__(*args, **kwargs)

    def counts(self, rows: Rows, name: str) -> Rows:
        """(facet, value, rows) for the union over all facets."""
        return (
            self.countable(rows)
            .order_by()
            .values(facet=Value(name, CharField()), value=F(self.counted))
            .annotate(rows=Count("pk", distinct=True))
        )


class SortFilter(django_filters.ChoiceFilter):
    """`sorteer`: a slug that stands for an order of the rows. The first one is what an unsorted list has."""

    def __init__(self, *args, orders: dict[str, tuple[str, Callable[[Rows], Rows]]], **kwargs):
        self.orders = orders
        kwargs["choices"] = [(slug, label) for slug, (label, _order) in orders.items()]
        kwargs["error_messages"] = NOT_A_CHOICE
        kwargs.setdefault("label", _("Order"))
        super().__init__(*args, **kwargs)

    def filter(self, queryset, value):
        _label, ordered = self.orders[value or next(iter(self.orders))]
        return ordered(queryset)


class CatalogueFilterSet(django_filters.FilterSet):
    """Base of every catalogue. Always bound, so that a bare address is a valid question."""

    q = django_filters.CharFilter(method="filter_q", max_length=200, label=_("Search words"))

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(data if data is not None else QueryDict(), queryset, **kwargs)
        for item in self.facet_filters.values():
            item.extra["choices"] = list(item.options())

    def filter_q(self, queryset, name, value):
        return queryset.filter(pk__in=self._keys_of(value))

    def _keys_of(self, words):
        """Asked once per request, though every facet needs the answer."""
        if words not in self.__dict__.setdefault("_found", {}):
            self._found[words] = [row["pk"] for row in keys_matching(self._meta.model, words)]
        return self._found[words]

    @property
    def facet_filters(self) -> dict[str, FacetFilter]:
        return {name: item for name, item in self.filters.items() if isinstance(item, FacetFilter)}

    @property
    def words(self) -> str:
        """The search words as they were typed, to show them again."""
        return self.data.get("q", "")

    @property
    def is_refused(self) -> bool:
        """True when a value cannot be used; then no row is shown under a filter that was not applied."""
        return not self.form.is_valid()

    @cached_property
    def rows(self):
        """The answer to the question: the filtered, sorted rows, or none when the question is refused."""
        return self.queryset.none() if self.is_refused else self.qs

    def rows_without(self, lifted: str):
        """The rows when one filter is taken away and the others stay; refused values count as not given."""
        rows = self.queryset
        self.form.is_valid()
        for name, value in self.form.cleaned_data.items():
            if name != lifted and not isinstance(self.filters[name], SortFilter):
                rows = self.filters[name].filter(rows, value)
        return rows

    @cached_property
    def facets(self) -> list[Facet]:
        counted: dict[str, dict] = defaultdict(dict)
        parts = [item.counts(self.rows_without(name), name) for name, item in self.facet_filters.items()]
        if parts:
            for part in parts[0].union(*parts[1:], all=True):
                counted[part["facet"]][part["value"]] = part["rows"]
        return [self._facet(name, item, counted[name]) for name, item in self.facet_filters.items()]

    def _facet(self, name, item, counts) -> Facet:
        chosen = set(self.data.getlist(name))
        options = [
            Option(value, label, counts.get(value, 0), value in chosen, f"{name}-{value}")
            for value, label in item.extra["choices"]
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
            if name not in self.facet_filters
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

    @cached_property
    def chips(self) -> list[Chip]:
        chips: list[Chip] = []
        for name in self.active_names:
            item, labels = self.filters[name], self._labels(name)
            for position, value in enumerate(filter(None, self.data.getlist(name))):
                joiner = "" if not chips else _("or") if position else _("and")
                chips.append(
                    Chip(str(labels.get(value, value)), str(item.label), self.url_without(name, value), joiner)
                )
        return chips

    @cached_property
    def reliefs(self) -> list[Relief]:
        """For an empty answer: the filters that stand in the way, the most helpful one first."""
        counts = {name: self.rows_without(name).count() for name in self.active_names}
        reliefs = [Relief(self._chosen(name), count, self.url_without(name)) for name, count in counts.items() if count]
        return sorted(reliefs, key=lambda relief: -relief.count)

    def _labels(self, name: str) -> dict[str, str]:
        """The words of the options of a filter; none for a filter without options."""
        return dict(self.filters[name].extra.get("choices", []))

    def _chosen(self, name: str) -> str:
        labels = self._labels(name)
        return ", ".join(str(labels.get(value, value)) for value in self.data.getlist(name) if value)

    def url_without(self, name: str, value: str | None = None) -> str:
        """The query string without a filter, or without one of its values; back on the first page."""
        query = self.data.copy()
        query.pop("pagina", None)
        kept = [other for other in query.getlist(name) if value is not None and other != value]
        query.setlist(name, kept) if kept else query.pop(name, None)
        return f"?{query.urlencode()}" if query else "?"

    def url_with(self, name: str, value: str | int) -> str:
        """The query string with one parameter set to one value; back on the first page unless that is asked."""
        query = self.data.copy()
        query.pop("pagina", None)
        query[name] = value
        return f"?{query.urlencode()}"

    @property
    def sort_options(self) -> list[dict]:
        """For the "in order of" links: label, address, and which one is in force."""
        name, item = next((name, item) for name, item in self.filters.items() if isinstance(item, SortFilter))
        chosen = self.data.get(name) or next(iter(item.orders))
        return [
            {"label": label, "url": self.url_with(name, slug), "is_current": slug == chosen}
            for slug, (label, _order) in item.orders.items()
        ]
