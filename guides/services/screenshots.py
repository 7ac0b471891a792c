"""Screenshots of steps: taken in as pixels only, confirmed by a person, covered for good."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from secrets import token_hex

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from guides.adapters.pictures import CleanPicture, clean_picture, covered_picture
from guides.domain.drafts import screenshots_in
from guides.models import Guide, GuideAct, GuideRevision, Screenshot
from guides.services.guide_acts import act_record

Area = tuple[float, float, float, float]


def screenshot_store(*, data: bytes, guide: Guide, by: AbstractBaseUser, now: datetime) -> Screenshot:
    """Return the new picture, not yet confirmed. PictureRefused for what is no picture of ours."""
    shot = _stored(clean_picture(data), by, now)
    act_record(guide=guide, kind=GuideAct.Kind.UPLOADED, by=by, now=now, note=f"#{shot.pk}")
    return shot


def screenshot_confirm(*, shot: Screenshot, guide: Guide, by: AbstractBaseUser, now: datetime) -> None:
    """Note that somebody looked and found nobody's data in the picture."""
    shot.confirmed_no_personal_data_at, shot.confirmed_no_personal_data_by_id = now, by.pk
    shot.save(update_fields=["confirmed_no_personal_data_at", "confirmed_no_personal_data_by"])
    act_record(guide=guide, kind=GuideAct.Kind.CONFIRMED, by=by, now=now, note=f"#{shot.pk}")


def screenshot_cover(
    *, shot: Screenshot, areas: Iterable[Area], guide: Guide, by: AbstractBaseUser, now: datetime
) -> Screenshot:
    """Return a new picture with the areas filled; it has to be confirmed anew."""
    with default_storage.open(shot.name) as kept:
        picture = covered_picture(kept.read(), areas)
    covered = _stored(picture, by, now)
    act_record(guide=guide, kind=GuideAct.Kind.COVERED, by=by, now=now, note=f"#{shot.pk} → #{covered.pk}")
    return covered


def screenshot_forget(*, shot: Screenshot) -> bool:
    """Delete the picture and its file unless something still shows it; return whether it went."""
    revisions = GuideRevision.objects.filter(content__icontains=f'"screenshot": {shot.pk}').only("content")
    drafts = Guide.objects.filter(draft__isnull=False).only("draft")
    shown = (screenshots_in(document) for document in (*(row.content for row in revisions), *(row.draft for row in drafts)))
    if any(shot.pk in numbers for numbers in shown):
        return False
    name = shot.name
    shot.delete()
    transaction.on_commit(lambda: default_storage.delete(name))
    return True


def _stored(picture: CleanPicture, by: AbstractBaseUser, now: datetime) -> Screenshot:
    name = default_storage.save(f"guides/{token_hex(32)}.png", ContentFile(picture.data))
    shot = Screenshot(
        name=name,
        width=picture.width,
        height=picture.height,
        size=len(picture.data),
        sha256=hashlib.sha256(picture.data).hexdigest(),
        uploaded_at=now,
        uploaded_by_id=by.pk,
    )
    shot.save(force_insert=True)
    return shot
