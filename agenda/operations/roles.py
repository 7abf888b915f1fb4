"""What is said about the role of an organisation on a line."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import ActionLineParty, RoleStatement
from agenda.operations.days import FIRST_DAY, before_the_agenda
from agenda.operations.meanwhile import ANY, refuse_if_overtaken


@transaction.atomic
def state_role(
    party: ActionLineParty, state: str, *, said_on: date, said_by: str, author, seen: int | object | None = ANY
) -> RoleStatement:
    """Record how a role stands. Raises ValidationError for a day that has not come yet or an unknown state.

    `seen`: the key of the newest statement that the author knew; raises OvertakenError when there is a newer one.
    """
    ActionLineParty.objects.select_for_update().get(pk=party.pk)
    refuse_if_overtaken(party.statements.order_by("-recorded_at", "-pk").first(), seen)
    if said_on > timezone.localdate():
        raise ValidationError({"said_on": _("This day has not come yet.")})
    if said_on < FIRST_DAY:
        raise ValidationError({"said_on": before_the_agenda()})
    statement = RoleStatement(party=party, state=state, said_on=said_on, said_by=said_by, author=author)
    statement.full_clean()
    statement.save()
    return statement
