"""How to find the seller's customer service, beside a step that asks for it; and what a closed window leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cases.domain.next_step import NextStep
from cases.domain.next_step.table import first_word
from cases.models import Case, Deadline
from cases.selectors import catalog
from cases.views.wording import page_lang

TALKING = frozenset({"reach_human", "ask_time", "nudge", "nudge_refund"})


def entrances_card(case: Case, step: NextStep, rows: Iterable[Deadline], now: datetime) -> dict[str, Any] | None:
    """Return the card, None when the step is not to talk to the seller and the seller is not silent."""
    if not case.is_open or case.tier != Case.Tier.MERCHANT:
        return None
    silent = seller_silent(case, rows, now)
    if step.kind not in TALKING and not first_word(step.kind) and not silent:
        return None
    return {
        "open": first_word(step.kind),
        "ways": catalog.entrance_words(page_lang()),
        "silent": silent,
    }


def seller_silent(case: Case, rows: Iterable[Deadline], now: datetime) -> bool:
    """True when 没回复 was noted, or the silence clock (CLK15) ran out and no answer came after it."""
    ended = [row.due_at for row in rows if row.rule == "CLK15" and row.due_at <= now]
    if case.no_reply_at is not None:
        ended.append(case.no_reply_at)
    return any(case.replied_at is None or case.replied_at <= at for at in ended)
