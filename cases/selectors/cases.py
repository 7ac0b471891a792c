"""Lists of one shopper's cases, by key: never an offset, never a count of everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q

from cases.domain.order_number import number_key
from cases.models import Agent, Case, Contact, Reference, User

PAGE = 25
# What a row says of the next clock depends on what was promised, and how.
NEXT = "next_deadline__promise__contact"


@dataclass(frozen=True)
class CasePage:
    rows: list[Case]
    older: str


def open_case_of_order(user: User, *, platform: str, number: str) -> Case | None:
    """Return the latest open case of the same order number on that platform; None without a number or a match."""
    key = number_key(number)
    if not key:
        return None
    found = Case.objects.filter(owner=user, closed_at__isnull=True, order__platform=platform, order__number_key=key)
    return found.select_related("order").order_by("-id").first()


def case_page(user: User, *, state: str = "open", before: str = "") -> CasePage:
    """Return one page of the owner's cases: open by latest event, waiting by due moment, closed by closing.

    `before` is the key of the last row seen; a broken one starts at the newest. One query.
    """
    rows = Case.objects.filter(owner=user).select_related("order", NEXT)
    name = "closed_at" if state == "closed" else "last_event_at"
    rows = rows.filter(closed_at__isnull=state != "closed")
    if state == "waiting":
        rows = rows.filter(next_actor="them")
    cursor = _cursor(before)
    if cursor is not None:
        at, pk = cursor
        # The redundant second term lets the index start the scan at the cursor.
        rows = rows.filter(Q(**{f"{name}__lt": at}) | Q(**{name: at, "pk__lt": pk}), **{f"{name}__lte": at})
    found = list(rows.order_by(f"-{name}", "-pk")[: PAGE + 1])
    page = found[:PAGE]
    older = f"{getattr(page[-1], name).isoformat()}_{page[-1].pk}" if len(found) > PAGE else ""
    return CasePage(page, older)


def has_closed(user: User) -> bool:
    """Return whether any case of the owner's is closed."""
    return Case.objects.filter(owner=user, closed_at__isnull=False).exists()


def _cursor(text: str) -> tuple[datetime, int] | None:
    at, _, pk = text.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        # In UTC here, so that a moment no calendar holds is a broken key and not an error of the database.
        return (moment.astimezone(UTC), int(pk)) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def case_search(user: User, words: str, limit: int = PAGE) -> list[Case]:
    """Return the owner's cases whose item, shop, problem, order, agent or other number matches, latest event first."""
    words = words.replace("\x00", "").strip()[:60]
    if not words:
        return []
    key = number_key(words)
    met = Agent.objects.filter(owner=user, number__iexact=words)
    mine = Case.objects.filter(owner=user).select_related("order", NEXT)
    match = (
        Q(problem__icontains=words)
        | Q(order__item__icontains=words)
        | Q(order__shop__icontains=words)
        | Q(pk__in=Contact.objects.filter(agent__in=met, voided_at__isnull=True).values("case_id"))
    )
    numbers = Q(number_key=key)
    if len(key) >= 4:
        numbers |= Q(number_key__startswith=key) | Q(number_key__endswith=key)
        match |= Q(order__number_key__endswith=key) | Q(order__number_key__startswith=key)
    if key:
        match |= Q(pk__in=Reference.objects.filter(numbers, owner=user).values("case_id"))
    return list(mine.filter(match).order_by("-last_event_at", "-pk")[:limit])
