from django.urls import path

from agenda.views.catalogues import ActionLineList, OrganisationList
from agenda.views.details import AcceleratorDetail, ActionLineDetail, OrganisationDetail

app_name = "agenda"
urlpatterns = [
    path("", ActionLineList.as_view(), name="action_lines"),
    path("organisaties/", OrganisationList.as_view(), name="organisations"),
    path("organisaties/<slug:slug>/", OrganisationDetail.as_view(), name="organisation"),
    path("<slug:accelerator>/", AcceleratorDetail.as_view(), name="accelerator"),
    path("<slug:accelerator>/<slug:slug>/", ActionLineDetail.as_view(), name="action_line"),
]
