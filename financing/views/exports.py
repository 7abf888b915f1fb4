from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from financing.datasets import OPTIONS
from financing.models import FinancingOption
from financing.public_dates import entries_of, with_rounds_to_come
from financing.shortlist import MOST, NAME, Shortlist
from mra_portal.common.exports.datasets import Found
from mra_portal.common.exports.problems import RefusedError
from mra_portal.common.exports.views import ExportView
from mra_portal.common.filters import NOT_A_CHOICE


class OptionExport(ExportView):
    """The options of the finder as open data, and their dates as a calendar."""

    dataset = OPTIONS
    forms = ("ics", "atom")
    file_name = "financiering"
    calendar_name = gettext_lazy("Financing in the MRA: what opens and closes")

    def dated_rows(self, moment):
        return with_rounds_to_come(FinancingOption.objects.published(), moment)

    def entries_of(self, row, moment):
        return entries_of(row, moment)


class ShortlistExport(OptionExport):
    """The picked options, in the order in which they were picked. Unlike the page, a file does not leave any out."""

    forms = ("ics",)
    file_name = "financiering-lijst"
    calendar_name = gettext_lazy("Your list: what opens and closes")

    def found(self):
        shortlist = Shortlist.of(self.request.GET)
        if shortlist.had_too_many:
            raise RefusedError({NAME: [_("A list holds at most %(most)s options.") % {"most": MOST}]})
        # PostgreSQL cannot even be asked for text with a NUL in it.
        asked = [slug for slug in shortlist.slugs if "\0" not in slug]
        known = dict(FinancingOption.objects.published().filter(slug__in=asked).values_list("slug", "pk"))
        unknown = [slug for slug in shortlist.slugs if slug not in known]
        if unknown:
            raise RefusedError({NAME: [NOT_A_CHOICE["invalid_choice"] % {"value": slug} for slug in unknown]})
        return Found([known[slug] for slug in shortlist.slugs], timezone.now())
