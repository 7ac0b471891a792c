"""Fields, constraints, indexes and querysets. No rules, no input or output: those live in domain and services."""

from cases.models.agent import Agent
from cases.models.also_proves import AlsoProves
from cases.models.api_token import ApiToken
from cases.models.appraisal import Appraisal
from cases.models.ascent import Ascent
from cases.models.call import Call
from cases.models.case import Case
from cases.models.comparison import Comparison
from cases.models.contact import Contact
from cases.models.deadline import Deadline
from cases.models.deletion import Deletion
from cases.models.elsewhere import Elsewhere
from cases.models.event import CaseEvent
from cases.models.evidence import Evidence, Rendition
from cases.models.export import Export
from cases.models.filing import Filing
from cases.models.filing_result import FilingResult
from cases.models.guide_shown import GuideShown
from cases.models.hand_off import HandOff
from cases.models.helper import Helper
from cases.models.human_tries import HumanTries
from cases.models.letter import Letter
from cases.models.mail import Heartbeat, Mail
from cases.models.order import Order
from cases.models.pack import Pack, PackFile, PackGiven, PackVariant
from cases.models.page_capture import PageCapture
from cases.models.picture_text import PictureText
from cases.models.promise import Promise
from cases.models.rebuttal import Rebuttal
from cases.models.reference import Reference
from cases.models.reminder import Reminder
from cases.models.seller import Seller
from cases.models.share import Share, ShareAnswer
from cases.models.submission import Submission
from cases.models.user import User

__all__ = [
    "Agent",
    "AlsoProves",
    "ApiToken",
    "Appraisal",
    "Ascent",
    "Call",
    "Case",
    "CaseEvent",
    "Comparison",
    "Contact",
    "Deadline",
    "Deletion",
    "Elsewhere",
    "Evidence",
    "Export",
    "Filing",
    "FilingResult",
    "GuideShown",
    "HandOff",
    "Heartbeat",
    "Helper",
    "HumanTries",
    "Letter",
    "Mail",
    "Order",
    "Pack",
    "PackFile",
    "PackGiven",
    "PackVariant",
    "PageCapture",
    "PictureText",
    "Promise",
    "Rebuttal",
    "Reference",
    "Reminder",
    "Rendition",
    "Seller",
    "Share",
    "ShareAnswer",
    "Submission",
    "User",
]
