from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from financing.models.vocabulary import Attribute, CompanySize, LegalForm
from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field

# The words that a condition may ask for, by attribute; the other attributes have none.
VALUES: dict[str, list[str]] = {
    Attribute.SIZE: CompanySize.values,
    Attribute.PARTNER: ["ja"],
    Attribute.LEGAL_FORM: LegalForm.values,
}


class Condition(Orderable):
    """One thing that is asked of a company. `values` are slugs of the attribute's own vocabulary, numbers are years."""

    option = ParentalKey("financing.FinancingOption", on_delete=models.CASCADE, related_name="conditions")
    attribute = models.CharField(_("about"), max_length=20, choices=Attribute, default=Attribute.FREE)
    values = models.JSONField(
        _("asked values"),
        default=list,
        blank=True,
        help_text=_(
            "Size: zzp, klein, middelgroot, groot. Partner: ja. Legal form: bv, nv, stichting, vof, eenmanszaak."
        ),
    )
    minimum = models.PositiveSmallIntegerField(_("at least (years)"), null=True, blank=True)
    maximum = models.PositiveSmallIntegerField(_("at most (years)"), null=True, blank=True)
    text_nl = models.CharField(_("what is asked, in Dutch"), max_length=250)
    text_en = models.CharField(_("what is asked, in English"), max_length=250, blank=True)
    is_interpretation = models.BooleanField(
        _("is our reading"),
        default=False,
        help_text=_("On: read out of a description, not spelled out as a condition."),
    )
    source = source_field()

    text = Localised("text")

    class Meta(Orderable.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def __str__(self):
        return self.text_nl

    @property
    def editorial_owner(self):
        return self.option

    def clean(self):
        super().clean()
        allowed = VALUES.get(self.attribute, [])
        if not isinstance(self.values, list) or any(value not in allowed for value in self.values):
            known = ", ".join(allowed) or _("nothing: leave it empty")
            raise ValidationError({"values": _("For this attribute you can choose: %(known)s.") % {"known": known}})
        if allowed and not self.values:
            raise ValidationError({"values": _("Say what is asked: %(known)s.") % {"known": ", ".join(allowed)}})
        has_numbers = self.minimum is not None or self.maximum is not None
        if has_numbers != (self.attribute == Attribute.YEARS):
            raise ValidationError({"maximum": _("Numbers go with years since the start, and only with those.")})
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValidationError({"maximum": _("The highest number is lower than the lowest.")})
