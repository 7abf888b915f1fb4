"""Which options are a person's own (see agenda.own_rows)."""

from django.db.models import Q

from agenda.models import Membership
from financing.models import FinancingOption


def options_of(user):
    """The options that an organisation of this person pays, executes or answers for."""
    organisations = Membership.objects.organisations_of(user)
    held = Q(contact__in=organisations)
    for name in ("paid_by", "executed_by"):
        links = FinancingOption._meta.get_field(name).remote_field.through.objects
        held |= Q(pk__in=links.filter(organisation__in=organisations).values("financingoption"))
    return FinancingOption.objects.filter(held)
