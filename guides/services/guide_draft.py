"""The draft of a guide: kept beside what shoppers read, counted with every save, never overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from guides.domain.drafts import new_document
from guides.domain.fingerprint import fingerprint
from guides.models import Guide, GuideAct
from guides.services.guide_acts import act_record
from guides.services.guide_publish import row_columns

Document = dict[str, Any]
Change = Callable[[Document], Document]


class DraftConflict(Exception):
    """Somebody else changed the same part in the meantime. `guide` is the row as it is now."""

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide.pk)
        self.guide = guide


def working_document(guide: Guide) -> Document:
    """Return what the studio shows: the draft, else what is published, else an empty document."""
    if guide.draft is not None:
        return dict(guide.draft)
    return dict(guide.published.content) if guide.published else {"slug": guide.pk, "steps": []}


def part_print(document: Document, part: str) -> str:
    """Return a short name for one part as it is now: a step, or "" for everything but the steps' contents."""
    if part:
        step = next((one for one in document.get("steps", ()) if one["slug"] == part), None)
        return fingerprint(step)[:16]
    head = {key: value for key, value in document.items() if key != "steps"}
    return fingerprint([head, [step["slug"] for step in document.get("steps", ())]])[:16]


@transaction.atomic
def draft_change(
    *, slug: str, change: Change, part: str, seen: str, now: datetime, by: AbstractBaseUser, force: bool = False
) -> Guide:
    """Apply a change to the newest draft and return the row; without effect when it changes nothing.

    `seen` names the part as the editor had it (`part_print`). DraftConflict when it is another by now: two editors
    may work on two steps of one guide, but not unseen on the same one.
    """
    guide = Guide.objects.select_for_update(of=("self",)).select_related("published").get(pk=slug)
    document = working_document(guide)
    if not force and part_print(document, part) != seen:
        raise DraftConflict(guide)
    changed = change(document)
    if fingerprint(changed) == fingerprint(document):
        return guide
    if guide.draft is None:
        guide.draft_from = guide.published
    guide.draft, guide.draft_version = changed, guide.draft_version + 1
    guide.draft_edited_at, guide.draft_edited_by_id = now, by.pk
    guide.save(update_fields=["draft", "draft_version", "draft_from", "draft_edited_at", "draft_edited_by"])
    return guide


@transaction.atomic
def draft_discard(*, slug: str, now: datetime, by: AbstractBaseUser) -> bool:
    """Go back to what is published; return whether there was a draft. A guide never published keeps its draft."""
    guide = Guide.objects.select_for_update(of=("self",)).get(pk=slug)
    if guide.draft is None or guide.published_id is None:
        return False
    guide.draft, guide.draft_from, guide.draft_version = None, None, guide.draft_version + 1
    guide.save(update_fields=["draft", "draft_from", "draft_version"])
    act_record(guide=guide, kind=GuideAct.Kind.DISCARDED, by=by, now=now)
    return True


@transaction.atomic
def guide_create(*, slug: str, head: Document, now: datetime, by: AbstractBaseUser) -> Guide:
    """Return a new guide that nobody reads yet. IntegrityError when the name is taken."""
    document = new_document(slug, head)
    guide = Guide(**row_columns(document), draft=document, draft_version=1, edited_at=now)
    guide.draft_edited_at, guide.draft_edited_by_id = now, by.pk
    guide.save(force_insert=True)
    act_record(guide=guide, kind=GuideAct.Kind.CREATED, by=by, now=now)
    return guide
