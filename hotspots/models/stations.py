from django.db import models
from django.utils.translation import gettext_lazy as _

from hotspots.geography import Point
from hotspots.models.vocabulary import StationKind
from hotspots.point_rules import check_way_round
from mra_portal.common.confidence import Confidence
from mra_portal.common.rows import source_field
from profiles.models import Municipality


class StationQuerySet(models.QuerySet):
    def trains(self):
        return self.filter(kind=StationKind.TRAIN)


class Station(models.Model):
    """A train station, or an important stop of metro, tram or fast bus (HOV). Of stops only those near a place."""

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=StationKind)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stations",
        verbose_name=_("municipality"),
    )
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)
    source = source_field()

    objects = StationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "kind"]
        verbose_name = _("station or stop")
        verbose_name_plural = _("stations and stops")

    def __str__(self):
        return f"{self.name} ({self.get_kind_display()})"

    def clean(self):
        super().clean()
        if self.latitude is not None and self.longitude is not None:
            check_way_round(self.point)

    @property
    def point(self) -> Point:
        return Point(float(self.latitude), float(self.longitude))
