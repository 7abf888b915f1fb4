"""The tables of the route map, as CSV columns."""

from agenda.models import Organisation
from financing.models import CallWindow, Condition, Family, FinancingOption, OptionRelation, RegionalNuance
from mra_portal.common.content.resources import (
    ContentResource,
    PartResource,
    flag_column,
    slug_column,
    slug_list_column,
    small_number_column,
    word_list_column,
)
from profiles.models import Municipality, Sector, Subregion


class FamilyResource(ContentResource):
    class Meta(ContentResource.Meta):
        model = Family
        fields = ["slug", "name", "name_en", "summary_nl", "summary_en", "source"]


class FinancingOptionResource(ContentResource):
    family = slug_column("family", Family)
    variant_of = slug_column("variant_of", FinancingOption, same_table=True)
    successor = slug_column("successor", FinancingOption, same_table=True)
    has_ended = flag_column("has_ended")
    phases = word_list_column("phases")
    sectors = slug_list_column("sectors", Sector)
    covers_country = flag_column("covers_country")
    provinces = word_list_column("provinces")
    subregions = slug_list_column("subregions", Subregion)
    municipalities = slug_list_column("municipalities", Municipality)
    held_in = slug_column("held_in", Municipality)
    paid_by = slug_list_column("paid_by", Organisation)
    executed_by = slug_list_column("executed_by", Organisation)
    contact = slug_column("contact", Organisation)

    class Meta(ContentResource.Meta):
        model = FinancingOption
        fields = [
            "slug",
            "name",
            "abbreviation",
            "family",
            "variant_of",
            "successor",
            "has_ended",
            "ended_on",
            "level",
            "kind",
            "phases",
            "amount_min",
            "amount_max",
            "amount_note_nl",
            "amount_note_en",
            "contribution_nl",
            "contribution_en",
            "audience_nl",
            "audience_en",
            "sectors",
            "covers_country",
            "provinces",
            "subregions",
            "municipalities",
            "held_in",
            "rhythm",
            "reported_state",
            "paid_by",
            "executed_by",
            "provider_printed",
            "contact",
            "contact_role_nl",
            "contact_role_en",
            "steps_nl",
            "steps_en",
            "url",
            "summary_nl",
            "summary_en",
            "uncertainty_nl",
            "uncertainty_en",
            "source",
            "checked_on",
            "confidence",
        ]


class ConditionResource(PartResource):
    option = slug_column("option", FinancingOption)
    position = small_number_column("position", "sort_order")
    values = word_list_column("values")
    is_interpretation = flag_column("is_interpretation")

    class Meta(PartResource.Meta):
        model = Condition
        import_id_fields = ["option", "position"]
        fields = [
            "option",
            "position",
            "attribute",
            "values",
            "minimum",
            "maximum",
            "text_nl",
            "text_en",
            "is_interpretation",
            "source",
        ]


class CallWindowResource(PartResource):
    option = slug_column("option", FinancingOption)
    position = small_number_column("position", "sort_order")
    is_confirmed = flag_column("is_confirmed")

    class Meta(PartResource.Meta):
        model = CallWindow
        import_id_fields = ["option", "position"]
        fields = [
            "option",
            "position",
            "opens_on",
            "opens_at",
            "closes_on",
            "closes_at",
            "preregister_by",
            "allocation",
            "ran_out_on",
            "budget",
            "is_confirmed",
            "note_nl",
            "note_en",
            "source",
        ]


class OptionRelationResource(PartResource):
    option = slug_column("option", FinancingOption)
    other = slug_column("other", FinancingOption)

    class Meta(PartResource.Meta):
        model = OptionRelation
        import_id_fields = ["option", "kind", "other"]
        fields = ["option", "kind", "other", "note_nl", "note_en", "source"]


class RegionalNuanceResource(ContentResource):
    family = slug_column("family", Family)
    option = slug_column("option", FinancingOption)
    subregion = slug_column("subregion", Subregion)
    organisation = slug_column("organisation", Organisation)

    class Meta(ContentResource.Meta):
        model = RegionalNuance
        fields = ["slug", "family", "option", "province", "subregion", "organisation", "text_nl", "text_en", "source"]
