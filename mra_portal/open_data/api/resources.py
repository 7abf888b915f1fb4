"""The addresses of the datasets in the API; the OpenAPI document is made of these."""

from django.urls import path

from mra_portal.open_data.api.views import DeletionsView, ListView, RowView
from mra_portal.open_data.catalogue import DATASETS, DELETIONS

resources = [
    *(path(f"v1/{name}", ListView.as_view(dataset=dataset), name=name) for name, dataset in DATASETS.items()),
    *(
        path(f"v1/{name}/<str:slug>", RowView.as_view(dataset=dataset), name=f"{name}_row")
        for name, dataset in DATASETS.items()
    ),
    path(f"v1/{DELETIONS.name}", DeletionsView.as_view(dataset=DELETIONS), name=DELETIONS.name),
]
