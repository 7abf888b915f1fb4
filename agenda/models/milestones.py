"""What a line works towards, and what it asks for meanwhile."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.action_lines import ActionLine
from agenda.models.organisations import Organisation
from mra_portal.common.append_only import AppendOnlyQuerySet, AppendOnlyRow
from mra_portal.common.days import end_of
from mra_portal.common.languages import Localised


class MilestoneQuerySet(models.QuerySet):
    def with_current_state(self):
        """Adds `planned_on` (the day as it is planned now), `done_on`, `is_dropped` and `first_planned_on`."""
        return self._with_state_of(MilestoneChange.objects.all())

    def with_state_on(self, day):
        """The same as it stood when this day was over."""
        return self._with_state_of(MilestoneChange.objects.filter(recorded_at__lt=end_of(day)))

    def overdue_on(self, day):
        """Planned before this day and not reached when it was over, as was known then; the earliest first."""
        late = self.with_state_on(day).filter(planned_on__lt=day, done_on=None, is_dropped=False)
        return late.order_by("planned_on", "pk")

    def _with_state_of(self, changes):
        newest = changes.filter(milestone=models.OuterRef("pk")).order_by("-recorded_at", "-pk")
        oldest = changes.filter(milestone=models.OuterRef("pk")).order_by("recorded_at", "pk")
        return self.annotate(
            planned_on=models.Subquery(newest.values("planned_on")[:1]),
            done_on=models.Subquery(newest.values("done_on")[:1]),
            is_dropped=Coalesce(models.Subquery(newest.values("is_dropped")[:1]), models.Value(False)),
            first_planned_on=models.Subquery(oldest.values("planned_on")[:1]),
        )

    def for_line_page(self):
        """Of one line, the earliest first, with every change."""
        changes = MilestoneChange.objects.with_day_before().newest_first().select_related("organisation")
        return (
            self.with_current_state()
            .prefetch_related(models.Prefetch("changes", changes))
            .order_by(models.F("planned_on").asc(nulls_last=True), "pk")
        )


class Milestone(models.Model):
    """A result that a line wants to reach. When it is planned, moved, done or dropped stands in its changes."""

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    action_line = models.ForeignKey(
        ActionLine, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("action line")
    )
    title_nl = models.CharField(_("title in Dutch"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    title = Localised("title")
    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["action_line", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return self.title_nl

    @property
    def is_closed(self) -> bool:
        """Reached or dropped; for a row of `with_current_state`."""
        return self.done_on is not None or self.is_dropped

    def is_overdue_on(self, day) -> bool:
        return not self.is_closed and self.planned_on is not None and self.planned_on < day

    @property
    def was_moved(self) -> bool:
        return self.first_planned_on != self.planned_on


class MilestoneChangeQuerySet(AppendOnlyQuerySet):
    def newest_first(self):
        return self.order_by("-recorded_at", "-pk")

    def with_day_before(self):
        """Adds `day_before`, the day for which it was planned until this change, and `was_closed` before it."""
        same_moment = models.Q(recorded_at=models.OuterRef("recorded_at"), pk__lt=models.OuterRef("pk"))
        earlier = MilestoneChange.objects.filter(
            models.Q(recorded_at__lt=models.OuterRef("recorded_at")) | same_moment,
            milestone=models.OuterRef("milestone"),
        )
        before = earlier.newest_first().annotate(closed=models.Q(is_dropped=True) | models.Q(done_on__isnull=False))
        return self.annotate(
            day_before=models.Subquery(before.values("planned_on")[:1]),
            was_closed=Coalesce(models.Subquery(before.values("closed")[:1]), models.Value(False)),
        )


class MilestoneChange(AppendOnlyRow):
    """One thing that was recorded about a milestone: planned, moved, done, dropped, or open again.

    All but the first plan and "done" say why.
    """

    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, related_name="changes", verbose_name=_("milestone")
    )
    planned_on = models.DateField(_("planned on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    is_dropped = models.BooleanField(_("dropped"), default=False)
    reason_nl = models.CharField(_("reason in Dutch"), max_length=300, blank=True)
    reason_en = models.CharField(_("reason in English"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    reason = Localised("reason")
    objects = MilestoneChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("change of a milestone")
        verbose_name_plural = _("changes of milestones")
        indexes = [models.Index(fields=["milestone", "-recorded_at", "-id"], name="milestone_change_newest")]

    @property
    def closes(self) -> bool:
        """Whether the milestone is reached or dropped by it."""
        return self.done_on is not None or self.is_dropped

    @property
    def slips(self) -> bool:
        """Whether it was put off or given up; for a row of `with_day_before`."""
        is_later = bool(self.planned_on and self.day_before and self.planned_on > self.day_before)
        return self.is_dropped or (is_later and self.done_on is None)

    def __str__(self):
        return f"{self.milestone_id} {self.planned_on or ''} {self.done_on or ''}".strip()


class AskQuerySet(models.QuerySet):
    def open_on(self, day):
        """What is still asked for on this day: it ends by itself when its last day has passed."""
        return self.filter(models.Q(withdrawn_on=None) | models.Q(withdrawn_on__gt=day), until__gte=day)

    def soonest_first(self):
        return self.order_by("until", "pk")


class Ask(models.Model):
    """Something a line looks for, such as a place for a pilot, until a day ("gezocht: …")."""

    action_line = models.ForeignKey(
        ActionLine, on_delete=models.PROTECT, related_name="asks", verbose_name=_("action line")
    )
    text_nl = models.CharField(_("what is asked for, in Dutch"), max_length=250)
    text_en = models.CharField(_("what is asked for, in English"), max_length=250, blank=True)
    until = models.DateField(_("until and including"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="asks", verbose_name=_("asked by")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_on = models.DateField(_("asked on"))
    withdrawn_on = models.DateField(_("withdrawn or found on"), null=True, blank=True)

    text = Localised("text")
    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["until", "pk"]
        verbose_name = _("request")
        verbose_name_plural = _("requests")

    def __str__(self):
        return self.text_nl
