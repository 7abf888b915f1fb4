from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agenda.models.accelerators import Accelerator
from agenda.models.organisations import Organisation
from agenda.models.role_states import NOT_ACTIVE, RoleState
from agenda.models.status_updates import Status, StatusUpdate
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.days import end_of
from mra_portal.common.languages import Localised
from mra_portal.common.rows import EditorialQuerySet, EditorialRow, source_field


class Priority(models.TextChoices):
    """The agenda announces priorities (section 5.2) but the text as we have it lost them: all are unknown."""

    UNKNOWN = "", _("not known")
    HIGH = "hoog", _("high")
    MIDDLE = "midden", _("middle")
    LOW = "laag", _("low")


class ActionLineQuerySet(EditorialQuerySet):
    def with_current_status(self):
        """Adds `current_status` (a Status value), `status_since` and `status_reported_at` of the newest update."""
        return self._with_status_of(StatusUpdate.objects.all())

    def with_status_on(self, day):
        """The same as it stood when this day was over."""
        return self._with_status_of(StatusUpdate.objects.reported_by_end_of(day))

    def _with_status_of(self, updates):
        newest = updates.filter(action_line=models.OuterRef("pk")).newest_first()
        return self.annotate(
            current_status=Coalesce(models.Subquery(newest.values("status")[:1]), models.Value(Status.NONE.value)),
            status_since=models.Subquery(newest.values("since")[:1]),
            status_reported_at=models.Subquery(newest.values("reported_at")[:1]),
        )

    def with_newest_update(self):
        """Adds `newest_update`: the primary key of the newest update, None when nobody reported."""
        newest = StatusUpdate.objects.filter(action_line=models.OuterRef("pk")).newest_first()
        return self.annotate(newest_update=models.Subquery(newest.values("pk")[:1]))

    def with_parties(self):
        """Prefetches the parties that take part, with their organisations, in printed order."""
        return self._with(ActionLineParty.objects.taking_part())

    def with_parties_on(self, day):
        """The same as it stood when this day was over."""
        return self._with(ActionLineParty.objects.taking_part_on(day))

    def with_parties_and_states(self):
        """Prefetches all parties, also who declined or ended its role, with how each role stands."""
        return self._with(ActionLineParty.objects.with_current_state())

    def _with(self, parties):
        found = parties.select_related("organisation__subregion").in_printed_order()
        return self.prefetch_related(models.Prefetch("parties", found))

    def for_listing(self):
        """Everything one row of a list shows: accelerator, current status, parties."""
        return self.select_related("accelerator").with_current_status().with_parties()

    def initiated_by_subregion(self, subregion):
        """Lines that this subregion starts, in its own name, and did not leave."""
        own = ActionLineParty.objects.taking_part().filter(
            action_line=models.OuterRef("pk"),
            role=ActionLineParty.Role.INITIATOR,
            organisation__kind=Organisation.Kind.SUBREGION,
            organisation__subregion=subregion,
        )
        return self.filter(models.Exists(own))

    def with_priority_slug(self):
        """Adds `priority_slug`: the priority as an address names it, `onbekend` when there is none."""
        return self.annotate(
            priority_slug=models.Case(
                models.When(priority="", then=models.Value("onbekend")), default=models.F("priority")
            )
        )

    def with_party_taking_part(self, **conditions):
        """One row per party that takes part, so that its columns (`parties__…`) can be counted."""
        return self.filter(parties__in=ActionLineParty.objects.taking_part().filter(**conditions))

    def in_printed_order(self):
        return self.order_by("accelerator__number", "letter")

    def by_title(self):
        return self.order_by(Lower("official_title"), "pk")

    def by_last_report(self):
        """The line reported on last first; lines nobody reported on last, in printed order."""
        return self.with_current_status().order_by(
            models.F("status_reported_at").desc(nulls_last=True), "accelerator__number", "letter"
        )


