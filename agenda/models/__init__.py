"""The action agenda: what was promised, who does it, and how it stands."""

from agenda.models.accelerators import Accelerator
from agenda.models.action_lines import ActionLine, ActionLineParty, Priority
from agenda.models.events import Event, EventKind
from agenda.models.memberships import Membership
from agenda.models.milestones import Ask, Milestone, MilestoneChange
from agenda.models.organisations import Organisation
from agenda.models.proposals import Decision, UpdateProposal
from agenda.models.reminders import Reminder
from agenda.models.role_statements import RoleStatement
from agenda.models.role_states import RoleState
from agenda.models.status_updates import Status, StatusUpdate

__all__ = [
    "Accelerator",
    "ActionLine",
    "ActionLineParty",
    "Ask",
    "Decision",
    "Event",
    "EventKind",
    "Membership",
    "Milestone",
    "MilestoneChange",
    "Organisation",
    "Priority",
    "Reminder",
    "RoleState",
    "RoleStatement",
    "Status",
    "StatusUpdate",
    "UpdateProposal",
]
