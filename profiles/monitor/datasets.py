from django.utils.translation import gettext_lazy as _

from mra_portal.common.exports.datasets import Dataset
from profiles.models import Indicator, Observation
from profiles.monitor.filters import IndicatorFilterSet, ObservationFilterSet
from profiles.monitor.public_fields import INDICATOR_FIELDS, OBSERVATION_FIELDS


class Indicators(Dataset):
    name = "indicatoren"
    title = _("Indicators of the innovation monitor")
    about = _("What the innovation monitor counts: every indicator with its definition and its figures.")
    fields = INDICATOR_FIELDS
    filterset_class = IndicatorFilterSet
    page, files = "monitor:indicators", "monitor:export"

    def rows(self, moment):
        return Indicator.objects.for_listing().in_order()


class Observations(Dataset):
    name = "waarnemingen"
    title = _("Figures of the innovation monitor")
    about = _(
        "Every figure of the innovation monitor: about which area and year, how exact, and where it was printed. So "
        "far these are the figures of the action agenda of 2025."
    )
    fields = OBSERVATION_FIELDS
    filterset_class = ObservationFilterSet
    page, files = "monitor:indicators", "monitor:observations_export"

    def rows(self, moment):
        return Observation.objects.with_areas().by_indicator()


INDICATORS, OBSERVATIONS = Indicators(), Observations()
