"""The addresses below /monitor/."""

from django.urls import path

from profiles.monitor.views import IndicatorDetail, IndicatorExport, IndicatorList, ObservationExport

app_name = "monitor"
urlpatterns = [
    path("", IndicatorList.as_view(), name="indicators"),
    path("export.<str:form>", IndicatorExport.as_view(), name="export"),
    path("waarnemingen/export.<str:form>", ObservationExport.as_view(), name="observations_export"),
    path("<slug:slug>/", IndicatorDetail.as_view(), name="indicator"),
]
