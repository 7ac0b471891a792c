"""What the shopper has said about moving up: the seller behind the shop, other bodies, the checks, the ticks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cases.domain.messages.typed import TYPED
from cases.models import Ascent, Case, Elsewhere, Filing, FilingResult, Seller
from guides.domain.grounds import AfterwardFacts, GroundFacts
from guides.selectors.rising import REGULATOR, afterwards_of, grounds_at

CLEAR, MET, UNSURE = "clear", "met", "unsure"
ANSWERS = (CLEAR, MET, UNSURE)


def seller_of(case: Case) -> Seller:
    """Return who stands behind the shop; an empty one that is not saved when nobody has said."""
    return Seller.objects.filter(case=case).first() or Seller(case=case)


def is_hidden(seller: Seller) -> bool:
    """Return whether the shop discloses nobody, or somebody who cannot be reached."""
    return seller.disclosed in (Seller.Disclosed.NO, Seller.Disclosed.DEAD)


def ascent_of(case: Case) -> Ascent:
    """Return the checks and ticks; an empty one that is not saved when there are none."""
    return Ascent.objects.filter(case=case).first() or Ascent(case=case)


def typed_of(ascent: Ascent, code: str) -> dict[str, str]:
    """Return what was typed for the letter of that code, by the names of LetterFacts."""
    said: Mapping[str, str] = ascent.typed.get(code, {})
    return {name: said[name] for name in TYPED.get(code, ()) if said.get(name)}


def typed_at(ascent: Ascent, code: str) -> datetime | None:
    """Return when something was last typed for that letter, None for never."""
    at = ascent.typed.get(code, {}).get("at")
    return datetime.fromisoformat(at) if at else None


def elsewhere_of(case: Case) -> list[Elsewhere]:
    """Return the other bodies that have the dispute, the earliest first."""
    return list(Elsewhere.objects.filter(case=case, voided_at__isnull=True).order_by("day", "pk")[:20])


def said_nowhere_else(ascent: Ascent) -> bool:
    """Return whether the shopper has said that no other body has the dispute."""
    grounds: Mapping[str, str] = ascent.grounds
    return grounds.get("elsewhere") == CLEAR


def grounds_of(case: Case, to: str) -> tuple[GroundFacts, ...]:
    """Return the grounds on which whom it goes to ("platform", "12315") refuses; () where no list was found."""
    return grounds_at(REGULATOR if to == "12315" else case.order.platform)


def grounds_of_filing(case: Case, filing: Filing) -> tuple[GroundFacts, ...]:
    """Return the grounds on which whoever has it may not accept it; () for the seller, who accepts or refuses."""
    if filing.tier == Case.Tier.MERCHANT:
        return ()
    return grounds_of(case, "12315" if filing.tier == Case.Tier.REGULATOR else "platform")


def steps_after(case: Case, filing: Filing, latest: FilingResult) -> tuple[AfterwardFacts, ...]:
    """Return the steps that are open after that result."""
    return afterwards_of(filing.tier, latest.kind, case.order.platform, latest.ground)
