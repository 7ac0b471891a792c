"""The latest moment of each thing the next step depends on, read from the contacts and kept on the case."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Max, Q

from cases.domain.lifecycle import STOPS_CLOCK
from cases.models import Case, CaseEvent, Contact

FIELDS = ("contacted_at", "replied_at", "refused_at", "agreed_at", "nudged_at")
NUDGES = ("T5", "T5b")
# What the shopper made of an answer: only the record of the decision knows.
DECISIONS = ("reply_accepted", "reply_declined")


def case_marks_refresh(*, case: Case) -> None:
    """Set the case's marks for its current tier from its contacts that were not undone. Saves nothing else."""
    rows = Contact.objects.filter(case=case, tier=case.tier, voided_at__isnull=True)
    decisions = CaseEvent.objects.filter(case=case, tier=case.tier, kind__in=DECISIONS)
    if case.stepped_in_at is not None and case.tier == Case.Tier.PLATFORM:
        # What came before was about the dispute with the seller.
        rows, decisions = rows.filter(at__gte=case.stepped_in_at), decisions.filter(at__gte=case.stepped_in_at)
    found = rows.aggregate(
        contacted_at=Max("at"),
        replied_at=Max("at", filter=Q(reply__in=[str(kind) for kind in STOPS_CLOCK])),
        refused_at=Max("at", filter=Q(reply=Contact.Reply.REFUSED)),
        agreed_at=Max("at", filter=Q(reply=Contact.Reply.AGREED)),
        nudged_at=Max("at", filter=Q(letter_code__in=NUDGES, direction=Contact.Direction.OUT)),
    )
    decided = decisions.aggregate(
        agreed_at=Max("at", filter=Q(kind="reply_accepted")), refused_at=Max("at", filter=Q(kind="reply_declined"))
    )
    for name, at in decided.items():
        found[name] = max((one for one in (found[name], at) if one is not None), default=None)
    for name in FIELDS:
        setattr(case, name, found[name])
    case.offered_amount = _offered(case)
    case.save(update_fields=[*FIELDS, "offered_amount"])


def _offered(case: Case) -> Decimal | None:
    """Return what they named last, at whichever tier; None when no sum was named."""
    named = Contact.objects.filter(case=case, voided_at__isnull=True, offered_amount__isnull=False)
    return named.order_by("-at", "-pk").values_list("offered_amount", flat=True).first()
