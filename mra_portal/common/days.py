"""Days of the calendar in the time zone of the region, and the moments at which they begin."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def start_of(day: date) -> datetime:
    """The moment at which this day begins."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def end_of(day: date) -> datetime:
    """The moment at which this day is over: the beginning of the next."""
    return start_of(day + timedelta(days=1))
