"""The addresses below /api/v1: without a slash at the end (rule API-48)."""

from django.urls import path, re_path

from mra_portal.open_data.api.document import OpenApiDocument
from mra_portal.open_data.api.problems import nothing_here
from mra_portal.open_data.api.views import DeletionsView, ListView, Root, RowView
from mra_portal.open_data.catalogue import DATASETS, DELETIONS

app_name = "api"
resources = [
    *(path(f"v1/{name}", ListView.as_view(dataset=dataset), name=name) for name, dataset in DATASETS.items()),
    *(
        path(f"v1/{name}/<str:slug>", RowView.as_view(dataset=dataset), name=f"{name}_row")
        for name, dataset in DATASETS.items()
    ),
    path(f"v1/{DELETIONS.name}", DeletionsView.as_view(dataset=DELETIONS), name=DELETIONS.name),
]
urlpatterns = [
    re_path(r"^v1/?$", Root.as_view(), name="root"),
    path("v1/openapi.json", OpenApiDocument.as_view(), name="openapi"),
    *resources,
    re_path(r"^", nothing_here),
]
