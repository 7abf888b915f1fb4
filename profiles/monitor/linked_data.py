"""What an indicator is to a search engine (see mra_portal.common.linked_data)."""

from mra_portal.common.linked_data import address, area, thing
from profiles.models import Indicator, Observation, Unit

REGION = "Metropoolregio Amsterdam"
# As UN/CEFACT writes units; what is only counted has none.
UNIT_CODES = {Unit.PERCENT: "P1", Unit.EURO: "EUR"}


def linked_data(row: Indicator) -> list[dict]:
    """The indicator and its figures."""
    page = address(row.get_absolute_url())
    told = thing("StatisticalVariable", name=row.name.plain, description=row.definition.plain, mainEntityOfPage=page)
    return [told, *(_observation(row, one) for one in row.observations.all())]


def _observation(indicator: Indicator, row: Observation) -> dict:
    """One figure; the word before it stands in its description, so that nobody takes it for exact."""
    return thing(
        "Observation",
        variableMeasured=indicator.name.plain,
        observationAbout=area(REGION if row.lies_in is None else row.area_name),
        observationDate=row.year and str(row.year),
        value=float(row.value),
        unitCode=UNIT_CODES.get(indicator.unit),
        description=" ".join(filter(None, (row.get_precision_display(), row.note.plain))),
    )
