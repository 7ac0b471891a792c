"""Keeps what the shopper answers to the checklist of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cases.domain.needs import HAVE, MISSING, NOT_APPLICABLE
from cases.models import Case
from cases.services.case_lock import case_lock

MOST = 60


@transaction.atomic
def needs_answer(*, case: Case, answers: Mapping[str, str], now: datetime) -> None:
    """Keep the answers by item; other items stay as they were. What no page asks any more falls away by its age."""
    case_lock(case=case)
    known = {item: said for item, said in answers.items() if said in (HAVE, MISSING, NOT_APPLICABLE)}
    case.needs = dict(list((case.needs | known).items())[-MOST:])
    case.save(update_fields=["needs"])
