"""Screenshots of steps: taken in as pixels only, confirmed by a person, covered for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from secrets import token_hex

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from guides.adapters import media
from guides.adapters.pictures import Picture, covered_picture, screenshot_picture
from guides.adapters.stamp import forget
from guides.domain.drafts import screenshots_in
from guides.models import Guide, GuideAct, GuideRevision, Screenshot
from guides.services.guide_acts import act_record
from guides.services.knowledge_version import change_version

Area = tuple[float, float, float, float]


def screenshot_store(*, data: bytes, guide: Guide, by: AbstractBaseUser, now: datetime) -> Screenshot:
    """Return the new picture, not yet confirmed. PictureRefused for what is no picture of ours."""
    shot = _stored(screenshot_picture(data), by, now)
    act_record(guide=guide, kind=GuideAct.Kind.UPLOADED, by=by, now=now, note=f"#{shot.pk}")
    return shot


def screenshot_confirm(*, shot: Screenshot, guide: Guide, by: AbstractBaseUser, now: datetime) -> None:
    """Note that somebody looked and found nobody's data in the picture."""
    shot.confirmed_no_personal_data_at, shot.confirmed_no_personal_data_by_id = now, by.pk
    shot.save(update_fields=["confirmed_no_personal_data_at", "confirmed_no_personal_data_by"])
    act_record(guide=guide, kind=GuideAct.Kind.CONFIRMED, by=by, now=now, note=f"#{shot.pk}")


@transaction.atomic
def screenshot_cover(
    *, shot: Screenshot, areas: Iterable[Area], guide: Guide, by: AbstractBaseUser, now: datetime
) -> Screenshot:
    """Return a new picture with the areas filled; it has to be confirmed anew.

    The picture before shows what nobody may see: it is confirmed no longer, so readers lose it at once.
    """
    picture = covered_picture(media.read(shot.name) or b"", areas)
    covered = _stored(picture, by, now)
    shot.confirmed_no_personal_data_at, shot.confirmed_no_personal_data_by_id = None, None
    shot.save(update_fields=["confirmed_no_personal_data_at", "confirmed_no_personal_data_by"])
    change_version(now=now)
    transaction.on_commit(forget)
    act_record(guide=guide, kind=GuideAct.Kind.COVERED, by=by, now=now, note=f"#{shot.pk} → #{covered.pk}")
    return covered


def screenshot_forget(*, shot: Screenshot, guide: Guide) -> bool:
    """Delete a picture of the guide and its file unless a revision or the draft shows it; return whether it went."""
    revisions = GuideRevision.objects.filter(guide=guide).values_list("content", flat=True)
    drafts = Guide.objects.filter(pk=guide.pk, draft__isnull=False).values_list("draft", flat=True)
    if any(shot.pk in screenshots_in(document) for document in (*drafts, *revisions.iterator())):
        return False
    names = shot.name, shot.light_name
    shot.delete()
    transaction.on_commit(lambda: [media.delete(name) for name in names])
    return True


def _stored(picture: Picture, by: AbstractBaseUser, now: datetime) -> Screenshot:
    name = media.keep(f"guides/{token_hex(32)}.png", picture.content)
    shot = Screenshot(
        name=name,
        width=picture.width,
        height=picture.height,
        size=len(picture.content),
        sha256=picture.sha256,
        uploaded_at=now,
        uploaded_by_id=by.pk,
    )
    shot.save(force_insert=True)
    return shot
