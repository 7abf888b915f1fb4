"""The agenda as it stands or stood on a day, and what happened between two days.

Status, roles, milestones and requests are those of the day; titles and texts are those of now. The number of queries
does not depend on the number of reports.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from agenda.freshness import Freshness, freshness_on
from agenda.models import ActionLine, Ask, Milestone, MilestoneChange, Status, StatusUpdate
from agenda.models.status_updates import AT_REST
from mra_portal.common.days import end_of, start_of

# More than anybody reads at once; the page says how many there are.
MOST = 200
LONG_AGO = date(2000, 1, 1)


class AgendaOn:
    """The published lines on a day, in the order of the agenda."""

    def __init__(self, day: date, with_parties: bool = False):
        self.day, self.with_parties = day, with_parties

    @cached_property
    def lines(self) -> list[ActionLine]:
        lines = ActionLine.objects.published().select_related("accelerator").with_status_on(self.day)
        lines = lines.with_parties_on(self.day) if self.with_parties else lines
        return list(lines.in_printed_order())

    def freshness(self, line: ActionLine) -> Freshness:
        if line.status in AT_REST:
            return Freshness.FRESH
        return freshness_on(self.day, reported_on(line))

    @cached_property
    def waiting(self) -> list[tuple[ActionLine, Freshness]]:
        """The lines of which a report is overdue, too old or missing: never reported first, then the oldest."""
        late = (Freshness.SILENT, Freshness.STALE, Freshness.OVERDUE)
        found = [(line, self.freshness(line)) for line in self.lines]
        return sorted((pair for pair in found if pair[1] in late), key=lambda pair: reported_on(pair[0]) or date.min)

    def count_by_accelerator(self) -> list[dict]:
        """Per accelerator how many lines have which status."""
        found: dict = {}
        for line in self.lines:
            counts = found.setdefault(line.accelerator, dict.fromkeys(Status, 0))
            counts[line.status] += 1
        return [{"accelerator": accelerator, "counts": counts} for accelerator, counts in found.items()]

    @cached_property
    def asks(self) -> list[Ask]:
        lines = [line.pk for line in self.lines]
        asks = Ask.objects.open_on(self.day).filter(asked_on__lte=self.day, action_line__in=lines)
        return list(asks.select_related("action_line__accelerator", "organisation").soonest_first())

    @cached_property
    def organisations(self) -> list[dict]:
        """Who is on which line: rows of the matrix, who is on most lines first."""
        found: dict = {}
        for line in self.lines:
            for party in line.parties.all():
                if not party.organisation.live:
                    continue  # no visitor may know of it
                found.setdefault(party.organisation, {}).setdefault(line.pk, set()).add(party.role)
        rows = [{"organisation": organisation, "roles": roles} for organisation, roles in found.items()]
        return sorted(rows, key=lambda row: (-len(row["roles"]), row["organisation"].name.casefold()))


def reported_on(line: ActionLine) -> date | None:
    return timezone.localdate(line.status_reported_at) if line.status_reported_at else None


@dataclass(frozen=True)
class Move:
    """A line whose status changed in a period, with the report that changed it: the first one with that status."""

    line: ActionLine
    before: Status
    after: Status
    update: StatusUpdate


@dataclass(frozen=True)
class Period:
    """Two days, both included."""

    first: date
    last: date

    @cached_property
    def before(self) -> AgendaOn:
        return AgendaOn(self.first - timedelta(days=1))

    @cached_property
    def after(self) -> AgendaOn:
        return AgendaOn(self.last)

    @cached_property
    def updates(self) -> list[StatusUpdate]:
        """What was reported, newest first; confirmations too."""
        updates = StatusUpdate.objects.reported_between(self.first, self.last).filter(action_line__live=True)
        return list(updates.for_timeline().select_related("action_line__accelerator")[:MOST])

    @cached_property
    def total(self) -> int:
        updates = StatusUpdate.objects.reported_between(self.first, self.last)
        return updates.filter(action_line__live=True).count()

    @cached_property
    def moves(self) -> list[Move]:
        """The lines that stand otherwise at the end than before the beginning, in the order of the agenda."""
        before = {line.pk: line.status for line in self.before.lines}
        changed = [line for line in self.after.lines if line.status != before.get(line.pk, Status.NONE)]
        keys = self._first_of_last_status([line.pk for line in changed])
        updates = StatusUpdate.objects.filter(pk__in=keys).select_related("organisation")
        found = {update.action_line_id: update for update in updates}
        return [
            Move(line, before.get(line.pk, Status.NONE), line.status, found[line.pk])
            for line in changed
            if line.pk in found
        ]

    def _first_of_last_status(self, lines: list[int]) -> list[int]:
        """Of each of these lines the key of the report since which it stands as it does at the end.

        Asked per line, not per report: there may be a hundred times as many of those.
        """
        updates = StatusUpdate.objects.reported_by_end_of(self.last).filter(action_line=OuterRef("pk"))
        newest = updates.newest_first().values("status")[:1]
        others = updates.exclude(status=OuterRef("status_at_end")).newest_first()
        same_moment = Q(reported_at=OuterRef("other_at"), pk__gt=OuterRef("other"))
        since = updates.filter(Q(reported_at__gt=OuterRef("other_at")) | same_moment).order_by("reported_at", "pk")
        rows = (
            ActionLine.objects.filter(pk__in=lines)
            .order_by()
            .annotate(status_at_end=Subquery(newest))
            .annotate(
                other=Coalesce(Subquery(others.values("pk")[:1]), 0),
                other_at=Coalesce(Subquery(others.values("reported_at")[:1]), start_of(LONG_AGO)),
            )
            .annotate(changed_by=Subquery(since.values("pk")[:1]))
        )
        return list(rows.values_list("changed_by", flat=True))

    @cached_property
    def reported(self) -> list[StatusUpdate]:
        """Of every line the newest report of the period that says more than "still correct", in printed order."""
        told = StatusUpdate.objects.reported_between(self.first, self.last).exclude(text_nl="")
        newest = told.filter(action_line=OuterRef("pk")).newest_first().values("pk")[:1]
        keys = ActionLine.objects.published().order_by().annotate(told=Subquery(newest)).exclude(told=None)
        updates = StatusUpdate.objects.filter(pk__in=list(keys.values_list("told", flat=True))).for_timeline()
        order = ("action_line__accelerator__number", "action_line__letter")
        return list(updates.select_related("action_line__accelerator").order_by(*order))

    @cached_property
    def milestone_changes(self) -> list[MilestoneChange]:
        """Planned, moved and reached in the period, newest first."""
        bounds = {"recorded_at__gte": start_of(self.first), "recorded_at__lt": end_of(self.last)}
        changes = MilestoneChange.objects.filter(**bounds)
        changes = changes.filter(milestone__action_line__live=True)
        rows = changes.with_day_before().select_related("milestone__action_line__accelerator", "organisation")
        return list(rows.newest_first()[:MOST])

    @cached_property
    def overdue_milestones(self) -> list[Milestone]:
        """Not reached at the end of the period though their day had passed; those of a stopped line were let go."""
        stopped = [line.pk for line in self.after.lines if line.status == Status.STOPPED]
        milestones = Milestone.objects.overdue_on(self.last).filter(action_line__live=True)
        return list(milestones.exclude(action_line__in=stopped).select_related("action_line__accelerator")[:MOST])

    @cached_property
    def fell_silent(self) -> list[ActionLine]:
        """Lines that were in time before the period and are overdue at its end."""
        late = (Freshness.STALE, Freshness.OVERDUE)
        early = (*late, Freshness.SILENT)
        in_time = {line.pk for line in self.before.lines if self.before.freshness(line) not in early}
        return [line for line in self.after.lines if self.after.freshness(line) in late and line.pk in in_time]

    @cached_property
    def asked(self) -> list[Ask]:
        asks = Ask.objects.filter(asked_on__range=(self.first, self.last), action_line__live=True)
        return list(asks.select_related("action_line__accelerator", "organisation").soonest_first())
