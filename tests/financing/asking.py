"""Questions to the finder, and what comes back, for tests."""

import re
from html import unescape

from django.http import QueryDict
from django.utils.html import strip_tags

from financing.filters import FinancingFilterSet
from tests.financing import builders

FINDER = "/financiering/"


def asked(query: str) -> FinancingFilterSet:
    return FinancingFilterSet(QueryDict(query))


def keys_of(query: str) -> list[int]:
    """The primary keys of the answer, in order."""
    return asked(query).keys()


def found(query: str, *options) -> list:
    """Which of these options answer to a query string, in the order of the answer."""
    mine = {option.pk: option for option in options}
    return [mine[key] for key in keys_of(query) if key in mine]


def slugs(response) -> list[str]:
    """The rows that a page shows."""
    return [row.slug for row in response.context["rows"]]


def text_of(response) -> str:
    """What a reader sees of a page."""
    return re.sub(r"\s+", " ", unescape(strip_tags(response.content.decode())))


def counts(filterset: FinancingFilterSet, facet: str) -> dict[str, int]:
    return {option.value: option.count for option in filterset.facet(facet).options}


def searchable(capture, *fields) -> list:
    """Options as they are after the commit, when the search knows them."""
    with capture(execute=True):
        return [builders.option(**row) for row in fields]
