"""A dataset: one table of public rows, said once for its page, files, API, catalogue entry and dump.

Each app declares its datasets in `datasets.py`; `mra_portal.open_data.catalogue` lists them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import django_filters
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from mra_portal.common.exports.fields import PublicField, record_of
from mra_portal.common.exports.problems import RefusedError


@dataclass(frozen=True)
class Found:
    """The answer to a question: primary keys in order, and the moment at which they were the answer."""

    keys: Sequence
    moment: datetime
    # Answers of a dataset that has any besides its rows, such as the day of which they are.
    asked: dict = field(default_factory=dict)


class SlugsFilter(django_filters.ModelMultipleChoiceFilter):
    """Rows that point at one of these, by slug: `?deelregio=ijmond&deelregio=amsterdam`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, to_field_name="slug", **kwargs)


class PlainFilterSet(django_filters.FilterSet):
    """What can be asked of a dataset that is no catalogue with counted facets. Always bound, as those are."""

    def __init__(self, data: QueryDict | None = None, queryset: QuerySet | None = None):
        super().__init__(QueryDict() if data is None else data, queryset)

    @property
    def is_refused(self) -> bool:
        return not self.is_valid()

    def keys(self) -> list:
        return list(self.qs.values_list("pk", flat=True))


class Dataset:
    """Subclasses fill in the words and `rows`; one instance of each is the dataset.

    `name` is the plural Dutch word of interface.md and part of addresses; `key` the model field behind `slug`.
    `filterset_class` is a CatalogueFilterSet or a PlainFilterSet, None where nothing can be asked.
    """

    name = ""
    title = ""
    about = ""
    fields: Sequence[PublicField] = ()
    key = "slug"
    filterset_class: type | None = None
    # URL name or address of the list in the portal, and the URL name of its files where they stand beside that list.
    page = ""
    files = ""
    forms: Sequence[str] = ("csv", "xlsx", "json")
    # Where facts come from that are not the portal's own, with their licence.
    elsewhere = ""

    def rows(self, moment: datetime) -> QuerySet:
        """Every public row, with all that `fields` read, in a fixed order."""
        raise NotImplementedError

    def completed(self, rows: list[Model]) -> list[Model]:
        """The rows of a chunk, with what no query gives them."""
        return rows

    def geometry_of(self, row: Model) -> dict | None:
        """The geometry of a GeoJSON feature, where `forms` has that form."""
        raise NotImplementedError

    def filterset(self, query: QueryDict):
        """The question, bound; None where nothing can be asked."""
        if self.filterset_class is None:
            return None
        if issubclass(self.filterset_class, PlainFilterSet):
            return self.filterset_class(query, self.rows(timezone.now()))
        return self.filterset_class(query)

    def found(self, query: QueryDict) -> Found:
        """What is asked for. Raises RefusedError."""
        filterset = self.filterset(query)
        moment = timezone.now()
        if filterset is None:
            return Found(list(self.rows(moment).values_list("pk", flat=True)), moment)
        if filterset.is_refused:
            raise RefusedError(filterset.form.errors)
        index = getattr(filterset, "index", None)
        return Found(filterset.keys(), index.moment if index else moment)

    def asked_besides(self) -> list[tuple]:
        """What `found` understands besides the filters: name, JSON Schema, meaning and an example of each."""
        return []

    def rows_of(self, found: Found) -> QuerySet:
        """The rows that an answer is picked from."""
        return self.rows(found.moment)

    def one(self, slug: str) -> Model | None:
        """The public row with this slug, with all that `fields` read."""
        return next(iter(self.completed(list(self.rows(timezone.now()).filter(**{self.key: slug})[:1]))), None)

    @cached_property
    def columns(self) -> dict[str, PublicField]:
        return {item.name: item for item in self.fields}

    def record(self, row: Model, names: Sequence[str] = ()) -> dict:
        """The row as JSON, all columns or only these."""
        return record_of([self.columns[name] for name in names] or self.fields, row)
