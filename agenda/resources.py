"""The tables of the action agenda, as CSV columns."""

from agenda.models import Accelerator, ActionLine, ActionLineParty, Organisation
from mra_portal.common.content.resources import (
    ContentResource,
    flag_column,
    slug_column,
    slug_list_column,
    text_column,
)
from profiles.models import Subregion


class AcceleratorResource(ContentResource):
    class Meta(ContentResource.Meta):
        model = Accelerator
        fields = [
            "slug",
            "number",
            "name",
            "name_en",
            "target_picture_nl",
            "target_picture_en",
            "government_role_nl",
            "government_role_en",
            "source",
        ]


class OrganisationResource(ContentResource):
    subregion = slug_column("subregion", Subregion)
    serves = slug_list_column("serves", Subregion)

    class Meta(ContentResource.Meta):
        model = Organisation
        fields = [
            "slug",
            "name",
            "abbreviation",
            "kind",
            "subregion",
            "serves",
            "url",
            "summary_nl",
            "summary_en",
            "source",
        ]


class ActionLineResource(ContentResource):
    accelerator = slug_column("accelerator", Accelerator)
    title = text_column("title", "official_title")

    class Meta(ContentResource.Meta):
        model = ActionLine
        fields = [
            "slug",
            "accelerator",
            "letter",
            "title",
            "title_en",
            "title_summary",
            "title_chapter4",
            "summary_nl",
            "summary_en",
            "agreements_nl",
            "agreements_en",
            "initiators_printed",
            "partners_printed",
            "priority",
            "source_page",
            "source",
        ]


class ActionLinePartyResource(ContentResource):
    action_line = slug_column("action_line", ActionLine)
    organisation = slug_column("organisation", Organisation)
    is_interpretation = flag_column("is_interpretation")

    class Meta(ContentResource.Meta):
        model = ActionLineParty
        import_id_fields = ["action_line", "organisation", "role"]
        fields = [
            "action_line",
            "organisation",
            "role",
            "position",
            "printed",
            "is_interpretation",
            "note_nl",
            "note_en",
        ]
