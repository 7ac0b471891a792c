"""Looks at what was received: has it decoded in the bounded process, keeps what it found and the pictures it made."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from cases.adapters import storage
from cases.adapters.darkroom import client
from cases.adapters.storage import Intake
from cases.domain.exhibit_names import moment_in_exif
from cases.models import Evidence, Rendition
from cases.services.case_lock import case_lock
from cases.services.evidence_delete import evidence_files_remove
from cases.services.exhibits import case_exhibits_refresh
from cases.services.picture_read import picture_ask

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
# A file that has ended its process so often is not tried again.
MOST_TRIES = 3
AT_ONCE = 50
SINCE_1904 = datetime(1904, 1, 1, tzinfo=UTC)


def evidence_sweep(*, now_fn: Clock, go_on: Callable[[], bool] = lambda: True) -> int:
    """Return how many waiting exhibits were looked at: new ones, those whose worker died, deleted ones to clear."""
    done = 0
    for pk in list(Evidence.objects.waiting(now_fn()).order_by("act_at").values_list("pk", flat=True)[:AT_ONCE]):
        if not go_on():
            break
        done += evidence_develop(evidence_id=pk, now_fn=now_fn)
    return done


def evidence_develop(*, evidence_id: int, now_fn: Clock) -> bool:
    """Return whether this call settled it; False when it was not waiting, or another holds it."""
    now = now_fn()
    evidence = Evidence.objects.waiting(now).filter(pk=evidence_id).first()
    if evidence is None:
        return False
    if evidence.deleted_at is not None:
        evidence_files_remove(evidence_id=evidence.pk)
        return True
    lease = now + timedelta(seconds=max(settings.LEASE_SECONDS, client.SECONDS + client.PATIENCE))
    claim = Evidence.objects.waiting(now).filter(pk=evidence.pk, tries=evidence.tries, deleted_at__isnull=True)
    if claim.update(act_at=lease, tries=evidence.tries + 1) != 1:
        return False
    evidence.act_at, evidence.tries = lease, evidence.tries + 1
    return _look(evidence, now_fn)


def _look(evidence: Evidence, now_fn: Clock) -> bool:
    made: dict[str, tuple[Intake, dict[str, Any]]] = {}
    with storage.work_folder() as folder:
        try:
            covers, careful = evidence.covers, evidence.tries > 1
            with storage.on_disk(evidence.name, folder) as original:
                answer = client.develop(original, evidence.media_type, folder, covers, careful=careful)
            for variant, one in answer.get("made", {}).items():
                made[variant] = (storage.take_in(Path(one["path"])), one)
            settled = _settle(evidence, answer, made, covers, now_fn())
        except OSError as error:
            # A full disk is not the file's fault: the lease runs out and it is tried again.
            logger.warning("evidence %s waits for the disk: %s", evidence.pk, type(error).__name__)
            settled = False
        finally:
            for intake, _ in made.values():
                intake.discard()
    return settled


def _settle(
    evidence: Evidence,
    answer: dict[str, Any],
    made: dict[str, tuple[Intake, dict[str, Any]]],
    covers: list[Any],
    now: datetime,
) -> bool:
    """Write what was found, if the claim still holds. False: somebody else does it, or it is tried again."""
    with transaction.atomic():
        mine = Evidence.objects.kept().filter(pk=evidence.pk, act_at=evidence.act_at, tries=evidence.tries)
        row = mine.select_for_update(of=("self",), no_key=True).select_related("case__owner").first()
        if row is None:
            return False
        again = not answer["ok"] and answer["reason"] in client.HEAVY and row.tries < MOST_TRIES
        if again:
            Evidence.objects.filter(pk=row.pk).update(act_at=now)
            return False
        old = _write(row, answer, now, wanted=row.covers != covers)
        for variant, (intake, one) in made.items():
            _rendition(row, variant, intake, one, now)
        if "screen" in made:
            picture_ask(evidence=row, now=now)
        if row.case is not None:
            case_lock(case=row.case)
            case_exhibits_refresh(case=row.case)
        transaction.on_commit(partial(storage.remove_all, old), robust=True)
    for intake, _ in made.values():
        intake.keep()
    return True


def _write(row: Evidence, answer: dict[str, Any], now: datetime, *, wanted: bool) -> list[str]:
    """Write state and facts; return the names of pictures that are replaced. `wanted`: its covers changed meanwhile."""
    if not answer["ok"] and _was_seen(row):
        return _write_uncopied(row, now, wanted=wanted)
    row.state = Evidence.State.READY if answer["ok"] else Evidence.State.REJECTED
    row.reason = answer.get("note", "") if answer["ok"] else answer["reason"]
    row.act_at = now if wanted else None
    row.tries = 0
    for name in ("width", "height", "milliseconds", "pages"):
        value = answer.get(name)
        setattr(row, name, min(int(value), 2**31 - 1) if value is not None else None)
    formed = _formed(answer, now)
    if formed and row.formed_source != Evidence.Formed.CONFIRMED:
        row.formed_at, row.formed_source = formed, Evidence.Formed.PROPOSED
    fields = ["state", "reason", "act_at", "tries", "width", "height", "milliseconds", "pages"]
    row.save(update_fields=[*fields, "formed_at", "formed_source"])
    pictures = Rendition.objects.filter(evidence=row)
    old = list(pictures.values_list("name", flat=True))
    pictures.delete()
    return old


def _was_seen(row: Evidence) -> bool:
    """Return whether it was opened before: then the file is not to blame for what fails now."""
    screen = Rendition.objects.filter(evidence=row, variant=Rendition.Variant.SCREEN)
    return row.state == Evidence.State.READY and screen.exists()


def _write_uncopied(row: Evidence, now: datetime, *, wanted: bool) -> list[str]:
    """Leave the exhibit as it was, without a covered copy; return the names of pictures that no longer fit it."""
    row.reason = Evidence.COPY_FAILED if row.covers else ""
    row.act_at, row.tries = now if wanted else None, 0
    row.save(update_fields=["reason", "act_at", "tries"])
    if not row.covers:
        return []
    kept = [Rendition.Variant.THUMB, Rendition.Variant.SCREEN]
    gone = row.renditions.exclude(variant__in=kept).exclude(variant__startswith=Rendition.BARE_PAGE)
    old = list(gone.values_list("name", flat=True))
    gone.delete()
    return old


def _formed(answer: dict[str, Any], now: datetime) -> datetime | None:
    """Return when the file says it was made, None when it does not or it cannot be."""
    if answer.get("taken"):
        return moment_in_exif(answer["taken"], answer.get("offset", ""), now)
    seconds = answer.get("made_1904") or 0
    if 0 < seconds < 2**33:
        moment = SINCE_1904 + timedelta(seconds=seconds)
        return moment if moment.year >= 1995 and moment <= now else None
    return None


def _rendition(row: Evidence, variant: str, intake: Intake, one: dict[str, Any], now: datetime) -> None:
    Rendition.objects.create(
        evidence=row,
        variant=variant,
        name=intake.name,
        media_type=one["media_type"],
        sha256=intake.sha256,
        size=intake.size,
        width=one["width"],
        height=one["height"],
        top=one.get("top", 0),
        made_at=now,
    )
