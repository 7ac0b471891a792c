"""A form handled once: pressed twice, sent twice, or repeated by a bad connection, it acts one time.

    with transaction.atomic():
        done = once_get(owner=user, key=key)
        if done:
            return Thing.objects.get(pk=done)
        ...create...
        once_put(owner=user, key=key, result=str(thing.pk), now=now)
"""

from __future__ import annotations

from datetime import datetime

from cases.models import Submission, User


def once_get(*, owner: User, key: str) -> str:
    """Return what the first form with this key made; "" when this is the first, or there is no key.

    Only inside a transaction: the owner's row stays locked until it ends, so a second request with the same
    key waits here and then reads the first one's result instead of doing the work again.
    """
    if not key:
        return ""
    User.objects.select_for_update(no_key=True).filter(pk=owner.pk).values_list("pk").first()
    return Submission.objects.filter(owner=owner, key=key).values_list("result", flat=True).first() or ""


def once_put(*, owner: User, key: str, result: str, now: datetime) -> None:
    """Keep what the form made (an id or a reference, at most 60 characters). If the change rolls back, so does this."""
    if key:
        Submission.objects.create(owner=owner, key=key, result=result, created_at=now)
