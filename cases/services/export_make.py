"""Makes a shopper's bundle in the worker: claimed with a lease, its progress on the row, cleared away after a week."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from cases.adapters import storage
from cases.adapters.queue import enqueue
from cases.adapters.storage import Intake
from cases.models import Export, User
from cases.services.bundle_write import bundle_write

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
TASK = "cases.export"
KEPT = timedelta(days=7)
# Longer than a task may take (CELERY_TASK_TIME_LIMIT): nobody else begins while one still works.
LEASE = timedelta(seconds=660)
MOST_TRIES = 3
AT_ONCE = 20


@transaction.atomic
def export_ask(*, owner: User, now: datetime) -> Export:
    """Return the export that is being made, or a new one; what was ready before is replaced."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    row = Export.objects.filter(owner=owner).first()
    if row is not None and row.state == Export.State.WAITING:
        return row
    if row is not None:
        _clear(row)
    made = Export.objects.create(owner=owner, asked_at=now, act_at=now)
    enqueue(TASK, export_id=made.pk)
    return made


@transaction.atomic
def export_drop(*, owner: User) -> bool:
    """Return whether there was one to remove, with its file. One that is being made is dropped as well."""
    row = Export.objects.select_for_update().filter(owner=owner).first()
    if row is not None:
        _clear(row)
    return row is not None


def exports_sweep(*, now_fn: Clock, go_on: Callable[[], bool] = lambda: True) -> int:
    """Return how many were made or cleared away."""
    done = 0
    for pk in list(Export.objects.waiting(now_fn()).order_by("act_at").values_list("pk", flat=True)[:AT_ONCE]):
        if not go_on():
            break
        done += export_make(export_id=pk, now_fn=now_fn)
    return done


def export_make(*, export_id: int, now_fn: Clock) -> bool:
    """Return whether this call settled it: made, given up, or cleared away after its week."""
    now = now_fn()
    row = Export.objects.waiting(now).filter(pk=export_id).select_related("owner").first()
    if row is None:
        return False
    if row.state != Export.State.WAITING:
        with transaction.atomic():
            _clear(row)
        return True
    claim = Export.objects.waiting(now).filter(pk=row.pk, tries=row.tries, state=Export.State.WAITING)
    if claim.update(act_at=now + LEASE, tries=row.tries + 1) != 1:
        return False
    row.tries += 1
    return _make(row, now_fn)


def _make(row: Export, now_fn: Clock) -> bool:
    mine = Export.objects.filter(pk=row.pk, tries=row.tries, state=Export.State.WAITING)
    intake = None
    try:
        intake = Intake()
        bundle_write(
            owner=row.owner, to=intake, now=now_fn(), told=lambda done, total: _tell(row.pk, row.tries, done, total)
        )
        intake.finish()
        now = now_fn()
        settled = mine.update(
            state=Export.State.READY,
            name=intake.name,
            size=intake.size,
            sha256=intake.sha256,
            ready_at=now,
            act_at=now + KEPT,
        )
        if settled == 1:
            intake.keep()
        return settled == 1
    except OSError as error:
        # A full disk passes: it is tried again, and given up after a while with a word on the page.
        logger.warning("export %s: %s", row.pk, type(error).__name__)
        given_up = row.tries >= MOST_TRIES
        now = now_fn()
        if given_up:
            mine.update(state=Export.State.FAILED, act_at=now + KEPT)
        else:
            mine.update(act_at=now + timedelta(seconds=settings.RETRY_SECONDS * 2**row.tries))
        return given_up
    finally:
        if intake is not None:
            intake.discard()


def _tell(pk: int, tries: int, done: int, total: int) -> None:
    """Write how far it is, twenty times at most: a bar needs no more."""
    if total > 20 and done != total and done % (total // 20):
        return
    Export.objects.filter(pk=pk, tries=tries).update(done=done, total=total)


def _clear(row: Export) -> None:
    Export.objects.filter(pk=row.pk).delete()
    if row.name:
        transaction.on_commit(partial(storage.remove, row.name), robust=True)
