"""Letters composed from records: every claim in them comes from a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain.lifecycle import Tier
from cases.domain.messages import CODES, FILED, Letter, LetterFacts, compose
from cases.domain.messages.chinese import MARKS
from cases.domain.messages.chinese_filings import IDENTITY
from cases.domain.messages.chinese_filings import MARKS as FILING_MARKS
from cases.domain.messages.chinese_statement import CALL_ME
from cases.domain.messages.fields import field_text
from cases.domain.money import typed_sum
from cases.domain.next_step.special import FAKE
from cases.domain.starts import Trigger
from cases.models import Case, Filing, Promise
from cases.models import Letter as CopiedLetter
from cases.selectors import catalog
from cases.selectors.chased import chased_tier
from cases.selectors.clocks import dispute_first
from cases.selectors.filing_facts import facts_of_filing
from cases.selectors.filings import number_followed
from cases.selectors.jurisdictions import SELF_RUN
from cases.selectors.letter_facts import asked_part, facts_of_case
from cases.selectors.letter_words import own_letters
from cases.selectors.mail_facts import asked_platform
from cases.selectors.promises import condition_of
from cases.selectors.rising import seller_of

__all__ = ["CODES", "FILED"]
# Whom a letter goes to, as the address names it, and the tier that is.
RECIPIENTS = {"seller": Tier.MERCHANT, "platform": Tier.PLATFORM, "12315": Tier.REGULATOR}
# The statement for a dispute at JD has a form of its own (facts T8b); its own shop is no third-party seller.
STATEMENT_OF = {"jd": "T8b"}
# Filed with these, the case goes up to the tier beside it; the others accompany what is running.
MOVES = {"T8": Tier.PLATFORM, "T8b": Tier.PLATFORM, "T12": Tier.REGULATOR, "T14": Tier.REGULATOR}
# They say who the seller is: noted once for all of them, on a page of its own.
NAMES_SELLER = ("T12", "T13", "T14")
# They say what it is that they follow up.
FOLLOW_UPS = ("T5", "T5b")
# Read out on the telephone: nobody pastes them.
SPOKEN = ("T10", "T14")
# They say that something is still waited for.
CHASING = frozenset({"T4", *FOLLOW_UPS, *SPOKEN})
# The step once the money has come (cases.domain.next_step.table).
PAID = "close"
# Our own marks only: shops put 【】 into the names of what they sell.
OURS = {name: mark for name, mark in (MARKS | FILING_MARKS).items() if name not in IDENTITY}
BLANK = re.compile("【(?:" + "|".join(sorted(map(re.escape, set(OURS.values())))) + ")】")


# The words inside our own marks, for the script that refuses to copy an unfilled one.
MARK_WORDS = tuple(sorted(set(OURS.values())))


def blanks_in(text: str) -> list[str]:
    """Return the marks 【…】 still unfilled in a text; a letter with one cannot be copied or sent.

    The shopper's own name, phone and address are not among them: those are filled in on the shopper's device and
    never reach us, so what we keep has them as marks.
    """
    return BLANK.findall(text)


def own_marks_in(text: str) -> dict[str, tuple[str, str]]:
    """Return the shopper's own marks in the text by name: the mark, and the sentence that goes if it stays empty."""
    found: dict[str, tuple[str, str]] = {}
    for name, word in IDENTITY.items():
        mark = f"【{word}】"
        if mark in text:
            may_go = f"{CALL_ME}{mark}。"
            found[name] = (mark, may_go if name == "phone" and may_go in text else "")
    return found


def filing_title(case: Case, filing: Filing) -> str:
    """Return what was handed in, in the language of the page; where its text was not kept, to whom it went says it."""
    if filing.code:
        return title_of(filing.code)
    if filing.tier == Case.Tier.MERCHANT:
        return _("After-sales request")
    if filing.tier == Case.Tier.REGULATOR:
        return _("Complaint to 12315")
    # On 京东 what leaves the seller is a dispute; the platform itself is asked after it (JD1 art. 3).
    disputed = filing.before.get("tier") == Case.Tier.MERCHANT and dispute_first(case.order.platform)
    return _("Dispute with the seller") if disputed else _("Request that the platform steps in")


