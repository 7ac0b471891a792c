"""Keeps what an authenticity report says. The exhibit becomes one of that kind by it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from cases.models import Appraisal, Case, Evidence
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.exhibits import case_exhibits_refresh


@dataclass(frozen=True)
class ReportFacts:
    """What the paper says; "" and None for what it does not, or what is not known yet."""

    whose: str = ""
    issuer: str = ""
    number: str = ""
    dated: date | None = None
    conclusion: str = ""
    asked_by: str = ""


@transaction.atomic
def appraisal_save(*, case: Case, evidence: Evidence, facts: ReportFacts, now: datetime) -> bool:
    """Return False when the exhibit is gone."""
    case_lock(case=case)
    row = Evidence.objects.kept().filter(pk=evidence.pk, case=case).first()
    if row is None:
        return False
    Appraisal.objects.update_or_create(evidence=row, defaults=asdict(facts) | {"changed_at": now})
    if row.kind != Evidence.Kind.REPORT:
        row.kind = Evidence.Kind.REPORT
        row.version += 1
        row.save(update_fields=["kind", "version"])
        case_exhibits_refresh(case=case)
    event_record(case=case, kind="report_described", at=now, now=now, data={"numbers": [row.number]})
    return True
