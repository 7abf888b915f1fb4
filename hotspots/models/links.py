from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agenda.models import Organisation
from hotspots.models.places import Hotspot
from hotspots.models.vocabulary import LinkKind
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.languages import Localised
from mra_portal.common.rows import EditorialQuerySet, ReviewedRow, source_field
from profiles.models import Subregion

# What can stand at either end of a link.
END_KINDS = ("hotspot", "subregion", "organisation")
ELSEWHERE = _(
    "What ties two subregions is a cross-pollination: it has two owners, a state and a history. "
    "Add it there; the network shows it from itself."
)
DOUBLED = "doubled"


def _one_end(side: str) -> Q:
    """Exactly one of the three kinds of end is filled in."""
    condition = Q()
    for filled in END_KINDS:
        condition |= Q(**{f"{side}_{kind}__isnull": kind != filled for kind in END_KINDS})
    return condition


class HotspotLinkQuerySet(EditorialQuerySet):
    def between_published(self):
        """Links of which the public may know both ends."""
        rows = self.published()
        for side in ("from", "to"):
            for kind in ("hotspot", "organisation"):
                rows = rows.exclude(**{f"{side}_{kind}__live": False})
        return rows

    def of(self, row: Hotspot | Subregion | Organisation):
        """The links that have this row at one of their ends."""
        kind = type(row)._meta.model_name
        return self.filter(Q(**{f"from_{kind}": row.pk}) | Q(**{f"to_{kind}": row.pk}))

    def with_ends(self):
        ends = [f"{side}_{kind}" for side in ("from", "to") for kind in END_KINDS]
        return self.select_related(*ends, "stated_by")


class HotspotLink(ReviewedRow):
    """What ties two ends of the network: places, subregions or organisations (section 4.2 and the profiles of 5.1).

    A link is a row of its own and has no side that owns it: it shows at both ends, and is edited from either.
    Only a succession ("next place after": from → to) has a direction. Between the same two ends there is one link of a
    kind, whatever the direction. `pair` holds the two ends in a fixed order, so that the database refuses a double.
    What ties two subregions is a CrossPollination, and no link.
    """

    slug = models.SlugField(_("slug"), unique=True, max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind)
    from_hotspot = models.ForeignKey(
        Hotspot,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="links_from",
        verbose_name=_("from a place"),
    )
    from_subregion = models.ForeignKey(
        Subregion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="links_from",
        verbose_name=_("from a subregion"),
    )
    from_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="links_from",
        verbose_name=_("from an organisation"),
    )
    to_hotspot = models.ForeignKey(
        Hotspot,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="links_to",
        verbose_name=_("to a place"),
    )
    to_subregion = models.ForeignKey(
        Subregion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="links_to",
        verbose_name=_("to a subregion"),
    )
    to_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="links_to",
        verbose_name=_("to an organisation"),
    )
    topic_nl = models.CharField(_("topic in Dutch"), max_length=250)
    topic_en = models.CharField(_("topic in English"), max_length=250, blank=True)
    stated_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="links_stated",
        verbose_name=_("stated by"),
    )
    source = source_field()
    pair = models.CharField(max_length=400, editable=False, blank=True)

    topic = Localised("topic")
    objects = HotspotLinkQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("link in the network")
        verbose_name_plural = _("links in the network")
        # Besides Wagtail's own rights: only the links of places of which an organisation of the person is a host.
        permissions = [("change_own_hotspotlink", "Can change links of hotspots of the own organisation")]
        constraints = [
            models.CheckConstraint(
                condition=_one_end("from"),
                name="a_link_starts_at_one_end",
                violation_error_message=_("Choose one thing that the link comes from."),
            ),
            models.CheckConstraint(
                condition=_one_end("to"),
                name="a_link_leads_to_one_end",
                violation_error_message=_("Choose one thing that the link leads to."),
            ),
            models.CheckConstraint(
                condition=Q(from_subregion__isnull=True) | Q(to_subregion__isnull=True),
                name="a_link_never_joins_two_subregions",
                violation_error_message=ELSEWHERE,
            ),
            models.UniqueConstraint(
                fields=["pair", "kind"],
                name="link_once_per_pair_and_kind",
                violation_error_message=_("This link is there already."),
            ),
        ]

    def __str__(self):
        return f"{self.start} – {self.end}"

    def get_absolute_url(self):
        return f"{reverse('hotspots:network')}#{self.slug}"

    def get_preview_template(self, request, mode_name):
        return "hotspots/link_preview.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, "link": self, "breadcrumb": breadcrumb((str(self), ""))}

    @property
    def start(self) -> Hotspot | Subregion | Organisation | None:
        return self._at("from")

    @property
    def end(self) -> Hotspot | Subregion | Organisation | None:
        return self._at("to")

    def _at(self, side: str):
        return next((row for kind in END_KINDS if (row := getattr(self, f"{side}_{kind}")) is not None), None)

    @property
    def is_directed(self) -> bool:
        return self.kind == LinkKind.NEXT_PLACE

    def other_end(self, row):
        """What stands at the other side, seen from this row."""
        return self.end if self.start == row else self.start

    def _names_of_ends(self, side: str) -> list[str]:
        names = (f"{side}_{kind}" for kind in END_KINDS)
        return [f"{name[len(side) + 1 :]}:{key}" for name in names if (key := getattr(self, f"{name}_id")) is not None]

    def _pair(self) -> str:
        return " ".join(sorted(self._names_of_ends("from") + self._names_of_ends("to")))

    def validate_constraints(self, exclude=None):
        """A double is refused by `clean`, which names the other one; the constraint is for the database."""
        super().validate_constraints(exclude={*(exclude or ()), "pair"})

    def save(self, *args, **kwargs):
        self.pair = self._pair()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self.pair = self._pair()
        errors = {}
        for side, message in (
            ("from", _("Choose one thing that the link comes from.")),
            ("to", _("Choose one thing that the link leads to.")),
        ):
            if len(self._names_of_ends(side)) != 1:
                errors[f"{side}_hotspot"] = message
        if not errors and self._names_of_ends("from") == self._names_of_ends("to"):
            errors[self._field_of_end()] = _("A link cannot join a thing to itself.")
        if not errors and self.from_subregion_id and self.to_subregion_id:
            errors["to_subregion"] = ELSEWHERE
        if not errors and (twin := self.twin()):
            message = _("This link is there already: %(link)s (%(topic)s).")
            named = {"link": twin, "topic": twin.topic}
            errors[self._field_of_end()] = ValidationError(message % named, code=DOUBLED)
        if errors:
            raise ValidationError(errors)

    def twin(self) -> "HotspotLink | None":
        """Another link of this kind between the same two ends, whatever its direction."""
        same = HotspotLink.objects.filter(pair=self._pair(), kind=self.kind).exclude(pk=self.pk)
        return same.with_ends().first()

    def _field_of_end(self) -> str:
        return next(f"to_{kind}" for kind in END_KINDS if getattr(self, f"to_{kind}_id") is not None)

    def search_source(self):
        ends = [row.name for row in (self.start, self.end) if row is not None]
        return [*ends, self.topic_nl, self.topic_en, self.get_kind_display()]
