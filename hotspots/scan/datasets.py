from django.utils.translation import gettext_lazy as _

from hotspots.datasets import Places
from hotspots.scan.fields import FIELDS
from hotspots.scan.question import ReachFilterSet


class Reach(Places):
    name = "bereikbaarheid"
    title = _("How places can be reached")
    about = _(
        "The reachability scan of action line 3a: per place the nearest station and stop, distance, walking time, and "
        "what sources name as opportunities and bottlenecks. Times are estimates from straight lines."
    )
    fields = FIELDS
    filterset_class = ReachFilterSet
    page, files = "hotspots:reach_scan", "hotspots:reach_export"
    elsewhere = _("Stations and stops come from public pages of carriers and governments.")

    def rows(self, moment):
        return self.filterset_class.rows_at(moment).for_listing().prefetch_related("reach_notes")


REACH = Reach()
