"""The innovation calendar: meetings about innovation in the region (action line 5c)."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from agenda.models.action_lines import ActionLine
from agenda.models.organisations import Organisation
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.languages import Localised
from mra_portal.common.rows import EditorialQuerySet, ReviewedRow, source_field
from profiles.models import Municipality, Sector, Subregion

# On pages about something else: so many in all, and of those so many that are over.
SHOWN, PAST_SHOWN = 8, 3


class EventKind(models.TextChoices):
    """What kind of meeting it is; the slugs are values of `soort` in addresses."""

    NETWORKING = "netwerkbijeenkomst", _("networking event")
    CONGRESS = "congres", _("congress")
    FAIR = "beurs", pgettext_lazy("of an event", "fair")
    WORKSHOP = "workshop", _("workshop")
    WEBINAR = "webinar", _("webinar")
    COMPETITION = "wedstrijd", _("competition")
    OPEN_DAY = "open-dag", _("open day")
    FESTIVAL = "festival", _("festival")
    OTHER = "overig", pgettext_lazy("of an event", "other")


class EventQuerySet(EditorialQuerySet):
    def with_last_day(self):
        """Adds `last_day`: the day on which it ends, the first one where it takes one day."""
        return self.annotate(last_day=Coalesce("ends_on", "starts_on"))

    def not_over_on(self, day: date):
        """What is still to come or goes on at the beginning of this day."""
        return self.with_last_day().filter(last_day__gte=day)

    def ended_before(self, day: date):
        """What was over when this day began."""
        return self.with_last_day().filter(last_day__lt=day)

    def starts_by(self, day: date):
        """What begins on this day or before it."""
        return self.filter(starts_on__lte=day)

    def between(self, start: date, end: date):
        """What takes place on any day from `start` to `end`, those two included."""
        return self.not_over_on(start).starts_by(end)

    def in_subregion(self, subregion: Subregion):
        """What takes place in this subregion or is meant for it."""
        return self.filter(subregions=subregion)

    def with_waiting_draft(self):
        """What an editor saved and the public does not see (yet)."""
        return self.filter(Q(live=False) | Q(has_unpublished_changes=True))

    def soonest_first(self):
        """By day and hour; an unknown hour comes before those that are known, as it does on paper."""
        return self.order_by("starts_on", F("starts_at").asc(nulls_first=True), Lower("name"), "slug")

    def coming_first(self, day: date):
        """What is to come, soonest first; then what is over, the last one first. One query tells both."""
        is_over = models.Case(models.When(last_day__lt=day, then=1), default=0, output_field=models.IntegerField())
        to_come = models.Case(models.When(last_day__gte=day, then=F("starts_on")), output_field=models.DateField())
        hour = F("starts_at").asc(nulls_first=True)
        return self.with_last_day().order_by(is_over, to_come.asc(nulls_last=True), "-starts_on", hour, "slug")

    def a_few_around(self, day: date) -> list["Event"]:
        """For a page about something else: the public events that are to come, and the last few that were."""
        found = list(self.published().for_listing().coming_first(day)[:SHOWN])
        past = [event for event in found if event.is_over_on(day)]
        return found[: len(found) - len(past) + PAST_SHOWN]

    def by_name(self):
        return self.order_by(Lower("name"), "starts_on", "slug")

    def for_listing(self):
        """What a row of the calendar shows beyond its own columns."""
        return self.select_related("municipality")

    def for_detail(self):
        """Everything its own page tells of itself."""
        return self.select_related("municipality").prefetch_related(
            "sectors",
            "subregions",
            models.Prefetch("organisers", Organisation.objects.published()),
            models.Prefetch("lines", ActionLine.objects.published().select_related("accelerator")),
        )


class Event(ReviewedRow, ClusterableModel):
    """A meeting about innovation: where and when, who holds it and for which subregions.

    Hours are those of Amsterdam and may be unknown. What is called off stays, with the reason. Reviewed, because who
    adds an event of her own organisation does not publish it, and needs a way to hand it over.
    """

    slug = models.SlugField(_("slug"), unique=True, max_length=120)
    name = models.CharField(_("exact name"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    kind = models.CharField(pgettext_lazy("of an event", "kind"), max_length=20, choices=EventKind)
    starts_on = models.DateField(_("first day"))
    starts_at = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("In the time of Amsterdam. Empty: not known.")
    )
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: it takes one day."))
    ends_at = models.TimeField(_("ends at"), null=True, blank=True, help_text=_("Empty: not known."))
    place = models.CharField(
        _("venue"), max_length=160, blank=True, help_text=_("As the organiser names it. Empty: not known.")
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("municipality"),
    )
    is_online = models.BooleanField(
        _("online"), default=False, help_text=_("On, with a venue: one can be there in both ways.")
    )
    organisers = ParentalManyToManyField(
        Organisation,
        blank=True,
        related_name="events",
        verbose_name=_("organisers"),
        help_text=_("Who holds it. Their people may edit it."),
    )
    organisers_printed = models.CharField(
        _("other organisers"),
        max_length=250,
        blank=True,
        help_text=_("Who is not in the portal, as printed."),
    )
    subregions = ParentalManyToManyField(
        Subregion,
        blank=True,
        related_name="events",
        verbose_name=_("subregions"),
        help_text=_("Where it is, and for whom. The subregion of the municipality is always one of them."),
    )
    sectors = ParentalManyToManyField(Sector, blank=True, related_name="events", verbose_name=_("sectors"))
    lines = ParentalManyToManyField(ActionLine, blank=True, related_name="events", verbose_name=_("action lines"))
    summary_nl = models.TextField(_("summary in Dutch"))
    summary_en = models.TextField(_("summary in English"), blank=True)
    url = models.URLField(_("official address"), blank=True)
    register_by = models.DateField(_("register by"), null=True, blank=True)
    cancelled_because_nl = models.CharField(
        _("why it is called off, in Dutch"), max_length=250, blank=True, help_text=_("Empty: it goes on.")
    )
    cancelled_because_en = models.CharField(_("why it is called off, in English"), max_length=250, blank=True)
    source = source_field()
    checked_on = models.DateField(_("checked on"))

    title = Localised("name", "name_en")
    summary = Localised("summary")
    cancelled_because = Localised("cancelled_because")
    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "name", "slug"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        # Besides Wagtail's own rights: only the events of the own organisation or the own subregion.
        permissions = [("change_own_event", "Can change events of the own organisation or subregion")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="an_event_ends_after_it_begins",
                violation_error_message=_("The last day comes before the first one."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("calendar:event", args=[self.slug])

    def get_preview_template(self, request, mode_name):
        return "agenda/event_detail.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, "event": self, "breadcrumb": breadcrumb((self.name, ""))}

    def clean(self):
        super().clean()
        errors = {}
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            errors["ends_on"] = _("The last day comes before the first one.")
        if self.ends_at and not self.starts_at:
            errors["starts_at"] = _("Give the hour at which it begins too, or leave both empty.")
        if self.starts_at and self.ends_at and self.takes_one_day and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("On one day it ends later than it begins.")
        if self.register_by and self.starts_on and self.register_by > self.last:
            errors["register_by"] = _("One cannot register after the last day.")
        if self.cancelled_because_en and not self.cancelled_because_nl:
            errors["cancelled_because_nl"] = _("Say in Dutch too why it is called off.")
        if errors:
            raise ValidationError(errors)

    @property
    def last(self) -> date:
        """The day on which it ends."""
        return self.ends_on or self.starts_on

    @property
    def takes_one_day(self) -> bool:
        return self.ends_on in (None, self.starts_on)

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancelled_because_nl)

    def is_over_on(self, day: date) -> bool:
        return self.last < day

    def search_source(self):
        organisations = [] if self.pk is None else [row for row in self.organisers.all() if row.live]
        return [
            self.name,
            self.name_en,
            self.get_kind_display(),
            self.place,
            self.municipality.name if self.municipality else "",
            self.organisers_printed,
            self.summary_nl,
            self.summary_en,
            *(text for row in organisations for text in (row.name, row.abbreviation)),
            *(row.name for row in self.subregions.all()),
            *(text for row in self.sectors.all() for text in (row.name, row.name_en)),
        ]


def check_subregions(municipality: Municipality | None, subregions: Iterable[Subregion]) -> None:
    """Raises ValidationError when the subregion of the municipality is not among those of the event."""
    if municipality and municipality.subregion_id not in {row.pk for row in subregions}:
        words = _("%(municipality)s lies in the subregion %(subregion)s: choose that one too.") % {
            "municipality": municipality,
            "subregion": municipality.subregion,
        }
        raise ValidationError({"subregions": words})
