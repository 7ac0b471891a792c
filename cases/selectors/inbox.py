"""通知: what was said to the shopper, newest first, by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from cases.models import Mail, User

PAGE = 20
MOST_COUNTED = 100
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True)
class InboxPage:
    """One page of notices; `older` is the cursor of the next one, "" on the last."""

    mails: list[Mail]
    older: str


def unread_count(user: User) -> int:
    """Return how many notices are unread, counted to 100 at most: one small index range, whatever the history."""
    unread = Mail.objects.filter(user=user, noted_at__isnull=False, read_at__isnull=True)
    # Counting a cut in SQL takes a query around the query, which costs every page more than the hundred keys do.
    return len(unread.values_list("pk", flat=True)[:MOST_COUNTED])


def inbox_page(user: User, before: str = "") -> InboxPage:
    """Return up to PAGE notices older than the cursor, in one query. A broken cursor starts at the newest."""
    rows = Mail.objects.filter(user=user).noted().exclude(kind=Mail.Kind.ACCOUNT)  # type: ignore[attr-defined]
    at = _cursor(before)
    if at is not None:
        moment, key = at
        rows = rows.filter(Q(noted_at__lt=moment) | Q(noted_at=moment, pk__lt=key), noted_at__lte=moment)
    rows = rows.select_related("case__order", "deadline", "letter").order_by("-noted_at", "-pk")
    found = list(rows.defer("text", "html")[: PAGE + 1])
    page = found[:PAGE]
    return InboxPage(page, _cursor_of(page[-1]) if len(found) > PAGE else "")


def notice_for(user: User, mail_id: UUID) -> Mail:
    """Return one of the owner's notices. Http404 for a stranger's, an unknown one and an account mail alike."""
    rows = Mail.objects.filter(pk=mail_id, user=user).noted()  # type: ignore[attr-defined]
    found: Mail | None = (
        rows.exclude(kind=Mail.Kind.ACCOUNT).select_related("case__order", "deadline", "letter").first()
    )
    if found is None:
        raise Http404
    return found


def _cursor_of(mail: Mail) -> str:
    assert mail.noted_at is not None
    return f"{(mail.noted_at - EPOCH) // MICROSECOND}-{mail.pk.hex}"


def _cursor(text: str) -> tuple[datetime, UUID] | None:
    stamp, _dash, key = text.partition("-")
    try:
        return EPOCH + int(stamp) * MICROSECOND, UUID(key)
    except (ValueError, OverflowError):
        return None
