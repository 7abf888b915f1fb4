"""The addresses below /data/."""

from django.urls import path

from mra_portal.open_data import pages
from mra_portal.open_data.files import DatasetExport

app_name = "open_data"
urlpatterns = [
    path("", pages.catalogue, name="catalogue"),
    path("catalogus.<str:form>", pages.catalogue_file, name="catalogue_file"),
    path("alles.zip", pages.dump, name="dump"),
    path("api/", pages.api_page, name="api"),
    path("<slug:name>/", pages.dataset_page, name="dataset"),
    path("<slug:name>/export.<str:form>", DatasetExport.as_view(), name="export"),
]
