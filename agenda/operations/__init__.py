"""What people do with action lines. Each is one transaction; the rows are only added to (agenda.models)."""

from agenda.operations.asks import ask_for, end_ask
from agenda.operations.days import FIRST_DAY
from agenda.operations.meanwhile import ANY, ChangedMeanwhileError, OvertakenError
from agenda.operations.milestones import (
    add_milestone,
    drop_milestone,
    next_milestone_change,
    plan_milestone,
    reach_milestone,
)
from agenda.operations.proposals import accept_proposal, decline_proposal, propose_update
from agenda.operations.reports import Report, confirm_status, report_status
from agenda.operations.roles import state_role

__all__ = [
    "ANY",
    "FIRST_DAY",
    "ChangedMeanwhileError",
    "OvertakenError",
    "Report",
    "accept_proposal",
    "add_milestone",
    "ask_for",
    "confirm_status",
    "decline_proposal",
    "drop_milestone",
    "end_ask",
    "next_milestone_change",
    "plan_milestone",
    "propose_update",
    "reach_milestone",
    "report_status",
    "state_role",
]
