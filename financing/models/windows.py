from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from financing.models.vocabulary import Allocation
from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field


class CallWindowQuerySet(models.QuerySet):
    """Moments are aware datetimes. Windows are in local time: whole days, unless a time is given."""

    def confirmed(self):
        """Rounds that the source says are held; of the others only the dates are known."""
        return self.filter(is_confirmed=True)

    def open_at(self, moment: datetime):
        day, clock = _local(moment)
        has_opened = (
            Q(opens_on=None) | Q(opens_on__lt=day) | Q(opens_on=day) & (Q(opens_at=None) | Q(opens_at__lte=clock))
        )
        not_closed = (
            Q(closes_on=None) | Q(closes_on__gt=day) | Q(closes_on=day) & (Q(closes_at=None) | Q(closes_at__gt=clock))
        )
        not_ran_out = Q(ran_out_on=None) | Q(ran_out_on__gt=day)
        return self.filter(has_opened, not_closed, not_ran_out)

    def opening_after(self, moment: datetime):
        day, clock = _local(moment)
        return self.filter(Q(opens_on__gt=day) | Q(opens_on=day, opens_at__gt=clock))

    def past_at(self, moment: datetime):
        day, clock = _local(moment)
        return self.filter(Q(closes_on__lt=day) | Q(closes_on=day, closes_at__lte=clock) | Q(ran_out_on__lte=day))

    def next_change_after(self, moment: datetime) -> datetime:
        """The first moment at which a state may change: a round that opens or closes later today, or midnight."""
        day, clock = _local(moment)
        times = [
            *self.filter(opens_on=day, opens_at__gt=clock).values_list("opens_at", flat=True),
            *self.filter(closes_on=day, closes_at__gt=clock).values_list("closes_at", flat=True),
        ]
        zone = timezone.get_current_timezone()
        if times:
            return datetime.combine(day, min(times), tzinfo=zone)
        return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)

    def newest_first(self):
        return self.order_by(F("opens_on").desc(nulls_last=True), F("closes_on").desc(nulls_last=True), "pk")


def _local(moment: datetime) -> tuple[date, time]:
    local = timezone.localtime(moment)
    return local.date(), local.time()


class CallWindow(Orderable):
    """One round in which one can apply. Past rounds are kept: they are the only honest ground for an expectation."""

    option = ParentalKey("financing.FinancingOption", on_delete=models.CASCADE, related_name="windows")
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True, help_text=_("Empty: at the end of the day."))
    preregister_by = models.DateField(_("pre-register by"), null=True, blank=True)
    allocation = models.CharField(_("allocation"), max_length=20, choices=Allocation, blank=True)
    ran_out_on = models.DateField(_("budget ran out on"), null=True, blank=True)
    budget = models.PositiveBigIntegerField(_("budget in euros"), null=True, blank=True)
    is_confirmed = models.BooleanField(
        _("is confirmed"), default=True, help_text=_("Off: the dates are known, but not whether the round is held.")
    )
    note_nl = models.CharField(_("note in Dutch"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    source = source_field()

    note = Localised("note")
    objects = CallWindowQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("call window")
        verbose_name_plural = _("call windows")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="window_closes_after_it_opens",
                violation_error_message=_("The window closes before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=False) | Q(closes_on__isnull=False),
                name="window_has_a_date",
                violation_error_message=_("Give the day on which the window opens, or closes, or both."),
            ),
        ]

    def __str__(self):
        return f"{self.opens_on or '?'} – {self.closes_on or '?'}"

    @property
    def editorial_owner(self):
        return self.option

    def clean(self):
        super().clean()
        if self.opens_on and self.closes_on:
            if self.closes_on < self.opens_on:
                raise ValidationError({"closes_on": _("The window closes before it opens.")})
            if self.closes_on == self.opens_on and self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
                raise ValidationError({"closes_at": _("The window closes before it opens.")})
        if self.ran_out_on and self.closes_on and self.ran_out_on > self.closes_on:
            raise ValidationError({"ran_out_on": _("The budget runs out before the window closes, or not at all.")})
        if self.opens_at and not self.opens_on:
            raise ValidationError({"opens_on": _("A time needs a day.")})
        if self.closes_at and not self.closes_on:
            raise ValidationError({"closes_on": _("A time needs a day.")})
        if not self.opens_on and not self.closes_on:
            raise ValidationError({"opens_on": _("Give the day on which the window opens, or closes, or both.")})
