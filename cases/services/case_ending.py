"""What a closing leaves behind: sums, what worked, what proves it, when to ask for the money, when files go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from cases.domain.closing import ARRIVED, NO_PROOF, PROMISED, files_go, known_worked, money_first
from cases.models import Case, User

FIELDS = ("asked_amount", "offered_amount", "worked", "money_at", "files_go_at", "files_told_at")


@dataclass(frozen=True)
class Ending:
    """What the shopper says at the closing. `proof` is the number of an exhibit, NO_PROOF, or "" where none is due.

    `came_at` is when what was agreed to came, None for the moment of closing. `files_months` None leaves what the
    shopper chose the last time.
    """

    asked_amount: Decimal | None = None
    offered_amount: Decimal | None = None
    proof: str = NO_PROOF
    worked: Sequence[str] = ()
    came_at: datetime | None = None
    money_at: datetime | None = None
    files_months: int | None = None


def ending_put(*, case: Case, outcome: str, ending: Ending, now: datetime) -> dict[str, Any]:
    """Set the case's own columns (FIELDS, saved by the caller) and return what the event keeps of them."""
    owner = case.owner
    months = owner.files_months if ending.files_months is None else ending.files_months
    if months != owner.files_months:
        User.objects.filter(pk=owner.pk).update(files_months=months)
        owner.files_months = months
    case.asked_amount = case.asked_amount if ending.asked_amount is None else ending.asked_amount
    case.offered_amount = case.offered_amount if ending.offered_amount is None else ending.offered_amount
    case.worked = known_worked(ending.worked)
    case.money_at = (ending.money_at or money_first(now)) if outcome == PROMISED else None
    case.files_go_at, case.files_told_at = files_go(now, months), None
    data: dict[str, Any] = {"worked": case.worked} if case.worked else {}
    if outcome in ARRIVED:
        data["proof"] = ending.proof or NO_PROOF
    if outcome in ARRIVED and ending.came_at is not None:
        data["came_at"] = ending.came_at.isoformat()
    if case.money_at is not None:
        data["money_at"] = case.money_at.isoformat()
    if case.files_go_at is not None:
        data["files_go_at"] = case.files_go_at.isoformat()
    return data


def ending_take_back(*, case: Case) -> tuple[str, ...]:
    """Unset what hangs on a closing: the case is open again. Returns the columns for the caller to save."""
    case.worked, case.money_at, case.files_go_at, case.files_told_at = [], None, None, None
    return ("worked", "money_at", "files_go_at", "files_told_at")


def money_watch(*, case: Case, outcome: str, now: datetime) -> None:
    """Watch on, or stop, as the corrected outcome says. The caller saves `money_at`."""
    if outcome != PROMISED:
        case.money_at = None
    elif case.money_at is None:
        case.money_at = money_first(now)
