"""The to-do board: what stands on the start screen for who keeps a profile, and for the MRA office that keeps them all.

Texts are looked at as they are in the newest draft, because that is what its keeper works on.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Comment

from agenda.models import Event
from hotspots.models import Hotspot
from profiles.completeness import hard_passages, old_figures, parts_of, stand_of
from profiles.freshness import Freshness, freshness_on
from profiles.models import CrossPollination, ProfileConfirmation, Subregion, SubregionProfilePage

HARD_SHOWN = 5
PLACES_SHOWN = 8
EVENTS_SHOWN = 8
COMMENTS_SHOWN = 10


class ProfileStand:
    """One profile page, in one language, as its keeper should see it."""

    def __init__(self, page: SubregionProfilePage, today: date):
        self.page, self.today = page, today

    @cached_property
    def newest(self) -> SubregionProfilePage:
        return self.page.get_latest_revision_as_object()

    @property
    def language(self) -> str:
        return self.page.locale.get_display_name()

    @cached_property
    def stand(self) -> str:
        return ", ".join(stand_of(self.page))

    @cached_property
    def parts(self) -> list:
        return parts_of(self.newest)

    @property
    def there(self) -> int:
        return sum(part.is_there for part in self.parts)

    @property
    def missing(self) -> list[str]:
        return [part.label for part in self.parts if not part.is_there]

    @cached_property
    def in_the_way(self) -> SubregionProfilePage | None:
        """The live profile because of which this draft cannot go public."""
        return None if self.page.live else self.page.rival()

    @cached_property
    def old_figures(self) -> list[str]:
        return old_figures(self.newest, self.today)

    @cached_property
    def hard(self) -> list:
        return hard_passages(self.newest)

    @property
    def hard_shown(self) -> list:
        return sorted(self.hard, key=lambda passage: -passage.reading.longest_words)[:HARD_SHOWN]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def history_url(self) -> str:
        return reverse("wagtailadmin_pages:history", args=[self.page.pk])

    @property
    def changes_url(self) -> str:
        """What the draft changes in the public page; empty without a draft or without a public page."""
        if not (self.page.live and self.page.has_unpublished_changes and self.page.latest_revision_id):
            return ""
        versions = [self.page.pk, "live", self.page.latest_revision_id]
        return reverse("wagtailadmin_pages:revisions_compare", args=versions)

    @property
    def public_url(self) -> str:
        return self.page.url if self.page.live else ""


@dataclass(frozen=True)
class OwnBoard:
    """For templates/profiles/admin/own_board.html: one subregion, for one of its people."""

    subregion: Subregion
    today: date

    @cached_property
    def profiles(self) -> list[ProfileStand]:
        """Dutch first. A copy of a profile is one of them."""
        pages = SubregionProfilePage.objects.filter(subregion=self.subregion)
        pages = pages.select_related("locale", "latest_revision", "subregion")
        found = sorted(pages, key=lambda page: (not page.is_in_main_language, not page.live, page.pk))
        return [ProfileStand(page, self.today) for page in found]

    @property
    def is_public(self) -> bool:
        return any(profile.page.live for profile in self.profiles)

    @cached_property
    def confirmed_on(self) -> date | None:
        newest = ProfileConfirmation.objects.filter(subregion=self.subregion).newest_first()
        return newest.values_list("confirmed_on", flat=True).first()

    @property
    def freshness(self) -> Freshness:
        return freshness_on(self.today, self.confirmed_on)

    @property
    def is_confirmed_today(self) -> bool:
        return self.confirmed_on == self.today

    @property
    def is_fresh(self) -> bool:
        return self.freshness == Freshness.FRESH

    @cached_property
    def requests(self) -> list[CrossPollination]:
        return list(CrossPollination.objects.waiting_for(self.subregion).for_listing().in_order())

    @cached_property
    def comments(self) -> list[dict]:
        """Open comments on its pages, newest first."""
        open_ones = Comment.objects.filter(page__in=[profile.page.pk for profile in self.profiles], resolved_at=None)
        names = {profile.page.pk: profile.language for profile in self.profiles}
        return [
            {
                "text": comment.text,
                "who": str(comment.user),
                "on": comment.created_at,
                "language": names[comment.page_id],
                "url": f"{reverse('wagtailadmin_pages:edit', args=[comment.page_id])}#comment-{comment.pk}",
            }
            for comment in open_ones.select_related("user").order_by("-created_at")[:COMMENTS_SHOWN]
        ]

    @cached_property
    def places(self) -> list[Hotspot]:
        """The public places in the subregion, the one that was checked longest ago first."""
        return list(self.subregion.hotspots.published().order_by("checked_on", "name", "pk"))

    @cached_property
    def events(self) -> list[Event]:
        """The public events of the subregion that are not over yet."""
        return list(self.subregion.events.published().not_over_on(self.today).for_listing().soonest_first())

    @property
    def events_shown(self) -> list[dict]:
        """What is to come, with the way to edit it."""
        return [{"event": event, "edit_url": _edit_url(event)} for event in self.events[:EVENTS_SHOWN]]

    @cached_property
    def event_drafts(self) -> list[dict]:
        """Events of the subregion with something that is not public yet."""
        waiting = self.subregion.events.with_waiting_draft().soonest_first()
        return [{"event": event, "edit_url": _edit_url(event)} for event in waiting]

    @property
    def add_event_url(self) -> str:
        return reverse(Event.snippet_viewset.get_url_name("add"))

    @property
    def places_shown(self) -> list[Hotspot]:
        return self.places[:PLACES_SHOWN]


def _edit_url(event: Event) -> str:
    return reverse(Event.snippet_viewset.get_url_name("edit"), args=[event.pk])


class OfficeRow:
    """For templates/profiles/admin/office_board.html: how complete and how fresh one of the seven is."""

    def __init__(self, subregion: Subregion, pages: list[SubregionProfilePage], today: date):
        self.subregion = subregion
        self.profiles = [ProfileStand(page, today) for page in pages]
        self.confirmed_on = subregion.last_confirmed_on
        self.freshness = freshness_on(today, self.confirmed_on)

    @property
    def main(self) -> ProfileStand | None:
        return next(iter(self.profiles), None)

    @property
    def completeness(self) -> str:
        """ "8 of 9"."""
        return _("%(there)s of %(all)s") % {"there": self.main.there, "all": len(self.main.parts)} if self.main else ""


def office_rows(today: date) -> list[OfficeRow]:
    """The seven, in their own order; of each the pages, the Dutch public one first."""
    pages: dict[int, list[SubregionProfilePage]] = {}
    every = SubregionProfilePage.objects.select_related("locale", "latest_revision")
    for page in sorted(every, key=lambda page: (not page.is_in_main_language, not page.live, page.pk)):
        pages.setdefault(page.subregion_id, []).append(page)
    subregions = Subregion.objects.with_last_confirmation()
    return [OfficeRow(subregion, pages.get(subregion.pk, []), today) for subregion in subregions]
