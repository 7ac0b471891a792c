"""What the guides app knows, one noun a file."""

from guides.models.calendar_year import CalendarYear
from guides.models.clock_rule import ClockRule
from guides.models.demand import Demand
from guides.models.guide import Guide
from guides.models.guide_act import ActIsForEver, GuideAct
from guides.models.guide_revision import GuideRevision, RevisionIsForEver
from guides.models.guide_vote import GuideVote
from guides.models.hotline_report import HotlineReport
from guides.models.knowledge_stamp import KnowledgeStamp
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
    "KnowledgeStamp",
    "Platform",
    "ProblemType",
    "Refusal",
    "RevisionIsForEver",
    "Screenshot",
    "Sourced",
    "StepReport",
]
