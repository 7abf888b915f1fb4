from django.urls import path

from hotspots.views.catalogue import HotspotList
from hotspots.views.details import HotspotDetail
from hotspots.views.exports import HotspotExport
from hotspots.views.find_place import FindPlace
from hotspots.views.map_data import CardData, LandData, MapData
from hotspots.views.network import Network
from hotspots.views.network_export import NetworkExport
from hotspots.views.reach_scan import ReachExport, ReachScan

app_name = "hotspots"
urlpatterns = [
    path("", HotspotList.as_view(), name="hotspots"),
    path("export.<str:form>", HotspotExport.as_view(), name="export"),
    path("kaart.json", MapData.as_view(), name="map_data"),
    path("kaart/land.json", LandData.as_view(), name="map_land"),
    path("kaart/<str:slug>/", CardData.as_view(), name="map_card"),
    path("netwerk/", Network.as_view(), name="network"),
    path("netwerk/export.<str:form>", NetworkExport.as_view(), name="network_export"),
    path("vind-je-plek/", FindPlace.as_view(), name="find_place"),
    path("bereikbaarheid/", ReachScan.as_view(), name="reach_scan"),
    path("bereikbaarheid/export.<str:form>", ReachExport.as_view(), name="reach_export"),
    path("<slug:slug>/", HotspotDetail.as_view(), name="hotspot"),
]
