from django.utils.translation import gettext_lazy as _

from agenda.calendar.filters import EventFilterSet
from agenda.calendar.public_fields import FIELDS, for_open_data
from mra_portal.common.exports.datasets import Dataset


class Events(Dataset):
    name = "evenementen"
    title = _("Events about innovation")
    about = _(
        "Meetings, fairs, workshops and other events about innovation in the region. What is over comes along only "
        "when you name a first day, with the parameter van."
    )
    fields = FIELDS
    filterset_class = EventFilterSet
    page, files = "calendar:events", "calendar:export"
    elsewhere = _("Facts come from the pages of the organisers, named per row in the column bron.")

    def rows(self, moment):
        return for_open_data(self.filterset_class.rows_at(moment).soonest_first())


EVENTS = Events()
