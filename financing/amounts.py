"""Amounts of money as people write and say them. Always whole euros inside."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mra_portal.common.languages import per_language

# Whole euros, with points, commas, spaces or apostrophes between thousands, a sign in front and ",-" or ",00" behind.
_SIGN = r"(?:€|eur|euro)?"
_WRITTEN = re.compile(rf"{_SIGN}\s*(\d{{1,3}}(?:[.,\s'’]\d{{3}})+|\d+)\s*(?:,-|,--|,00|\.00)?\s*{_SIGN}", re.I)
_MORE_THAN_ANYONE_ASKS = 10**12
MILLION = 1_000_000


def parse_amount(text: str) -> int:
    """ "25000", "25.000", "€ 25.000,-" -> 25000. Raises ValidationError for anything that is not a whole amount."""
    written = _WRITTEN.fullmatch(text.replace("\u00a0", " ").replace("\u202f", " ").strip())
    amount = int(re.sub(r"\D", "", written[1])) if written and len(written[1]) < 40 else None
    if amount is None:
        raise ValidationError(
            _("“%(value)s” is not an amount in whole euros. Write it like 25000 or 25.000.") % {"value": text[:40]}
        )
    if amount > _MORE_THAN_ANYONE_ASKS:
        raise ValidationError(_("That is more than a thousand billion euros. Check the number of zeros."))
    return amount


class AmountField(forms.CharField):
    """A field for an amount in euros; cleans to an int, or None when it is left empty."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Amount you look for, in euros"))
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value):
        text = super().clean(value)
        return parse_amount(text) if text else None


@per_language(4000)
def euros(amount: int) -> str:
    """ "€ 25.000", and from a million on "€ 1,5 miljoen" where that says it exactly."""
    if amount >= MILLION and amount % 10_000 == 0:
        number = number_format(f"{amount / MILLION:.2f}".rstrip("0").rstrip("."), use_l10n=True)
        return _("€ %(number)s million") % {"number": number}
    return f"€\u00a0{number_format(amount, force_grouping=True)}"


@per_language(4000)
def amount_in_words(lowest: int | None, highest: int | None) -> str:
    """ "€ 50.000 tot € 250.000", "tot € 450.000", "vanaf € 100.000"; empty when nothing is known."""
    if lowest is not None and highest is not None:
        if lowest == highest:
            return euros(lowest)
        return _("%(low)s to %(high)s") % {"low": euros(lowest), "high": euros(highest)}
    if highest is not None:
        return _("up to %(high)s") % {"high": euros(highest)}
    if lowest is not None:
        return _("from %(low)s") % {"low": euros(lowest)}
    return ""
