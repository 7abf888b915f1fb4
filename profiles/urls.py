"""The addresses below /deelregios/."""

from django.urls import path

from profiles.cross_pollinations.views import (
    CrossPollinationDetail,
    CrossPollinationExport,
    CrossPollinationList,
    GapList,
)

app_name = "profiles"
urlpatterns = [
    path("kruisbestuivingen/", CrossPollinationList.as_view(), name="cross_pollinations"),
    path("kruisbestuivingen/export.<str:form>", CrossPollinationExport.as_view(), name="cross_pollinations_export"),
    path("kruisbestuivingen/kansen/", GapList.as_view(), name="gaps"),
    path("kruisbestuivingen/<slug:slug>/", CrossPollinationDetail.as_view(), name="cross_pollination"),
]
