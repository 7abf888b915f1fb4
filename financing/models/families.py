from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda.models import Organisation
from mra_portal.common.languages import Localised
from mra_portal.common.rows import EditorialQuerySet, ReviewedRow, source_field
from profiles.models import Province, Subregion


class Family(ReviewedRow):
    """One scheme with regional variants (MIT, EFRO), or schemes that do the same thing in different provinces."""

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    summary_nl = models.TextField(_("summary in Dutch"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    source = source_field()

    label = Localised("name", "name_en")
    summary = Localised("summary")
    objects = EditorialQuerySet.as_manager()

    class Meta:
        ordering = ["name", "slug"]
        verbose_name = _("family of options")
        verbose_name_plural = _("families of options")

    def __str__(self):
        return self.name

    def search_source(self):
        return [self.name, self.name_en, self.summary_nl, self.summary_en]

    def get_preview_template(self, request, mode_name):
        return "financing/family_preview.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, "family": self}


class RegionalNuance(ReviewedRow):
    """What is different for a province, a subregion or an agency; about a family, an option, or both."""

    slug = models.SlugField(_("slug"), unique=True, max_length=100)
    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, null=True, blank=True, related_name="nuances", verbose_name=_("family")
    )
    option = models.ForeignKey(
        "financing.FinancingOption",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="nuances",
        verbose_name=_("financing option"),
    )
    province = models.CharField(_("province"), max_length=20, choices=Province, blank=True)
    subregion = models.ForeignKey(
        Subregion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("subregion")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency (ROM)")
    )
    text_nl = models.TextField(_("text in Dutch"))
    text_en = models.TextField(_("text in English"), blank=True)
    source = source_field()

    text = Localised("text")
    objects = EditorialQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("regional nuance")
        verbose_name_plural = _("regional nuances")

    def __str__(self):
        return self.slug

    def clean(self):
        super().clean()
        if not self.family_id and not self.option_id:
            raise ValidationError({"family": _("Say what this is about: a family, an option, or both.")})
        if not (self.province or self.subregion_id or self.organisation_id):
            raise ValidationError({"province": _("Say for whom this holds: a province, a subregion or an agency.")})

    @property
    def where(self) -> str:
        """For whom it holds, in words: "Flevoland", "Gooi en Vechtstreek", "ROM InWest"."""
        parts = [self.get_province_display() if self.province else ""]
        parts += [row.name for row in (self.subregion, self.organisation) if row]
        return ", ".join(part for part in parts if part)

    def search_source(self):
        return [self.text_nl, self.text_en]

    def get_preview_template(self, request, mode_name):
        return "financing/nuance_preview.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, "nuance": self}
