"""Notes above a page: what the shopper, or the staff, must know before anything else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.selectors.accounts import proved_address
from cases.selectors.evidence import unsorted_count
from cases.selectors.health import health_read


def user_notes(user: Any) -> list[dict[str, str]]:
    """Return notes about a mailbox that fails, or an address not verified yet (reminders then stay in the app)."""
    notes = []
    if user.mail_failed_at is not None:
        notes.append(
            {
                "text": _("A reminder could not be delivered to your mailbox. Everything is under Notices."),
                "url": reverse("inbox"),
                "label": _("Notices"),
            }
        )
    if proved_address(user) is None:
        notes.append(
            {
                "text": _("Your address is not verified yet, so reminders appear only here."),
                "url": reverse("account_email_verification_sent"),
                "label": _("Enter the code"),
            }
        )
    return notes


def unsorted_notes(user: Any, now: datetime) -> list[dict[str, str]]:
    """Return a note while something in the inbox of evidence waits to be sorted for a day or longer."""
    count, since = unsorted_count(user)
    if since is None or now - since < timedelta(days=1):
        return []
    days = {"n": count, "days": (now - since).days}
    text = ngettext(
        "%(n)d file has no case yet, the oldest for %(days)d days.",
        "%(n)d files have no case yet, the oldest for %(days)d days.",
        count,
    )
    return [{"text": text % days, "url": reverse("capture"), "label": _("Sort them")}]


def staff_notes(user: Any, now: datetime) -> list[dict[str, str]]:
    """Return a note for staff when the machinery is late."""
    if not user.is_staff:
        return []
    if not health_read(now).red:
        return []
    text = _("Reminders are running late: look at the worker and the mail server.")
    return [{"text": text, "url": reverse("healthz"), "label": _("Health")}]
