from django.urls import path

from agenda.calendar.views import EventDetail, EventExport, EventFile, EventList

app_name = "calendar"
urlpatterns = [
    path("", EventList.as_view(), name="events"),
    path("export.<str:form>", EventExport.as_view(), name="export"),
    path("<slug:slug>/export.ics", EventFile.as_view(), {"form": "ics"}, name="event_file"),
    path("<slug:slug>/", EventDetail.as_view(), name="event"),
]
