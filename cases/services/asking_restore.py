"""Opens again 京东's 15 days that filing a dispute had ended: a dispute is with the seller (JD1 arts 3, 7).

Cases from before that was told apart have such rows still; the nightly walk puts them right, once each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef

from cases.domain.starts import MET_BY_ASKING, Trigger
from cases.models import CaseEvent, Deadline, Filing
from cases.selectors.clocks import DISPUTE_RULE
from cases.services.deadlines import deadline_lapse, deadline_resume
from cases.services.event import event_record

# Decided by 京东, there is nothing left to ask it for.
DECIDED = (Trigger.RULED, Trigger.DISPUTE_CLOSED)


def asking_restore(*, case_ids: Sequence[int], now: datetime) -> int:
    """Return how many windows of these cases run again, or are over as they were. Runs inside the caller's lock.

    One query where there is none. What was met by asking 京东 itself within the days stays met.
    """
    # The clock of the dispute began in the moment that ended the window.
    dispute = Deadline.objects.filter(case=OuterRef("case"), rule=DISPUTE_RULE, created_at=OuterRef("ended_at"))
    met = Deadline.objects.filter(
        Exists(dispute), case__in=case_ids, lane=Deadline.Lane.MINE, rule__in=MET_BY_ASKING, state=Deadline.State.MET
    )
    rows = [row for row in met.select_related("case").order_by("pk") if not _was_asked(row)]
    for row in rows:
        deadline_resume(deadline=row)
        if not row.stage:
            # It had closed before the dispute was noted: it is closed again.
            deadline_lapse(deadline=row)
        data = {"deadline": row.pk, "rule": row.rule}
        event_record(case=row.case, kind="window_restored", at=now, now=now, by_owner=False, data=data)
    return len(rows)


def _was_asked(row: Deadline) -> bool:
    """Return whether 京东 itself was asked within the days, or has decided."""
    if any(str(one) in row.case.moments for one in DECIDED):
        return True
    taken_back = Filing.objects.filter(case=row.case, voided_at__isnull=False).values("filed_at")
    asked = CaseEvent.objects.filter(case=row.case, kind="step_in_asked", at__lte=row.due_at)
    return asked.exclude(at__in=taken_back).exists()
