"""Keeps who stands behind the shop, as the licence page shows it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.domain.needs import HAVE, asks_for
from cases.models import Case, Seller
from cases.selectors.catalog import needed, tier_needed
from cases.selectors.rising import seller_of
from cases.services.case_lock import case_lock
from cases.services.event import event_record

FIELDS = ("disclosed", "legal_name", "credit_code", "address")


@transaction.atomic
def seller_note(
    *, case: Case, disclosed: str, legal_name: str, credit_code: str, address: str, now: datetime
) -> Seller:
    """Return the seller as noted now; nothing is written when nothing changed."""
    case_lock(case=case)
    row = seller_of(case)
    said = {"disclosed": disclosed, "legal_name": legal_name, "credit_code": credit_code, "address": address}
    if row.pk and all(getattr(row, name) == value for name, value in said.items()):
        return row
    for name, value in said.items():
        setattr(row, name, value)
    row.noted_at = now
    if row.pk:
        row.save(update_fields=[*FIELDS, "noted_at"])
    else:
        row.save(force_insert=True)
    _answer(case, known=bool(legal_name and address))
    event_record(case=case, kind="seller_noted", at=now, now=now, data={"disclosed": disclosed, "name": legal_name})
    return row


def _answer(case: Case, *, known: bool) -> None:
    """Keep in the checklist that the seller's name and address are there, or that they are not any more."""
    every = [one[0] for one in needed(case.problem_type, "zh-hans") + tier_needed(Case.Tier.REGULATOR, "zh-hans")]
    items = [item for item in every if asks_for(item) == "seller"]
    case.needs = {item: said for item, said in case.needs.items() if item not in items}
    if known:
        case.needs |= dict.fromkeys(items, HAVE)
    case.save(update_fields=["needs"])
