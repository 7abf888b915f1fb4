from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.languages import Localised
from mra_portal.common.rows import EditorialQuerySet, EditorialRow, source_field


class Term(EditorialRow):
    """A word of the agenda's glossary (*begrippenlijst*), explained where it stands on any page.

    `variants` are the forms to recognise in running text, in both languages, separated by semicolons.
    """

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    definition_nl = models.TextField(_("definition in Dutch"))
    definition_en = models.TextField(_("definition in English"), blank=True)
    variants = models.TextField(
        _("forms in running text"), blank=True, help_text=_("Separated by semicolons, both languages.")
    )
    source = source_field()

    label = Localised("name", "name_en")
    definition = Localised("definition")
    objects = EditorialQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('glossary')}#{self.slug}"

    def get_preview_template(self, request, mode_name):
        return "portal/glossary.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, "terms": [self], "breadcrumb": breadcrumb((_("Terms"), ""))}

    @property
    def forms(self) -> list[str]:
        """Every form to look for, the longest first so that "helix samenwerkingen" wins from "helix"."""
        forms = {form.strip() for form in [self.name, self.name_en, *self.variants.split(";")]}
        return sorted(filter(None, forms), key=lambda form: (-len(form), form))

    def search_source(self):
        return [self.name, self.name_en, self.variants, self.definition_nl, self.definition_en]
