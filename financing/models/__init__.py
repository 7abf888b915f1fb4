"""The route map of money and programmes for innovative companies (action line 1b)."""

from financing.models.conditions import Condition
from financing.models.confirmations import AddressCheck, Confirmation
from financing.models.families import Family, RegionalNuance
from financing.models.options import FinancingOption
from financing.models.relations import OptionRelation
from financing.models.windows import CallWindow

__all__ = [
    "AddressCheck",
    "CallWindow",
    "Condition",
    "Confirmation",
    "Family",
    "FinancingOption",
    "OptionRelation",
    "RegionalNuance",
]
