"""`/data/`: every dataset, what is in it, how to get it, and how to name the source."""

from django.conf import settings
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.exports.datasets import Dataset
from mra_portal.common.exports.fields import cells_of
from mra_portal.common.exports.ledger import last_change
from mra_portal.common.exports.licence import LICENCE, PUBLISHER
from mra_portal.common.exports.sheets import meaning_of
from mra_portal.common.languages import path_in_language
from mra_portal.open_data.api.document import document_now
from mra_portal.open_data.catalogue import DATASETS
from mra_portal.open_data.dcat import CATALOGUE_FORMS, catalogue_as
from mra_portal.open_data.dump import newest_dump
from mra_portal.open_data.files import file_address
from mra_portal.open_data.linked_data import catalogue_facts, dataset_facts

PREVIEW_ROWS = 5
LONGEST_CELL = 120
FORM_NAMES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON", "geojson": "GeoJSON"}


def page_address(dataset: Dataset) -> str:
    """Of the list in the portal."""
    if dataset.page.startswith("/"):
        return path_in_language(dataset.page, get_language())
    return reverse(dataset.page)


def _way(*steps):
    return breadcrumb((_("Open data"), reverse("open_data:catalogue")), *steps)


def _told(dataset: Dataset) -> dict:
    """What catalogue and page both say of a dataset."""
    return {
        "name": dataset.name,
        "title": dataset.title,
        "about": dataset.about,
        "url": reverse("open_data:dataset", args=[dataset.name]),
        "count": len(dataset.found(QueryDict()).keys),  # what the files hold when nothing is asked
        "changed": last_change(dataset),
        "files": [(FORM_NAMES[form], file_address(dataset, form)) for form in dataset.forms],
    }


@require_safe
def catalogue(request):
    context = {
        "breadcrumb": _way(),
        "datasets": [_told(dataset) for dataset in DATASETS.values()],
        "licence": LICENCE,
        "dump": newest_dump(),
        "linked_data": catalogue_facts(
            _("Open data of the innovation portal"),
            _("Everything that is public on the innovation portal of the MRA, to use again."),
        ),
    }
    return render(request, "open_data/catalogue.html", context)


@require_safe
def catalogue_file(request, form):
    """The catalogue as DCAT-AP-NL, for other catalogues."""
    if form not in CATALOGUE_FORMS:
        raise Http404
    kind, syntax = CATALOGUE_FORMS[form]
    response = HttpResponse(catalogue_as(syntax), content_type=kind)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def dump(request):
    """The newest dump: always at this address, wherever the operator keeps files."""
    found = newest_dump()
    if found is None:
        raise Http404("No dump was made yet")
    return redirect(found.url)


@require_safe
def dataset_page(request, name):
    if name not in DATASETS:
        raise Http404
    dataset = DATASETS[name]
    told = _told(dataset)
    base = settings.PORTAL_BASE_URL
    context = {
        **told,
        "breadcrumb": _way((dataset.title, told["url"])),
        "linked_data": dataset_facts(dataset),
        "facts": _facts(told, dataset, _cite(dataset, base + told["url"])),
        "page": page_address(dataset),
        "api": base + reverse(f"api:{name}"),
        "licence": LICENCE,
        "columns": [(field.name, capfirst(meaning_of(field))) for field in dataset.fields],
        "names": [field.name for field in dataset.fields],
        "preview": _preview(dataset),
    }
    return render(request, "open_data/dataset.html", context)


def _facts(told: dict, dataset: Dataset, cite: str) -> list[dict]:
    facts = [
        {"label": _("Last change"), "value": told["changed"] and date_format(told["changed"], "j F Y")},
        {"label": _("Licence"), "value": LICENCE.title, "url": LICENCE.url},
        {"label": _("From elsewhere"), "value": dataset.elsewhere},
        {"label": _("How to name the source"), "value": cite},
    ]
    return [fact for fact in facts if fact["value"] or fact["label"] != _("From elsewhere")]


def _preview(dataset: Dataset) -> list[list[str]]:
    rows = dataset.completed(list(dataset.rows(timezone.now())[:PREVIEW_ROWS]))
    return [["" if cell is None else _short(str(cell)) for cell in cells_of(dataset.fields, row)] for row in rows]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL].rstrip()} …"


def _cite(dataset: Dataset, address: str) -> str:
    told = {
        "publisher": PUBLISHER,
        "title": dataset.title,
        "day": date_format(timezone.localdate(), "j F Y"),
        "address": address,
        "licence": "CC BY 4.0",
    }
    return _("%(publisher)s, “%(title)s”, seen on %(day)s, %(address)s, %(licence)s.") % told


@require_safe
def api_page(request):
    """The documentation of the API, made of its own OpenAPI document."""
    context = {
        "breadcrumb": _way((_("The API"), reverse("open_data:api"))),
        "base": settings.PORTAL_BASE_URL + reverse("api:root").rstrip("/"),
        "document": settings.PORTAL_BASE_URL + reverse("api:openapi"),
        "lists": _lists(document_now()),
    }
    return render(request, "open_data/api.html", context)


def _lists(document: dict) -> list[dict]:
    """Per list its address, what it is and what can be asked."""
    found = []
    for address, methods in document["paths"].items():
        operation = methods["get"]
        if "{" in address:
            continue
        parameters = [item for item in operation["parameters"] if item["in"] == "query"]
        found.append(
            {
                "name": operation["tags"][0],
                "title": operation["summary"],
                "address": address,
                "parameters": [
                    {
                        "name": item["name"],
                        "meaning": item.get("description", ""),
                        "words": _words(item["schema"]),
                        "more": max(len(_all_words(item["schema"])) - MOST_WORDS, 0),
                        "several": item["schema"].get("type") == "array",
                    }
                    for item in parameters
                ],
            }
        )
    return found


MOST_WORDS = 12


def _all_words(schema: dict) -> list[str]:
    return schema.get("items", schema).get("enum", [])


def _words(schema: dict) -> list[str]:
    return _all_words(schema)[:MOST_WORDS]
