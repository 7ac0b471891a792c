"""The owner's settings: mail, look, calendar address. Only the owner's own row is ever touched."""

from __future__ import annotations

import secrets
from datetime import datetime

from cases.models import Mail, User
from cases.selectors.outbox import digest_after


def notify_change(*, user: User, mail_mode: str, quiet_hours: str, now: datetime) -> None:
    """Save how mail comes. `quiet_hours` is "default", "" for none, or "22:00-08:00".

    Who no longer wants one mail a week gets what was gathered for it the next morning.
    """
    user.mail_mode, user.quiet_hours = mail_mode, quiet_hours
    user.save(update_fields=["mail_mode", "quiet_hours"])
    at = digest_after(now, mail_mode)
    gathered = Mail.objects.filter(user=user, kind=Mail.Kind.DIGEST, state=Mail.State.PENDING)
    gathered.filter(act_at__gt=at).update(act_at=at)


def mail_stop(*, user: User) -> bool:
    """Return True when mail was switched off now; False when it was off already. 通知 goes on."""
    changed = User.objects.filter(pk=user.pk).exclude(mail_mode=User.MailMode.OFF).update(mail_mode=User.MailMode.OFF)
    user.mail_mode = User.MailMode.OFF
    return changed == 1


def look_change(*, user: User, language: str, look: str, large_type: bool) -> None:
    user.language, user.look, user.large_type = language, look, large_type
    user.save(update_fields=["language", "look", "large_type"])


def calendar_renew(*, user: User) -> str:
    """Return the new token of the calendar feed; the old address is dead from this moment."""
    user.calendar_token = secrets.token_urlsafe(32)
    user.save(update_fields=["calendar_token"])
    return user.calendar_token


def calendar_close(*, user: User) -> None:
    """Take the feed away; no address works until a new one is made."""
    user.calendar_token = None
    user.save(update_fields=["calendar_token"])
