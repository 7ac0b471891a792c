"""What readers said does not fit any more, answered: still right, or fixed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from guides.adapters.stamp import forget
from guides.models import Guide, GuideAct, HotlineReport, Platform, StepReport
from guides.services.guide_acts import act_record
from guides.services.knowledge_version import change_version


@transaction.atomic
def step_reports_settle(
    *, guide: Guide, step: str, state: str, by: AbstractBaseUser, now: datetime, today: date
) -> int:
    """Answer every open report of a step ("" for the guide as a whole); return how many there were.

    "Still right" renews the day the guide was checked, for its draft too.
    """
    reports = StepReport.objects.filter(guide=guide, step=step, state=StepReport.State.OPEN)
    number = reports.update(state=state, settled_at=now)
    if state == StepReport.State.STILL_RIGHT:
        _checked(guide.pk, today, now)
    kind = GuideAct.Kind.STILL_RIGHT if state == StepReport.State.STILL_RIGHT else GuideAct.Kind.FIXED
    act_record(guide=guide, kind=kind, by=by, now=now, step=step)
    return int(number)


@transaction.atomic
def hotline_reports_settle(
    *, platform: str, number: str, still_right: bool, by: AbstractBaseUser, now: datetime, today: date
) -> int:
    """Answer the open reports about a number; return how many. "Still right" renews the day it was checked."""
    reports = HotlineReport.objects.filter(platform=platform, number=number, settled_at__isnull=True)
    settled = reports.update(settled_at=now)
    if still_right:
        _hotline_checked(platform, number, today, now)
    kind = GuideAct.Kind.STILL_RIGHT if still_right else GuideAct.Kind.FIXED
    act_record(guide=None, kind=kind, by=by, now=now, note=f"{platform} {number}")
    return int(settled)


def _checked(slug: str, today: date, now: datetime) -> None:
    row = Guide.objects.select_for_update(of=("self",)).get(pk=slug)
    row.checked_on = today
    fields = ["checked_on"]
    if row.draft is not None:
        row.draft = {**row.draft, "checked_on": today.isoformat()}
        fields.append("draft")
    row.save(update_fields=fields)
    change_version(now=now)
    transaction.on_commit(forget)


def _hotline_checked(platform: str, number: str, today: date, now: datetime) -> None:
    """Renew the day of one number in its platform's row. A number that stands elsewhere keeps its day."""
    row = Platform.objects.select_for_update(of=("self",)).filter(pk=platform).first()
    if row is None or not any(line.get("number") == number for line in row.hotlines):
        return
    row.hotlines = [_renewed(line, today) if line.get("number") == number else line for line in row.hotlines]
    row.edited_at = now
    row.save(update_fields=["hotlines", "edited_at"])
    change_version(now=now)
    transaction.on_commit(forget)


def _renewed(line: dict[str, Any], today: date) -> dict[str, Any]:
    return {**line, "checked_on": today.isoformat()}
