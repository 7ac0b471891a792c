"""Publishing a guide: a document becomes a revision that never changes, and the guide's row points at it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from guides.adapters.stamp import forget
from guides.domain.fingerprint import fingerprint
from guides.domain.guide_documents import ROW
from guides.domain.sources import SOURCE_KEYS, as_date
from guides.models import Guide, GuideRevision
from guides.services.knowledge_version import change_version

DATES = ("effective_from", "effective_to", "checked_on")


def guide_publish(
    *, guide: Guide, document: dict[str, Any], now: datetime, by: AbstractBaseUser | None, note: str = ""
) -> GuideRevision:
    """Publish an editor's document, drop the draft, and tell every process; return the revision.

    The caller has checked it (`guide_faults`). Loading the files leaves the guide alone from now on.
    """
    with transaction.atomic():
        locked = Guide.objects.select_for_update().get(pk=guide.pk)
        revision = revision_add(guide=locked, document=document, now=now, by=by, note=note)
        _point_at(locked, revision, edited_at=now)
        change_version(now=now)
    transaction.on_commit(forget)
    return revision


def revision_restore(*, revision: GuideRevision, now: datetime) -> Guide:
    """Let shoppers read this revision (again); return the guide."""
    with transaction.atomic():
        guide = Guide.objects.select_for_update().get(pk=revision.guide_id)
        _point_at(guide, revision, edited_at=now)
        change_version(now=now)
    transaction.on_commit(forget)
    return guide


def revision_add(
    *, guide: Guide, document: dict[str, Any], now: datetime, by: AbstractBaseUser | None = None, note: str = ""
) -> GuideRevision:
    """Return the guide's next revision, or its newest one when that says exactly this. The guide's row is locked."""
    newest = guide.revisions.order_by("-number").first()
    content_hash = fingerprint(document)
    if newest is not None and newest.content_hash == content_hash:
        return newest
    revision = GuideRevision(
        guide=guide,
        number=newest.number + 1 if newest else 1,
        content=document,
        content_hash=content_hash,
        published_at=now,
        published_by=by,
        note=note,
    )
    revision.save(force_insert=True)
    return revision


def row_columns(document: dict[str, Any]) -> dict[str, Any]:
    """Return what the guide's row repeats from its document."""
    columns = {name: document[name] for name in (*ROW, *SOURCE_KEYS)}
    return columns | {name: as_date(document[name]) for name in DATES}


def _point_at(guide: Guide, revision: GuideRevision, *, edited_at: datetime | None) -> None:
    columns = row_columns(revision.content)
    columns |= {"published": revision, "edited_at": edited_at, "draft": None, "draft_from": None}
    for name, value in columns.items():
        setattr(guide, name, value)
    guide.save(update_fields=[name for name in columns if name != "slug"])
