"""Fields, constraints, indexes and querysets. No rules, no input or output: those live in domain and services."""

from cases.models.agent import Agent
from cases.models.call import Call
from cases.models.case import Case
from cases.models.contact import Contact
from cases.models.deadline import Deadline
from cases.models.event import CaseEvent
from cases.models.evidence import Evidence, Rendition
from cases.models.filing import Filing
from cases.models.guide_shown import GuideShown
from cases.models.hand_off import HandOff
from cases.models.human_tries import HumanTries
from cases.models.letter import Letter
from cases.models.mail import Heartbeat, Mail
from cases.models.order import Order
from cases.models.promise import Promise
from cases.models.reference import Reference
from cases.models.reminder import Reminder
from cases.models.submission import Submission
from cases.models.user import User

__all__ = [
    "Agent",
    "Call",
    "Case",
    "CaseEvent",
    "Contact",
    "Deadline",
    "Evidence",
    "Filing",
    "GuideShown",
    "HandOff",
    "Heartbeat",
    "HumanTries",
    "Letter",
    "Mail",
    "Order",
    "Promise",
    "Reference",
    "Reminder",
    "Rendition",
    "Submission",
    "User",
]
