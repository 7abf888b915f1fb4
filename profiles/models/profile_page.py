import logging
from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import PageManager, PagePermissionTester, PageQuerySet

from mra_portal.common.pages import PortalPage
from profiles import freshness
from profiles.blocks import FigureBlock, NeedBlock, PlaceBlock, ProgrammeBlock, SectorBlock, StoryBlock
from profiles.models.confirmations import ProfileConfirmation
from profiles.models.region import Subregion
from profiles.points import COLUMNS, Point, points_of

logger = logging.getLogger(__name__)

# How Wagtail calls the publishing of what was approved for a later moment, and what the history says when it fails.
AT_ITS_MOMENT = "wagtail.publish.scheduled"
NOT_PUBLISHED = "profiles.not_published"
# What a form of the editing screens says when it brings a page to the public, or on its way there.
ON_THE_WAY = ("action-publish", "action-submit", "action-restart-workflow")
SECOND_PROFILE = _(
    "%(subregion)s already has a live profile in this language: “%(title)s”. "
    "Change that one, or take it offline first. This page can be kept as a draft."
)


class ProfileQuerySet(PageQuerySet):
    def for_public(self):
        """Live profiles with their subregion, the first published one where an old mistake left two."""
        newest = ProfileConfirmation.objects.filter(subregion=models.OuterRef("subregion")).newest_first()
        return (
            self.live()
            .select_related("subregion", "locale")
            .annotate(last_confirmed_on=models.Subquery(newest.values("confirmed_on")[:1]))
            .order_by("first_published_at", "pk")
        )

    def kept_by(self, user):
        """Every profile page, draft or not, of the subregions that this person works for."""
        return self.filter(subregion__in=Subregion.objects.of_member(user))

    def in_language(self, code: str):
        return self.filter(locale__language_code=code)

    def rivals_of(self, page: "SubregionProfilePage"):
        """Other live profiles of the same subregion in the same language."""
        return self.live().filter(subregion=page.subregion_id, locale=page.locale_id).exclude(pk=page.pk)


class ProfilePermissionTester(PagePermissionTester):
    """The right to change a profile is no right to take it away, to move it or to make a second one.

    Deleting and moving is for who publishes, copying for who adds pages.
    """

    def can_delete(self, ignore_bulk=False):
        return self._has("publish") and super().can_delete(ignore_bulk)

    def can_copy(self):
        return self._has("add") and super().can_copy()

    def _has(self, right: str) -> bool:
        return self.user.is_active and (self.user.is_superuser or right in self.permissions)


