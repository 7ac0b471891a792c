"""What may be asked for, as the knowledge has it: the six questions, extra damages, the routes that remain."""

from __future__ import annotations

from guides.domain.compensation import Compensation
from guides.domain.eligibility import UNSURE, Eligibility, Right, Ruling
from guides.domain.routes import RouteFacts
from guides.selectors.rights import compensations, eligibility, routes

__all__ = [
    "UNSURE",
    "Compensation",
    "Eligibility",
    "Right",
    "RouteFacts",
    "Ruling",
    "compensations",
    "eligibility",
    "routes",
]
