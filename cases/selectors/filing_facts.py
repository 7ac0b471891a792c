"""What the records say, as the facts of what is handed to a platform or an office: the whole dispute, not one chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.translation import override

from cases.domain.chips import chip_words, english_facts
from cases.domain.lifecycle import STOPS_CLOCK, Tier
from cases.domain.messages import Exchange, LetterFacts
from cases.domain.messages.chinese_filings import IDENTITY
from cases.domain.messages.typed import TYPED
from cases.domain.next_step.snapshot import RULING_RULE
from cases.domain.starts import Trigger
from cases.domain.zone import local
from cases.models import Ascent, Case, CaseEvent, Contact, Deadline, Elsewhere, Filing, FilingResult, Promise, Reference
from cases.selectors import catalog
from cases.selectors.clocks import dispute_first, moment_of
from cases.selectors.exhibits import exhibits_cited
from cases.selectors.filings import decision_in
from cases.selectors.letter_facts import (
    CHANNELS,
    CHANNELS_EN,
    CITED,
    agreement_broken,
    agreement_in,
    cited_promise,
    facts_of_case,
    first_answer,
)
from cases.selectors.platform_answers import asked_itself, platform_answers
from cases.selectors.promises import RULED, origin_of, promises_deed
from cases.selectors.rising import ascent_of, elsewhere_of, said_nowhere_else, seller_of, typed_of

# Letters whose words put the demand to the other side.
DEMANDING = frozenset({"T1", "T1b", "T2", "T5", "T8", "T8b", "T9"})
# About what the platform did; the others are about the seller.
ON_PLATFORM = frozenset({"T10", "T11"})
ENTRUSTS_EN = {"同意": "agree", "不同意": "disagree"}


def facts_of_filing(case: Case, code: str, *, now: datetime) -> LetterFacts:
    """Return the facts of one of the letters T8–T15. What no record backs is empty, so that nothing claims it."""
    contacts = list(
        Contact.objects.filter(case=case, voided_at__isnull=True).select_related("agent", "result").order_by("at", "id")
    )
    side = str(case.tier) if code == "T15" else str(Tier.PLATFORM if code in ON_PLATFORM else Tier.MERCHANT)
    facts = _about(case, side, contacts, now)
    decision = _decision(case, code, contacts)
    facts = replace(
        facts,
        timeline=tuple(_exchange(case, one) for one in contacts) if code == "T12" else (),
        evidence=exhibits_cited(case),
        case_no=_number(case, Tier.REGULATOR if code == "T14" else Tier.PLATFORM),
        filed_at=_filed_at(case),
        ruling=decision.words if decision else "",
        ruled_at=decision.at if decision else None,
        not_taken=_not_taken(decision),
        ruling_undone=code == "T12" and not facts.done and _undone(case, decision, now),
        phone=f"【{IDENTITY['phone']}】" if code == "T8b" else "",
    )
    if code in ("T12", "T13", "T14") or code in TYPED:
        ascent = ascent_of(case)
        facts = _with_bodies(case, facts, ascent) if code in ("T12", "T13", "T14") else facts
        facts = _with_typed(facts, ascent, code)
    if code == "T10":
        return _ruled(case, replace(facts, verdict=_verdict(case, facts, decision)), decision, now)
    refusal = _last(contacts, Tier.MERCHANT, Contact.Reply.REFUSED)
    facts = replace(
        facts,
        refusal_reason=refusal.words if refusal else "",
        refused_at=refusal.at if refusal else None,
    )
    return _at_12315(case, facts, contacts, now) if code == "T14" and case.tier == Tier.REGULATOR else facts


def _not_taken(decision: Contact | None) -> bool:
    result = getattr(decision, "result", None)
    return result is not None and result.kind == FilingResult.Kind.NOT_ACCEPTED


def _undone(case: Case, decision: Contact | None, now: datetime) -> bool:
    """Return whether the time for carrying out the decision has passed, and nothing that came is on record.

    The time is one that was named, or that of the rule after a ruling (JD2 art. 16), though nobody watches it since the
    case has gone up.
    """
    if decision is None or decision.tier != Tier.PLATFORM:
        return False
    rows = Promise.objects.filter(contact=decision, due_at__lte=now, state__in=CITED).select_related("contact__result")
    if any(promises_deed(row) for row in rows):
        return True
    clocks = Deadline.objects.filter(case=case, rule=RULING_RULE, due_at__lte=now, trigger_at__gte=decision.at - MINUTE)
    return decision.reply == Contact.Reply.AGREED and clocks.exclude(state=Deadline.State.MET).exists()


def _verdict(case: Case, facts: LetterFacts, decision: Contact | None) -> str:
    """Return how the platform decided: "against" or "partly"; "" for anything else, while what it granted is awaited,
    and once something was filed with it again (an appeal)."""
    if decision is None or (facts.deed and facts.answered_at is None):
        return ""
    result = getattr(decision, "result", None)
    kind = str(result.kind) if result is not None else VERDICTS.get(decision.reply, "")
    if kind not in VERDICTS.values():
        return ""
    again = Filing.objects.filter(case=case, tier=Tier.PLATFORM, voided_at__isnull=True, filed_at__gt=decision.at)
    return "" if again.exists() else kind


def _ruled(case: Case, facts: LetterFacts, decision: Contact | None, now: datetime) -> LetterFacts:
    """Return the facts of a call after a ruling for the shopper whose time by the rule has passed (JD2 art. 16)."""
    result = getattr(decision, "result", None)
    if decision is None or result is None or result.kind != FilingResult.Kind.FOR:
        return facts
    # Something else they promised to do says more, and what they refused since is another matter.
    refused = case.refused_at is not None and case.refused_at > decision.at
    if facts.deed or facts.done or refused:
        return facts
    open_ = Deadline.objects.filter(case=case, rule=RULING_RULE, state__in=OPEN)
    late = open_.filter(trigger_at=decision.at, due_at__lte=now).first()
    if late is None:
        return facts
    return replace(
        facts,
        promise=decision.words,
        promised_due=late.due_at,
        deed=True,
        origin=RULED,
        answered_at=None,
        answer_at=None,
    )


# A day told by hand is told to the minute.
MINUTE = timedelta(minutes=1)
# What a decision that was noted without a filing says by its kind of answer.
VERDICTS = {str(Contact.Reply.REFUSED): "against", str(Contact.Reply.PARTLY_AGREED): "partly"}
OPEN = (Deadline.State.RUNNING, Deadline.State.LAPSED)
STAGES = {
    FilingResult.Kind.ACCEPTED: "accepted",
    FilingResult.Kind.NOT_ACCEPTED: "refused",
    FilingResult.Kind.SETTLED: "settled",
    FilingResult.Kind.ENDED: "ended",
}
# The same of a day that was told without a result, the last first.
TOLD_STAGES = {Trigger.MEDIATION_ENDED: "ended", Trigger.COMPLAINT_ACCEPTED: "accepted"}


def _at_12315(case: Case, facts: LetterFacts, contacts: Sequence[Contact], now: datetime) -> LetterFacts:
    """Return the facts of a call about a complaint that is with 12315: how far it is, and what both sides agreed."""
    # A report (T13) is handled apart (R121 art. 9).
    papers = Filing.objects.filter(case=case, tier=Tier.REGULATOR, voided_at__isnull=True).exclude(code="T13")
    since = papers.order_by("-filed_at").values_list("filed_at", flat=True).first() or case.filed_at
    results = [one for one in contacts if one.tier == Tier.REGULATOR and hasattr(one, "result")]
    last = next((one for one in reversed(results) if since is None or one.at >= since), None)
    days = ((moment_of(case, day), stage) for day, stage in TOLD_STAGES.items())
    # Most days are told without a time.
    since_day = local(since).date() if since else None
    told = next((stage for at, stage in days if at and (not since_day or local(at).date() >= since_day)), "filed")
    stage = STAGES.get(last.result.kind, told) if last else told
    facts = replace(facts, stage=stage, complaint_at=since)
    promise = cited_promise(case, Tier.REGULATOR, now) if stage == "settled" else None
    if promise is None or not promises_deed(promise):
        return facts
    return replace(
        facts,
        promise=promise.words,
        promised_due=promise.due_at,
        deed=True,
        origin=origin_of(promise),
        # What the seller did before is no answer to it.
        answered_at=None,
        answer_at=None,
        refused_at=None,
    )


def _decision(case: Case, code: str, contacts: Sequence[Contact]) -> Contact | None:
    tier = str(case.tier) if code == "T15" else str(Tier.PLATFORM)
    said = platform_answers(case, contacts) if tier == Tier.PLATFORM else contacts
    return decision_in(said, tier, agreed=code == "T15")


def decision_on_record(case: Case, code: str) -> str:
    """Return the words of the decision that a letter of that code cites, "" without one."""
    rows = Contact.objects.filter(case=case, voided_at__isnull=True).select_related("result").order_by("at", "id")
    found = _decision(case, code, list(rows))
    return found.words if found else ""


def _with_typed(facts: LetterFacts, ascent: Ascent, code: str) -> LetterFacts:
    """Return the facts with what the shopper typed for this letter: what no record holds, or holds in other words."""
    typed = typed_of(ascent, code)
    if "ruling" in typed and ascent.typed[code].get("over", "") != facts.ruling:
        # Another decision has come since.
        del typed["ruling"]
    agrees = {"entrusts": ENTRUSTS_EN.get(typed.get("entrusts", ""), "")}
    return replace(facts, **typed, english=facts.english | agrees) if typed else facts  # type: ignore[arg-type]


def _with_bodies(case: Case, facts: LetterFacts, ascent: Ascent) -> LetterFacts:
    """Return the facts with who the seller is, and which other bodies have the dispute."""
    seller, bodies = seller_of(case), elsewhere_of(case)
    return replace(
        facts,
        merchant_legal_name=seller.legal_name,
        merchant_credit_code=seller.credit_code,
        merchant_address=seller.address,
        shop_shows=seller.disclosed,
        elsewhere="、".join(_body_words(one, "zh-hans") for one in bodies),
        nowhere_else=not bodies and said_nowhere_else(ascent),
        english=facts.english | {"elsewhere": ", ".join(_body_words(one, "en") for one in bodies)},
    )


def _body_words(one: Elsewhere, lang: str) -> str:
    """Return 消费者协会（2026年11月20日，编号 123）."""
    with override(lang):
        name = one.name or str(one.get_body_display())
    day = f"{one.day.year}年{one.day.month}月{one.day.day}日" if lang != "en" else one.day.isoformat()
    number = one.number and (f"，编号 {one.number}" if lang != "en" else f", number {one.number}")
    return f"{name}（{day}{number}）" if lang != "en" else f"{name} ({day}{number})"


def _about(case: Case, side: str, contacts: Sequence[Contact], now: datetime) -> LetterFacts:
    """Return the facts of the dealings with one side: the first contact, the promise, whether an answer came."""
    here = [one for one in contacts if one.tier == side]
    first = here[0] if here else None
    answers = [one for one in here if one.reply in STOPS_CLOCK]
    answer = answers[-1] if answers else None
    promise = _agreed_and_late(answers, now) or cited_promise(case, side, now) if here else None
    deed = promise is not None and promises_deed(promise)
    chips = promise is not None and not promise.contact.words
    agreed = agreement_in(answers) if side == Tier.MERCHANT else None
    broken = agreement_broken(answers) if side == Tier.MERCHANT else None
    agent = promise.agent if promise else next((one.agent for one in reversed(here) if one.agent), None)
    return replace(
        facts_of_case(case, now=now),
        tier=side,
        contact_at=first.at if first else None,
        first_contact_at=first.at if first else None,
        channel=CHANNELS.get(first.channel, "") if first else "",
        agent_no=agent.number if agent else "",
        promise=promise.words if promise else "",
        promise_is_quote=not chips,
        promised_due=promise.due_at if promise else None,
        deed=deed,
        origin=origin_of(promise) if promise else "",
        answered_at=_taken_back(answers, promise) if deed else _answered(answer, promise, first),
        answer_at=first_answer(answers, promise.heard_at) if promise and not deed else None,
        agreed_at=agreed.at if agreed else None,
        agreed_agent=agreed.agent.number if agreed and agreed.agent else "",
        went_back_at=broken.at if broken else None,
        went_back_agent=broken.agent.number if broken and broken.agent else "",
        done="paid" in case.moments or bool(case.received_amount),
        asked=True,
        refused_at=None,
        english=_english(case, first) | (english_facts(promise.words) if promise and chips else {}),
    )


def _agreed_and_late(answers: Sequence[Contact], now: datetime) -> Promise | None:
    """Return the promise of an agreement that holds and whose time has passed: it weighs more than a newer one to
    answer."""
    agreed = agreement_in(answers)
    rows = (
        Promise.objects.filter(contact=agreed, due_at__lte=now, state__in=CITED) if agreed else Promise.objects.none()
    )
    late = rows.select_related("contact__agent", "contact__result", "agent").order_by("due_at", "pk")
    return next((row for row in late if promises_deed(row)), None)


def _answered(answer: Contact | None, promise: Promise | None, first: Contact | None) -> datetime | None:
    """Return when a real answer came: after the promise, which may stand in one itself, else at all."""
    if answer is None or first is None:
        return None
    return answer.at if promise is None or answer.at > promise.heard_at else None


def _taken_back(answers: Sequence[Contact], promise: Promise | None) -> datetime | None:
    """Return when they refused what they had agreed to."""
    refused = [one for one in answers if one.reply == Contact.Reply.REFUSED]
    return first_answer(refused, promise.heard_at) if promise else None


def _english(case: Case, first: Contact | None) -> dict[str, str]:
    return {
        "channel": CHANNELS_EN.get(first.channel, "") if first else "",
        "platform": catalog.platform_words(case.order.platform, "en").short,
    }


def _exchange(case: Case, one: Contact) -> Exchange:
    """Return the contact as a complaint lists it. What the shopper sent is not quoted, only what was asked with it."""
    told = one.direction == Contact.Direction.IN
    asked = not told and one.letter_code in DEMANDING
    return Exchange(
        at=one.at,
        side=one.tier,
        channel=CHANNELS.get(one.channel, ""),
        channel_en=CHANNELS_EN.get(one.channel, ""),
        agent_no=one.agent.number if one.agent else "",
        demand=catalog.demand_words(case.demand, "zh-hans") if asked else "",
        demand_en=catalog.demand_words(case.demand, "en") if asked else "",
        answer=chip_words(one.words, "zh-hans") if told else "",
        reply=one.reply if told else "",
        notice=hasattr(one, "result"),
        result=one.result.kind if hasattr(one, "result") else "",
    )


def _last(contacts: Sequence[Contact], tier: str, *replies: str) -> Contact | None:
    rows = [one for one in contacts if one.tier == tier and one.reply in replies]
    return rows[-1] if rows else None


def _filed_at(case: Case) -> datetime | None:
    """Return when the platform was asked to step in; None when that is on no record."""
    if case.tier == Tier.MERCHANT:
        return None
    if dispute_first(case.order.platform):
        # On 京东 what was filed first is a dispute with the seller (JD1 art. 3), wherever the case is now.
        return asked_itself(case)
    if case.tier == Tier.PLATFORM:
        return case.filed_at
    moves = CaseEvent.objects.filter(case=case, kind="tier_moved", tier=Tier.PLATFORM).order_by("-at", "-pk")
    return moves.values_list("at", flat=True).first()


def _number(case: Case, tier: str) -> str:
    """Return the latest number of that tier, "" without one."""
    kinds = {
        Tier.PLATFORM: (Reference.Kind.DISPUTE, Reference.Kind.AFTER_SALE, Reference.Kind.TICKET),
        Tier.REGULATOR: (Reference.Kind.COMPLAINT,),
    }[Tier(tier)]
    rows = Reference.objects.filter(case=case, kind__in=kinds).order_by("-noted_at", "-pk")
    return rows.values_list("number", flat=True).first() or ""
