"""What the knowledge has to say to what was logged: cards on usual refusals, and where shoppers lose their case."""

from __future__ import annotations

from datetime import datetime

from cases.models import Case, CaseEvent, Contact
from guides.domain.pitfalls import PitfallFacts, Situation
from guides.domain.refusals import RefusalFacts
from guides.selectors.pitfalls import pitfalls_for
from guides.selectors.refusals import refusals, refusals_matching

# An agreement refuses nothing, and a bot's words are not the seller's.
NOT_REFUSING = (Contact.Reply.AGREED, Contact.Reply.AUTO)
# With the wording of the knowledge: the agent's desk, and the regulator as one files with it.
DESKS = {Contact.Desk.PRE_SALES: "pre_sales", Contact.Desk.AFTER_SALES: "after_sales"}


def last_heard(case: Case, events: list[CaseEvent]) -> Contact | None:
    """Return what the present tier said last, among the latest events; None for nothing. No query."""
    told = (one.contact for one in events if one.contact is not None and one.kind == "contact_logged")
    rows = [one for one in told if one.voided_at is None and one.direction == "in" and one.tier == case.tier]
    return max(rows, key=lambda one: (one.at, one.pk), default=None)


def refusals_heard(case: Case, contact: Contact | None) -> tuple[RefusalFacts, ...]:
    """Return the cards their words speak of, those for this platform or any; none after an agreement."""
    if contact is None or contact.reply in NOT_REFUSING or not contact.words:
        return ()
    return tuple(card for card in refusals_matching(contact.words) if _fits(case, card))


def all_refusals(case: Case, said: str = "") -> tuple[tuple[RefusalFacts, ...], tuple[RefusalFacts, ...]]:
    """Return the cards that `said` speaks of, and all the others, in display order."""
    found = refusals_matching(said) if said.strip() else ()
    return found, tuple(card for card in refusals() if card not in found)


def pitfalls_heard(
    case: Case, contact: Contact | None, *, window_missed: bool, now: datetime
) -> tuple[PitfallFacts, ...]:
    """Return the rules that the record meets: their latest words, the desk, a missed window, a silent platform."""
    return pitfalls_for(
        Situation(
            text=contact.words if contact else "",
            said_by="them",
            tier=case.tier,
            platform=case.order.platform,
            problem=case.problem_type,
            agent=DESKS.get(Contact.Desk(contact.desk), "") if contact else "",
            window="missed" if window_missed else "",
            silent_days=_silent_days(case, now),
        )
    )


def pitfalls_of_filing(case: Case, to: str) -> tuple[PitfallFacts, ...]:
    """Return the rules that filing with them now would meet. `to`: platform, 12315."""
    if to == "12315":
        asked = case.tier != Case.Tier.MERCHANT
        return pitfalls_for(
            Situation(about_to="file", to="12315", platform_asked=asked, platform=case.order.platform)
        )
    contacts = None if case.contacted_at else 0
    return pitfalls_for(Situation(about_to="escalate", tier=case.tier, contacts=contacts)) if to == "platform" else ()


def pitfalls_of_closing(case: Case) -> tuple[PitfallFacts, ...]:
    """Return the rules that closing now would meet: an agreement is no money yet."""
    return pitfalls_for(Situation(about_to="close", money_arrived=False)) if case.agreed_at else ()


def _silent_days(case: Case, now: datetime) -> int | None:
    """Return for how many whole days the platform has not answered what was filed; None where it owes nothing."""
    if case.tier != Case.Tier.PLATFORM or case.filed_at is None:
        return None
    if case.replied_at is not None and case.replied_at >= case.filed_at:
        return None
    heard = max(case.filed_at, case.contacted_at or case.filed_at)
    return (now - heard).days


def _fits(case: Case, card: RefusalFacts) -> bool:
    return not card.platforms or case.order.platform in card.platforms
