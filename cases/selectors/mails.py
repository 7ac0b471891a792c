"""One mail, found by what a signed link says."""

from __future__ import annotations

from uuid import UUID

from cases.models import Mail


def mail_answered(mail_id: UUID) -> Mail | None:
    """Return the mail a token names, with user, case and deadline; None when it or its owner's account is gone."""
    rows = Mail.objects.select_related("user", "case__order", "deadline").defer("text", "html")
    found: Mail | None = rows.filter(pk=mail_id, user__is_active=True).first()
    return found
