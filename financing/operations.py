"""What people do with options, apart from editing them."""

from datetime import date

from financing.models import Confirmation, FinancingOption


def confirm_option(option: FinancingOption, user, on: date) -> Confirmation:
    """Record that this person found the published facts right on this day; once a day is enough.

    Drafts are left alone: what is confirmed is what visitors read.
    """
    given = {"option": option, "user": user, "confirmed_on": on}
    return Confirmation.objects.filter(**given).first() or Confirmation.objects.create(**given)
