"""The latest moment of each thing the next step depends on, read from the contacts and kept on the case."""

from __future__ import annotations

from django.db.models import Max, Q

from cases.domain.lifecycle import STOPS_CLOCK
from cases.models import Case, Contact

FIELDS = ("contacted_at", "replied_at", "refused_at", "agreed_at", "nudged_at")
NUDGES = ("T5", "T5b")


def case_marks_refresh(*, case: Case) -> None:
    """Set the case's marks for its current tier from its contacts that were not undone. Saves nothing else."""
    rows = Contact.objects.filter(case=case, tier=case.tier, voided_at__isnull=True)
    found = rows.aggregate(
        contacted_at=Max("at"),
        replied_at=Max("at", filter=Q(reply__in=[str(kind) for kind in STOPS_CLOCK])),
        refused_at=Max("at", filter=Q(reply=Contact.Reply.REFUSED)),
        agreed_at=Max("at", filter=Q(reply__in=[Contact.Reply.AGREED, Contact.Reply.PARTLY_AGREED])),
        nudged_at=Max("at", filter=Q(letter_code__in=NUDGES, direction=Contact.Direction.OUT)),
    )
    for name in FIELDS:
        setattr(case, name, found[name])
    case.save(update_fields=FIELDS)
