"""What the next tier will ask for, and which of it is on record."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case
from cases.selectors import catalog


@dataclass(frozen=True)
class ReadyRow:
    text: str
    have: bool
    url: str = ""


def up_rows(case: Case, to: str) -> list[ReadyRow]:
    """Return the rows of the checklist. Only what this record can prove counts as there."""
    lang = get_language() or "zh-hans"
    log, edit = reverse("case-log", args=[case.ref]), reverse("case-edit", args=[case.ref])
    late = case.no_reply_at or case.refused_at
    broken = case.promises.filter(state="broken").exists()
    rows = [
        ReadyRow(_("Contacted the seller"), case.contacted_at is not None or case.tier != Case.Tier.MERCHANT, log),
        ReadyRow(_("A refusal, or a promise that was not kept"), bool(late or broken), log),
        ReadyRow(_("Order number"), bool(case.order.number_key), edit),
    ]
    if to == Case.Tier.REGULATOR:
        rows = [
            ReadyRow(_("What the platform decided"), case.replied_at is not None, log),
            ReadyRow(_("Name and address of the seller"), False),
            ReadyRow(_("Your own name, phone number and address"), False),
            ReadyRow(_("The concrete demand and the facts"), True),
        ]
    return rows + [ReadyRow(text, False) for text in catalog.checklist(case.problem_type, lang)]
