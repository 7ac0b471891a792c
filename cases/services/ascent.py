"""Keeps what the shopper answered before filing, and which fields of a form were filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from cases.models import Ascent, Case
from cases.selectors.rising import ANSWERS, ascent_of
from cases.services.case_lock import case_lock
from cases.services.event import event_record


@transaction.atomic
def grounds_answer(*, case: Case, answers: Mapping[str, str], now: datetime) -> None:
    """Keep the answers by ground; grounds that were not asked stay as they were."""
    case_lock(case=case)
    row = ascent_of(case)
    known = {slug: said for slug, said in answers.items() if said in ANSWERS}
    if not known or known.items() <= row.grounds.items():
        return
    row.grounds = row.grounds | known
    _keep(row, "grounds")
    met = sorted(slug for slug, said in known.items() if said != "clear")
    event_record(case=case, kind="grounds_checked", at=now, now=now, data={"met": met})


@transaction.atomic
def field_tick(*, case: Case, form: str, field: str, on: bool) -> Collection[str]:
    """Return the fields of that form that are filled in by now."""
    case_lock(case=case)
    row = ascent_of(case)
    ticked = [one for one in row.ticks.get(form, []) if one != field] + ([field] if on else [])
    row.ticks = row.ticks | {form: ticked}
    _keep(row, "ticks")
    return ticked


@transaction.atomic
def ticks_clear(*, case: Case, form: str) -> None:
    """Start the form over."""
    case_lock(case=case)
    row = ascent_of(case)
    if row.ticks.get(form):
        row.ticks = {name: ticked for name, ticked in row.ticks.items() if name != form}
        _keep(row, "ticks")


def _keep(row: Ascent, name: str) -> None:
    if row.pk:
        row.save(update_fields=[name])
    else:
        row.save(force_insert=True)
