"""What a subregion could do, or does, with others: for its profile."""

from django.urls import reverse

from mra_portal.common.languages import LocalisedText
from profiles.models import CrossPollination, Subregion
from profiles.models.vocabulary import State


def cross_pollinations_of(subregion: Subregion) -> list[dict]:
    """Per cross-pollination who with, on what, how far, and the words of the agenda. Two queries."""
    rows = CrossPollination.objects.of(subregion).with_events().in_order()
    return [_told(row, subregion) for row in rows]


def _told(row: CrossPollination, subregion: Subregion) -> dict:
    other = row.partner_of(subregion)
    return {
        "partner": other.name,
        "partner_row": other.subregion,
        "topic": row.topic,
        "url": row.get_absolute_url(),
        # "Named" says nothing beside "named by IJmond".
        "state": "" if row.state == State.NAMED and row.named_by else row.get_state_display(),
        "named_by": ", ".join(side.name for side in row.named_by),
        "printed": [LocalisedText(event.printed, "nl") for event in row.printed],
        "note": row.note,
        "happened": [(event.on, event.get_kind_display()) for event in row.history if event.on][-1:],
    }


def all_url(subregion: Subregion) -> str:
    return f"{reverse('profiles:cross_pollinations')}?deelregio={subregion.slug}"
