"""Sends a mail on request, so that a shopper can see whether reminders would arrive."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.adapters.queue import enqueue
from cases.models import Mail, User
from cases.services.mail_compose import test_mail_compose

ONE_PER_SECONDS = 300


@transaction.atomic
def mail_test(*, user: User, now: datetime) -> Mail | None:
    """Return the queued mail to the user's address; None when one was asked for in these five minutes."""
    words = test_mail_compose(user.language)
    mail, made = Mail.objects.get_or_create(
        key=f"test:{user.pk}:{int(now.timestamp()) // ONE_PER_SECONDS}",
        defaults={
            "kind": Mail.Kind.ACCOUNT,
            "user": user,
            "to_address": user.email,
            "subject": words.subject,
            "text": words.text,
            "html": words.html,
            "act_at": now,
            "created_at": now,
        },
    )
    if not made:
        return None
    enqueue("cases.send_mail", mail_id=str(mail.pk))
    return mail
