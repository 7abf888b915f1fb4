"""The addresses below /api/v1: without a slash at the end (rule API-48)."""

from django.urls import path, re_path

from mra_portal.open_data.api.document import OpenApiDocument
from mra_portal.open_data.api.problems import nothing_here
from mra_portal.open_data.api.resources import resources
from mra_portal.open_data.api.views import Root

app_name = "api"
urlpatterns = [
    re_path(r"^v1/?$", Root.as_view(), name="root"),
    path("v1/openapi.json", OpenApiDocument.as_view(), name="openapi"),
    *resources,
    re_path(r"^", nothing_here),
]
