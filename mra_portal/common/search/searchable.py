"""What makes a row findable: its texts, analysed in Python so that both databases store the same words."""

from collections.abc import Iterable

from django.db import models
from wagtail.search import index
from wagtail.search.query import And, Or, PlainText, SearchQuery
from wagtail.search.queryset import SearchableQuerySetMixin

from mra_portal.common.search.analyser import index_terms, query_terms


class Searchable(index.Indexed):
    """Mixin for models: say in `search_source` which texts the public may find the row by."""

    search_auto_update = False  # mra_portal.common.search.indexing does it, after the commit
    search_fields = [index.SearchField("search_tokens")]

    def search_source(self) -> Iterable[str]:
        """The public texts of the row, in both languages."""
        raise NotImplementedError

    def search_tokens(self) -> str:
        return " ".join(index_terms("\n".join(str(text) for text in self.search_source() if text)))


def as_query(words: str) -> SearchQuery | None:
    """A visitor's words as a query for the database; None when there is nothing to look for."""
    required = [Or([PlainText(token) for token in tokens]) for tokens in query_terms(words)]
    return And(required) if required else None


def keys_matching(model: type[models.Model], words: str):
    """The primary keys of the rows that answer to these words, as a query to put inside another one."""
    query = as_query(words)
    if query is None:
        return model.objects.none().values("pk")
    found = model.objects.all().search(query, order_by_relevance=False).get_queryset()
    return found.order_by().values("pk")


class SearchableQuerySet(SearchableQuerySetMixin, models.QuerySet):
    def matching(self, words: str):
        """Rows in which every word stands, in some form, in some language."""
        return self.filter(pk__in=keys_matching(self.model, words))
