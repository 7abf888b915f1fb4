"""The innovation monitor: what is counted (Indicator), and every figure of it that somebody printed (Observation).

Source so far: the figures that the Actieagenda itself prints. Facts without drafts: a figure is never improved, a newer
one is added.
"""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field
from mra_portal.common.search.searchable import Searchable, SearchableQuerySet
from profiles.models.region import Municipality, Subregion

EARLIEST_YEAR = 1900


class Unit(models.TextChoices):
    """In what an indicator is measured; the slugs are public."""

    NUMBER = "aantal", pgettext_lazy("unit", "number")
    PERCENT = "procent", pgettext_lazy("unit", "percent")
    EURO = "euro", pgettext_lazy("unit", "euros")


class Precision(models.TextChoices):
    """The word that the source puts before the figure; none at all where it puts none. The slugs are public."""

    ABOUT = "circa", pgettext_lazy("before a figure", "about")
    JUST_OVER = "ruim", pgettext_lazy("ruim, before a figure", "more than")
    MORE_THAN = "meer-dan", pgettext_lazy("meer dan, before a figure", "more than")
    ALMOST = "bijna", pgettext_lazy("before a figure", "almost")


class Area(models.TextChoices):
    """What kind of area a figure is about; the slugs are public."""

    REGION = "mra", _("the whole MRA")
    SUBREGION = "deelregio", _("a subregion")
    MUNICIPALITY = "gemeente", _("a municipality")


class IndicatorQuerySet(SearchableQuerySet):
    def for_listing(self):
        """With every figure and what it is about: the whole region first, and per area the newest first."""
        return self.prefetch_related(Prefetch("observations", Observation.objects.with_areas().in_order()))

    def in_order(self):
        return self.order_by("position", "slug")

    def by_name(self):
        return self.order_by("name_nl", "slug")


class Indicator(Searchable, models.Model):
    """Something that is counted or measured, in plain words. `source` is where that definition comes from."""

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    position = models.PositiveSmallIntegerField(_("position"))
    name_nl = models.CharField(_("name in Dutch"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    definition_nl = models.TextField(_("what is counted, in Dutch"))
    definition_en = models.TextField(_("what is counted, in English"), blank=True)
    source = source_field()

    name = Localised("name")
    definition = Localised("definition")
    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self):
        return self.name_nl

    def get_absolute_url(self):
        return reverse("monitor:indicator", args=[self.slug])

    def search_source(self):
        return [self.name_nl, self.name_en, self.definition_nl, self.definition_en]

    @property
    def newest(self) -> list["Observation"]:
        """Per area its newest figure; of rows of `for_listing`."""
        found: dict[tuple, Observation] = {}
        for row in self.observations.all():
            found.setdefault((row.subregion_id, row.municipality_id), row)
        return list(found.values())


# The whole region, then subregions, then municipalities; per area what was published last comes first.
BY_AREA = (
    F("municipality__name").asc(nulls_first=True),
    F("subregion__position").asc(nulls_first=True),
    "-published",
    F("year").desc(nulls_last=True),
    "slug",
)


class ObservationQuerySet(models.QuerySet):
    def with_areas(self):
        return self.select_related("indicator", "subregion", "municipality__subregion")

    def in_order(self):
        return self.order_by(*BY_AREA)

    def by_indicator(self):
        return self.order_by("indicator__position", "indicator__slug", *BY_AREA)

    def within(self, subregions):
        """About these subregions, or about a municipality in one of them."""
        return self.filter(Q(subregion__in=subregions) | Q(municipality__subregion__in=subregions))


class Observation(models.Model):
    """One figure as somebody published it: of what, about which area, of which year, and how exact.

    No area is the MRA as a whole. `year` is the year that the figure is about, empty where the source does not say;
    `published` is the year in which the source came out.
    """

    slug = models.SlugField(_("slug"), unique=True, max_length=160)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="observations", verbose_name=_("indicator")
    )
    subregion = models.ForeignKey(
        Subregion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("subregion"),
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("municipality"),
    )
    year = models.PositiveSmallIntegerField(
        _("year of measuring"), null=True, blank=True, help_text=_("Empty where the source does not say it.")
    )
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=2)
    precision = models.CharField(_("word before the figure"), max_length=10, choices=Precision, blank=True)
    published = models.CharField(
        _("year of publication"),
        max_length=4,
        validators=[RegexValidator(r"^(19|20)[0-9]{2}\Z", _("Write the year as 2025."))],
    )
    note_nl = models.CharField(_("note in Dutch"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    source = source_field()

    note = Localised("note")
    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.CheckConstraint(
                condition=Q(subregion__isnull=True) | Q(municipality__isnull=True),
                name="observation_about_one_area",
                violation_error_message=_(
                    "Choose a subregion or a municipality, not both; none at all for the MRA as a whole."
                ),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="observation_not_below_zero",
                violation_error_message=_("A figure cannot be less than zero."),
            ),
            # With zero for "none": databases take two empty values for different ones.
            models.UniqueConstraint(
                "indicator",
                Coalesce("subregion", 0),
                Coalesce("municipality", 0),
                Coalesce("year", 0),
                "source",
                name="observation_once_per_source",
                violation_error_message=_("This figure of this source is there already for this area and year."),
            ),
        ]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return f"{self.indicator.get_absolute_url()}#{self.slug}"

    def clean(self):
        super().clean()
        errors = {}
        unit, value = (self.indicator.unit if self.indicator_id else ""), self.value
        if value is not None and unit == Unit.PERCENT and value > 100:
            errors["value"] = _("A share is from 0 to 100 percent.")
        if value is not None and unit == Unit.NUMBER and value != int(value):
            errors["value"] = _("What is counted is a whole number.")
        this_year = timezone.localdate().year
        if self.year is not None and not EARLIEST_YEAR <= self.year <= this_year:
            errors["year"] = _("The year is from %(first)s to %(last)s.") % {"first": EARLIEST_YEAR, "last": this_year}
        if errors:
            raise ValidationError(errors)

    @property
    def area(self) -> Area:
        if self.municipality_id:
            return Area.MUNICIPALITY
        return Area.SUBREGION if self.subregion_id else Area.REGION

    @property
    def area_name(self) -> str:
        return str(self.municipality or self.subregion or _("MRA"))

    @property
    def lies_in(self) -> Subregion | None:
        """The subregion that it is about, or that its municipality lies in."""
        return self.municipality.subregion if self.municipality_id else self.subregion
