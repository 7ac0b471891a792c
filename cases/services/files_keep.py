"""Changes what becomes of a closed case's files."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.domain.closing import files_go
from cases.models import Case, User
from cases.services.case_lock import case_lock
from cases.services.event import event_record


@transaction.atomic
def files_plan(*, case: Case, months: int, now: datetime) -> bool:
    """Return True when the files of this closed case are to go at another time than before, or to stay (0 months).

    Counted from today, so that no choice deletes anything at once; it is told again before.
    """
    case_lock(case=case)
    if case.is_open:
        return False
    go_at = files_go(now, months)
    if go_at == case.files_go_at:
        return False
    case.files_go_at, case.files_told_at = go_at, None
    case.save(update_fields=["files_go_at", "files_told_at"])
    User.objects.filter(pk=case.owner_id).update(files_months=months)
    data = {"files_go_at": go_at.isoformat()} if go_at else {}
    event_record(case=case, kind="files_planned", at=now, now=now, data=data)
    return True
