"""Which days can be told: nothing before the agenda, nothing further than ten years ahead."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

# The agenda is of spring 2025: nothing can have begun to hold before.
FIRST_DAY = date(2025, 1, 1)
# What is planned or asked lies within ten years; a day beyond that is a slip of the hand.
AHEAD = timedelta(days=3653)


def check_coming_day(name: str, day: date, today: date) -> None:
    """Raises ValidationError at this field for a day before the agenda or more than ten years ahead."""
    if day < FIRST_DAY:
        raise ValidationError({name: before_the_agenda()})
    if day > today + AHEAD:
        last = date_format(today + AHEAD, "j-n-Y")
        raise ValidationError({name: _("Choose a day within ten years: %(day)s at the latest.") % {"day": last}})


def before_the_agenda() -> str:
    return _("The agenda is of 2025: choose a day from %(day)s on.") % {"day": "1-1-2025"}
