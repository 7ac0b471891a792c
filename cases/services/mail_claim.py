"""Makes one waiting mail ours for the length of a lease, if it and the world it speaks of are as they were read."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db.models import Model

from cases.adapters.bulk import Sql, as_stored, database_now, row_update
from cases.models import Case, Deadline, Letter, Mail, Reminder, User

# What a decision about a mail depends on and somebody may change in the moment between reading and claiming.
WATCHED: tuple[tuple[str, type[Model], tuple[str, ...]], ...] = (
    ("user", User, ("is_active", "mail_mode")),
    ("case", Case, ("closed_at", "muted_at", "snoozed_until", "last_event_at")),
    ("deadline", Deadline, ("state", "due_at")),
    ("letter", Letter, ("sent_at",)),
    ("reminder", Reminder, ("cancelled_at",)),
)


def mail_claim(*, mail: Mail) -> bool:
    """Return True when exactly this row became ours; it then carries our token.

    False when another sender was faster or something it depends on has changed: whoever reads it next decides anew.
    One statement, so nothing can come between. It waits for the disk, and with it what `mail_sent` left to be written.
    """
    token = uuid4().hex
    where, parameters = _as_read(mail)
    values = {
        "claim_token": token,
        "lease_until": database_now(settings.LEASE_SECONDS),
        "attempts": Sql("attempts + 1"),
    }
    if row_update(Mail, values, where, parameters) != 1:
        return False
    mail.claim_token = token
    mail.attempts += 1
    return True


def _as_read(mail: Mail) -> tuple[str, list[Any]]:
    """Return the condition that this mail waits unclaimed and everything watched is as it was read."""
    parts = [
        "id = %s AND state = 'pending' AND claim_token = %s",
        f"(lease_until IS NULL OR lease_until < {database_now()})",
    ]
    parameters = [as_stored(Mail, "id", mail.pk), mail.claim_token]
    for name, model, columns in WATCHED:
        found = getattr(mail, name)
        if found is None:
            continue
        parts.append(f"EXISTS (SELECT 1 FROM {model._meta.db_table} AS w WHERE w.id = {name}_id")
        for column in columns:
            value = getattr(found, column)
            if value is None:
                parts[-1] += f" AND w.{column} IS NULL"
            else:
                parts[-1] += f" AND w.{column} = %s"
                parameters.append(as_stored(model, column, value))
        parts[-1] += ")"
    return " AND ".join(parts), parameters
