from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from agenda.models import ActionLine, Organisation
from hotspots.geography import Point
from hotspots.models.vocabulary import HotspotKind, Stage
from hotspots.point_rules import check_place, check_way_round
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.choice_list import ChoiceListField
from mra_portal.common.confidence import Confidence
from mra_portal.common.languages import Localised
from mra_portal.common.rows import EditorialQuerySet, ReviewedRow, source_field
from profiles.models import Municipality, Sector, Subregion
from profiles.phases import Phase

# Pages below /hotspots/ that are no place.
RESERVED = ("netwerk", "vind-je-plek", "bereikbaarheid", "kaart")


class HotspotQuerySet(EditorialQuerySet):
    def with_point(self):
        return self.filter(latitude__isnull=False)

    def for_listing(self):
        """What a card shows beyond its own columns."""
        return self.select_related("subregion", "municipality")

    def for_detail(self):
        """Everything its own page tells of itself."""
        return self.select_related("subregion", "municipality").prefetch_related(
            "sectors",
            "offers",
            "reach_notes",
            models.Prefetch("hosts", Organisation.objects.published()),
            models.Prefetch("partners", Organisation.objects.published()),
            models.Prefetch("action_lines", ActionLine.objects.published().select_related("accelerator")),
        )

    def by_name(self):
        return self.order_by(Lower("name"), "slug")

    def by_stage(self):
        """What exists first, then what is being made, then what could be."""
        place = Case(
            *(When(stage=stage.value, then=Value(n)) for n, stage in enumerate(Stage)),
            output_field=models.IntegerField(),
        )
        return self.order_by(place, Lower("name"), "slug")


class Hotspot(ReviewedRow, ClusterableModel):
    """A place where innovative companies, research and schools meet: campus, district, field lab, hub (action line 4a).

    The point is WGS 84 in degrees with four decimals, about ten metres; it may stand for a whole area (`point_note`)
    or be unknown. How far the nearest station is, is derived from the points, never typed (hotspots.reach).
    """

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(pgettext_lazy("of a place", "type"), max_length=20, choices=HotspotKind)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage)
    subregion = models.ForeignKey(
        Subregion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hotspots",
        verbose_name=_("subregion"),
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hotspots",
        verbose_name=_("municipality"),
    )
    lies_outside = models.BooleanField(
        _("lies outside the MRA"),
        default=False,
        help_text=_("On: the point may lie outside the thirty municipalities."),
    )
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    point_note_nl = models.CharField(_("note on the point in Dutch"), max_length=250, blank=True)
    point_note_en = models.CharField(_("note on the point in English"), max_length=250, blank=True)
    address = models.CharField(_("address or area"), max_length=200, blank=True)
    sectors = ParentalManyToManyField(Sector, blank=True, related_name="hotspots", verbose_name=_("sectors"))
    hosts = ParentalManyToManyField(
        Organisation,
        blank=True,
        related_name="places_hosted",
        verbose_name=_("hosts"),
        help_text=_("Who runs or owns the place. Their people may edit it."),
    )
    partners = ParentalManyToManyField(
        Organisation, blank=True, related_name="places_joined", verbose_name=_("partners")
    )
    partners_printed = models.CharField(_("partners as the source names them"), max_length=400, blank=True)
    phases = ChoiceListField(
        _("phases of companies it suits"), vocabulary=Phase, blank=True, help_text=_("Empty: not known.")
    )
    admission_nl = models.TextField(_("who may come in, in Dutch"), blank=True)
    admission_en = models.TextField(_("who may come in, in English"), blank=True)
    action_lines = ParentalManyToManyField(
        ActionLine, blank=True, related_name="hotspots", verbose_name=_("action lines")
    )
    url = models.URLField(_("official address"), blank=True)
    summary_nl = models.TextField(_("summary in Dutch"))
    summary_en = models.TextField(_("summary in English"), blank=True)
    uncertainty_nl = models.TextField(_("what is not certain, in Dutch"), blank=True)
    uncertainty_en = models.TextField(_("what is not certain, in English"), blank=True)
    source = source_field()
    checked_on = models.DateField(_("checked on"))
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)

    point_note = Localised("point_note")
    admission = Localised("admission")
    summary = Localised("summary")
    uncertainty = Localised("uncertainty")
    objects = HotspotQuerySet.as_manager()

    class Meta:
        ordering = ["name", "slug"]
        verbose_name = _("hotspot")
        verbose_name_plural = _("hotspots")
        # Besides Wagtail's own rights: only the places of which an organisation of the person is a host.
        permissions = [("change_own_hotspot", "Can change hotspots of the own organisation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_point_has_both_coordinates",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(lies_outside=True) | Q(subregion__isnull=False, municipality__isnull=False),
                name="a_place_in_the_region_has_a_municipality",
                violation_error_message=_("A place in the MRA has a subregion and a municipality."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("hotspots:hotspot", args=[self.slug])

    def get_preview_template(self, request, mode_name):
        return "hotspots/hotspot_detail.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, "hotspot": self, "breadcrumb": breadcrumb((self.name, ""))}

    def clean(self):
        super().clean()
        errors = {}
        if self.slug in RESERVED:
            errors["slug"] = _("This word is the address of another page.")
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            errors[missing] = _("Give both latitude and longitude, or neither.")
        if not self.lies_outside:
            for name in ("subregion", "municipality"):
                if getattr(self, f"{name}_id") is None:
                    errors[name] = _("A place in the MRA has a subregion and a municipality.")
        if self.subregion_id and self.municipality_id and self.municipality.subregion_id != self.subregion_id:
            errors["municipality"] = _("%(municipality)s lies in the subregion %(subregion)s.") % {
                "municipality": self.municipality,
                "subregion": self.municipality.subregion,
            }
        if self.latitude is not None and self.longitude is not None:
            try:
                self._check_point("municipality" not in errors)
            except ValidationError as error:
                errors |= error.error_dict
        if errors:
            raise ValidationError(errors)

    def _check_point(self, knows_municipality: bool) -> None:
        check_way_round(self.point)
        if not self.lies_outside:
            check_place(self.point, self.municipality if knows_municipality else None)

    @property
    def point(self) -> Point | None:
        return None if self.latitude is None else Point(float(self.latitude), float(self.longitude))

    def search_source(self):
        organisations = [] if self.pk is None else [*self.hosts.all(), *self.partners.all()]
        return [
            self.name,
            self.get_kind_display(),
            self.address,
            self.municipality.name if self.municipality else "",
            self.subregion.name if self.subregion else "",
            self.partners_printed,
            self.summary_nl,
            self.summary_en,
            *(text for row in organisations for text in (row.name, row.abbreviation)),
            *(text for row in self.sectors.all() for text in (row.name, row.name_en)),
        ]
