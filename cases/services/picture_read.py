"""Has the pictures read that wait for it, where the extra is installed. What is found are proposals, nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from cases.adapters import storage
from cases.adapters.queue import enqueue
from cases.adapters.reader import client
from cases.domain.screenshots import lines_of
from cases.models import Evidence, PictureText, Rendition

READ = "cases.read"
Clock = Callable[[], datetime]
MOST_TRIES = 2
AT_ONCE = 20
# The reader's own time and the copying around it.
LEASE = timedelta(seconds=2 * client.SECONDS + 60)


def picture_ask(*, evidence: Evidence, now: datetime) -> bool:
    """Return whether it will be read: a picture not read yet, where the extra is installed. In a transaction."""
    if not client.is_there() or not evidence.media_type.startswith("image/"):
        return False
    _, made = PictureText.objects.get_or_create(evidence=evidence, defaults={"act_at": now})
    if made:
        enqueue(READ, evidence_id=evidence.pk)
    return made


def pictures_sweep(
    *,
    now_fn: Clock,
    most: int = AT_ONCE,
    after: timedelta = timedelta(0),
    go_on: Callable[[], bool] = lambda: True,
) -> int:
    """Return how many pictures were read, `most` of those that have waited longer than `after`."""
    if not client.is_there():
        return 0
    done = 0
    waiting = PictureText.objects.waiting(now_fn() - after).order_by("act_at").values_list("evidence_id", flat=True)
    for pk in list(waiting[:most]):
        if not go_on():
            break
        done += picture_read(evidence_id=pk, now_fn=now_fn)
    return done


def picture_read(*, evidence_id: int, now_fn: Clock) -> bool:
    """Return whether this call read it; False when it was not waiting, or another holds it."""
    now = now_fn()
    row = PictureText.objects.waiting(now).filter(evidence_id=evidence_id, evidence__deleted_at=None).first()
    if row is None or not client.is_there():
        return False
    lease = now + LEASE
    claim = PictureText.objects.waiting(now).filter(pk=row.pk, tries=row.tries)
    if claim.update(act_at=lease, tries=row.tries + 1) != 1:
        return False
    mine = PictureText.objects.filter(pk=row.pk, act_at=lease, tries=row.tries + 1)
    lines = _lines(evidence_id)
    if lines is None and row.tries + 1 < MOST_TRIES:
        mine.update(act_at=now_fn())
        return False
    text = "\n".join(line.plain for line in lines_of(lines or []))
    return mine.update(lines=lines or [], text=text, read_at=now_fn(), act_at=None) == 1


def _lines(evidence_id: int) -> list[dict[str, Any]] | None:
    """Return what the reader found; None when it could not read, or there is no picture of ours yet."""
    picture = Rendition.objects.filter(evidence_id=evidence_id, variant=Rendition.Variant.SCREEN).first()
    if picture is None:
        return None
    try:
        with storage.work_folder() as folder, storage.on_disk(picture.name, folder) as path:
            return client.read(path)
    except OSError:
        return None
