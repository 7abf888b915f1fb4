from django.utils.translation import gettext_lazy as _

from mra_portal.common.exports.datasets import Dataset
from profiles.cross_pollinations.filters import CrossPollinationFilterSet
from profiles.cross_pollinations.public_fields import FIELDS
from profiles.models import CrossPollination


class CrossPollinations(Dataset):
    name = "kruisbestuivingen"
    title = _("Cross-pollinations")
    about = _("What subregions do or could do together, or with others outside the region, and how far they are.")
    fields = FIELDS
    filterset_class = CrossPollinationFilterSet
    page, files = "profiles:cross_pollinations", "profiles:cross_pollinations_export"

    def rows(self, moment):
        return CrossPollination.objects.for_listing()


CROSS_POLLINATIONS = CrossPollinations()
