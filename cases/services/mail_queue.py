"""Puts account mail (codes, security notices) into the outbox and starts its sending on commit."""

from __future__ import annotations

from datetime import datetime

from cases.adapters.queue import enqueue
from cases.models import Mail, User

# The columns a row in bulk leaves empty until it is sent.
MAIL_EMPTY: dict[str, str | int] = {
    "claim_token": "",
    "attempts": 0,
    "refusals": 0,
    "last_error": "",
    "to_address": "",
    "subject": "",
    "text": "",
    "html": "",
}


def account_mail_queue(*, user: User, to_address: str, subject: str, text: str, html: str = "", now: datetime) -> Mail:
    """Return the waiting row. It goes out at once (no quiet hours, no daily limit); its words are emptied once sent.

    A broker that is down changes nothing but the delay: the next tick sends it.
    """
    mail = Mail.objects.create(
        kind=Mail.Kind.ACCOUNT,
        user=user,
        to_address=to_address,
        subject=subject[:200],
        text=text,
        html=html,
        act_at=now,
        created_at=now,
    )
    enqueue("cases.send_mail", mail_id=str(mail.pk))
    return mail
