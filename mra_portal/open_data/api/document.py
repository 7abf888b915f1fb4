"""`/api/v1/openapi.json`: the OpenAPI 3.0 document; it names the words there are, so it follows the data."""

from functools import lru_cache

from django.urls import include, path
from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from rest_framework.response import Response

from mra_portal.common import data_version
from mra_portal.open_data.api.resources import resources
from mra_portal.open_data.api.views import ApiView


def document_now() -> dict:
    """The document in the language of the request."""
    word = data_version.current()
    return _kept(word, get_language()) if word is not None else _made()


@lru_cache(4)
def _kept(word: str, language: str) -> dict:
    return _made()


def _made() -> dict:
    return SchemaGenerator(patterns=[path("api/", include((resources, "api")))]).get_schema(public=True)


class OpenApiDocument(ApiView):
    schema = None

    def get(self, request):
        return Response(document_now(), content_type="application/json")
