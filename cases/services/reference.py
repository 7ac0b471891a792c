"""Keeps the numbers others gave the dispute. A number is noted once per kind; nothing is ever changed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.domain.lifecycle import IllegalMove
from cases.domain.order_number import number_key
from cases.models import Case, Filing, Reference
from cases.services.case_lock import case_lock
from cases.services.event import event_record

# The letter that reports a breach. What is given for it is never the number of a complaint.
REPORT = "T13"


@transaction.atomic
def reference_note(*, case: Case, kind: str, number: str, now: datetime, filing: Filing | None = None) -> bool:
    """Return True when the number is new to this case; False when it was noted before, or is none at all.

    IllegalMove when the case is closed.
    """
    case_lock(case=case)
    if not case.is_open:
        raise IllegalMove("a closed case takes no numbers")
    # Half-width, a few signs become several.
    if filing is not None and filing.code == REPORT and kind == Reference.Kind.COMPLAINT:
        kind = Reference.Kind.REPORT
    key = number_key(number)[: Reference._meta.get_field("number_key").max_length]
    if not key:
        return False
    made, fresh = Reference.objects.get_or_create(
        case=case,
        kind=kind,
        number_key=key,
        defaults={"owner": case.owner, "number": number, "filing": filing, "noted_at": now},
    )
    if fresh:
        event_record(case=case, kind="number_noted", at=now, now=now, data={"kind": kind, "number": made.number})
    return fresh