def title_of(code: str) -> str:
    """Return what a letter is for, in the language of the page."""
    titles = {
        "T1": pgettext("letter", "Say what is wrong"),
        "T1b": _("Ask without an order number"),
        "T2": _("Get a human"),
        "T3": _("Ask for a time and the agent number"),
        "T3b": _("Pin down “soon”"),
        "T4": _("Confirm their promise"),
        "T5": _("Nudge: the time has passed"),
        "T5b": _("Nudge again, say what comes next"),
        "T6": _("Decline a private deal"),
        "T6b": _("Keep the request open until paid"),
        "T7": _("Ask for the refusal in writing"),
        "T8": _("Statement for the platform"),
        "T8b": _("Statement of the dispute"),
        "T9": _("Complain that the seller does not answer"),
        "T10": _("What to say on the platform’s hotline"),
        "T11": _("Disagree with the platform’s decision"),
        "T12": _("Complaint for 12315"),
        "T13": _("Report of a suspected breach"),
        "T14": _("What to say to 12315 on the phone"),
        "T15": _("Confirm the solution"),
        "T18": _("Ask the platform who the seller is"),
    }
    return titles.get(code, code)


def letter_of_draft(draft: dict[str, Any], *, now: datetime) -> Letter:
    """Return the opening letter of an unsaved case."""
    number = str(draft.get("number", ""))
    facts = LetterFacts(
        now=now,
        order_no=number,
        shop=str(draft.get("shop", "")),
        item=str(draft.get("item", "")),
        problem=str(draft.get("problem", "")),
        problem_detail=str(draft.get("problem_detail", "")),
        suspected_fake=str(draft.get("problem_type", "")) in FAKE,
        demand=catalog.demand_words(str(draft.get("demand", "")), "zh-hans"),
        asked_amount=asked_part(typed_sum(draft.get("asked_amount")), typed_sum(draft.get("amount"))),
    )
    return compose("T1" if number.strip() else "T1b", facts, own=own_letters())


def recipient_of(case: Case) -> str:
    """Return whom the case is with, as the address names it."""
    return next(name for name, tier in RECIPIENTS.items() if tier == case.tier)


def statement_code(case: Case) -> str:
    """Return the code of the statement this platform takes when it is asked to step in."""
    return STATEMENT_OF.get(case.order.platform, "T8")


def codes_for(case: Case, to: str = "") -> tuple[str, ...]:
    """Return the letters that make sense where the case stands, the opening one first. `to` as in RECIPIENTS."""
    codes = _codes_to(case, to or recipient_of(case))
    # The money has come: nothing is late any more, and nobody is chased for it.
    return tuple(code for code in codes if code not in CHASING) if case.next_kind == PAID else codes


def _codes_to(case: Case, to: str) -> tuple[str, ...]:
    here = RECIPIENTS[to] == case.tier
    after = _codes_after(case, to, here=here)
    solved = ("T15",) if here and _is_solved(case) else ()
    if to == "seller":
        opening = "T1" if case.order.number_key else "T1b"
        return (opening, "T2", "T3", "T3b", *after, "T6", "T6b", "T7", *solved)
    if to == "platform":
        filed = ("T10",) if here else ()
        decided = ("T11",) if (here and (case.replied_at or case.refused_at)) or case.tier == Tier.REGULATOR else ()
        who = () if case.order.platform in SELF_RUN else ("T18",)
        return (statement_code(case), "T9", *filed, *decided, *who, "T2", "T3", "T3b", *after, *solved)
    return ("T12", "T14", "T13", *(("T3", "T3b") if here else ()), *after, *solved)


def _codes_after(case: Case, to: str, *, here: bool) -> tuple[str, ...]:
    """Return the letters about what was promised, or is owed."""
    # A filing nobody has answered can be chased, whoever was talked to.
    if here and (case.contacted_at or (case.filed_at and case.tier == Tier.PLATFORM)):
        return ("T4", "T5", "T5b")
    if here and to == "seller" and str(Trigger.RETURN_RECEIVED) in case.moments:
        return FOLLOW_UPS
    return ("T4", "T5") if RECIPIENTS[to] == chased_tier(case) else ()


