"""The action agenda: what was promised, who does it, and how it stands."""

from agenda.models.accelerators import Accelerator
from agenda.models.action_lines import ActionLine, ActionLineParty, Priority
from agenda.models.memberships import Membership
from agenda.models.organisations import Organisation
from agenda.models.status_updates import Status, StatusUpdate

__all__ = [
    "Accelerator",
    "ActionLine",
    "ActionLineParty",
    "Membership",
    "Organisation",
    "Priority",
    "Status",
    "StatusUpdate",
]
