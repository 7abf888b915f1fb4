"""The addresses of the profiles. The region page itself (/deelregios/) is a page of Wagtail."""

from django.urls import path

from mra_portal.subregions.exports import ProfileExport, SectorExport, SubregionExport
from mra_portal.subregions.views import profile

app_name = "subregions"
urlpatterns = [
    path("export.<str:form>", SubregionExport.as_view(), name="export"),
    path("sectoren/export.<str:form>", SectorExport.as_view(), name="sectors_export"),
    path("<slug:slug>/", profile, name="profile"),
    path("<slug:slug>/export.<str:form>", ProfileExport.as_view(), name="profile_export"),
]
