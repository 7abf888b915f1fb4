"""An event as a line in somebody's calendar."""

from datetime import time

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agenda.calendar.wording import hours_in_words, place_in_words
from agenda.models import Event
from mra_portal.common.exports.calendar import Entry, local
from mra_portal.common.exports.fields import page_of


def entry_of(event: Event) -> Entry:
    """With hours where they are known. Of several days without the last hour the whole days, the hours in words."""
    has_hours = event.starts_at is not None and (event.takes_one_day or event.ends_at is not None)
    starts = local(event.starts_on, event.starts_at if has_hours else None)
    ends = local(event.last, event.ends_at) if has_hours and event.ends_at else None
    reason = _("Called off: %(reason)s") % {"reason": event.cancelled_because.plain} if event.is_cancelled else ""
    text = [reason, event.summary.plain, "" if has_hours else capfirst(hours_in_words(event)), event.url]
    title = event.title.plain
    return Entry(
        f"evenement-{event.slug}",
        _("Called off: %(name)s") % {"name": title} if event.is_cancelled else title,
        starts,
        event.last_published_at or local(event.checked_on, time.min),
        page_of(event),
        "\n".join(part for part in text if part),
        ends=ends if has_hours else event.last,
        place=place_in_words(event),
        is_cancelled=event.is_cancelled,
    )
