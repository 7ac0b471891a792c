"""Deletes an exhibit: the row first, its files on commit. Number, hash and the event stay."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from cases.adapters import storage
from cases.models import Evidence, Pack, PackFile, PageCapture, PictureText, Rendition, User
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.exhibits import case_exhibits_refresh


@transaction.atomic
def evidence_delete(*, evidence: Evidence, now: datetime, reason: str = "") -> bool:
    """Return False when it was deleted before."""
    case = evidence.case
    if case is not None:
        case_lock(case=case)
    # `act_at` stays until the files are gone, so that a kill in between leaves them to the next tick.
    done = Evidence.objects.kept().filter(pk=evidence.pk).update(deleted_at=now, act_at=now)
    if done != 1:
        return False
    # What was read in it goes with it.
    PictureText.objects.filter(evidence=evidence).delete()
    # What it stood in for is itself again.
    Evidence.objects.filter(replaced_by=evidence.pk).update(replaced_by=None)
    # A page kept as it looked is its screenshots: without any there is none. The events keep its fingerprint.
    if evidence.page_id is not None:
        PageCapture.objects.emptied().filter(pk=evidence.page_id).delete()
    if case is not None:
        data = {"numbers": [evidence.number], "sha256": evidence.sha256, "reason": reason}
        event_record(case=case, kind="evidence_deleted", at=now, now=now, data=data)
        case_exhibits_refresh(case=case)
    transaction.on_commit(partial(evidence_files_remove, evidence_id=evidence.pk), robust=True)
    return True


def evidence_purge(*, owner: User) -> None:
    """Remove every row and, on commit, every file of this shopper, dossiers too; for whoever removes the cases."""
    rows = Evidence.objects.filter(owner=owner)
    pictures = Rendition.objects.filter(evidence__owner=owner)
    names = [*rows.kept().values_list("name", flat=True), *pictures.values_list("name", flat=True)]
    packs = Pack.objects.filter(case__owner=owner)
    names += PackFile.objects.filter(variant__pack__in=packs).values_list("name", flat=True)
    packs.delete()
    rows.delete()
    transaction.on_commit(partial(storage.remove_all, names), robust=True)


def evidence_files_remove(*, evidence_id: int) -> None:
    """Remove the files of a deleted exhibit. Safe to repeat."""
    evidence = Evidence.objects.filter(pk=evidence_id, deleted_at__isnull=False).first()
    if evidence is None:
        return
    pictures = Rendition.objects.filter(evidence=evidence)
    storage.remove_all([evidence.name, *pictures.values_list("name", flat=True)])
    pictures.delete()
    Evidence.objects.filter(pk=evidence_id).update(act_at=None)