class ActionLine(EditorialRow):
    """One of the sixteen action lines, with its official title of section 5.2 of the agenda.

    `slug` is the accelerator's number and the letter ("1b"); the API promises it. The titles of the summary
    page and of chapter 4 are kept where they differ.
    """

    slug = models.SlugField(_("slug"), unique=True)
    accelerator = models.ForeignKey(
        Accelerator, on_delete=models.PROTECT, related_name="action_lines", verbose_name=_("accelerator")
    )
    letter = models.CharField(_("letter"), max_length=8)
    official_title = models.CharField(_("official title"), max_length=250)
    title_en = models.CharField(_("title in English"), max_length=250, blank=True)
    title_summary = models.CharField(_("title on the summary page"), max_length=250, blank=True)
    title_chapter4 = models.CharField(_("title in chapter 4"), max_length=250, blank=True)
    summary_nl = models.TextField(_("summary in Dutch"))
    summary_en = models.TextField(_("summary in English"), blank=True)
    agreements_nl = models.TextField(_("what was agreed, in Dutch"), help_text=_("One agreement per line."))
    agreements_en = models.TextField(
        _("what was agreed, in English"), blank=True, help_text=_("One agreement per line.")
    )
    initiators_printed = models.CharField(_("initiators as printed"), max_length=250, blank=True)
    partners_printed = models.CharField(_("partners as printed"), max_length=250, blank=True)
    priority = models.CharField(_("priority"), max_length=10, choices=Priority, blank=True, default=Priority.UNKNOWN)
    source_page = models.PositiveSmallIntegerField(_("page in the agenda"))
    source = source_field()

    title = Localised("official_title", "title_en")
    summary = Localised("summary")
    agreements_text = Localised("agreements")
    objects = ActionLineQuerySet.as_manager()

    class Meta:
        ordering = ["accelerator__number", "letter"]
        verbose_name = _("action line")
        verbose_name_plural = _("action lines")
        constraints = [models.UniqueConstraint(fields=["accelerator", "letter"], name="action_line_once_per_letter")]

    def __str__(self):
        return f"{self.slug} {self.official_title}"

    def get_absolute_url(self):
        return reverse("agenda:action_line", args=[self.accelerator.slug, self.slug])

    def get_preview_template(self, request, mode_name):
        return "agenda/action_line_detail.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, "line": self, "breadcrumb": breadcrumb((self.code, ""))}

    @property
    def code(self) -> str:
        """What people call it: "1b"."""
        return self.slug

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def agreements(self) -> list[str]:
        """What was agreed, one sentence per item, in the language of the page."""
        return [line.strip() for line in self.agreements_text.plain.splitlines() if line.strip()]

    @property
    def title_variants(self) -> list[str]:
        """Titles printed elsewhere in the agenda that differ from the official one."""
        return [title for title in dict.fromkeys([self.title_summary, self.title_chapter4]) if title]

    @cached_property
    def timeline(self) -> list[StatusUpdate]:
        """Every status update, newest first."""
        return list(self.status_updates.for_timeline())

    @property
    def last_reported_at(self):
        return self.timeline[0].reported_at if self.timeline else None

    @property
    def since(self):
        """The day from which the status holds, where somebody said so."""
        return self.timeline[0].since if self.timeline else None

    @cached_property
    def open_asks(self):
        """What the line looks for today."""
        return list(self.asks.open_on(timezone.localdate()).soonest_first().select_related("organisation"))

    @property
    def status(self) -> Status:
        """The status of the newest update; from `with_current_status` where the row has it."""
        if "current_status" in self.__dict__:
            return Status(self.current_status)
        return Status(self.timeline[0].status) if self.timeline else Status.NONE

    @property
    def status_label(self) -> str:
        return self.status.label

    @cached_property
    def places(self):
        """The published places of the hotspot network that it concerns, by name."""
        return list(self.hotspots.published().for_listing().by_name())

    @cached_property
    def events_shown(self) -> list:
        """The public events about it: what is to come, and the last few that were."""
        return self.events.a_few_around(timezone.localdate())

    @cached_property
    def neighbours(self) -> dict[str, "ActionLine | None"]:
        """The published lines before and after this one, in the order of the agenda."""
        number, letter = self.accelerator.number, self.letter
        others = ActionLine.objects.published().select_related("accelerator")
        before = models.Q(accelerator__number__lt=number) | models.Q(accelerator__number=number, letter__lt=letter)
        after = models.Q(accelerator__number__gt=number) | models.Q(accelerator__number=number, letter__gt=letter)
        return {
            "previous": others.filter(before).order_by("-accelerator__number", "-letter").first(),
            "next": others.filter(after).in_printed_order().first(),
        }

    def parties_with_role(self, role: str) -> list["ActionLineParty"]:
        """Those of public organisations. From the prefetched parties, so without a query where those are prefetched."""
        return [party for party in self.parties.all() if party.role == role and party.organisation.live]

    @property
    def initiators(self):
        return self.parties_with_role(ActionLineParty.Role.INITIATOR)

    @property
    def partners(self):
        return self.parties_with_role(ActionLineParty.Role.PARTNER)

    def search_source(self):
        return [
            self.slug,
            self.official_title,
            self.title_en,
            self.title_summary,
            self.title_chapter4,
            self.summary_nl,
            self.summary_en,
            self.agreements_nl,
            self.agreements_en,
            self.initiators_printed,
            self.partners_printed,
        ]


