"""What the next tier will ask for, and which of it is on record."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.domain.needs import MISSING
from cases.models import Case, CaseEvent, Contact, Deadline
from cases.selectors.evidence import needs_of


@dataclass(frozen=True)
class ReadyRow:
    text: str
    have: bool
    url: str = ""


def tried_tiers(case: Case) -> frozenset[str]:
    """Return the tiers that were spoken to or filed with. No query at the seller's, where nothing lies behind."""
    if case.tier == Case.Tier.MERCHANT:
        return frozenset()
    spoken = Contact.objects.filter(case=case, voided_at__isnull=True).values_list("tier", flat=True).distinct()
    if case.tier == Case.Tier.PLATFORM:
        return frozenset(spoken)
    moves = CaseEvent.objects.filter(case=case, kind="tier_moved").values_list("data", flat=True)
    return frozenset(spoken) | {move["to"] for move in moves if move["to"] != Case.Tier.MERCHANT}


def up_rows(case: Case, to: str) -> list[ReadyRow]:
    """Return the rows of the checklist. Only what this record can prove counts as there."""
    lang = get_language() or "zh-hans"
    log, edit = reverse("case-log", args=[case.ref]), reverse("case-edit", args=[case.ref])
    add, kinds = reverse("evidence-add", args=[case.ref]), case.exhibits.get("kinds", {})
    spoken, late = case.contacted_at is not None, case.no_reply_at or case.refused_at
    if case.tier != Case.Tier.MERCHANT and to == Case.Tier.PLATFORM:
        # 京东: the dispute was filed, the platform itself was not asked yet. The seller was spoken to before.
        seller = Contact.objects.filter(case=case, voided_at__isnull=True)
        spoken = seller.filter(tier=Case.Tier.MERCHANT).exists()
        declined = CaseEvent.objects.filter(case=case, kind="reply_declined")
        late = late or seller.filter(reply=Contact.Reply.REFUSED).exists() or declined.exists()
    broken = case.promises.filter(state="broken").exists()
    filed = case.deadlines.filter(lane=Deadline.Lane.MINE, state=Deadline.State.MET)
    rows = [
        ReadyRow(_("Contacted the seller"), spoken, log),
        ReadyRow(_("A refusal, or a promise that was not kept"), bool(late or broken), log),
        ReadyRow(_("After-sales request filed"), filed.exists()),
        ReadyRow(_("Photos or a video of the problem"), bool({"goods", "video"} & set(kinds)), add),
        ReadyRow(_("Screenshot of the order"), "order" in kinds, add),
        ReadyRow(_("Order number"), bool(case.order.number_key), edit),
    ]
    if to == Case.Tier.REGULATOR:
        rows = [
            ReadyRow(_("What the platform decided"), case.replied_at is not None, log),
            ReadyRow(_("Name and address of the seller"), False),
            ReadyRow(_("Your own name, phone number and address"), False),
            ReadyRow(_("The concrete demand and the facts"), True),
        ]
    said = {row.text for row in rows}
    needs = [need for need in needs_of(case, lang) if need.must and need.text not in said]
    return rows + [ReadyRow(need.text, need.state != MISSING, add) for need in needs]
