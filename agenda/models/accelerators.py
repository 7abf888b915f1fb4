from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.languages import Localised
from mra_portal.common.rows import EditorialQuerySet, EditorialRow, source_field


class AcceleratorQuerySet(EditorialQuerySet):
    def with_line_count(self):
        """Adds `line_count`: how many published action lines each accelerator has."""
        return self.annotate(line_count=models.Count("action_lines", filter=models.Q(action_lines__live=True)))


class Accelerator(EditorialRow):
    """A *versneller*: one of five conditions for innovation that governments can improve (section 3.2).

    Not a start-up accelerator programme, which is a kind of financing option.
    """

    slug = models.SlugField(_("slug"), unique=True)
    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    target_picture_nl = models.TextField(_("target picture in Dutch"))
    target_picture_en = models.TextField(_("target picture in English"), blank=True)
    government_role_nl = models.TextField(_("role of government in Dutch"))
    government_role_en = models.TextField(_("role of government in English"), blank=True)
    source = source_field()

    title = Localised("name", "name_en")
    target_picture = Localised("target_picture")
    government_role = Localised("government_role")
    objects = AcceleratorQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("accelerator")
        verbose_name_plural = _("accelerators")

    def __str__(self):
        return f"{self.number}. {self.name}"

    def get_absolute_url(self):
        return reverse("agenda:accelerator", args=[self.slug])

    def get_preview_template(self, request, mode_name):
        return "agenda/accelerator_detail.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, "accelerator": self, "breadcrumb": breadcrumb((self.title, ""))}

    @cached_property
    def neighbours(self) -> dict:
        """The published accelerators before and after this one."""
        numbers = (self.number - 1, self.number + 1)
        found = {row.number: row for row in Accelerator.objects.published().filter(number__in=numbers)}
        return {"previous": found.get(numbers[0]), "next": found.get(numbers[1])}

    @property
    def code(self) -> str:
        return str(self.number)

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @cached_property
    def lines(self):
        """Its published action lines, ready to list."""
        return list(self.action_lines.published().for_listing())

    def search_source(self):
        return [
            self.name,
            self.name_en,
            self.target_picture_nl,
            self.target_picture_en,
            self.government_role_nl,
            self.government_role_en,
        ]
