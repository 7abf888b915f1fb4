from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from financing.models.vocabulary import RelationKind
from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field


class OptionRelation(models.Model):
    """How one option stands to another: it usually follows it, requires it, excludes it or goes together with it."""

    option = ParentalKey("financing.FinancingOption", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=20, choices=RelationKind)
    other = models.ForeignKey(
        "financing.FinancingOption",
        on_delete=models.CASCADE,
        related_name="relations_from_others",
        verbose_name=_("other option"),
    )
    note_nl = models.CharField(_("note in Dutch"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    source = source_field()

    note = Localised("note")

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("relation to another option")
        verbose_name_plural = _("relations to other options")
        constraints = [
            models.UniqueConstraint(fields=["option", "kind", "other"], name="relation_once_per_kind"),
            models.CheckConstraint(condition=~models.Q(option=models.F("other")), name="relation_is_to_another_option"),
        ]

    def __str__(self):
        return f"{self.option_id} {self.kind} {self.other_id}"

    @property
    def editorial_owner(self):
        return self.option

    def clean(self):
        super().clean()
        if self.option_id and self.option_id == self.other_id:
            raise ValidationError({"other": _("An option cannot point at itself.")})
