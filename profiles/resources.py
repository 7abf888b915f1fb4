"""The tables of the region, as CSV columns."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mra_portal.common.content.resources import ContentResource, flag_column, slug_column, slug_list_column
from profiles.models import (
    Cluster,
    CrossPollination,
    CrossPollinationEvent,
    Municipality,
    Sector,
    Subregion,
    TransitionTheme,
)


class SubregionResource(ContentResource):
    class Meta(ContentResource.Meta):
        model = Subregion
        fields = ["slug", "name", "code", "position", "summary_nl", "summary_en", "source"]


class MunicipalityResource(ContentResource):
    subregion = slug_column("subregion", Subregion)

    class Meta(ContentResource.Meta):
        model = Municipality
        fields = [
            "slug",
            "cbs_code",
            "name",
            "subregion",
            "province",
            "centre_place",
            "latitude",
            "longitude",
            "tile_column",
            "tile_row",
            "tile_span",
            "abbreviation",
            "source",
        ]


class TransitionThemeResource(ContentResource):
    class Meta(ContentResource.Meta):
        model = TransitionTheme
        fields = ["slug", "name", "name_en", "source"]


class SectorResource(ContentResource):
    class Meta(ContentResource.Meta):
        model = Sector
        fields = ["slug", "name", "name_en", "position", "source"]


class ClusterResource(ContentResource):
    subregion = slug_column("subregion", Subregion)
    sectors = slug_list_column("sectors", Sector)
    themes = slug_list_column("themes", TransitionTheme)

    class Meta(ContentResource.Meta):
        model = Cluster
        fields = [
            "slug",
            "subregion",
            "position",
            "name",
            "name_en",
            "sectors",
            "themes",
            "themes_source",
            "note_nl",
            "note_en",
            "source",
        ]


class CrossPollinationResource(ContentResource):
    """Who and about what. How it stands and what comes next only its owners say, so they are no columns here."""

    first = slug_column("first", Subregion)
    second = slug_column("second", Subregion)
    sectors = slug_list_column("sectors", Sector)
    is_marked = flag_column("is_marked")

    class Meta(ContentResource.Meta):
        model = CrossPollination
        fields = [
            "slug",
            "first",
            "second",
            "outside",
            "topic_nl",
            "topic_en",
            "sectors",
            "note_nl",
            "note_en",
            "is_marked",
            "source",
        ]


class CrossPollinationEventResource(ContentResource):
    """The history of cross-pollinations, without accounts. Lines can be added, never changed."""

    cross_pollination = slug_column("cross_pollination", CrossPollination)
    side = slug_column("side", Subregion)
    is_of_outside = flag_column("is_of_outside")
    by_office = flag_column("by_office")

    class Meta(ContentResource.Meta):
        model = CrossPollinationEvent
        import_id_fields = ["cross_pollination", "number"]
        fields = [
            "cross_pollination",
            "number",
            "kind",
            "side",
            "is_of_outside",
            "by_office",
            "on",
            "from_state",
            "to_state",
            "printed",
            "text_nl",
            "text_en",
            "source",
        ]

    def before_save_instance(self, instance, row, **kwargs):
        if not instance._state.adding:
            raise ValidationError(_("What happened to a cross-pollination is never changed: add a new line."))
        super().before_save_instance(instance, row, **kwargs)
