"""What a line works towards, and what it asks for meanwhile."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.action_lines import ActionLine
from agenda.models.organisations import Organisation
from mra_portal.common.append_only import AppendOnlyQuerySet, AppendOnlyRow
from mra_portal.common.days import end_of
from mra_portal.common.languages import Localised


class MilestoneQuerySet(models.QuerySet):
    def with_current_state(self):
        """Adds `planned_on` (the day as it is planned now), `done_on` and `first_planned_on`."""
        return self._with_state_of(MilestoneChange.objects.all())

    def with_state_on(self, day):
        """The same as it stood when this day was over."""
        return self._with_state_of(MilestoneChange.objects.filter(recorded_at__lt=end_of(day)))

    def overdue_on(self, day):
        """Planned before this day and not reached when it was over, as was known then; the earliest first."""
        late = self.with_state_on(day).filter(planned_on__lt=day, done_on=None)
        return late.order_by("planned_on", "pk")

    def _with_state_of(self, changes):
        newest = changes.filter(milestone=models.OuterRef("pk")).order_by("-recorded_at", "-pk")
        oldest = changes.filter(milestone=models.OuterRef("pk")).order_by("recorded_at", "pk")
        return self.annotate(
            planned_on=models.Subquery(newest.values("planned_on")[:1]),
            done_on=models.Subquery(newest.values("done_on")[:1]),
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
    """A result that a line wants to reach. When it is planned, moved or done stands in its changes, never here."""

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
    def is_done(self) -> bool:
        """For a row of `with_current_state`."""
        return self.done_on is not None

    def is_overdue_on(self, day) -> bool:
        return not self.is_done and self.planned_on is not None and self.planned_on < day

    @property
    def was_moved(self) -> bool:
        return self.first_planned_on != self.planned_on


class MilestoneChangeQuerySet(AppendOnlyQuerySet):
    def newest_first(self):
        return self.order_by("-recorded_at", "-pk")

    def with_day_before(self):
        """Adds `day_before`: the day for which it was planned until this change."""
        same_moment = models.Q(recorded_at=models.OuterRef("recorded_at"), pk__lt=models.OuterRef("pk"))
        earlier = MilestoneChange.objects.filter(
            models.Q(recorded_at__lt=models.OuterRef("recorded_at")) | same_moment,
            milestone=models.OuterRef("milestone"),
        )
        return self.annotate(day_before=models.Subquery(earlier.newest_first().values("planned_on")[:1]))


class MilestoneChange(AppendOnlyRow):
    """One thing that was recorded about a milestone: first planned, moved (with the reason), done."""

    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, related_name="changes", verbose_name=_("milestone")
    )
    planned_on = models.DateField(_("planned on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
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
