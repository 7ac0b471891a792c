"""What the knowledge has to say to what was logged: cards on usual refusals, and where shoppers lose their case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cases.models import Case, CaseEvent, Contact
from cases.selectors.chased import chased_tier
from cases.selectors.clocks import dispute_first
from cases.selectors.rising import elsewhere_of
from guides.domain.pitfalls import PitfallFacts, Situation
from guides.domain.refusals import RefusalFacts
from guides.selectors.pitfalls import pitfalls_for
from guides.selectors.refusals import refusal, refusals, refusals_matching

# An agreement refuses nothing, and a bot's words are not the seller's.
NOT_REFUSING = (Contact.Reply.AGREED, Contact.Reply.AUTO)
# Asks for a refusal in writing; decline what is offered beside the platform.
REASON_LETTER, OFFER_LETTERS = "T7", ("T6", "T6b")
# Of a fake the first question is where it came from (TB art. 66, JD2 art. 4), however the seller puts it.
FAKE, GENUINE = "counterfeit", "genuine"
OF_A_FAKE = {"still_usable": GENUINE}
# With the wording of the knowledge: the agent's desk, and the regulator as one files with it.
DESKS = {Contact.Desk.PRE_SALES: "pre_sales", Contact.Desk.AFTER_SALES: "after_sales"}


@dataclass(frozen=True)
class Heard:
    """What the present tier said, the newest first, and when each letter was last sent."""

    contacts: tuple[Contact, ...]
    sent: Mapping[str, datetime]

    @property
    def last(self) -> Contact | None:
        return self.contacts[0] if self.contacts else None

    def is_open(self, contact: Contact, letter: str) -> bool:
        """Return whether the letter that answers it was not sent since."""
        answered = self.sent.get(letter)
        return answered is None or answered < contact.at


def heard_in(case: Case, events: list[CaseEvent]) -> Heard:
    """Return what the latest events hold of the present tier. No query."""
    told = [one.contact for one in events if one.contact is not None and one.contact.voided_at is None]
    rows = {one.pk: one for one in told if one.direction == "in" and one.tier == case.tier}
    letters = sorted((one.at, one.letter_code) for one in told if one.letter_code)
    newest = sorted(rows.values(), key=lambda one: (one.at, one.pk), reverse=True)
    return Heard(tuple(newest), {code: at for at, code in letters})


def refusals_heard(case: Case, heard: Heard) -> tuple[RefusalFacts, ...]:
    """Return the cards their words, or the notes on them, speak of; none from before an agreement or the answer."""
    found: dict[str, RefusalFacts] = {}
    for contact in heard.contacts:
        if contact.reply == Contact.Reply.AGREED:
            break
        cards = _answers_to(case, _text_of(contact)) if contact.reply not in NOT_REFUSING else ()
        found |= {card.slug: card for card in cards if card.slug not in found and heard.is_open(contact, card.letter)}
    return tuple(card for card in found.values() if _fits(case, card))


def promises_nothing(text: str) -> bool:
    """Return whether words without a time refuse, or offer what no shopper should take: nothing was promised then."""
    if any(card.letter == REASON_LETTER for card in refusals_matching(text)):
        return True
    return any(rule.letter in OFFER_LETTERS for rule in pitfalls_for(Situation(text=text, said_by="them")))


def all_refusals(case: Case, said: str = "") -> tuple[tuple[RefusalFacts, ...], tuple[RefusalFacts, ...]]:
    """Return the cards that `said` speaks of, and all the others, in display order."""
    found = _answers_to(case, said) if said.strip() else ()
    return found, tuple(card for card in refusals() if card not in found)


def pitfalls_heard(case: Case, heard: Heard, *, window_missed: bool, now: datetime) -> tuple[PitfallFacts, ...]:
    """Return the rules that the record meets: what they said, unless it was answered, the desk, the clocks."""
    here = Situation(tier=case.tier, platform=case.order.platform, problem=case.problem_type)
    found: dict[str, PitfallFacts] = {}
    for contact in heard.contacts:
        rules = pitfalls_for(Situation(text=_text_of(contact), said_by="them"))
        found |= {rule.slug: rule for rule in rules if rule.slug not in found and heard.is_open(contact, rule.letter)}
    desk = DESKS.get(Contact.Desk(heard.last.desk), "") if heard.last else ""
    window = "missed" if window_missed else ""
    now_met = pitfalls_for(replace(here, agent=desk, window=window, silent_days=_silent_days(case, now)))
    if case.refused_at is None:
        # No words of theirs set it off: there is no refusal to be asked for in writing.
        now_met = tuple(replace(rule, letter="") if rule.letter == REASON_LETTER else rule for rule in now_met)
    return tuple((found | {rule.slug: rule for rule in now_met if rule.slug not in found}).values())


def pitfalls_of_filing(case: Case, to: str) -> tuple[PitfallFacts, ...]:
    """Return the rules that filing with them now would meet. `to`: platform, 12315."""
    if to == "12315":
        asked = case.tier != Case.Tier.MERCHANT
        bodies = tuple(str(one.body) for one in elsewhere_of(case))
        about = Situation(
            about_to="file", to="12315", platform_asked=asked, platform=case.order.platform, filed_with=bodies
        )
        # That another body has it weighs most: a page shows only a few.
        return tuple(sorted(pitfalls_for(about), key=lambda rule: rule.slug != "filed_twice"))
    contacts = None if case.contacted_at else 0
    return pitfalls_for(Situation(about_to="escalate", tier=case.tier, contacts=contacts)) if to == "platform" else ()


def pitfalls_of_closing(case: Case) -> tuple[PitfallFacts, ...]:
    """Return the rules that closing now would meet: what withdrawing costs, and that an agreement is no money yet."""
    withdrawing = pitfalls_for(Situation(about_to="withdraw", money_arrived=False))
    closing = (
        pitfalls_for(Situation(about_to="close", money_arrived=False)) if case.agreed_at or chased_tier(case) else ()
    )
    return (*closing, *withdrawing)


def _silent_days(case: Case, now: datetime) -> int | None:
    """Return for how many whole days the platform has not answered what was filed; None where it owes nothing."""
    # On 京东 a dispute is with the seller until JD itself was asked to step in.
    asked_at = case.stepped_in_at if dispute_first(case.order.platform) else case.filed_at
    if case.tier != Case.Tier.PLATFORM or asked_at is None:
        return None
    if case.replied_at is not None and case.replied_at >= asked_at:
        return None
    heard = max(asked_at, case.contacted_at or asked_at)
    return (now - heard).days


def _text_of(contact: Contact) -> str:
    return f"{contact.words}\n{contact.note}".strip()


def _answers_to(case: Case, text: str) -> tuple[RefusalFacts, ...]:
    """Return the cards the text speaks of, in a case of a fake with what is asked of a fake."""
    cards = refusals_matching(text)
    if case.problem_type != FAKE:
        return cards
    found = (refusal(OF_A_FAKE.get(card.slug, card.slug)) or card for card in cards)
    return tuple({card.slug: card for card in found}.values())


def _fits(case: Case, card: RefusalFacts) -> bool:
    # That goods are genuine answers nothing where the problem is another.
    if card.slug == GENUINE and case.problem_type != FAKE:
        return False
    return not card.platforms or case.order.platform in card.platforms
