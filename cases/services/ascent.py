"""Keeps what the shopper answered and typed before filing, and which fields of a form were filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from cases.domain.messages.typed import TYPED
from cases.models import Ascent, Case
from cases.selectors.rising import ANSWERS, ascent_of, typed_of
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


@transaction.atomic
def typed_keep(*, case: Case, code: str, typed: Mapping[str, str], over: str, now: datetime) -> None:
    """Keep what was typed for the letter of that code; only what it asks for, and what was emptied goes.

    `over` is the decision on record as it was typed over: words typed over an earlier one say nothing of a newer one.
    """
    case_lock(case=case)
    row = ascent_of(case)
    said = {name: typed[name].strip() for name in TYPED.get(code, ()) if typed.get(name, "").strip()}
    if not case.is_open or (said == typed_of(row, code) and over == row.typed.get(code, {}).get("over", over)):
        return
    row.typed = row.typed | {code: said | {"at": now.isoformat(), "over": over}}
    _keep(row, "typed")


def _keep(row: Ascent, name: str) -> None:
    if row.pk:
        row.save(update_fields=[name])
    else:
        row.save(force_insert=True)
