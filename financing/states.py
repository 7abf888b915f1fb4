"""What the moment of an index says of every option, kept so that a page need not ask the database for it again."""

from weakref import WeakKeyDictionary

from financing.models import FinancingOption
from mra_portal.common.bitsets import Numbering

# What `with_state_at` adds; the state comes first.
COLUMNS = ("state", "open_until", "open_until_time", "opens_next", "last_closed")


class States:
    def __init__(self, rows, numbering: Numbering):
        # Options of which the same is told share one tuple.
        alike: dict[tuple, tuple] = {}
        told = ((key, tuple(values)) for key, *values in rows.order_by().values_list("pk", *COLUMNS))
        self._told = {key: alike.setdefault(values, values) for key, values in told}
        keys: dict[str, list] = {}
        for key, (state, *_dates) in self._told.items():
            keys.setdefault(state, []).append(key)
        self.bitsets = {state: numbering.bits_of(found) for state, found in keys.items()}

    def tell(self, option: FinancingOption) -> None:
        """Give the option the attributes that `with_state_at` would give it."""
        for name, value in zip(COLUMNS, self._told[option.pk], strict=True):
            setattr(option, name, value)


# They live as long as the numbering of the index they belong to.
_states: WeakKeyDictionary = WeakKeyDictionary()


def states_of(rows, numbering: Numbering) -> States:
    if numbering not in _states:
        _states[numbering] = States(rows, numbering)
    return _states[numbering]
