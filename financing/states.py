"""What the moment of an index says of every option, kept so that a page need not ask the database for it again."""

from weakref import WeakKeyDictionary

from mra_portal.common.bitsets import Numbering

# What `with_state_at` adds, the state first, and what else tells of it.
COLUMNS = ("state", "open_until", "open_until_time", "opens_next", "last_closed", "ended_on")


class States:
    """`told`: by primary key what the columns say; `bitsets`: by state the options in it."""

    def __init__(self, rows, numbering: Numbering):
        # Options of which the same is told share one tuple.
        alike: dict[tuple, tuple] = {}
        told = ((key, tuple(values)) for key, *values in rows.order_by().values_list("pk", *COLUMNS))
        self.told = {key: alike.setdefault(values, values) for key, values in told}
        keys: dict[str, list] = {}
        for key, (state, *_dates) in self.told.items():
            keys.setdefault(state, []).append(key)
        self.bitsets = {state: numbering.bits_of(found) for state, found in keys.items()}


# They live as long as the numbering of the index they belong to.
_states: WeakKeyDictionary = WeakKeyDictionary()


def states_of(rows, numbering: Numbering) -> States:
    if numbering not in _states:
        _states[numbering] = States(rows, numbering)
    return _states[numbering]