class ActionLinePartyQuerySet(models.QuerySet):
    def in_printed_order(self):
        return self.order_by("role", "position", "pk")

    def on_published_lines(self):
        return self.filter(action_line__live=True)

    def with_current_state(self):
        """Adds `current_state` (a RoleState value) and `state_since`, the day of which the newest statement speaks."""
        return self._with_state_of(self._statements())

    def taking_part(self):
        """The roles that nobody declined or ended."""
        return self._active_by(self._statements())

    def taking_part_on(self, day):
        """The same as it stood when this day was over."""
        return self._active_by(self._statements().filter(recorded_at__lt=end_of(day)))

    def _statements(self):
        return self.model.statements.rel.related_model.objects.all()

    def _with_state_of(self, statements):
        newest = statements.filter(party=models.OuterRef("pk")).order_by("-recorded_at", "-pk")
        return self.annotate(
            current_state=Coalesce(models.Subquery(newest.values("state")[:1]), models.Value(RoleState.NAMED.value)),
            state_since=models.Subquery(newest.values("said_on")[:1]),
        )

    def _active_by(self, statements):
        return self._with_state_of(statements).exclude(current_state__in=[state.value for state in NOT_ACTIVE])

    def for_organisation_page(self):
        """The roles of one organisation, with line, accelerator and state, in the order of the agenda."""
        return (
            self.on_published_lines()
            .with_current_state()
            .select_related("action_line__accelerator")
            .order_by("role", "action_line__accelerator__number", "action_line__letter")
        )


class ActionLineParty(models.Model):
    """An organisation's role on an action line, with the printed words it was read from (section 5.2).

    `is_interpretation` marks a link that the text does not spell out, such as "Allen" read as all subregions.
    """

    class Role(models.TextChoices):
        INITIATOR = "initiator", _("initiator")
        PARTNER = "partner", _("partner")

    action_line = models.ForeignKey(
        ActionLine, on_delete=models.CASCADE, related_name="parties", verbose_name=_("action line")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="parties", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    position = models.PositiveSmallIntegerField(_("position"))
    printed = models.CharField(_("as printed"), max_length=200)
    is_interpretation = models.BooleanField(_("our reading"), default=False)
    note_nl = models.CharField(_("note in Dutch"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)

    note = Localised("note")
    objects = ActionLinePartyQuerySet.as_manager()

    class Meta:
        ordering = ["action_line", "role", "position"]
        verbose_name = _("role on an action line")
        verbose_name_plural = _("roles on action lines")
        constraints = [
            models.UniqueConstraint(
                fields=["action_line", "organisation", "role"], name="action_line_party_once_per_role"
            )
        ]

    def __str__(self):
        return f"{self.action_line_id} {self.role} {self.organisation_id}"

    @property
    def state(self) -> RoleState:
        """For a row of `with_current_state`; a draft that is previewed has only the words of the agenda."""
        return RoleState(getattr(self, "current_state", RoleState.NAMED))

    @property
    def takes_part(self) -> bool:
        return self.state not in NOT_ACTIVE
