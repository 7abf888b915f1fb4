"""The OpenAPI document: every address, parameter, word, column, example and error, from the datasets themselves."""

from django.conf import settings
from django.forms import ChoiceField, DecimalField, FloatField, IntegerField
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from mra_portal.common.catalogue import LARGEST_PAGE_SIZE, PAGE_SIZE
from mra_portal.common.exports.datasets import Dataset
from mra_portal.common.exports.fields import PublicField, Type
from mra_portal.common.exports.sheets import meaning_of

JSON_TYPES = {
    Type.TEXT: {"type": "string"},
    Type.WHOLE: {"type": "integer"},
    Type.NUMBER: {"type": "number"},
    Type.YES_NO: {"type": "boolean"},
    Type.DAY: {"type": "string", "format": "date"},
    Type.MOMENT: {"type": "string", "format": "date-time"},
    Type.ADDRESS: {"type": "string", "format": "uri"},
}
PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "example": "about:blank"},
        "title": {"type": "string", "example": "Bad Request"},
        "status": {"type": "integer", "example": 400},
        "detail": {"type": "string", "example": "pagina: page 9 does not exist; there are 4."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


def schema_of_field(field: PublicField) -> dict:
    """JSON Schema of a column. Every single value may be null: not known."""
    one = dict(JSON_TYPES[field.kind])
    words = [value for value, _label in field.words.choices if value] if field.words else []
    if field.many:
        items = {**one, "enum": words} if words else one
        return {"type": "array", "items": items, "description": capfirst(meaning_of(field))}
    if words:
        one["enum"] = [*words, None]
    return {**one, "nullable": True, "description": capfirst(meaning_of(field))}


def schema_of_record(dataset: Dataset, example: dict | None) -> dict:
    schema = {
        "type": "object",
        "title": dataset.name,
        "description": str(dataset.about),
        "properties": {field.name: schema_of_field(field) for field in dataset.fields},
        "additionalProperties": False,
    }
    return {**schema, "example": example} if example else schema


def schema_of_page(record: dict) -> dict:
    address = {"type": "string", "nullable": True, "format": "uri"}
    return {
        "type": "object",
        "required": ["aantal", "volgende", "vorige", "resultaten"],
        "properties": {
            "aantal": {"type": "integer", "minimum": 0, "description": _("Rows in all, on every page together.")},
            "volgende": {**address, "description": _("Address of the next page.")},
            "vorige": {**address, "description": _("Address of the page before.")},
            "resultaten": {"type": "array", "items": record},
        },
    }


def _query(name: str, schema: dict, description: str, example=None) -> OpenApiParameter:
    told = {**schema, "example": example} if example is not None else schema
    return OpenApiParameter(name, told, OpenApiParameter.QUERY, description=description)


def _columns(dataset: Dataset) -> list[OpenApiParameter]:
    names = ",".join(field.name for field in list(dataset.fields)[:2])
    codes = [code for code, _name in settings.LANGUAGES]
    return [
        _query("velden", {"type": "string"}, _("Only these columns, separated by commas."), names),
        _query("taal", {"type": "string", "enum": codes}, _("Language of texts and messages; Dutch when not given.")),
    ]


def _paging() -> list[OpenApiParameter]:
    size = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE_SIZE, "default": PAGE_SIZE}
    moment = _("Only what changed after this moment or the start of this day. What is gone: see verwijderingen.")
    return [
        _query("pagina", {"type": "integer", "minimum": 1, "default": 1}, _("The page.")),
        _query("per_pagina", size, _("Rows on a page.")),
        _query("gewijzigd_na", {"type": "string"}, moment, "2026-11-01T00:00:00Z"),
    ]


def _filters(dataset: Dataset) -> list[OpenApiParameter]:
    filterset = dataset.filterset(QueryDict())
    if filterset is None:
        return []
    found = []
    for name, field in filterset.form.fields.items():
        label = str(filterset.filters[name].label or name)
        help_text = str(field.help_text or "")
        description = f"{capfirst(label)}. {help_text}".strip()
        found.append(_query(name, _schema_of_question(field), description))
    return found


def _schema_of_question(field) -> dict:
    if isinstance(field, IntegerField) and not isinstance(field, DecimalField | FloatField):
        return {"type": "integer"}
    if hasattr(field, "queryset"):
        words = [str(slug) for slug in field.queryset.values_list(field.to_field_name or "pk", flat=True)]
    elif isinstance(field, ChoiceField):
        words = [str(value) for value, _label in field.choices if value != ""]
    else:
        return {"type": "string", **({"maxLength": field.max_length} if getattr(field, "max_length", None) else {})}
    one = {"type": "string", "enum": words} if words else {"type": "string"}
    return {"type": "array", "items": one} if _takes_several(field) else one


def _takes_several(field) -> bool:
    return getattr(field.widget, "allow_multiple_selected", False)


def _headers() -> list[OpenApiParameter]:
    told = {"API-Version": _("The version of the API."), "ETag": _("For If-None-Match.")}
    return [
        OpenApiParameter(
            name, {"type": "string"}, OpenApiParameter.HEADER, description=meaning, response=["200", "304"]
        )
        for name, meaning in told.items()
    ]


class DatasetSchema(AutoSchema):
    """For views with a `dataset`."""

    @property
    def dataset(self) -> Dataset:
        return self.view.dataset

    @property
    def is_list(self) -> bool:
        return self.view.is_list

    def get_operation_id(self):
        return f"{self.dataset.name}_{'lijst' if self.is_list else 'rij'}"

    def get_tags(self):
        return [self.dataset.name]

    def get_summary(self):
        title = str(self.dataset.title)
        return title if self.is_list else _("%(title)s: one row") % {"title": title}

    def get_description(self):
        return str(self.dataset.about)

    def get_filter_backends(self):
        return []

    def get_override_parameters(self):
        if not self.is_list:
            slug = OpenApiParameter("slug", {"type": "string"}, OpenApiParameter.PATH, description=_("The row."))
            return [slug, *_columns(self.dataset), *_headers()]
        own = [_query(*asked) for asked in self.dataset.asked_besides()]
        return [*_filters(self.dataset), *own, *_paging(), *_columns(self.dataset), *_headers()]

    def get_request_serializer(self):
        return None

    def get_response_serializers(self):
        record = schema_of_record(self.dataset, self.view.example())
        answers = {
            200: OpenApiResponse(schema_of_page(record) if self.is_list else record, _("The answer.")),
            304: OpenApiResponse(None, _("Nothing changed since the answer with this ETag.")),
            (400, "application/problem+json"): OpenApiResponse(PROBLEM, _("A parameter that cannot be used.")),
            (406, "application/problem+json"): OpenApiResponse(PROBLEM, _("Something else than JSON was asked for.")),
        }
        if not self.is_list:
            answers[404, "application/problem+json"] = OpenApiResponse(PROBLEM, _("There is no such public row."))
        return answers
