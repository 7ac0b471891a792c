"""What the guides app knows, one noun a file."""

from guides.models.calendar_year import CalendarYear
from guides.models.clock_rule import ClockRule
from guides.models.demand import Demand
from guides.models.guide import Guide
from guides.models.guide_act import ActIsForEver, GuideAct
from guides.models.guide_revision import GuideRevision, RevisionIsForEver
from guides.models.guide_vote import GuideVote
from guides.models.hotline_report import HotlineReport
from guides.models.human_report import HumanReport
from guides.models.human_way import HumanWay
from guides.models.kit_card import KitCard
from guides.models.kit_reply import KitReply
from guides.models.knowledge_stamp import KnowledgeStamp
from guides.models.letter_text import LetterText
from guides.models.pitfall import Pitfall
from guides.models.platform import Platform
from guides.models.problem_type import ProblemType
from guides.models.refusal import Refusal
from guides.models.screenshot import Screenshot
from guides.models.sourced import Sourced
from guides.models.step_report import StepReport

__all__ = [
    "ActIsForEver",
    "CalendarYear",
    "ClockRule",
    "Demand",
    "Guide",
    "GuideAct",
    "GuideRevision",
    "GuideVote",
    "HotlineReport",
    "HumanReport",
    "HumanWay",
    "KitCard",
    "KitReply",
    "KnowledgeStamp",
    "LetterText",
    "Pitfall",
    "Platform",
    "ProblemType",
    "Refusal",
    "RevisionIsForEver",
    "Screenshot",
    "Sourced",
    "StepReport",
]
