"""What a line looks for until a day, and that it was found."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import ActionLine, Ask
from agenda.operations.days import check_coming_day
from agenda.operations.meanwhile import locked
from agenda.reporting import lines_to_report, require_reporter


@transaction.atomic
def ask_for(line: ActionLine, text_nl: str, until: date, *, text_en: str = "", organisation, author) -> Ask:
    """Raises PermissionDenied, and ValidationError for a day that has passed or lies more than ten years ahead.

    Sent twice it is there once: the second is refused.
    """
    line = locked(line)
    require_reporter(author, line, organisation)
    today = timezone.localdate()
    if until < today:
        raise ValidationError({"until": _("This day has passed.")})
    check_coming_day("until", until, today)
    if line.asks.open_on(today).filter(text_nl__iexact=text_nl.strip()).exists():
        raise ValidationError({"text_nl": _("This request is there already.")})
    ask = Ask(
        action_line=line,
        text_nl=text_nl,
        text_en=text_en,
        until=until,
        asked_on=today,
        organisation=organisation,
        author=author,
    )
    ask.full_clean()
    ask.save()
    return ask


@transaction.atomic
def end_ask(ask: Ask, *, author) -> Ask:
    """It was found, or is wanted no longer. Once ended it stays ended."""
    ask = Ask.objects.select_for_update().get(pk=ask.pk)
    if not lines_to_report(author).filter(pk=ask.action_line_id).exists():
        raise PermissionDenied
    if ask.withdrawn_on is None:
        ask.withdrawn_on = timezone.localdate()
        ask.save()
    return ask
