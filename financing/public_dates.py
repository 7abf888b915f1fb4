"""What of a financing option belongs in a calendar: when it opens and closes, and by when to register."""

from datetime import datetime, time

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from financing.models import CallWindow, FinancingOption
from mra_portal.common.exports.calendar import Entry, local
from mra_portal.common.exports.fields import page_of


def with_rounds_to_come(options, moment: datetime):
    """The options with rounds that are certainly held and not past, as `rounds_to_come`; ended options have none."""
    past = CallWindow.objects.past_at(moment).order_by().values("pk")
    rounds = CallWindow.objects.confirmed().exclude(pk__in=past)
    having = options.filter(has_ended=False, pk__in=rounds.order_by().values("option"))
    return having.prefetch_related(Prefetch("windows", rounds, to_attr="rounds_to_come"))


def entries_of(option: FinancingOption, moment: datetime) -> list[Entry]:
    """The dates still to come, of each round. Needs `with_rounds_to_come`."""
    return [entry for window in option.rounds_to_come for entry in _entries(option, window, moment)]


def _entries(option: FinancingOption, window: CallWindow, moment: datetime) -> list[Entry]:
    today = timezone.localdate(moment)
    found = []
    if window.opens_on and _start(window) > moment:
        found.append(("opent", _("opens: %(name)s"), window.opens_on, window.opens_at))
    if window.preregister_by and window.preregister_by >= today:
        found.append(("aanmelden", _("register today at the latest: %(name)s"), window.preregister_by, None))
    if window.closes_on:
        found.append(("sluit", _("closes: %(name)s"), window.closes_on, window.closes_at))
    text = "\n".join(part for part in (str(window.note), option.url) if part)
    return [
        Entry(
            f"{option.slug}-{_position(window)}-{what}",
            title % {"name": option.name},
            local(day, clock),
            _stamp(option),
            page_of(option),
            text,
        )
        for what, title, day, clock in found
    ]


def _start(window: CallWindow) -> datetime:
    return local(window.opens_on, window.opens_at or time.min)


def _position(window: CallWindow) -> int | str:
    return f"r{window.pk}" if window.sort_order is None else window.sort_order


def _stamp(option: FinancingOption) -> datetime:
    return option.last_published_at or local(option.checked_on, time.min)