def _is_solved(case: Case) -> bool:
    """Return whether there is something of theirs to confirm: who refused last has to agree first."""
    if case.refused_at is None:
        return bool(case.agreed_at or case.replied_at)
    return case.agreed_at is not None and case.agreed_at > case.refused_at


def code_now(case: Case, *, now: datetime, to: str = "") -> str:
    """Return the letter the next step asks for; with somebody else, the one the situation does."""
    from cases.selectors.snapshots import next_step_of

    to = to or recipient_of(case)
    if RECIPIENTS[to] == case.tier:
        asked = next_step_of(case, now=now).letter
        if asked in codes_for(case, to):
            return asked
    return _code_fitting(case, to, now)


def _code_fitting(case: Case, to: str, now: datetime) -> str:
    """Return the first letter of a conversation, or what comes after what this one has seen."""
    if to == "platform" and case.tier == Tier.PLATFORM:
        if case.refused_at or case.replied_at:
            return "T15" if case.agreed_at and not case.refused_at else "T11"
        late = case.next_deadline is not None and case.next_deadline.due_at <= now
        return "T10" if late or case.no_reply_at else statement_code(case)
    return codes_for(case, to)[0]


def letter_of_case(
    case: Case,
    code: str,
    *,
    now: datetime,
    typed: Mapping[str, str] | None = None,
    promises: Sequence[Promise] | None = None,
) -> Letter:
    """Return the letter of that code filled from the case's records, and from what was `typed` for this one text.

    `promises` as facts_of_case takes them.
    """
    filed = code in FILED
    facts = facts_of_filing(case, code, now=now) if filed else facts_of_case(case, now=now, promises=promises)
    if code in FOLLOW_UPS and (asked := asked_platform(case)):
        facts = replace(facts, filed_at=asked, case_no=number_followed(case, Tier.PLATFORM))
    if code == "T3":
        facts = replace(facts, condition=condition_of(case))
    if code == "T18":
        facts = replace(facts, shop_shows=seller_of(case).disclosed)
    known = {name: value for name, value in (typed or {}).items() if value}
    whole = replace(facts, **known) if known else facts  # type: ignore[arg-type]
    return compose(code, whole, own=own_letters())


def seller_named(letter: Letter) -> str | None:
    """Return whom the letter names as the seller, "" while nobody has noted it; None for a letter that names nobody.

    Of a shop that shows nobody it says so.
    """
    if letter.code not in NAMES_SELLER:
        return None
    facts = letter.facts
    name = facts.merchant_legal_name or facts.merchant_credit_code or field_text("company", facts).text
    return "，".join(part for part in (name, facts.merchant_address) if part)


def copied_text(case: Case, code: str, *, since: datetime | None = None) -> str:
    """Return the text of that code as it was last copied and not sent yet; "" when it was not.

    `since`: when the shopper last typed something for it; what was copied before lacks that.
    """
    rows = CopiedLetter.objects.filter(case=case, code=code, sent_at__isnull=True).order_by("-copied_at", "-pk")
    rows = rows.filter(copied_at__gte=since) if since else rows
    return rows.values_list("text", flat=True).first() or ""


def letter_of_question(case: Case, question: str, *, agent_no: str, time_known: bool, now: datetime) -> Letter:
    """Return the text that asks for what a contact about to be logged lacks: it knows what its form says, no more.

    `question` is "unclear", "time", "reason" or "agent". An agent met earlier is no answer to who spoke this time.
    """
    facts = facts_of_case(case, now=now)
    asked = replace(facts, agent_no=agent_no, time_known=time_known and question == "agent")
    return compose({"unclear": "T3b", "reason": "T7"}.get(question, "T3"), asked, own=own_letters())


def english_of(letter_code: str, facts: LetterFacts) -> str:
    """Return the translation shown beside the Chinese letter."""
    return compose(letter_code, facts, "en", own_letters()).text


def number_hint(platform: str, number: str, lang: str) -> str:
    """Return the hint about an unusual order number; "" when it looks right or is empty. Never an error."""
    return catalog.order_number_hint(platform, number, lang)
