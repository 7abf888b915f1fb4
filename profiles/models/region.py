"""The region: seven subregions, thirty municipalities, and what each subregion is good at.

Source: Actieagenda Platform Economie, voorjaar 2025, p. 15 (map of sectors and clusters) and section 5.1.
"""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mra_portal.common.languages import Localised
from mra_portal.common.rows import source_field
from profiles.freshness import due_before, stale_before


class Province(models.TextChoices):
    """The two provinces of the region, and Utrecht: it has no member, but its agency serves Gooi en Vechtstreek."""

    NOORD_HOLLAND = "noord-holland", "Noord-Holland"
    FLEVOLAND = "flevoland", "Flevoland"
    UTRECHT = "utrecht", "Utrecht"


class SubregionQuerySet(models.QuerySet):
    def for_listing(self):
        """Everything the overview of the seven needs: municipalities, and clusters with their sectors."""
        return self.prefetch_related("municipalities", "clusters")

    def of_member(self, user):
        """For which this person works: a membership of the organisation that stands for the subregion."""
        return self.filter(organisations__kind="deelregio", organisations__memberships__user=user.pk).distinct()

    def with_last_confirmation(self):
        """Adds `last_confirmed_on`: the day on which its people last said that its profile is still correct."""
        confirmations = self.model.confirmations.rel.related_model.objects
        newest = confirmations.filter(subregion=models.OuterRef("pk")).newest_first()
        return self.annotate(last_confirmed_on=models.Subquery(newest.values("confirmed_on")[:1]))

    def fresh_on(self, day: date):
        """Whose profile was confirmed not long ago."""
        return self.with_last_confirmation().filter(last_confirmed_on__gte=due_before(day))

    def due_on(self, day: date):
        """Whose profile should be looked at again."""
        rows = self.with_last_confirmation()
        return rows.filter(last_confirmed_on__lt=due_before(day), last_confirmed_on__gte=stale_before(day))

    def stale_on(self, day: date):
        """Whose profile may be out of date: never confirmed, or too long ago."""
        rows = self.with_last_confirmation()
        return rows.filter(models.Q(last_confirmed_on=None) | models.Q(last_confirmed_on__lt=stale_before(day)))


class Subregion(models.Model):
    """One of the seven parts of the region. `code` is its two-letter sign in pictures, not an official code."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    code = models.CharField(_("code"), max_length=2, unique=True)
    position = models.PositiveSmallIntegerField(_("position"))
    summary_nl = models.TextField(_("summary in Dutch"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    source = source_field()

    summary = Localised("summary")
    objects = SubregionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("subregion")
        verbose_name_plural = _("subregions")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("subregions:profile", args=[self.slug])


class Municipality(models.Model):
    """A municipality of the MRA. The point is the centre of `centre_place` (WGS 84, degrees), not the centroid.

    The tile fields place it in the hexagon picture of the region: pointy-top, odd rows half a tile to the right.
    """

    slug = models.SlugField(_("slug"), unique=True)
    cbs_code = models.CharField(_("CBS code"), max_length=6, unique=True)
    name = models.CharField(_("name"), max_length=80)
    subregion = models.ForeignKey(
        Subregion, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("subregion")
    )
    province = models.CharField(_("province"), max_length=20, choices=Province)
    centre_place = models.CharField(_("place of the point"), max_length=80)
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4)
    tile_column = models.PositiveSmallIntegerField(_("tile column"))
    tile_row = models.PositiveSmallIntegerField(_("tile row"))
    tile_span = models.PositiveSmallIntegerField(_("tiles wide"), default=1)
    abbreviation = models.CharField(_("abbreviation"), max_length=3)
    source = source_field()

    class Meta:
        ordering = ["name"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self):
        return self.name


class TransitionTheme(models.Model):
    """A transition that the agenda's own text names, such as the energy transition (section 5.1)."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    source = source_field()

    label = Localised("name", "name_en")

    class Meta:
        ordering = ["slug"]
        verbose_name = _("transition theme")
        verbose_name_plural = _("transition themes")

    def __str__(self):
        return self.name


class Sector(models.Model):
    """A sector in the portal's own shared vocabulary, so that two subregions can be seen to do the same thing."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("position"))
    source = source_field()

    label = Localised("name", "name_en")

    class Meta:
        ordering = ["position"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")

    def __str__(self):
        return self.name


class Cluster(models.Model):
    """An innovative sector or cluster on which one subregion focuses, named as on p. 15 of the agenda."""

    slug = models.SlugField(_("slug"), unique=True)
    subregion = models.ForeignKey(
        Subregion, on_delete=models.PROTECT, related_name="clusters", verbose_name=_("subregion")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name as printed"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    sectors = models.ManyToManyField(Sector, related_name="clusters", verbose_name=_("sectors"))
    themes = models.ManyToManyField(
        TransitionTheme, related_name="clusters", blank=True, verbose_name=_("transition themes")
    )
    themes_source = source_field(blank=True)
    note_nl = models.CharField(_("note in Dutch"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    source = source_field()

    label = Localised("name", "name_en")
    note = Localised("note")

    class Meta:
        ordering = ["subregion__position", "position"]
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")

    def __str__(self):
        return self.name
