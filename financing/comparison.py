"""Options side by side: the same facts of each, and which of them differ."""

from django.utils import timezone
from django.utils.translation import gettext as _

from financing.amounts import amount_in_words
from financing.coverage import area_in_words
from financing.models import FinancingOption
from financing.wording import capitalised, in_a_sentence, long_date, phases_in_words, state_of


def compared(options: list[FinancingOption]) -> list[dict]:
    """Rows {label, cells [text, empty when not known], differs}; options come as Shortlist gives them."""
    today = timezone.localdate()

    def state(option):
        told = state_of(option, today)
        return ", ".join(str(part) for part in (told["state"], told["state_note"]) if part)

    facts = [
        (_("Can you apply now?"), state),
        (_("What you get"), lambda option: option.get_kind_display()),
        (_("Amount"), lambda option: amount_in_words(option.amount_min, option.amount_max)),
        (_("Own contribution or rate"), lambda option: option.contribution),
        (_("For whom"), lambda option: option.audience),
        (_("Phase"), lambda option: phases_in_words(option.phases)),
        (_("Where"), area_in_words),
        (_("Sectors"), lambda option: in_a_sentence([row.label for row in option.sectors.all()]) or _("all sectors")),
        (_("From"), lambda option: option.provider_printed),
        (_("Whose scheme is it?"), lambda option: option.get_level_display()),
        (_("Last checked"), lambda option: long_date(option.last_checked_on)),
        (_("How sure are we?"), lambda option: option.get_confidence_display()),
    ]
    rows = []
    for label, told in facts:
        cells = [capitalised(told(option)) for option in options]
        rows.append({"label": label, "cells": cells, "differs": len(set(cells)) > 1})
    return rows
