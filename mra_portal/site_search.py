"""Search over everything public: one question, grouped answers, and a helping hand when nothing is found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from agenda.calendar.wording import days_in_words
from agenda.models import Accelerator, ActionLine, Event, Organisation
from financing.models import FinancingOption
from hotspots.models import Hotspot
from mra_portal.cms.models import Term
from mra_portal.common.search.analyser import index_terms, query_terms
from mra_portal.common.search.searchable import keys_matching
from mra_portal.common.search.suggestions import Vocabulary
from profiles.models import CrossPollination, Indicator, Subregion

# Of kinds with a catalogue the first few are shown, with the way to the rest; of other kinds everything.
SHOWN_OF_CATALOGUE = 5
# Hits beyond this are counted, not ranked.
RANKED_PER_GROUP = 200
VOCABULARY_SECONDS = 600


@dataclass(frozen=True)
class Hit:
    title: str
    url: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """The hits of one kind. `more_url` leads to the catalogue that shows them all, where there is one."""

    slug: str
    label: str
    hits: list[Hit]
    count: int
    more_url: str = ""


def _pages(words):
    return Page.objects.live().filter(pk__in=keys_matching(Page, words), locale__language_code=get_language())


# kind -> label, rows, how a row becomes a hit
KINDS: dict[str, tuple[str, Callable[[str], QuerySet], Callable]] = {
    "financingoption": (
        _("Money and programmes"),
        lambda words: FinancingOption.objects.published().filter(has_ended=False).matching(words),
        lambda row: Hit(row.full_name, row.get_absolute_url(), row.summary, row.get_kind_display()),
    ),
    "hotspot": (
        _("Places"),
        lambda words: Hotspot.objects.published().matching(words),
        lambda row: Hit(row.name, row.get_absolute_url(), row.summary, row.get_kind_display()),
    ),
    "actionline": (
        _("Action lines"),
        lambda words: ActionLine.objects.published().select_related("accelerator").matching(words),
        lambda row: Hit(row.title, row.get_absolute_url(), row.summary, row.slug),
    ),
    "accelerator": (
        _("Accelerators"),
        lambda words: Accelerator.objects.published().matching(words),
        lambda row: Hit(row.title, row.get_absolute_url(), row.target_picture, str(row.number)),
    ),
    "organisation": (
        _("Organisations"),
        lambda words: Organisation.objects.published().matching(words),
        lambda row: Hit(row.name, row.get_absolute_url(), row.summary, row.get_kind_display()),
    ),
    "event": (
        _("Events"),
        lambda words: Event.objects.published().matching(words),
        lambda row: Hit(row.title, row.get_absolute_url(), row.summary, days_in_words(row)),
    ),
    "crosspollination": (
        _("Cross-pollinations"),
        lambda words: CrossPollination.objects.with_owners().matching(words),
        lambda row: Hit(row.topic, row.get_absolute_url(), row.parties),
    ),
    "indicator": (
        _("Indicators"),
        lambda words: Indicator.objects.matching(words),
        lambda row: Hit(row.name, row.get_absolute_url(), row.definition),
    ),
    "page": (
        _("Pages"),
        _pages,
        lambda row: Hit(row.title, row.url, row.search_description),
    ),
    "term": (
        _("Terms"),
        lambda words: Term.objects.published().matching(words),
        lambda row: Hit(row.label, row.get_absolute_url(), row.definition),
    ),
}


# Kinds with a page that shows every hit.
CATALOGUES = {
    "financingoption": "financing:options",
    "hotspot": "hotspots:hotspots",
    "actionline": "agenda:action_lines",
    "organisation": "agenda:organisations",
    "event": "calendar:events",
    "crosspollination": "profiles:cross_pollinations",
    "indicator": "monitor:indicators",
}
# What their pages are asked besides the words, so that they show every hit: the calendar looks ahead by itself.
ASKED_TOO = {"event": {"van": "2000-01-01"}}


def search(words: str) -> list[Group]:
    """Groups with hits, in a fixed order; inside a group the rows that name the words in their title first."""
    return [group for kind in KINDS if (group := _group(kind, words)).count]


def _group(kind: str, words: str) -> Group:
    label, rows_for, hit_of = KINDS[kind]
    rows = rows_for(words)
    found = list(rows[: RANKED_PER_GROUP + 1])
    count = len(found) if len(found) <= RANKED_PER_GROUP else rows.count()
    asked = [set(tokens) for tokens in query_terms(words)]
    ranked = sorted((hit_of(row) for row in found), key=lambda hit: (-_in_title(asked, hit), _plain(hit.title)))
    if kind not in CATALOGUES or count <= SHOWN_OF_CATALOGUE:
        return Group(kind, label, ranked, count)
    all_of_them = f"{reverse(CATALOGUES[kind])}?{urlencode({'q': words, **ASKED_TOO.get(kind, {})})}"
    return Group(kind, label, ranked[:SHOWN_OF_CATALOGUE], count, all_of_them)


def _in_title(asked: list[set], hit: Hit) -> int:
    stored = set(index_terms(f"{hit.note} {_plain(hit.title)}"))
    return sum(bool(tokens & stored) for tokens in asked)


def _plain(text: str) -> str:
    return str.__str__(text).casefold()


def correction(words: str) -> str | None:
    """The same question without its typing errors, or None when there is nothing to correct."""
    return vocabulary().correct(words)


def vocabulary() -> Vocabulary:
    """The words that stand in public names and titles, with how often; kept for ten minutes."""
    return cache.get_or_set("portal-search-vocabulary", _read_vocabulary, VOCABULARY_SECONDS)


def _read_vocabulary() -> Vocabulary:
    return Vocabulary.from_texts(text for texts in _public_names() for text in texts if text)


def _public_names() -> Iterable[Iterable[str]]:
    """The texts whose words visitors see most: rows of names, titles and summaries."""
    yield from ActionLine.objects.published().values_list(
        "official_title", "title_en", "summary_nl", "summary_en", "agreements_nl", "agreements_en"
    )
    yield from Accelerator.objects.published().values_list("name", "name_en", "target_picture_nl")
    yield from Organisation.objects.published().values_list("name", "abbreviation", "summary_nl")
    yield from FinancingOption.objects.published().values_list("name", "abbreviation", "summary_nl", "summary_en")
    yield from Hotspot.objects.published().values_list("name", "address", "summary_nl", "summary_en")
    yield from Indicator.objects.values_list("name_nl", "name_en")
    yield from Event.objects.published().values_list("name", "name_en", "place", "summary_nl", "summary_en")
    yield from Term.objects.published().values_list("name", "name_en", "variants")
    yield from Page.objects.live().values_list("title", "search_description")
    yield from Subregion.objects.values_list("name", "municipalities__name", "clusters__name").distinct()
