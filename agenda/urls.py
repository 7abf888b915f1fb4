from django.urls import path

from agenda.feeds import AcceleratorFeed, ActionLineFeed, OrganisationFeed, UpdateFeed
from agenda.views.catalogues import ActionLineList, OrganisationList
from agenda.views.details import AcceleratorDetail, ActionLineDetail, OrganisationDetail
from agenda.views.exports import ActionLineExport, OrganisationExport
from agenda.views.progress import MeetingNote, MeetingNoteFile, Progress
from agenda.views.still_correct import StillCorrect

app_name = "agenda"
urlpatterns = [
    path("", ActionLineList.as_view(), name="action_lines"),
    path("export.atom", UpdateFeed(), name="feed"),
    path("export.<str:form>", ActionLineExport.as_view(), name="action_lines_export"),
    path("voortgang/", Progress.as_view(), name="progress"),
    path("voortgang/notitie/", MeetingNote.as_view(), name="meeting_note"),
    path("voortgang/notitie.odt", MeetingNoteFile.as_view(), {"form": "odt"}, name="meeting_note_document"),
    path("voortgang/notitie.txt", MeetingNoteFile.as_view(), {"form": "txt"}, name="meeting_note_text"),
    path("klopt-nog/<str:token>/", StillCorrect.as_view(), name="still_correct"),
    path("organisaties/", OrganisationList.as_view(), name="organisations"),
    path("organisaties/export.<str:form>", OrganisationExport.as_view(), name="organisations_export"),
    path("organisaties/<slug:slug>/", OrganisationDetail.as_view(), name="organisation"),
    path("organisaties/<slug:slug>/export.atom", OrganisationFeed(), name="organisation_feed"),
    path("<slug:accelerator>/export.atom", AcceleratorFeed(), name="accelerator_feed"),
    path("<slug:accelerator>/<slug:slug>/export.atom", ActionLineFeed(), name="action_line_feed"),
    path("<slug:accelerator>/", AcceleratorDetail.as_view(), name="accelerator"),
    path("<slug:accelerator>/<slug:slug>/", ActionLineDetail.as_view(), name="action_line"),
]
