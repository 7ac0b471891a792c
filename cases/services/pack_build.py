"""Makes the files of a variant: every exhibit looked at in the bounded process, the PDF bound, the ZIP packed.

A claim is a lease, renewed with every exhibit; a killed worker's lease runs out and the next tick begins anew. What is
made lies in the storage before its rows say so, and nothing half-made is ever handed out.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from cases.adapters import storage
from cases.adapters.darkroom import client
from cases.adapters.pack.binding import SECONDS, CannotSet, bind
from cases.adapters.storage import Intake
from cases.adapters.trace import trace_of
from cases.domain.dossier.covering import covered
from cases.domain.dossier.sheet import Plate, listed, sheet_data
from cases.models import Evidence, PackFile, PackVariant
from cases.services.pack_archive import pack_archive
from cases.services.pack_compared import pack_compared
from cases.services.pack_plates import Picked, pick, plate_of

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
MOST_TRIES, AT_ONCE = 3, 10
# While an exhibit is still being looked at, the dossier waits for it rather than leaving it out.
WAIT = timedelta(seconds=5)


class LostClaim(Exception):
    """Somebody else makes it now, or the case is gone."""


def packs_sweep(*, now_fn: Clock, go_on: Callable[[], bool] = lambda: True) -> int:
    """Return how many waiting variants were settled: new ones, and those whose worker died."""
    done = 0
    for pk in list(PackVariant.objects.waiting(now_fn()).order_by("act_at").values_list("pk", flat=True)[:AT_ONCE]):
        if not go_on():
            break
        done += pack_build(variant_id=pk, now_fn=now_fn)
    return done


def pack_build(*, variant_id: int, now_fn: Clock) -> bool:
    """Return whether this call settled it; False when it was not waiting, another holds it, or it is tried again."""
    now = now_fn()
    row = PackVariant.objects.waiting(now).filter(pk=variant_id).select_related("pack__case__owner").first()
    if row is None:
        return False
    if row.tries >= MOST_TRIES:
        return _fail(row, "tries")
    if Evidence.objects.kept().filter(case=row.pack.case, act_at__isnull=False).exists():
        PackVariant.objects.filter(pk=row.pk, act_at=row.act_at).update(act_at=now + WAIT)
        return False
    claim = PackVariant.objects.waiting(now).filter(pk=row.pk, tries=row.tries)
    lease = _lease(now)
    if claim.update(act_at=lease, tries=row.tries + 1, done=0) != 1:
        return False
    row.act_at, row.tries, row.done = lease, row.tries + 1, 0
    return _make(row, now_fn)


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=max(settings.LEASE_SECONDS, SECONDS + client.SECONDS + client.PATIENCE))


def _make(row: PackVariant, now_fn: Clock) -> bool:
    made: dict[str, Intake] = {}
    try:
        with storage.work_folder() as folder:
            pages, left_out = _bind(row, folder, now_fn)
            for kind in PackFile.Kind.values:
                made[kind] = storage.take_in(folder / f"dossier.{kind}")
            return _settle(row, made, pages, left_out, now_fn())
    except CannotSet as error:
        logger.error("pack variant %s: %s", row.pk, trace_of(error))
        return _fail(row, "set")
    except LostClaim:
        return False
    except OSError as error:
        # A full disk is nobody's fault: the lease runs out and it is tried again.
        logger.warning("pack variant %s waits for the disk: %s", row.pk, type(error).__name__)
        return False
    finally:
        for intake in made.values():
            intake.discard()


def _bind(row: PackVariant, folder: Path, now_fn: Clock) -> tuple[int, list[int]]:
    """Write dossier.pdf and dossier.zip into the folder; return the pages and the exhibits that are not in it."""
    pack, sheet = row.pack, folder / "sheet"
    sheet.mkdir()
    picked: list[Picked] = []
    plates: list[Plate] = []
    content = pack.content
    if row.name == PackVariant.Name.COVERED:
        content = covered(content, whole_number=pack.whole_number)
    with ExitStack() as kept:
        for exhibit in content["exhibits"]:
            one = pick(pack=pack, exhibit=exhibit, variant=row.name, kept=kept, sheet=sheet)
            plates.append(plate_of(one, sheet, row, exhibit.get("marks", [])))
            picked.append(one)
            _progress(row, now_fn())
        # The typesetter holds all pages at once: what the decoders hold is given back before.
        client.stop()
        compared = pack_compared(row=row, content=content, sheet=sheet)
        data = sheet_data(
            content,
            version=pack.number,
            variant=row.name,
            plates=plates,
            changes=_changes(row),
            compared=[one.plate for one in compared],
        )
        pages = bind(data, sheet, folder / "dossier.pdf", pack.made_at)
        pack_archive(row=row, content=listed(content, plates), picked=picked, compared=compared, folder=folder)
    shutil.rmtree(sheet)
    return pages, [one.number for one in picked if one.path is None]


def _changes(row: PackVariant) -> list[dict[str, str]]:
    if row.name == PackVariant.Name.FULL:
        return list(row.pack.changes)
    told = {name: row.pack.content[name] for name in ("order_no", "numbers")} | {"changes": row.pack.changes}
    return list(covered(told, whole_number=row.pack.whole_number)["changes"])


def _progress(row: PackVariant, now: datetime) -> None:
    """Note one more exhibit and renew the lease. LostClaim when it is no longer ours."""
    lease = _lease(now)
    mine = PackVariant.objects.filter(pk=row.pk, act_at=row.act_at, tries=row.tries)
    if mine.update(act_at=lease, done=row.done + 1) != 1:
        raise LostClaim
    row.act_at, row.done = lease, row.done + 1


def _settle(row: PackVariant, made: dict[str, Intake], pages: int, left_out: list[int], now: datetime) -> bool:
    with transaction.atomic():
        mine = PackVariant.objects.filter(pk=row.pk, act_at=row.act_at, tries=row.tries)
        if mine.select_for_update(no_key=True).first() is None:
            raise LostClaim
        old = list(PackFile.objects.filter(variant=row).values_list("name", flat=True))
        PackFile.objects.filter(variant=row).delete()
        for kind, intake in made.items():
            PackFile.objects.create(variant=row, kind=kind, name=intake.name, sha256=intake.sha256, size=intake.size)
        row.state, row.act_at, row.pages, row.left_out = PackVariant.State.READY, None, pages, left_out
        row.ready_at, row.reason = now, ""
        row.save(update_fields=["state", "act_at", "pages", "left_out", "ready_at", "reason"])
        transaction.on_commit(partial(storage.remove_all, old), robust=True)
    for intake in made.values():
        intake.keep()
    return True


def _fail(row: PackVariant, reason: str) -> bool:
    mine = PackVariant.objects.filter(pk=row.pk, tries=row.tries)
    return mine.update(state=PackVariant.State.FAILED, reason=reason, act_at=None) == 1
