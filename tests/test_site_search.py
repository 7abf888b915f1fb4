"""One table of what people type and what they must find; the same on SQLite and on PostgreSQL, for the whole suite
runs on both.
"""

import csv
import re
from html import unescape
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from agenda.models import ActionLine
from mra_portal import site_search
from mra_portal.common.search.analyser import matches
from profiles.models import Cluster, Municipality
from tests import builders

pytestmark = pytest.mark.django_db

with (Path(__file__).parent / "search_queries.csv").open(encoding="utf-8", newline="") as handle:
    QUERIES = list(csv.DictReader(handle))

# A subregion, its municipalities and its clusters are found through the subregion's page.
THROUGH_SUBREGION = {"subregion", "municipality", "cluster"}


def found_by(words: str, code: str = "nl") -> set[str]:
    """Every hit as "kind:slug", whatever is shown of it on the page."""
    with translation.override(code):
        return {
            f"{kind}:{row.slug}"
            for kind, (_label, rows_for, _hit) in site_search.KINDS.items()
            for row in rows_for(words)
        }


def wanted(expects: str) -> set[str]:
    """What the table expects, with the parts of a subregion replaced by the page that answers for them."""
    pairs = [item.split(":", 1) for item in filter(None, expects.split(";"))]
    return {_answer(kind, slug) for kind, slug in pairs}


def _answer(kind, slug):
    if kind == "municipality":
        slug = Municipality.objects.get(slug=slug).subregion.slug
    elif kind == "cluster":
        slug = Cluster.objects.get(slug=slug).subregion.slug
    return f"organisation:deelregio-{slug}" if kind in THROUGH_SUBREGION else f"{kind}:{slug}"


@pytest.mark.parametrize("row", QUERIES, ids=lambda row: row["query"] or "(empty)")
def test_the_table_of_queries(row):
    why = row["why"]
    query = row["query"]
    if why.startswith("typo:"):
        assert found_by(query) == set()
        query = site_search.correction(query)
        assert (query or "").casefold() == why.removeprefix("typo:").casefold()
    if why.startswith("same:"):
        assert found_by(query) == found_by(why.removeprefix("same:"))
        return
    code = row["language"] if row["language"] == "en" else "nl"
    found = found_by(query, code)

    if why == "nothing":
        assert found == set()
    assert wanted(row["expects"]) <= found


@pytest.mark.parametrize("query", ["innovatie", "samenwerking", "financiering", "onderwijs", "IJmond", "rom"])
def test_the_database_finds_exactly_what_the_analyser_says(query):
    """So both databases give the same hits: each is compared with the same definition."""
    said = {line.slug for line in ActionLine.objects.published() if matches(query, "\n".join(line.search_source()))}

    assert {line.slug for line in ActionLine.objects.published().matching(query)} == said
    assert said


def text_of(response):
    return re.sub(r"\s+", " ", unescape(strip_tags(response.content.decode())))


def test_hits_are_grouped_and_lead_to_their_pages(client):
    response = client.get("/zoeken/?q=arbeidsmarkt")

    groups = {group.slug: group for group in response.context["groups"]}
    assert "/agenda/kennis-talent/2b/" in [hit.url for hit in groups["actionline"].hits]
    assert "/agenda/organisaties/themagroep-onderwijs-arbeidsmarkt/" in [hit.url for hit in groups["organisation"].hits]


def test_what_has_the_word_in_its_title_comes_first(client):
    groups = {group.slug: group for group in client.get("/zoeken/?q=arbeidsmarkt").context["groups"]}

    assert groups["actionline"].hits[0].title == "Koppeling maken tussen innovatie en arbeidsmarkt"


def test_a_typing_error_is_corrected_and_can_be_undone(client):
    corrected = client.get("/zoeken/?q=innovaite")
    literal = client.get("/zoeken/?q=innovaite&letterlijk=1")

    assert corrected.context["corrected"] == "innovatie"
    assert corrected.context["count"] == client.get("/zoeken/?q=innovatie").context["count"] > 20
    assert literal.context["groups"] == []
    assert "Bedoelde je innovatie" in text_of(literal)


def test_nothing_found_says_what_helps(client):
    text = text_of(client.get("/zoeken/?q=xylofoonkwartet"))

    assert "Niets gevonden voor “xylofoonkwartet”" in text
    assert "Gebruik minder woorden" in text


def test_an_empty_question_asks_what_you_look_for(client):
    response = client.get("/zoeken/")

    assert response.status_code == 200
    assert "Waar zoek je naar?" in text_of(response)
    assert response.context["groups"] == []


@pytest.mark.parametrize(
    "query", ["%00", "x" * 500, "%22%27%3B--", "AND+OR+NOT", "*", "%F0%9F%9A%80", "(((", "a" * 200]
)
def test_strange_questions_get_an_answer(client, query):
    assert client.get(f"/zoeken/?q={query}").status_code == 200


def test_english_finds_english_pages_and_dutch_finds_dutch_ones():
    assert "page:de-uitdagingen" in found_by("uitdagingen", "nl")
    assert "page:de-uitdagingen" in found_by("challenges", "en")
    assert "page:de-uitdagingen" not in found_by("challenges", "nl")


def test_a_new_row_is_found_after_its_commit_and_a_draft_never(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        builders.action_line(official_title="Zonnepanelen op daken", slug="9x")
        builders.action_line(official_title="Zonnepanelen op zee", slug="9y", live=False)

    assert found_by("zonnepaneel") == {"actionline:9x"}


def test_what_is_deleted_is_not_found(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        line = builders.action_line(official_title="Zonnepanelen op daken")
    line.delete()

    assert found_by("zonnepaneel") == set()
