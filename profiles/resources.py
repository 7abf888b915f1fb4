"""The tables of the region, as CSV columns."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields

from mra_portal.common.content.resources import (
    ContentResource,
    NumberWidget,
    flag_column,
    slug_column,
    slug_list_column,
)
from profiles.models import (
    Cluster,
    CrossPollination,
    CrossPollinationEvent,
    Indicator,
    Municipality,
    Observation,
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


class IndicatorResource(ContentResource):
    class Meta(ContentResource.Meta):
        model = Indicator
        fields = ["slug", "position", "name_nl", "name_en", "unit", "definition_nl", "definition_en", "source"]


class FigureWidget(NumberWidget):
    """A number without the zeros that only say how many decimals the table keeps: 3.1 and 700."""

    def render(self, value, obj=None, **kwargs):
        text = "" if value is None else f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


class ObservationResource(ContentResource):
    """The figures of the monitor; no subregion and no municipality is the MRA as a whole."""

    indicator = slug_column("indicator", Indicator)
    subregion = slug_column("subregion", Subregion)
    municipality = slug_column("municipality", Municipality)
    value = fields.Field(column_name="value", attribute="value", widget=FigureWidget())

    class Meta(ContentResource.Meta):
        model = Observation
        fields = [
            "slug",
            "indicator",
            "subregion",
            "municipality",
            "year",
            "value",
            "precision",
            "published",
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
