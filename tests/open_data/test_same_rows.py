"""Twenty questions to every catalogue: page, API and every file give the same rows in the same order."""

import csv
import json
import random
from io import BytesIO, StringIO

import pytest
from django.http import QueryDict
from django.urls import reverse
from openpyxl import load_workbook

from mra_portal.common.filters import CatalogueFilterSet
from mra_portal.open_data.catalogue import DATASETS

pytestmark = pytest.mark.django_db

CATALOGUES = [
    dataset for dataset in DATASETS.values() if issubclass(dataset.filterset_class or object, CatalogueFilterSet)
]
QUESTIONS = 20
# What is typed and not chosen from a list.
TYPED = {
    "financieringsopties": ["bedrag=25.000", "bedrag=1000000", "open=nu"],
    "hotspots": ["dichtbij=52.38,4.64&straal=10", "dichtbij=Haarlem", "dichtbij=Hilversum&straal=5"],
    "evenementen": ["van=2026-01-01", "van=2026-01-01&tot=2026-08-31", "van=2026-08-28&tot=2026-08-28"],
}
WORDS = ["innovatie", "amsterdam", "energie", "school", "fonds", "xyzzyqq"]


def questions(dataset) -> list[str]:
    """The same twenty each time: every filter, order and typed value at least once, then two or three together."""
    draw = random.Random(dataset.name)
    filterset = dataset.filterset_class(QueryDict())
    choices = [
        [f"{facet.name}={option.value}" for option in facet.options] for facet in filterset.facets if facet.options
    ]
    orders = [f"sorteer={name}" for name in filterset.sort_filter().orders]
    typed = [*TYPED.get(dataset.name, []), f"q={draw.choice(WORDS)}"]
    asked = dict.fromkeys([*typed, *(draw.choice(values) for values in choices), *orders])
    while len(asked) < QUESTIONS:
        several = [draw.choice(draw.choice([*choices, orders, typed])) for _part in range(draw.choice([2, 3]))]
        asked["&".join(sorted({*several}))] = None
    return list(asked)


def on_the_page(client, address, query) -> list[str]:
    found, number = [], 1
    while number:
        shown = client.get(f"{address}?{query}&per_pagina=100&pagina={number}")
        assert shown.status_code == 200
        found += [(row if hasattr(row, "slug") else row.place).slug for row in shown.context["rows"]]
        number = number + 1 if len(found) < shown.context["count"] else 0
    return found


def by_the_api(client, name, query) -> list[str]:
    found, address = [], f"/api/v1/{name}?{query}&per_pagina=100"
    while address:
        answer = client.get(address).json()
        found += [row["slug"] for row in answer["resultaten"]]
        address = answer["volgende"]
    return found


def _csv(content: bytes) -> list[str]:
    return [row["slug"] for row in csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))]


def _xlsx(content: bytes) -> list[str]:
    header, *rows = load_workbook(BytesIO(content), read_only=True).worksheets[0].iter_rows(values_only=True)
    return [row[header.index("slug")] for row in rows]


READERS = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": lambda content: [row["slug"] for row in json.loads(content)["resultaten"]],
    "geojson": lambda content: [part["properties"]["slug"] for part in json.loads(content)["features"]],
}


def in_the_files(client, dataset, query) -> dict[str, list[str]]:
    addresses = {form: reverse(dataset.files, args=[form]) for form in dataset.forms}
    return {form: READERS[form](client.get(f"{url}?{query}").getvalue()) for form, url in addresses.items()}


@pytest.mark.parametrize("dataset", CATALOGUES, ids=lambda dataset: dataset.name)
def test_page_api_and_files_give_the_same_rows(client, dataset):
    asked = questions(dataset)
    page = reverse(dataset.page) if ":" in dataset.page else dataset.page

    different, sizes = {}, set()
    for query in asked:
        shown = on_the_page(client, page, query)
        answers = {"api": by_the_api(client, dataset.name, query), **in_the_files(client, dataset, query)}
        sizes.add(len(shown))
        different |= {(query, form): slugs for form, slugs in answers.items() if slugs != shown}

    assert different == {}
    assert len(asked) >= QUESTIONS
    assert len(sizes) > 1  # the questions do ask something


def test_every_list_of_the_portal_is_asked():
    assert {dataset.name for dataset in CATALOGUES} >= {
        *("financieringsopties", "hotspots", "actielijnen", "organisaties"),
        *("evenementen", "kruisbestuivingen", "indicatoren"),
    }
