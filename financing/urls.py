from django.urls import path

from financing.views.catalogue import OptionList
from financing.views.compare import Compare
from financing.views.details import OptionDetail
from financing.views.exports import OptionExport, ShortlistExport
from financing.views.my_route import MyRoute
from financing.views.route_map import RouteMap

app_name = "financing"
urlpatterns = [
    path("", OptionList.as_view(), name="options"),
    path("export.<str:form>", OptionExport.as_view(), name="export"),
    path("mijn-route/", MyRoute.as_view(), name="my_route"),
    path("routekaart/", RouteMap.as_view(), name="route_map"),
    path("vergelijk/", Compare.as_view(), name="compare"),
    path("vergelijk/export.<str:form>", ShortlistExport.as_view(), name="compare_export"),
    path("<slug:slug>/", OptionDetail.as_view(), name="option"),
]
