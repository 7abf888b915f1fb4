from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.languages import Localised
from mra_portal.common.rows import EditorialQuerySet, EditorialRow, source_field
from profiles.models import Subregion


class OrganisationQuerySet(EditorialQuerySet):
    def for_listing(self):
        """Everything the index of organisations shows: subregion, and how often it starts or joins a line.

        The counts are subqueries, so that filters on the same relation cannot change them.
        """
        return self.select_related("subregion").annotate(
            initiated_count=self._role_count(role="initiator"),
            partnered_count=self._role_count(role="partner"),
            role_count=self._role_count(),
        )

    def by_name(self):
        return self.order_by(Lower("name"), "slug")

    def by_roles(self):
        """Who is on the most action lines first."""
        return self.annotate(role_count=self._role_count()).order_by("-role_count", Lower("name"), "slug")

    def _role_count(self, **conditions):
        roles = self._party_rows(**conditions).order_by().values("organisation")
        return Coalesce(models.Subquery(roles.annotate(n=models.Count("pk")).values("n")), 0)

    def _party_rows(self, **conditions):
        parties = self.model.parties.rel.related_model.objects.taking_part()
        return parties.filter(organisation=models.OuterRef("pk"), action_line__live=True, **conditions)

    def with_party_taking_part(self):
        """One row per role on a published line that it keeps, so that its columns (`parties__…`) can be counted."""
        parties = self.model.parties.rel.related_model.objects
        return self.filter(parties__in=parties.on_published_lines().taking_part())

    def with_places(self):
        """Organisations that are host or partner of a published hotspot."""
        sides = (models.Q(places_hosted__live=True), models.Q(places_joined__live=True))
        return self.filter(sides[0] | sides[1]).distinct()

    def schools(self):
        """Organisations that teach."""
        return self.filter(kind=Organisation.Kind.EDUCATION)

    def with_role(self, role: str):
        """Organisations that have and keep this role (an ActionLineParty.Role value) on a published action line."""
        return self.filter(models.Exists(self._party_rows(role=role)))


class Organisation(EditorialRow):
    """Anyone the agenda names as a party: a government, ROM, board, network, school, company or a named group.

    `subregion` is where it sits, `serves` for whom it works; both empty when it works for the whole region or
    when the sources do not tell.
    """

    class Kind(models.TextChoices):
        SUBREGION = "deelregio", _("Subregion")
        PROVINCE = "provincie", _("Province")
        MUNICIPALITY = "gemeente", _("Municipality")
        MINISTRY = "ministerie", _("Ministry")
        OTHER_GOVERNMENT = "overheid-overig", _("Other government body")
        ROM = "rom", _("Regional development agency (ROM)")
        ECONOMIC_BOARD = "economic-board", _("Economic board")
        CONSULTATION = "overleg", _("Consultation or working group")
        PROGRAMME = "programma", _("Programme")
        NETWORK = "netwerk", _("Network")
        EDUCATION = "onderwijs", _("Education")
        RESEARCH = "onderzoek", _("Research")
        FINANCIER = "financier", _("Financier")
        COMPANY = "bedrijf", _("Company")
        GROUP = "groep", _("Group of organisations")

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=160)
    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    subregion = models.ForeignKey(
        Subregion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("subregion"),
    )
    serves = models.ManyToManyField(Subregion, blank=True, related_name="served_by", verbose_name=_("works for"))
    url = models.URLField(_("web address"), blank=True)
    summary_nl = models.TextField(_("summary in Dutch"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    source = source_field()

    summary = Localised("summary")
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "slug"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("agenda:organisation", args=[self.slug])

    def get_preview_template(self, request, mode_name):
        return "agenda/organisation_detail.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, "organisation": self, "breadcrumb": breadcrumb((self.name, ""))}

    @property
    def full_name(self) -> str:
        """The name with its abbreviation, where it has one: "Rijksdienst voor Ondernemend Nederland (RVO)"."""
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name

    @cached_property
    def roles(self):
        """Its roles on published action lines, in the order of the agenda."""
        return list(self.parties.for_organisation_page())

    @cached_property
    def options_given(self):
        """The money and programmes that it pays or executes, by name; ended ones left out."""
        rows = self.options_paid.model.objects.published().filter(has_ended=False)
        given = rows.filter(models.Q(executed_by=self) | models.Q(paid_by=self)).distinct()
        return sorted(given, key=lambda row: row.name.casefold())

    @cached_property
    def places(self):
        """The hotspots that it hosts or is a partner of, by name; `is_hosted_here` says which."""
        rows = self.places_hosted.model.objects.published().for_listing()
        hosted = models.Exists(self.places_hosted.filter(pk=models.OuterRef("pk")))
        found = rows.filter(models.Q(hosts=self) | models.Q(partners=self)).annotate(is_hosted_here=hosted)
        return list(found.distinct().by_name())

    @cached_property
    def places_in_subregion(self):
        """Of an organisation that stands for a subregion: the hotspots that lie there, by name."""
        return list(self.subregion.hotspots.published().for_listing().by_name()) if self.is_subregion else []

    @cached_property
    def events_shown(self) -> list:
        """The public events that it holds: what is to come, and the last few that were."""
        return self.events.a_few_around(timezone.localdate())

    @property
    def is_subregion(self) -> bool:
        return self.kind == self.Kind.SUBREGION

    def search_source(self):
        texts = [self.name, self.abbreviation, self.summary_nl, self.summary_en, self.get_kind_display()]
        if self.is_subregion and self.subregion:
            # Until a subregion has its own page, this is the page that answers for it.
            texts += [self.subregion.summary_nl, self.subregion.summary_en]
            texts += self.subregion.municipalities.values_list("name", flat=True)
            for names in self.subregion.clusters.values_list("name", "name_en"):
                texts += names
        return texts
