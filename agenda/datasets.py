from datetime import date

import django_filters
from django.utils.translation import gettext_lazy as _

from agenda.filters import ActionLineFilterSet, OrganisationFilterSet
from agenda.models import ActionLine, Organisation, Status, StatusUpdate
from agenda.public_fields import (
    ACCELERATOR_FIELDS,
    LINE_FIELDS,
    ORGANISATION_FIELDS,
    UPDATE_FIELDS,
    accelerators_for_open_data,
    lines_for_open_data,
    organisations_for_open_data,
    updates_for_open_data,
)
from agenda.views.progress import DaysForm
from mra_portal.common.exports.datasets import Dataset, Found, PlainFilterSet, SlugsFilter
from mra_portal.common.exports.problems import RefusedError


class Accelerators(Dataset):
    name = "versnellers"
    title = _("Accelerators of the agenda")
    about = _("The five conditions for innovation that governments can improve, with their action lines.")
    fields = ACCELERATOR_FIELDS
    page = "agenda:action_lines"

    def rows(self, moment):
        return accelerators_for_open_data()


class ActionLines(Dataset):
    name = "actielijnen"
    title = _("Action lines")
    about = _("The sixteen action lines of the innovation agenda: who starts them, who takes part, how they stand.")
    fields = LINE_FIELDS
    filterset_class = ActionLineFilterSet
    page, files = "agenda:action_lines", "agenda:action_lines_export"

    def rows(self, moment):
        return lines_for_open_data(ActionLine.objects.published().with_current_status().in_printed_order())

    def rows_on(self, day: date):
        """The lines as they stood when this day was over; titles, texts and roles are those of now."""
        return lines_for_open_data(ActionLine.objects.published().with_status_on(day).in_printed_order())

    def found(self, query):
        """With `op` the status is the one of that day, also where it is asked for."""
        days = DaysForm({"op": query.get("op", "")})
        if not days.is_valid():
            raise RefusedError(days.errors)
        found = super().found(query)
        day = days.cleaned_data["op"]
        if day is None:
            return found
        rest = query.copy()
        statuses = rest.pop("status", [])
        keys = super().found(rest).keys
        if any(statuses):
            then = self.rows_on(day).filter(current_status__in=statuses).order_by()
            kept = set(then.values_list("pk", flat=True))
            keys = [key for key in keys if key in kept]
        return Found(keys, found.moment, {"op": day})

    def asked_besides(self):
        return [("op", {"type": "string"}, _("The agenda as it stood when this day was over."), "2026-11-01")]

    def rows_of(self, found):
        day = found.asked.get("op")
        return self.rows_on(day) if day else super().rows_of(found)


class UpdateFilterSet(PlainFilterSet):
    actielijn = SlugsFilter(
        field_name="action_line__slug", queryset=ActionLine.objects.published(), label=_("Action line")
    )
    organisatie = SlugsFilter(
        field_name="organisation__slug", queryset=Organisation.objects.published(), label=_("Organisation")
    )
    status = django_filters.MultipleChoiceFilter(choices=Status.reportable, label=_("Status"))

    class Meta:
        model = StatusUpdate
        fields = []


class Updates(Dataset):
    name = "statusmeldingen"
    title = _("Status updates")
    about = _(
        "Everything that was reported about the action lines. A report is never changed; a mistake is followed by a "
        "correction."
    )
    fields = UPDATE_FIELDS
    key = "pk"
    filterset_class = UpdateFilterSet
    page = "agenda:progress"

    def rows(self, moment):
        return updates_for_open_data()

    def one(self, slug):
        return super().one(slug) if slug.isdecimal() and len(slug) < 19 else None


class Organisations(Dataset):
    name = "organisaties"
    title = _("Organisations")
    about = _(
        "Governments, schools, networks, companies and others that have a part in the agenda, in money or in places."
    )
    fields = ORGANISATION_FIELDS
    filterset_class = OrganisationFilterSet
    page, files = "agenda:organisations", "agenda:organisations_export"
    elsewhere = _(
        "Facts come from the agenda and from the pages of the organisations, named per row in the column bron."
    )

    def rows(self, moment):
        return organisations_for_open_data(self.filterset_class.rows_at(moment))


ACCELERATORS, LINES, UPDATES, ORGANISATIONS = Accelerators(), ActionLines(), Updates(), Organisations()
