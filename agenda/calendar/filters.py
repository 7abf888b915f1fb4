"""What can be asked of the calendar; the names are promised in interface.md."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_filters import Filter

from agenda.models import Event, EventKind
from mra_portal.common.day_inputs import DayField
from mra_portal.common.days import end_of
from mra_portal.common.filters import CatalogueFilterSet, FacetFilter, SortFilter
from profiles.models import Subregion

FROM, TO = "van", "tot"
# So many stand on the front page.
NEXT = 4


class FromFilter(Filter):
    """`van`: what is not over when this day begins, the past included."""

    field_class = DayField

    def chosen(self, filterset: "EventFilterSet", day: date) -> int:
        return filterset.bits_of(filterset.index.rows.not_over_on(day))


class ToFilter(Filter):
    """`tot`: what begins on this day or before it."""

    field_class = DayField

    def chosen(self, filterset: "EventFilterSet", day: date) -> int:
        return filterset.bits_of(filterset.index.rows.starts_by(day))


class PeriodForm(forms.Form):
    def clean(self):
        given = super().clean()
        start, end = given.get(FROM), given.get(TO)
        if start and end and end < start:
            self.add_error(TO, _("This day comes before %(day)s.") % {"day": date_format(start, "j F Y")})
        return given


class EventFilterSet(CatalogueFilterSet):
    """Without `van` only what is not over yet, so that the calendar looks ahead."""

    van = FromFilter(label=gettext_lazy("From"))
    tot = ToFilter(label=gettext_lazy("Until and including"))
    deelregio = FacetFilter(
        options=lambda: Subregion.objects.values_list("slug", "name"),
        counted="subregions__slug",
        label=gettext_lazy("Subregion"),
    )
    soort = FacetFilter(
        options=lambda: EventKind.choices, counted="kind", label=pgettext_lazy("of an event", "Kind of event")
    )
    sorteer = SortFilter(
        orders={
            "datum": (gettext_lazy("date"), lambda rows: rows.soonest_first()),
            "naam": (gettext_lazy("name"), lambda rows: rows.by_name()),
        }
    )

    class Meta:
        model = Event
        fields = []
        form = PeriodForm

    @classmethod
    def rows_at(cls, moment):
        return Event.objects.published()

    @classmethod
    def valid_until(cls, moment):
        """At midnight another day is over."""
        return end_of(timezone.localdate(moment))

    def bits_of(self, rows) -> int:
        return self.index.numbering.bits_of(rows.order_by().values_list("pk", flat=True))

    @property
    def to_come(self) -> int:
        """What is not over on the day of the index."""
        today = timezone.localdate(self.index.moment)
        return self.index.kept("to_come", lambda rows, numbering: self.bits_of(rows.not_over_on(today)))

    def always(self):
        return self.index.everything if FROM in self._chosen else self.to_come

    def _bits_without(self, lifted=""):
        """Without its `van` a question is about what is to come."""
        bits = super()._bits_without(lifted)
        return bits & self.to_come if lifted == FROM else bits

    @property
    def next_events(self) -> list[Event]:
        """The first few that are to come, whatever is asked; kept with the index, so the front page asks nothing."""
        today = timezone.localdate(self.index.moment)
        return self.index.kept(
            "next_events", lambda rows, numbering: list(rows.not_over_on(today).for_listing().soonest_first()[:NEXT])
        )

    @property
    def past_count(self) -> int:
        """How many events answer to everything else that is asked but are over, while those are not shown."""
        if self.is_refused or FROM in self._chosen:
            return 0
        bits = self.index.everything & ~self.to_come
        for chosen in self._chosen.values():
            bits &= chosen
        return bits.bit_count()

    def word_for(self, name, value):
        if name not in (FROM, TO):
            return super().word_for(name, value)
        try:
            day = date_format(self.filters[name].field.clean(value), "j F Y")
        except ValidationError:
            return value
        return (_("from %(day)s") if name == FROM else _("until and including %(day)s")) % {"day": day}
