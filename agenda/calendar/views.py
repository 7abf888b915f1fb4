"""The pages and the files of the calendar."""

from itertools import groupby

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from agenda.calendar.datasets import EVENTS
from agenda.calendar.entries import entry_of
from agenda.calendar.filters import FROM, TO, EventFilterSet
from agenda.calendar.linked_data import linked_data
from agenda.calendar.wording import as_result
from agenda.models import Event
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.catalogue import CatalogueView
from mra_portal.common.day_inputs import DayInput
from mra_portal.common.exports.datasets import Found
from mra_portal.common.exports.views import ExportView


class EventList(CatalogueView):
    """What is coming, month by month; with `van` also what was."""

    template_name = "agenda/event_list.html"
    filterset_class = EventFilterSet
    search_label = gettext_lazy("Search in the calendar")
    nothing_found = gettext_lazy("No event matches")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filterset = context["filterset"]
        return {
            **context,
            "breadcrumb": breadcrumb((_("Calendar"), reverse("calendar:events"))),
            "months": months_of(context["rows"], filterset.order == "datum"),
            "period": period_of(filterset),
            "past_url": past_url(filterset),
            "contact": settings.PORTAL_CONTACT_MAIL,
        }


def months_of(events: list[Event], by_month: bool) -> list[dict]:
    """The rows of this page under the month in which they begin; in another order under no heading."""
    if not by_month:
        return [{"heading": "", "results": [as_result(event, year=True, level="3") for event in events]}]
    return [
        {
            "heading": date_format(first, "F Y"),
            "results": [as_result(event, year=False, level="4") for event in found],
        }
        for first, found in groupby(events, key=lambda event: event.starts_on.replace(day=1))
    ]


def period_of(filterset: EventFilterSet) -> dict:
    """For agenda/_period.html: the two days that were asked, as a browser's choice of a day wants them."""
    shown = DayInput()
    return {
        "start": shown.format_value(filterset.data.get(FROM, "")),
        "start_errors": [str(error) for error in filterset.form.errors.get(FROM, [])],
        "end": shown.format_value(filterset.data.get(TO, "")),
        "end_errors": [str(error) for error in filterset.form.errors.get(TO, [])],
    }


def past_url(filterset: EventFilterSet) -> str:
    """The same question with the past in it, from the first event on; empty where that adds nothing."""
    if not filterset.past_count:
        return ""
    first = filterset.index.kept("first_day", lambda rows, numbering: rows.soonest_first().first().starts_on)
    return filterset.url_with(FROM, first.isoformat())


class EventDetail(DetailView):
    """Everything known of one event."""

    template_name = "agenda/event_detail.html"
    context_object_name = "event"

    def get_queryset(self):
        return Event.objects.published().for_detail()

    def get_context_data(self, **kwargs):
        event = self.object
        way = breadcrumb((_("Calendar"), reverse("calendar:events")), (event.title, event.get_absolute_url()))
        return super().get_context_data(breadcrumb=way, linked_data=linked_data(event), **kwargs)


class EventExport(ExportView):
    """The events of the list as open data, and as a calendar to subscribe to."""

    dataset = EVENTS
    forms = ("ics", "atom")
    file_name = "kalender"
    calendar_name = gettext_lazy("Innovation calendar of the Amsterdam metropolitan area")

    def dated_rows(self, moment):
        return Event.objects.published().for_listing()

    def entries_of(self, row, moment):
        return [entry_of(row)]


class EventFile(EventExport):
    """One event, for one's own calendar."""

    def found(self):
        event = get_object_or_404(Event.objects.published(), slug=self.kwargs["slug"])
        return Found([event.pk], timezone.now())

    def get(self, request, slug, form):
        return super().get(request, form)

    @property
    def named(self):
        return self.kwargs["slug"]
