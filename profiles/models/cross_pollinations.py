"""A cross-pollination: what two subregions, or one subregion and somebody outside the region, could do together.

Source: section 4.2 of the Actieagenda and the column "Mogelijke kruisbestuivingen" of the seven profiles (5.1).
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, Least, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field
from mra_portal.common.search.searchable import Searchable, SearchableQuerySet
from profiles.models.cross_pollination_events import STANCES, CrossPollinationEvent, EventKind
from profiles.models.region import Sector, Subregion
from profiles.models.vocabulary import NamedBy, State

# Words below /deelregios/kruisbestuivingen/ that are pages of their own.
RESERVED_SLUGS = ("kansen",)


@dataclass(frozen=True)
class Side:
    """One of the two owners, or the region as a whole. `subregion` is None for somebody outside and for the region."""

    subregion: Subregion | None
    name: str
    is_outside: bool = False


@dataclass(frozen=True)
class Stance:
    """What one side says of it now: named, confirmed or declined (an EventKind), or nothing yet.

    `on` is None for what stands in the printed agenda.
    """

    side: Side
    kind: str = ""
    on: date | None = None
    reason: str = ""
    by_office: bool = False

    @property
    def label(self) -> str:
        return EventKind(self.kind).label if self.kind else _("has not answered yet")

    @property
    def has_agreed(self) -> bool:
        """It said yes here. Naming it in the printed agenda is an idea, not yet a yes."""
        return self.kind == EventKind.CONFIRMED or (self.kind == EventKind.NAMED and self.on is not None)


class CrossPollinationQuerySet(SearchableQuerySet):
    def with_owners(self):
        return self.select_related("first", "second")

    def with_events(self):
        """With its owners and what they said."""
        events = CrossPollinationEvent.objects.in_order().select_related("side")
        return self.with_owners().prefetch_related(models.Prefetch("events", events))

    def for_listing(self):
        """Everything a row of the list, a cell of the matrix or a line of an export shows."""
        return self.with_events().prefetch_related("sectors")

    def of(self, *subregions: Subregion):
        """Those that one of these subregions is an owner of."""
        return self.filter(Q(first__in=subregions) | Q(second__in=subregions))

    def within_region(self):
        """Between two subregions."""
        return self.filter(second__isnull=False)

    def waiting_for(self, subregion: Subregion):
        """To which this subregion should say yes or no: somebody else named or confirmed it, and it did not answer.

        What was declined and taken up again asks anew.
        """
        said = CrossPollinationEvent.objects.filter(cross_pollination=OuterRef("pk"), kind__in=STANCES)
        own = said.filter(side=subregion).order_by("-number")
        others = said.exclude(kind=EventKind.DECLINED).exclude(side=subregion)
        rows = self.of(subregion).filter(state=State.NAMED)
        return (
            rows.annotate(
                own_stance=Coalesce(Subquery(own.values("kind")[:1]), models.Value("")),
                own_stance_on=Subquery(own.values("on")[:1]),
            )
            .filter(Exists(others))
            .exclude(own_stance=EventKind.CONFIRMED)
            .exclude(own_stance=EventKind.NAMED, own_stance_on__isnull=False)
        )

    def in_order(self):
        """By the first owner, the second one, and the topic; what concerns the whole region comes last."""
        return self.order_by(
            models.F("first__position").asc(nulls_last=True),
            models.F("second__position").asc(nulls_last=True),
            "outside",
            "topic_nl",
            "pk",
        )

    def by_topic(self):
        return self.order_by(Lower("topic_nl"), "pk")

    def by_last_event(self):
        """What changed last comes first; the printed agenda is the oldest."""
        newest = CrossPollinationEvent.objects.filter(cross_pollination=OuterRef("pk")).order_by("-number")
        return self.annotate(last_event_on=Subquery(newest.values("on")[:1])).order_by(
            models.F("last_event_on").desc(nulls_last=True), Lower("topic_nl"), "pk"
        )


class CrossPollination(Searchable, ClusterableModel):
    """An idea with two owners. `first` is who named it first; `second` or `outside` is the other side.

    What the agenda says of the whole region has no owners; the MRA office looks after it. The texts are facts, without
    drafts: who says what, how it stands and what comes next are statements of the owners, and they go through
    profiles.cross_pollinations.operations, which write them into the history (CrossPollinationEvent) as well.
    """

    slug = models.SlugField(_("slug"), unique=True, max_length=160)
    first = models.ForeignKey(
        Subregion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cross_pollinations_named",
        verbose_name=_("subregion"),
    )
    second = models.ForeignKey(
        Subregion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cross_pollinations_joined",
        verbose_name=_("with subregion"),
    )
    outside = models.CharField(_("with somebody outside the region"), max_length=120, blank=True)
    topic_nl = models.CharField(_("topic in Dutch"), max_length=200)
    topic_en = models.CharField(_("topic in English"), max_length=200, blank=True)
    sectors = models.ManyToManyField(Sector, related_name="cross_pollinations", blank=True, verbose_name=_("sectors"))
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.NAMED, editable=False, db_index=True
    )
    state_reason_nl = models.TextField(_("reason in Dutch"), blank=True, editable=False)
    state_reason_en = models.TextField(_("reason in English"), blank=True, editable=False)
    next_step_nl = models.TextField(_("next step in Dutch"), blank=True, editable=False)
    next_step_en = models.TextField(_("next step in English"), blank=True, editable=False)
    next_step_by = models.DateField(_("next step before"), null=True, blank=True, editable=False)
    note_nl = models.TextField(_("how we read it, in Dutch"), blank=True)
    note_en = models.TextField(_("how we read it, in English"), blank=True)
    is_marked = models.BooleanField(_("to be judged by an editor: odd in the source"), default=False)
    source = source_field()

    topic = Localised("topic")
    state_reason = Localised("state_reason")
    next_step = Localised("next_step")
    note = Localised("note")
    objects = CrossPollinationQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("cross-pollination")
        verbose_name_plural = _("cross-pollinations")
        # Besides Wagtail's own rights: speak for the subregion that one is a member of, or for every side.
        permissions = [
            ("change_own_crosspollination", "Can speak for the own subregion in cross-pollinations"),
            ("moderate_crosspollination", "Can speak for every side of a cross-pollination"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__isnull=True, second__isnull=True, outside="")
                | Q(first__isnull=False, second__isnull=False, outside="")
                | (Q(first__isnull=False, second__isnull=True) & ~Q(outside="")),
                name="cross_pollination_has_two_owners",
                violation_error_message=_(
                    "Choose two subregions, or one subregion and somebody outside the region; "
                    "none at all for what concerns the whole region."
                ),
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(first=models.F("second")),
                name="cross_pollination_with_another",
                violation_error_message=_("A subregion cannot have a cross-pollination with itself."),
            ),
            models.UniqueConstraint(
                Least("first", "second"),
                Greatest("first", "second"),
                Lower("topic_nl"),
                condition=Q(second__isnull=False),
                name="cross_pollination_once_per_pair_and_topic",
                violation_error_message=_("These two subregions already have a cross-pollination on this topic."),
            ),
            models.UniqueConstraint(
                "first",
                Lower("outside"),
                Lower("topic_nl"),
                condition=Q(second__isnull=True),
                name="cross_pollination_once_outside_and_topic",
                violation_error_message=_("There already is a cross-pollination with this party on this topic."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PARKED) | ~Q(state_reason_nl=""),
                name="cross_pollination_parked_with_reason",
                violation_error_message=_("Say why it is parked."),
            ),
        ]

    def __str__(self):
        return f"{self.parties}: {self.topic_nl}"

    def clean(self):
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address is taken by a page of the portal.")})

    def get_absolute_url(self):
        return reverse("profiles:cross_pollination", args=[self.slug])

    def search_source(self):
        names = [side.name for side in self.sides]
        sectors = [text for pair in self.sectors.values_list("name", "name_en") for text in pair]
        printed = self.events.values_list("printed", flat=True) if self.pk else ()
        return [self.topic_nl, self.topic_en, *names, *sectors, *printed]

    @property
    def is_of_whole_region(self) -> bool:
        return self.first_id is None

    @property
    def owners(self) -> list[Subregion]:
        """One or two subregions; none for the whole region."""
        return [owner for owner in (self.first, self.second) if owner]

    @property
    def sides(self) -> list[Side]:
        """Who should agree: two sides, or none for the whole region."""
        sides = [Side(owner, owner.name) for owner in self.owners]
        return [*sides, Side(None, self.outside, is_outside=True)] if self.outside else sides

    @property
    def parties(self) -> str:
        """ "IJmond – Amsterdam"."""
        return " – ".join(side.name for side in self.sides) or str(_("the whole region"))

    def partner_of(self, subregion: Subregion) -> Side:
        """The other side."""
        return next(side for side in self.sides if side.subregion != subregion)

    @cached_property
    def history(self) -> list[CrossPollinationEvent]:
        """What happened, oldest first."""
        return sorted(self.events.all(), key=lambda event: event.number)

    @cached_property
    def stances(self) -> list[Stance]:
        """What each side says now, in the order of `sides`."""
        return [self._stance(side) for side in self.sides]

    def _stance(self, side: Side) -> Stance:
        now = Stance(side)
        for event in self.history:
            if event.kind in STANCES and event.is_of(side):
                now = Stance(side, event.kind, event.on, event.text, event.by_office)
            elif event.kind == EventKind.MOVED and event.to_state == State.NAMED and now.kind == EventKind.DECLINED:
                now = Stance(side)  # taken up again: asked again
        return now

    def stance_of(self, subregion: Subregion) -> Stance:
        return next(stance for stance in self.stances if stance.side.subregion == subregion)

    @property
    def named_by(self) -> list[Side]:
        """The sides that named it or said yes to it."""
        return [stance.side for stance in self.stances if stance.kind in (EventKind.NAMED, EventKind.CONFIRMED)]

    @property
    def named_by_slug(self) -> str:
        """By one side, by both, or by neither (only by the agenda of the whole region): a NamedBy."""
        return (NamedBy.REGION, NamedBy.ONE, NamedBy.BOTH)[len(self.named_by)].value

    @property
    def unanswered(self) -> list[Side]:
        """Who has not said anything yet, while it waits for an answer."""
        return [stance.side for stance in self.stances if not stance.kind] if self.state == State.NAMED else []

    @property
    def printed(self) -> list[CrossPollinationEvent]:
        """The words of the agenda, with who wrote them."""
        return [event for event in self.history if event.printed]

    @property
    def is_agreed(self) -> bool:
        return bool(self.stances) and all(stance.has_agreed for stance in self.stances)

    @property
    def next_states(self) -> list[str]:
        """Where an owner can move it from here.

        Between two subregions nothing starts before both said yes. Somebody outside the region has no account here, and
        the whole region has no owners, so there it may.
        """
        if self.state == State.PARKED:
            return [State.CONFIRMED if self.is_agreed else State.NAMED]
        if self.state == State.NAMED and self.second_id:
            return [State.PARKED]
        working = (State.EXPLORED, State.RUNNING, State.RESULT, State.PARKED)
        return [state for state in working if state != self.state]

    @property
    def version(self) -> int:
        """The number of the last event: who decides on something older is told."""
        return self.history[-1].number if self.history else 0
