"""What cases are about, in yuan: still at stake, and what has come back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

ZERO = Decimal(0)
# Typed or pasted with the sum; none of them changes it. A comma counts only between thousands: 12,50 is asked about.
AROUND = re.compile(r"[\s¥￥元]|[,，](?=\d{3}(?!\d))")
PLAIN = re.compile(r"\d{1,8}(\.\d{1,2})?", re.ASCII)


def typed_sum(text: object) -> Decimal | None:
    """Return the sum a draft names, None for what the form would not take."""
    bare = AROUND.sub("", str(text or ""))
    return Decimal(bare) if PLAIN.fullmatch(bare) else None


@dataclass(frozen=True, slots=True)
class Claim:
    """One open case: its order, what was paid for it, what is asked for, and what has come back already."""

    order: Hashable
    paid: Decimal | None
    asked: Decimal | None = None
    received: Decimal | None = None


def at_stake(claims: Iterable[Claim]) -> Decimal:
    """Return what is still to be had of all of them. A claim without an amount of its own is about the whole order.

    Two such claims on one order are about the same money, which counts once; an order without a price counts what
    is asked for.
    """
    by_order: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_order[claim.order].append(claim)
    return sum((_of_order(rows) for rows in by_order.values()), ZERO)


def _of_order(rows: list[Claim]) -> Decimal:
    asked = sum((row.asked for row in rows if row.asked is not None), ZERO)
    whole = max((row.paid or ZERO for row in rows if row.asked is None), default=ZERO)
    return max(max(asked, whole) - sum((row.received or ZERO for row in rows), ZERO), ZERO)


def yuan(amount: Decimal | str | None) -> str:
    """Return ¥58.00; "" for an amount nobody named. ValueError for words that are no number."""
    if amount is None or amount == "":
        return ""
    try:
        return f"¥{Decimal(amount):.2f}"
    except InvalidOperation as problem:
        raise ValueError(amount) from problem
