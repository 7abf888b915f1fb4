"""Questions to the finder and pages of options, and what comes back, for tests."""

import re
from html import unescape

from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.html import strip_tags

from financing.filters import FinancingFilterSet
from financing.models import FinancingOption
from financing.option_page import option_page
from mra_portal.common.languages import path_in_language
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


def address(row) -> str:
    """Of its English page, whatever the language of the last request was."""
    return path_in_language(row.get_absolute_url(), "en")


def page(client, option, query=""):
    """Its English page."""
    response = client.get(f"{address(option)}?{query}")
    assert response.status_code == 200
    return response


def behind(option, query="") -> dict:
    """What its English page is made of."""
    with translation.override("en"):
        row = FinancingOption.objects.with_state_at(timezone.now()).for_detail().get(pk=option.pk)
        return option_page(row, QueryDict(query))


def section(response, identity) -> str:
    """What a reader sees of the section under the heading with this id."""
    content = response.content.decode()
    found = re.search(rf'id="{identity}".*?</section>', content, re.S)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found)))
