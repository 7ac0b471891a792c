"""The reminders a shopper has set on one case."""

from __future__ import annotations

from datetime import datetime

from cases.models import Case, Reminder


def reminders_ahead(case: Case, now: datetime) -> list[Reminder]:
    """Return those still to come, soonest first; the service keeps them to fifty."""
    return list(Reminder.objects.filter(case=case, cancelled_at__isnull=True, at__gt=now).order_by("at", "pk"))


def reminder_of(case: Case, number: int) -> Reminder | None:
    """Return one reminder of a case the caller has been let into; None when it is not of this case."""
    found = Reminder.objects.filter(case=case, pk=number).first()
    if found is not None:
        found.case = case
    return found