class ProfileForm(WagtailAdminPageForm):
    """Says in time that a second profile cannot go live: at publishing, at a date, or through a review.

    Whose profile it is, is chosen once; after that only who publishes can change it.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "subregion" in self.fields and self.instance.pk and self.for_user:
            may = self.instance.permissions_for_user(self.for_user)
            self.fields["subregion"].disabled = not may.can_publish()

    def clean(self):
        cleaned = super().clean()
        is_approved = "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"
        wanted = cleaned.get("go_live_at") or is_approved or any(name in self.data for name in ON_THE_WAY)
        self.instance.subregion = cleaned.get("subregion") or self.instance.subregion
        rival = self.instance.rival() if wanted and self.instance.subregion_id else None
        if rival is not None:
            self.add_error("subregion", SECOND_PROFILE % {"subregion": rival.subregion, "title": rival.title})
        return cleaned


class SubregionProfilePage(PortalPage):
    """The innovation profile of one subregion, in one language (section 5.1 of the agenda).

    The subregion is a row and this is its page. The key is not one-to-one: that would break copying and aliases in
    Wagtail. Instead one profile per subregion and language can be live; every other one stays a draft, whichever way it
    came about. The address belongs to the row (/deelregios/<slug>/), so the page's own slug does not matter.

    Rows of higher layers stand in the points by the name of their model (profiles.blocks); what the page shows of
    those, and of everything else the portal knows of the subregion, comes from mra_portal.subregions.
    """

    template = "profiles/profile_page.html"
    base_form_class = ProfileForm
    parent_page_types = ["cms.RegionPage"]
    subpage_types = []

    subregion = models.ForeignKey(
        Subregion, on_delete=models.PROTECT, related_name="profiles", verbose_name=_("subregion")
    )
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("story"))
    sectors = StreamField([("point", SectorBlock())], blank=True, verbose_name=_("innovative sectors and clusters"))
    places = StreamField([("point", PlaceBlock())], blank=True, verbose_name=_("hotspots and projects"))
    programmes = StreamField([("point", ProgrammeBlock())], blank=True, verbose_name=_("programmes"))
    needs = StreamField([("point", NeedBlock())], blank=True, verbose_name=_("what we need"))
    figures = StreamField([("figure", FigureBlock())], blank=True, verbose_name=_("key figures"))
    contact_role = models.CharField(
        _("who to ask"),
        max_length=160,
        blank=True,
        help_text=_("A role, such as “member of the kopgroep for IJmond”; never the name of a person."),
    )

    content_panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("subregion"), FieldPanel("contact_role")]),
        FieldPanel("lede"),
        FieldPanel("source"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel(name) for name in COLUMNS], heading=_("Points of the profile")),
        FieldPanel("figures"),
    ]
    objects = PageManager.from_queryset(ProfileQuerySet)()

    class Meta:
        verbose_name = _("innovation profile")
        verbose_name_plural = _("innovation profiles")
        # Besides Wagtail's own rights on trees of pages: see profiles.permissions.
        permissions = [("change_own_subregionprofilepage", "Can change the profile of the own subregion")]

    @property
    def eyebrow(self) -> str:
        return pgettext("above the title", "Innovation profile")

    @property
    def is_in_main_language(self) -> bool:
        return self.locale.language_code == settings.LANGUAGE_CODE

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | ({"social_picture": picture} if (picture := self._social_picture()) else {})

    def _social_picture(self) -> dict | None:
        """The first picture of its story, in the shape that other sites show of a shared page."""
        value = next((block.value["picture"] for block in self.body if block.block_type == "picture"), None)
        if not value:
            return None
        made = value.get_rendition("fill-1200x630|format-jpeg")
        return {
            "url": urljoin(settings.PORTAL_BASE_URL, made.url),
            "width": str(made.width),
            "height": str(made.height),
            "alt": value.contextual_alt_text or "",
        }

    def permissions_for_user(self, user):
        return ProfilePermissionTester(user, self)

    def rival(self) -> "SubregionProfilePage | None":
        """The live profile that stands in the way of this one."""
        return SubregionProfilePage.objects.rivals_of(self).select_related("subregion").first()

    def clean(self):
        super().clean()
        if self.live and self.subregion_id and (rival := self.rival()):
            message = SECOND_PROFILE % {"subregion": rival.subregion, "title": rival.title}
            raise ValidationError({"subregion": message})

    def publish(self, revision, **kwargs):
        """At the moment that was chosen for it: what would be a second profile by now stays a draft and says so.

        Nobody is there to read an error then, and it would keep back everything else that waits for its moment.
        """
        draft = revision.as_object()
        rival = draft.rival() if kwargs.get("log_action") == AT_ITS_MOMENT else None
        if rival is None:
            return super().publish(revision, **kwargs)
        self.revisions.update(approved_go_live_at=None)
        said = str(SECOND_PROFILE % {"subregion": rival.subregion, "title": rival.title})
        log(instance=draft, action=NOT_PUBLISHED, revision=revision, data={"why": said})
        logger.warning("Not published at its moment: page %s. %s", self.pk, said)
        return None

    def save(self, clean=True, **kwargs):
        """Copies and aliases come in live, some unchecked; one that would be a second profile stays a draft."""
        is_new = self._state.adding or not clean
        if is_new and self.live and self.subregion_id and self.rival():
            self.live, self.has_unpublished_changes = False, True
        return super().save(clean=clean, **kwargs)

    def get_url_parts(self, request=None):
        parts = super().get_url_parts(request)
        if parts is None:
            return None
        with translation.override(self.locale.language_code):
            return parts[0], parts[1], reverse("subregions:profile", args=[self.subregion.slug])

    def points(self, column: str) -> list[Point]:
        """The points of one of the COLUMNS, in the order of the page. Costs no query."""
        return points_of(getattr(self, column), column, self.locale.language_code)

    @cached_property
    def confirmed_on(self) -> date | None:
        """The day on which its own people last said that it is still correct."""
        if hasattr(self, "last_confirmed_on"):
            return self.last_confirmed_on
        newest = ProfileConfirmation.objects.filter(subregion=self.subregion_id).newest_first()
        return newest.values_list("confirmed_on", flat=True).first()

    def freshness_on(self, day: date) -> freshness.Freshness:
        return freshness.freshness_on(day, self.confirmed_on)

    def search_source(self):
        points = [text for name in COLUMNS for point in self.points(name) for text in point.texts]
        places = self.subregion.municipalities.values_list("name", flat=True)
        return [*super().search_source(), self.subregion.name, self.contact_role, *places, *points]
