from mra_portal.cms.models import Term
from mra_portal.common.content.resources import ContentResource


class TermResource(ContentResource):
    class Meta(ContentResource.Meta):
        model = Term
        fields = ["slug", "name", "name_en", "definition_nl", "definition_en", "variants", "source"]
