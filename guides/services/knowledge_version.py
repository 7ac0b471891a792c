"""The one row that tells every process that what it keeps in memory is old."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

from guides.models import KnowledgeStamp


def locked_stamp(*, now: datetime) -> KnowledgeStamp:
    """Return the one row, made if need be, locked until the transaction ends."""
    KnowledgeStamp.objects.get_or_create(id=1, defaults={"version": "", "files_hash": "", "loaded_at": now})
    return KnowledgeStamp.objects.select_for_update().get(id=1)


def change_version(*, now: datetime) -> None:
    """Mark the knowledge as changed. Call `forget` once the transaction is through."""
    stamp = locked_stamp(now=now)
    stamp.version = token_hex(16)
    stamp.save(update_fields=["version"])
