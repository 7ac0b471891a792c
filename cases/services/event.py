"""Writes what happened, in the transaction of the change it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from cases.models import Case, CaseEvent, Contact

# After this long without an event the shopper is asked whether they are still waiting (settled).
STALE_AFTER = timedelta(days=14)


def event_record(
    *,
    case: Case,
    kind: str,
    at: datetime,
    now: datetime,
    by_owner: bool = True,
    contact: Contact | None = None,
    data: dict[str, Any] | None = None,
    also: Sequence[str] = (),
) -> CaseEvent:
    """Return the new event; the case's last-event and silence moments move with it. `at` may lie in the past.

    What a helper does bears the helper's name, as the owner calls them. `also` names what else of the case the caller
    has changed: it is saved in the same write.
    """
    written = dict(data or {})
    if by_owner and case.helper is not None:
        written |= {"by": case.helper.name, "helper": case.helper.pk}
    event = CaseEvent.objects.create(
        case=case,
        kind=kind,
        at=at,
        recorded_at=now,
        by_owner=by_owner,
        tier=case.tier,
        contact=contact,
        data=written,
    )
    case.last_event_at = now
    case.stale_at = now + STALE_AFTER if case.is_open else None
    case.save(update_fields=["last_event_at", "stale_at", *also])
    return event
