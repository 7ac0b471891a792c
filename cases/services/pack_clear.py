"""Takes the made files of a version away, with the links that open it; what it said and to whom it went stays."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from cases.adapters import storage
from cases.models import Case, Pack, PackFile, PackVariant, Share
from cases.services.case_lock import case_lock
from cases.services.event import event_record


@transaction.atomic
def pack_clear(*, case: Case, pack: Pack, now: datetime, as_chosen: bool = False) -> int:
    """Return how many files went. A variant asked for again is made of what the case holds then.

    `as_chosen`: the day has come that was chosen for a closed case's files; else the shopper does it now. The event
    keeps the fingerprints of what went, so that whoever has a copy can still be compared with.
    """
    case_lock(case=case)
    rows = list(PackFile.objects.filter(variant__pack=pack).select_related("variant"))
    names = [row.name for row in rows]
    PackFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
    reason = "expired" if as_chosen else "cleared"
    gone = {"state": PackVariant.State.FAILED, "reason": reason, "act_at": None, "pages": None}
    PackVariant.objects.filter(pack=pack).exclude(state=PackVariant.State.FAILED).update(**gone)
    Share.objects.filter(pack=pack, revoked_at__isnull=True).update(revoked_at=now)
    if names:
        marks = {f"{row.variant.name}.{row.kind}": row.sha256 for row in rows}
        data = {"version": pack.number, "sha256": marks}
        kind = "pack_expired" if as_chosen else "pack_cleared"
        event_record(case=case, kind=kind, at=now, now=now, by_owner=not as_chosen, data=data)
    transaction.on_commit(partial(storage.remove_all, names), robust=True)
    return len(names)


def packs_expire(*, case: Case, now: datetime) -> int:
    """Take away the files of every version of a closed case, as was chosen; return how many went."""
    packs = Pack.objects.filter(case=case).defer("content").order_by("number")
    return sum(pack_clear(case=case, pack=pack, now=now, as_chosen=True) for pack in packs)
