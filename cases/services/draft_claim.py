"""Makes the draft written before there was an account into its owner's case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.models import Case, User
from cases.services.case_open import CaseFacts, case_open
from cases.services.letter import letter_copied

# Session: what was typed, and the key of the form that asked to save it before its author had signed in.
DRAFT, WANTED = "draft", "draft_wanted"
# Session: the letter copied before there was a case, as {"code", "text"}.
COPIED = "draft_copied"


def draft_claim(*, request_session: Any, user: User, facts: CaseFacts, now: datetime) -> Case | None:
    """Return the case the wanted draft has become; the draft leaves the session. None when none was wanted.

    `facts` are the draft as its form read it. A repeated sign-in with the same draft finds the same case.
    """
    key = request_session.get(WANTED)
    if not key:
        return None
    case = case_open(owner=user, facts=facts, now=now, key=str(key))
    copied_claim(request_session=request_session, case=case, now=now)
    request_session.pop(WANTED)
    request_session.pop(DRAFT, None)
    return case


def copied_claim(*, request_session: Any, case: Case, now: datetime) -> None:
    """Give the new case the letter that was copied before it existed, so that a forgotten one is nudged (row 37)."""
    copied = request_session.pop(COPIED, None)
    if copied:
        letter_copied(case=case, code=copied["code"], text=copied["text"], now=now)
