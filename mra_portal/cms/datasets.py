from django.utils.translation import gettext_lazy as _

from mra_portal.cms.models import Term
from mra_portal.cms.public_fields import TERM_FIELDS
from mra_portal.common.exports.datasets import Dataset


class Terms(Dataset):
    name = "begrippen"
    title = _("Terms")
    about = _("The words of the agenda, explained.")
    fields = TERM_FIELDS
    page = "glossary"

    def rows(self, moment):
        return Term.objects.published()


TERMS = Terms()
