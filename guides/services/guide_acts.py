"""Writes who did what, in the transaction of what was done."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from guides.models import Guide, GuideAct, GuideRevision


def act_record(
    *,
    guide: Guide | None,
    kind: str,
    by: AbstractBaseUser | None,
    now: datetime,
    revision: GuideRevision | None = None,
    step: str = "",
    note: str = "",
) -> GuideAct:
    """Return the new record; it is never changed."""
    act = GuideAct(guide=guide, kind=kind, by=by, at=now, revision=revision, step=step, note=note[:200])
    act.save(force_insert=True)
    return act
