"""Options for a list of cards, fetched without most of the machinery of queries and models.

A page shows twenty and changes none, and making them in the ordinary way would be a fourth of all it costs.
"""

from collections.abc import Sequence
from functools import cache

from django.db import connection
from django.db.models.base import ModelState

from financing.models import FinancingOption
from financing.states import COLUMNS as STATE_COLUMNS
from financing.states import states_of
from mra_portal.common.catalogue_index import CatalogueIndex

# What a card shows; whatever else is asked of a listed option is fetched then.
COLUMNS = (
    *("id", "phases", "slug", "name", "abbreviation", "level", "kind", "amount_min", "amount_max"),
    *("provider_printed", "summary_nl", "summary_en", "audience_nl", "audience_en"),
)
NAMES = (*COLUMNS, *STATE_COLUMNS)


def listed_options(index: CatalogueIndex, keys: list) -> list[FinancingOption]:
    """The public options with these keys, in this order, in the state of the moment of the index."""
    told = states_of(index.rows, index.numbering).told
    found = {row[0]: _made((*row, *told[row[0]])) for row in _fetched(keys)} if keys else {}
    return [found[key] for key in keys if key in found]


def _fetched(keys: list) -> list[tuple]:
    decode = FinancingOption._meta.get_field("phases").from_db_value
    sql, before = _select(len(keys))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*before, *keys])
        return [(key, decode(phases, None, connection), *rest) for key, phases, *rest in cursor.fetchall()]


@cache
def _select(size: int) -> tuple[str, tuple]:
    """The query for so many keys, as the model writes it, and the parameters that come before the keys."""
    rows = FinancingOption.objects.published().filter(pk__in=range(size)).order_by().values_list(*COLUMNS)
    sql, parameters = rows.query.sql_with_params()
    return sql, parameters[: len(parameters) - size]


def _made(values: Sequence) -> FinancingOption:
    """As `Model.from_db` with deferred fields makes it; __init__ would look for the parts of every single one."""
    option = FinancingOption.__new__(FinancingOption)
    option.__dict__.update(zip(NAMES, values, strict=True))
    option._state = ModelState()
    option._state.adding, option._state.db = False, connection.alias
    return option
