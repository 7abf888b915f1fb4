"""The tables of the region, as CSV columns."""

from mra_portal.common.content.resources import ContentResource, slug_column, slug_list_column
from profiles.models import Cluster, Municipality, Sector, Subregion, TransitionTheme


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
