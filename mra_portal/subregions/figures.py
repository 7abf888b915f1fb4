"""The key figures of a profile: the ones its people typed, and those of the monitor that they did not type."""

import re

from django.utils import translation
from django.utils.translation import gettext as _

from mra_portal.common.languages import LocalisedText
from profiles.models import Observation, SubregionProfilePage, Unit
from profiles.monitor.wording import figure_in_words, number_in_words

NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")


def key_figures(page: SubregionProfilePage) -> list[dict]:
    """For components/key_figures.html. A figure that the page says itself leads to the monitor; the others follow."""
    known = _newest(page.subregion)
    told, said = [], set()
    for child in page.figures:
        figure = dict(child.value)
        same = [row for row in known if _is_the_same(figure, row, page.locale.language_code)]
        said.update(row.pk for row in same)
        url = same[0].get_absolute_url() if same else ""
        told.append({**figure, "source": f"{figure['year']}; {figure['source']}", "url": url})
    return [*told, *(_of_monitor(row) for row in known if row.pk not in said)]


def _newest(subregion) -> list[Observation]:
    """Per indicator and area the newest figure about the subregion and its municipalities; one query."""
    found: dict[tuple, Observation] = {}
    for row in Observation.objects.with_areas().within([subregion]).by_indicator():
        found.setdefault((row.indicator_id, row.subregion_id, row.municipality_id), row)
    return list(found.values())


def _is_the_same(figure: dict, row: Observation, language: str) -> bool:
    """The same number from the same source. The page writes numbers in its own language."""
    if not figure["source"].startswith(row.source):
        return False
    with translation.override(language):
        number = NUMBER.search(number_in_words(row.value, row.indicator.unit))[0]
    text = f"{figure['value']} {figure['label']}"
    return number in NUMBER.findall(text) and ("%" in text or row.indicator.unit != Unit.PERCENT)


def _of_monitor(row: Observation) -> dict:
    name = row.indicator.name.plain
    label = _("%(indicator)s, %(area)s") % {"indicator": name, "area": row.area_name} if row.municipality_id else name
    year = str(row.year) if row.year else _("published in %(year)s") % {"year": row.published}
    return {
        "value": figure_in_words(row),
        "label": LocalisedText(label, row.indicator.name.lang),
        "source": f"{year}; {row.source}",
        "url": row.get_absolute_url(),
    }
