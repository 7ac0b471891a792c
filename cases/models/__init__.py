"""Fields, constraints, indexes and querysets. No rules, no input or output: those live in domain and services."""

from cases.models.agent import Agent
from cases.models.case import Case
from cases.models.contact import Contact
from cases.models.deadline import Deadline
from cases.models.event import CaseEvent
from cases.models.evidence import Evidence, Rendition
from cases.models.letter import Letter
from cases.models.mail import Heartbeat, Mail
from cases.models.order import Order
from cases.models.promise import Promise
from cases.models.reminder import Reminder
from cases.models.submission import Submission
from cases.models.user import User

__all__ = [
    "Agent",
    "Case",
    "CaseEvent",
    "Contact",
    "Deadline",
    "Evidence",
    "Heartbeat",
    "Letter",
    "Mail",
    "Order",
    "Promise",
    "Reminder",
    "Rendition",
    "Submission",
    "User",
]
