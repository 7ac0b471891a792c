"""What the next tier will ask for, and which of it is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.domain.needs import HAVE, MISSING, NOT_APPLICABLE, asks_for, key_of
from cases.models import Case, CaseEvent, Contact, Deadline, Seller
from cases.selectors.evidence import needs_of
from cases.selectors.platform_answers import platform_answered
from cases.selectors.rising import is_hidden, seller_of


@dataclass(frozen=True)
class ReadyRow:
    """One thing the next tier asks for. `item` is what the shopper's answer is kept under, `state` have, missing or na.

    `proven` means that the record itself holds it: then there is nothing to answer.
    """

    item: str
    text: str
    state: str
    url: str = ""
    proven: bool = False
    # One of the exhibits the case's checklist counts; the others are what was done and what is known.
    proof: bool = False

    @property
    def have(self) -> bool:
        return self.state != MISSING

    @property
    def key(self) -> str:
        """The name of its form field."""
        return key_of(self.item)


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
    """Return the rows of the checklist: what the record proves, else what the shopper has answered.

    Nothing is asked for twice: what the seller is called is had on its own page, or shown by its licence.
    """
    lang = get_language() or "zh-hans"
    add, who = reverse("evidence-add", args=[case.ref]), f"{reverse('case-seller', args=[case.ref])}?back=up"
    fixed = _regulator_rows(case) if to == Case.Tier.REGULATOR else _platform_rows(case)
    return [_row(case, *row) for row in fixed] + [
        ReadyRow(
            need.item,
            need.text,
            need.state,
            who if asks_for(need.item) == "seller" else add,
            proven=need.state != MISSING and need.item not in case.needs,
            proof=True,
        )
        for need in needs_of(case, lang, to)
        if need.must
    ]


def proofs_met(rows: Sequence[ReadyRow]) -> tuple[int, int]:
    """Return (how many of the exhibits are there, of how many), as the case page counts them."""
    asked = [row for row in rows if row.proof and row.state != NOT_APPLICABLE]
    return sum(row.state == HAVE for row in asked), len(asked)


def _row(case: Case, slug: str, text: str, proven: bool, url: str = "") -> ReadyRow:
    item = f"up:{slug}"
    said = case.needs.get(item, MISSING)
    state = HAVE if proven else said if said in (HAVE, NOT_APPLICABLE) else MISSING
    return ReadyRow(item, text, state, url, proven)


def _platform_rows(case: Case) -> list[tuple[str, str, bool, str]]:
    log, edit = reverse("case-log", args=[case.ref]), reverse("case-edit", args=[case.ref])
    spoken, late = case.contacted_at is not None, case.no_reply_at or case.refused_at
    if case.tier != Case.Tier.MERCHANT:
        # 京东: the dispute was filed, the platform itself was not asked yet. The seller was spoken to before.
        seller = Contact.objects.filter(case=case, voided_at__isnull=True)
        spoken = seller.filter(tier=Case.Tier.MERCHANT).exists()
        declined = CaseEvent.objects.filter(case=case, kind="reply_declined")
        late = late or seller.filter(reply=Contact.Reply.REFUSED).exists() or declined.exists()
    broken = case.promises.filter(state="broken").exists()
    filed = case.deadlines.filter(lane=Deadline.Lane.MINE, state=Deadline.State.MET)
    after_sale = f"{reverse('case-filing', args=[case.ref])}?to=seller"
    return [
        ("contacted", _("Contacted the seller"), spoken, log),
        ("refusal", _("A refusal, or a promise that was not kept"), bool(late or broken), log),
        ("after_sale", _("After-sales request filed"), filed.exists(), after_sale),
        ("order_no", _("Order number"), bool(case.order.number_key), edit),
    ]


def _regulator_rows(case: Case) -> list[tuple[str, str, bool, str]]:
    log, edit = reverse("case-log", args=[case.ref]), reverse("case-edit", args=[case.ref])
    add, kinds = reverse("evidence-add", args=[case.ref]), case.exhibits.get("kinds", {})
    seller = seller_of(case)
    rows = [("ruling", _("What the platform decided"), platform_answered(case), log)]
    if is_hidden(seller):
        shot = _("A screenshot that the shop shows no name or address")
        if seller.disclosed == Seller.Disclosed.DEAD:
            shot = _("Proof that nobody can be reached at the address shown")
        rows.append(("undisclosed", shot, "licence" in kinds, add))
    return [
        *rows,
        ("identity", _("Your own name, phone number and address"), False, ""),
        ("demand", _("The concrete demand and the facts"), bool(case.demand and case.problem), edit),
    ]
