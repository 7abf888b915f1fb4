"""What stands on the region page: the picture, who works on what, and profiles side by side."""

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mra_portal.common.languages import DEFAULT, LocalisedText, path_in_language
from mra_portal.subregions.profile import HEADINGS
from profiles.models import COLUMNS, Cluster, CrossPollination, Municipality, Subregion, SubregionProfilePage
from profiles.region_picture import Region, region_picture

PARAMETER = "vergelijk"
MOST = 3  # profiles side by side


class RegionOverview:
    """For templates/cms/region_page.html. `asked`: the slugs of the profiles to set side by side."""

    def __init__(self, asked: Sequence[str] = ()):
        self.asked = list(dict.fromkeys(filter(None, asked)))

    @cached_property
    def _municipalities(self) -> list[Municipality]:
        return list(Municipality.objects.select_related("subregion"))

    @cached_property
    def subregions(self) -> list[Subregion]:
        return sorted({row.subregion for row in self._municipalities}, key=lambda row: row.position)

    @property
    def picture(self) -> Region:
        """For components/region_tiles.html; a tile leads to the profile of its subregion."""
        return region_picture(self._municipalities, url_of=lambda row: row.subregion.get_absolute_url())

    @property
    def rows(self) -> list[dict]:
        """For components/subregion_list.html."""
        ordered = sorted(self._municipalities, key=lambda row: (row.subregion.position, row.name))
        return [
            {
                "slug": subregion.slug,
                "code": subregion.code,
                "name": subregion.name,
                "url": subregion.get_absolute_url(),
                "places": ", ".join(row.name for row in places),
            }
            for subregion, places in groupby(ordered, key=lambda row: row.subregion)
        ]

    @cached_property
    def sectors(self) -> list[dict]:
        """Who works on what: per sector a cell per subregion, with the clusters that say so."""
        cells: dict[tuple, list[Cluster]] = {}
        sectors = {}
        for cluster in Cluster.objects.prefetch_related("sectors"):
            for sector in cluster.sectors.all():
                sectors[sector.pk] = sector
                cells.setdefault((sector.pk, cluster.subregion_id), []).append(cluster)
        return [
            {
                "sector": sector,
                "cells": [
                    {"subregion": row, "clusters": cells.get((sector.pk, row.pk), [])} for row in self.subregions
                ],
                "count": sum((sector.pk, row.pk) in cells for row in self.subregions),
            }
            for sector in sorted(sectors.values(), key=lambda row: row.position)
        ]

    @property
    def choices(self) -> list[dict]:
        """For the form that picks profiles."""
        return [{"slug": row.slug, "name": row.name, "is_chosen": row.slug in self.asked} for row in self.subregions]

    @cached_property
    def problem(self) -> str:
        """What is wrong with the question; empty when nothing is."""
        known = {row.slug for row in self.subregions}
        for slug in self.asked:
            if slug not in known:
                return _("There is no subregion “%(slug)s”. Choose from the list.") % {"slug": slug[:40]}
        if len(self.asked) > MOST:
            return _("At most %(most)s profiles fit side by side. Choose fewer.") % {"most": MOST}
        if len(self.asked) == 1:
            return _("Choose one more profile to compare.")
        return ""

    @cached_property
    def compared(self) -> list[SubregionProfilePage]:
        """The profiles side by side, in the order that was asked for; none while something is wrong."""
        if self.problem or not self.asked:
            return []
        found: dict[str, dict[str, SubregionProfilePage]] = {}
        for page in SubregionProfilePage.objects.for_public().filter(subregion__slug__in=self.asked):
            found.setdefault(page.subregion.slug, {}).setdefault(page.locale.language_code, page)
        pages = [found.get(slug, {}) for slug in self.asked]
        return [page for told in pages if (page := told.get(get_language()) or told.get(DEFAULT))]

    @property
    def comparison(self) -> list[dict]:
        """Per column of the profile a row, with the points of each profile; what they share stands before the needs."""
        rows = [
            {"heading": HEADINGS[name], "cells": [_said(page.points(name)) for page in self.compared]}
            for name in COLUMNS
        ]
        return [*rows[:-1], {"heading": _("Possible cross-pollinations"), "cells": self._shared()}, rows[-1]]

    def _shared(self) -> list[list[dict]]:
        """Of each profile its cross-pollinations, with the name of the other side."""
        subregions = [page.subregion for page in self.compared]
        rows = list(CrossPollination.objects.with_owners().of(*subregions).in_order())
        return [_topics([row for row in rows if subregion in row.owners], subregion) for subregion in subregions]

    @property
    def columns(self) -> list[dict]:
        """The profiles that stand side by side, each with the way to take it off."""
        here = path_in_language("/deelregios/", get_language() or DEFAULT)
        return [
            {
                "subregion": page.subregion,
                "url": page.subregion.get_absolute_url(),
                "remove_url": f"{here}?{urlencode([(PARAMETER, s) for s in self.asked if s != page.subregion.slug])}",
            }
            for page in self.compared
        ]


def _topics(rows, subregion) -> list[dict]:
    texts = [LocalisedText(f"{row.topic} ({row.partner_of(subregion).name})", row.topic.lang) for row in rows]
    return [{"heading": "", "texts": texts}] if texts else []


def _said(points) -> list[dict]:
    return [
        {
            "heading": LocalisedText(heading, group[0].lang),
            "texts": [LocalisedText(point.text, point.lang) for point in group],
        }
        for heading, found in groupby(points, key=lambda point: point.heading)
        if (group := list(found))
    ]
