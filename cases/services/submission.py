"""A form handled once: pressed twice, sent twice, or repeated by a bad connection, it acts one time.

with transaction.atomic():
    fresh = submission_once(owner=user, key=form.cleaned_data["key"], now=now)
    if fresh is None:
        return submission_result(owner=user, key=key)   # what the first one made
    ...create...
    submission_settle(submission=fresh, result=str(thing.pk))
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from cases.models import Submission, User


def submission_once(*, owner: User, key: str, now: datetime) -> Submission | None:
    """Return the new row for a key not seen before; None when this owner's key was handled already.

    Call it inside the transaction of the change: if that rolls back, so does the key, and the form may be
    sent again. A second request with the same key waits here for the first one's commit.
    """
    try:
        with transaction.atomic():
            return Submission.objects.create(owner=owner, key=key, created_at=now)
    except IntegrityError:
        return None


def submission_settle(*, submission: Submission, result: str) -> None:
    """Keep what the form made (at most 60 characters: an id or a reference), for the repeated request."""
    submission.result = result
    submission.save(update_fields=["result"])


def submission_result(*, owner: User, key: str) -> str:
    """Return what the first request with this key made; "" when it made nothing or is unknown."""
    found = Submission.objects.filter(owner=owner, key=key).values_list("result", flat=True).first()
    return found or ""
