"""Remembers which revision of a guide a case was shown: a row per revision, touched only when another one comes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.models import Case, GuideShown


@transaction.atomic
def guide_show(*, case: Case, revision_id: int, slug: str, now: datetime) -> None:
    """Keep that this revision is what the case reads now. A page looked at again writes nothing."""
    rows = GuideShown.objects.filter(case=case, revision__guide_id=slug).order_by("-last_at", "-pk")
    if rows.values_list("revision_id", flat=True).first() == revision_id:
        return
    GuideShown.objects.update_or_create(
        case=case, revision_id=revision_id, defaults={"last_at": now}, create_defaults={"first_at": now, "last_at": now}
    )
