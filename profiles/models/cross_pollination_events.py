from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mra_portal.common.append_only import AppendOnlyQuerySet, AppendOnlyRow
from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field
from profiles.models.region import Subregion
from profiles.models.vocabulary import State


class EventKind(models.TextChoices):
    NAMED = "genoemd", pgettext_lazy("what a side says", "named it")
    CONFIRMED = "bevestigd", pgettext_lazy("what a side says", "confirmed it")
    DECLINED = "afgewezen", pgettext_lazy("what a side says", "declined it")
    MOVED = "stand", pgettext_lazy("event", "the state changed")
    PLANNED = "volgende-stap", pgettext_lazy("event", "wrote the next step")


# The kinds that say what a side thinks of it; the last one of a side counts.
STANCES = (EventKind.NAMED, EventKind.CONFIRMED, EventKind.DECLINED)


class CrossPollinationEventQuerySet(AppendOnlyQuerySet):
    def in_order(self):
        return self.order_by("cross_pollination", "number")


class CrossPollinationEvent(AppendOnlyRow):
    """One thing that happened to a cross-pollination. Only ever added: a change of mind is a new event.

    Who: `side`, or somebody outside the region, or neither for the region as a whole (the agenda, the MRA office).
    `by_office`: the office wrote it down for that side. `author` is the account; the public never sees it. `on` is
    empty for what stands in the printed agenda, whose words are in `printed`.
    """

    cross_pollination = models.ForeignKey(
        "profiles.CrossPollination",
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=_("cross-pollination"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("what happened"), max_length=14, choices=EventKind)
    side = models.ForeignKey(
        Subregion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("subregion")
    )
    is_of_outside = models.BooleanField(_("said outside the region"), default=False)
    by_office = models.BooleanField(_("written down by the MRA office"), default=False)
    on = models.DateField(_("on"), null=True, blank=True)
    from_state = models.CharField(_("from state"), max_length=12, choices=State, blank=True)
    to_state = models.CharField(_("to state"), max_length=12, choices=State, blank=True)
    printed = models.TextField(_("as printed"), blank=True)
    text_nl = models.TextField(_("text in Dutch"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    source = source_field(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    text = Localised("text")
    objects = CrossPollinationEventQuerySet.as_manager()

    class Meta:
        ordering = ["cross_pollination", "number"]
        verbose_name = _("event of a cross-pollination")
        verbose_name_plural = _("events of cross-pollinations")
        constraints = [
            models.UniqueConstraint(fields=["cross_pollination", "number"], name="cross_pollination_event_once"),
            models.CheckConstraint(
                condition=Q(side__isnull=True) | Q(is_of_outside=False),
                name="cross_pollination_event_of_one_side",
                violation_error_message=_("Something is said by a subregion or outside the region, not by both."),
            ),
        ]

    def __str__(self):
        return f"{self.cross_pollination_id} {self.number} {self.kind}"

    def is_of(self, side) -> bool:
        """Said by this Side."""
        return self.is_of_outside if side.is_outside else self.side_id == side.subregion.pk
