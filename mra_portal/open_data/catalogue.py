"""Every dataset of the portal, in the order of the catalogue. Each is also a resource of the API."""

from operator import attrgetter

import django_filters
from django.utils.translation import gettext_lazy as _

from agenda.calendar.datasets import EVENTS
from agenda.datasets import ACCELERATORS, LINES, ORGANISATIONS, UPDATES
from financing.datasets import OPTIONS
from hotspots.datasets import LINKS, PLACES
from hotspots.scan.datasets import REACH
from mra_portal.cms.datasets import TERMS
from mra_portal.common.exports.datasets import Dataset, PlainFilterSet
from mra_portal.common.exports.fields import PublicField, Type
from mra_portal.common.models import PublishedRecord
from mra_portal.subregions.datasets import MUNICIPALITIES, SECTORS, SUBREGIONS
from profiles.cross_pollinations.datasets import CROSS_POLLINATIONS
from profiles.monitor.datasets import INDICATORS, OBSERVATIONS

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        OPTIONS,
        PLACES,
        LINKS,
        REACH,
        ACCELERATORS,
        LINES,
        UPDATES,
        ORGANISATIONS,
        EVENTS,
        SUBREGIONS,
        MUNICIPALITIES,
        SECTORS,
        CROSS_POLLINATIONS,
        INDICATORS,
        OBSERVATIONS,
        TERMS,
    )
}


class DeletionFilterSet(PlainFilterSet):
    dataset = django_filters.MultipleChoiceFilter(
        choices=[(name, dataset.title) for name, dataset in DATASETS.items()], label=_("Dataset")
    )

    class Meta:
        model = PublishedRecord
        fields = []


class Deletions(Dataset):
    """What left the other datasets: a resource of the API, for who keeps a copy. Not a dataset of the catalogue."""

    name = "verwijderingen"
    title = _("What is gone")
    about = _("Rows that were public and no longer are, for who keeps a copy. A slug is never given to another row.")
    fields = [
        PublicField("dataset", attrgetter("dataset"), _("the dataset it was in")),
        PublicField("slug", attrgetter("slug")),
        PublicField("verwijderd_op", attrgetter("gone_at"), _("since when it is gone"), Type.MOMENT),
    ]
    filterset_class = DeletionFilterSet

    def rows(self, moment):
        return PublishedRecord.objects.filter(gone_at__isnull=False).order_by("gone_at", "pk")


DELETIONS = Deletions()
