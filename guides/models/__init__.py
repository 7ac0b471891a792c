"""What the guides app knows, one noun a file."""

from guides.models.calendar_year import CalendarYear
from guides.models.clock_rule import ClockRule
from guides.models.demand import Demand
from guides.models.knowledge_stamp import KnowledgeStamp
from guides.models.platform import Platform
from guides.models.problem_type import ProblemType
from guides.models.refusal import Refusal
from guides.models.sourced import Sourced

__all__ = ["CalendarYear", "ClockRule", "Demand", "KnowledgeStamp", "Platform", "ProblemType", "Refusal", "Sourced"]
