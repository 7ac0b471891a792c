"""Holds a case while a service changes it, so that two acts at once come one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from cases.models import Case


def case_lock(*, case: Case, fields: Sequence[str] = ()) -> None:
    """Hold the case's row until the transaction ends, and bring the caller's object up to date.

    Whoever waited here sees what the other one did. SQLite has one writer at a time, so there it only reads. With
    `fields` only these are read anew: for an act that is done often and looks at nothing else.
    """
    if fields:
        case.refresh_from_db(fields=fields, from_queryset=Case.objects.select_for_update(no_key=True))
        return
    rows = Case.objects.select_related("order", "owner").select_for_update(of=("self",), no_key=True)
    case.refresh_from_db(from_queryset=rows)
