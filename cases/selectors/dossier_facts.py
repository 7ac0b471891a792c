"""The rows of a case as the facts a dossier is composed from. Its words are Chinese whatever the page's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import override

from cases.domain.chips import chip_words
from cases.domain.dossier.facts import BodyFact, CaseFacts, ContactFact, FilingFact, MarkFact, PromiseFact, ResultFact
from cases.domain.dossier.said import DAYS, RESULTS, day_stamp, due_moment, joined, quoted
from cases.domain.lifecycle import STOPS_CLOCK
from cases.domain.next_step.snapshot import REPLY_BY_RULE, TESTING
from cases.domain.returns import RETURN
from cases.domain.zone import local
from cases.models import Case, CaseEvent, Contact, Filing, FilingResult, Promise, Rebuttal, Reference
from cases.selectors import catalog
from cases.selectors.clocks import rule_name
from cases.selectors.dossier_exhibits import comparisons_of, exhibits_of, seller_of
from cases.selectors.lapses import LAPSED, OWED_ASKED, lapses_read
from cases.selectors.letters import filing_title
from cases.selectors.promises import MEDIATED, RULED, origin_of, pays_off, promise_state, promises_deed
from cases.selectors.rising import elsewhere_of
from cases.selectors.told_days import ToldDay, told_of

ZH = "zh-hans"
REPORT = "T13"
# What of the events stands in the timeline beside contacts and filings.
MARKS = {
    "no_reply": "本人记下：没有回复",
    "reply_accepted": "本人接受了答复",
    "reply_declined": "本人没有接受答复",
    "step_in_asked": "本人申请平台介入",
    "owed_done": "本人补上了对方要的东西",
    "case_closed": "了结",
    "case_reopened": "重新打开",
    "evidence_deleted": "本人删去证据",
}
OWED = {"evidence": "补充证据", "identity": "提供身份证明", RETURN: "寄回商品", "other": "补东西"}
# What a time was for that passed: only a promise is something they said themselves.
LAPSES = {
    "CLK01": "对方答应的时间到了，没有答复",
    "CLK07": "商家处理纠纷单的时间到了，没有收到答复",
    "CLK12": "平台审核一般需要的时间到了，没有收到结果",
    "CLK14": "发给平台以后等的时间到了，没有收到答复",
    "CLK15": "发给商家以后等的时间到了，没有收到答复",
    "CLK20": "12315 决定是否受理的期限到了，没有收到答复",
    "CLK21": "12315 调解的期限到了，没有收到结果",
    REPLY_BY_RULE: "本人请对方答复的时间到了，没有收到答复",
    # Read off the app by the shopper: no rule of ours.
    "": "平台答复的时间到了，没有收到答复",
}
# The same of what was agreed to: nobody owes an answer, the money or the goods have not come.
UNDONE = {
    "": "对方答应办到的时间到了，没有兑现",
    RULED: "平台处理结果的执行时间到了，没有兑现",
    MEDIATED: "调解约定的时间到了，没有兑现",
}


# What stands in the timeline by itself, and what tells who noted an exchange.
SHOWN = (*MARKS, LAPSED, "tier_moved", OWED_ASKED)
NOTED = ("contact_logged", "letter_sent")


def dossier_facts(case: Case, *, now: datetime) -> CaseFacts:
    """Return everything the dossier of the case may say. A fixed number of queries, whatever the size of the record."""
    with override(ZH):
        return _facts(case, now)


def _facts(case: Case, now: datetime) -> CaseFacts:
    order, platform = case.order, catalog.platform_words(case.order.platform, ZH)
    contacts = list(
        Contact.objects.filter(case=case, voided_at__isnull=True).select_related("agent", "result").order_by("at", "pk")
    )
    filings = list(Filing.objects.filter(case=case, voided_at__isnull=True).order_by("filed_at", "pk"))
    results = list(FilingResult.objects.filter(filing__in=filings).order_by("at", "pk"))
    references = list(Reference.objects.filter(case=case).order_by("noted_at", "pk"))
    events = list(CaseEvent.objects.filter(case=case, kind__in=SHOWN + NOTED).order_by("at", "pk"))
    return CaseFacts(
        now=now,
        file_no=case.file_label,
        platform=platform.name,
        platform_short=platform.short,
        shop=order.shop,
        item=order.item,
        order_no=order.number,
        amount=order.amount,
        asked=case.asked_amount,
        offered=case.offered_amount,
        received=case.received_amount,
        problem=case.problem,
        detail=case.problem_detail,
        demand=catalog.demand_words(case.demand, ZH),
        tier=case.tier,
        outcome=case.outcome,
        opened_at=case.opened_at,
        paid_at=order.paid_at,
        shipped_at=order.shipped_at,
        signed_at=order.signed_at,
        closed_at=case.closed_at,
        numbers=tuple((str(one.get_kind_display()), one.number) for one in references),
        contacts=_contacts(contacts, results, events),
        promises=_promises(case, contacts, results, events, now),
        filings=_filings(case, filings, references, results, contacts),
        marks=_marks(case, [one for one in events if one.kind in SHOWN]),
        exhibits=exhibits_of(case),
        comparisons=comparisons_of(case),
        seller=seller_of(case),
        bodies=tuple(
            BodyFact(str(one.get_body_display()), one.day, one.name, one.number) for one in elsewhere_of(case)
        ),
    )


def _contacts(
    rows: Sequence[Contact], results: Iterable[FilingResult], events: Iterable[CaseEvent]
) -> tuple[ContactFact, ...]:
    said = {one.contact_id: one for one in Rebuttal.objects.filter(contact__in=[one.pk for one in rows])}
    came = {one.contact_id: one for one in results if one.contact_id}
    by = {one.contact_id: str(one.data.get("by", "")) for one in events if one.kind in NOTED}
    return tuple(_contact(one, said.get(one.pk), came.get(one.pk), by.get(one.pk, "")) for one in rows)


def _contact(one: Contact, said: Rebuttal | None, result: FilingResult | None, by: str) -> ContactFact:
    told = one.direction == Contact.Direction.IN
    return ContactFact(
        id=one.pk,
        at=one.at,
        noted_at=one.created_at,
        tier=one.tier,
        channel=str(one.get_channel_display()),
        told=told,
        agent=one.agent.number if one.agent else "",
        words=chip_words(one.words, ZH),
        note=one.note,
        reply=one.reply,
        reply_words=_reply_words(one),
        offered=one.offered_amount,
        answer=said.text if said else "",
        answer_exhibits=tuple(said.exhibits) if said else (),
        result=_result_words(result) if result else "",
        result_kind=result.kind if result else "",
        by=by,
    )


def _reply_words(one: Contact) -> str:
    result = getattr(one, "result", None)
    if result is not None:
        return _result_words(result)
    return str(one.get_reply_display()) if one.reply else "对方的话"


def _promises(
    case: Case,
    contacts: Sequence[Contact],
    results: Iterable[FilingResult],
    events: Iterable[CaseEvent],
    now: datetime,
) -> tuple[PromiseFact, ...]:
    rows = Promise.objects.filter(case=case, contact__voided_at__isnull=True).exclude(state=Promise.State.WITHDRAWN)
    answers = [one for one in contacts if one.direction == Contact.Direction.IN and one.reply in STOPS_CLOCK]
    found = rows.select_related("agent", "contact__result", "deadline").order_by("heard_at", "pk")
    money, arrived = [row.at for row in results if row.kind == FilingResult.Kind.PAID], _arrived(events)
    return tuple(_promise(case, one, answers, money, arrived, now) for one in found)


def _promise(
    case: Case,
    one: Promise,
    answers: Iterable[Contact],
    money: Iterable[datetime],
    arrived: datetime | None,
    now: datetime,
) -> PromiseFact:
    tier, deed = one.contact.tier, promises_deed(one)
    later = (row for row in answers if row.tier == tier and row.at > one.heard_at)
    answered_at = next((row.at for row in later if not deed or row.reply == Contact.Reply.REFUSED), None)
    done_at = _done_at(case, one, money, arrived) if deed else None
    state, kept_at = promise_state(one, now), done_at if deed else answered_at
    if state == Promise.State.BROKEN and kept_at is not None and one.due_at is not None and kept_at <= one.due_at:
        # Its clock was ended before we heard of what had come in time.
        state = str(Promise.State.KEPT)
    return PromiseFact(
        id=one.pk,
        contact=one.contact_id,
        tier=tier,
        agent=one.agent.number if one.agent else "",
        words=chip_words(one.words, ZH),
        heard_at=one.heard_at,
        due_at=one.due_at,
        state=state,
        answered_at=answered_at,
        deed=deed,
        origin=origin_of(one),
        done_at=done_at,
    )


def _arrived(events: Iterable[CaseEvent]) -> datetime | None:
    """Return when it came, as the last closing tells it; None where that tells no moment."""
    said = [str(one.data.get("came_at", "")) for one in events if one.kind == "case_closed"][-1:]
    return datetime.fromisoformat(said[0]) if said and said[0] else None


def _done_at(case: Case, one: Promise, money: Iterable[datetime], arrived: datetime | None) -> datetime | None:
    """Return when what was agreed to came: the money as it was noted, else as the closing says."""
    came = next((at for at in money if at >= one.heard_at), None) if pays_off(one) else None
    clock = getattr(one, "deadline", None)
    closed = clock is not None and clock.state == clock.State.MET and clock.ended_at == case.closed_at
    return came or (arrived or case.closed_at if closed else None)


def _filings(
    case: Case,
    rows: Sequence[Filing],
    references: Sequence[Reference],
    results: Iterable[FilingResult],
    contacts: Iterable[Contact],
) -> tuple[FilingFact, ...]:
    told, came = {row.pk for row in contacts}, defaultdict(list)
    for row in results:
        # One whose entry was undone is undone with it.
        if row.contact_id is None or row.contact_id in told:
            came[row.filing_id].append(row)
    days = told_of(case, rows, came)
    return tuple(_filing(case, one, references, came[one.pk], days.get(one.pk, ())) for one in rows)


def _filing(
    case: Case, one: Filing, references: Iterable[Reference], results: Iterable[FilingResult], days: Iterable[ToldDay]
) -> FilingFact:
    came = [*(_result(row, row.contact_id is not None) for row in results), *(_day(day, one) for day in days)]
    return FilingFact(
        id=one.pk,
        at=one.filed_at,
        tier=one.tier,
        what=filing_title(case, one),
        text=one.text,
        noted_at=one.noted_at,
        numbers=tuple(row.number for row in references if row.filing_id == one.pk),
        results=tuple(sorted(came, key=lambda result: result.at)),
        reports=one.code == REPORT,
    )


def _result_words(one: FilingResult) -> str:
    return RESULTS.get(one.kind) or str(one.get_kind_display())


def _result(one: FilingResult, told: bool) -> ResultFact:
    return ResultFact(one.pk, one.at, _result_words(one), one.words, told, one.kind, one.contact_id or 0)


def _day(day: ToldDay, filing: Filing) -> ResultFact:
    """Return a told day. One of the filing's own day comes after it: most are told without a time."""
    same = local(day.at).date() == local(filing.filed_at).date()
    at = max(day.at, filing.filed_at) if same else day.at
    name = str(day.trigger)
    return ResultFact(0, at, DAYS[name], kind=name, day=day_stamp(day.at))


def _marks(case: Case, rows: list[CaseEvent]) -> tuple[MarkFact, ...]:
    # A move that came with a filing is told by it.
    filed = set(Filing.objects.filter(case=case).values_list("filed_at", flat=True))
    # A lapse we noted before we heard of the answer in time never was one.
    lapses = lapses_read(case, rows)
    told = [
        one
        for one in rows
        if not (one.kind in ("tier_moved", "step_in_asked") and one.at in filed) and one.pk not in lapses.gone
    ]
    # Asked again after an entry was undone, it is the same request.
    once = {(one.kind, one.at) if one.kind == OWED_ASKED else one.pk: one for one in told}
    return tuple(_mark(one, lapses.deeds.get(one.pk)) for one in once.values())


def _mark(event: CaseEvent, origin: str | None) -> MarkFact:
    """Return the mark. `origin` is that of something agreed to whose time passed, None for any other event."""
    words = _mark_words(event) if origin is None else UNDONE[origin]
    promise = int(event.data.get("promise") or 0)
    if event.data.get("by"):
        # A helper did it in the shopper's stead.
        words = words.replace("本人", f"{event.data['by']}代本人", 1)
    return MarkFact(event.pk, event.at, event.kind, event.tier, words, not event.by_owner, event.recorded_at, promise)


def _mark_words(event: CaseEvent) -> str:
    if event.kind == "tier_moved":
        to = {"platform": "平台介入", "regulator": "12315", "merchant": "商家"}.get(str(event.data.get("to", "")), "")
        return f"本人转到：{to}"
    if event.kind == "evidence_deleted":
        return f"本人删去证据 {'、'.join(str(one) for one in event.data.get('numbers', []))}"
    if event.kind == OWED_ASKED:
        return _owed_words(event.data)
    if event.kind == "owed_done" and event.data.get("kind") == TESTING:
        return "检测结果出来了"
    if event.kind == "owed_done" and event.data.get("kind") == RETURN:
        return "本人寄回商品"
    return _lapse_words(event) if event.kind == LAPSED else MARKS[event.kind]


def _lapse_words(event: CaseEvent) -> str:
    rule = str(event.data.get("rule", ""))
    if rule in LAPSES:
        return LAPSES[rule]
    name = rule_name(rule, local(event.at).date(), ZH)
    return f"{name}：期限到了，没有收到答复" if name else "期限到了，没有收到答复"


def _owed_words(data: Mapping[str, Any]) -> str:
    """Return what they asked the shopper for, in their words, and by when."""
    what, words, due = OWED.get(str(data.get("kind")), OWED["other"]), str(data.get("words", "")), data.get("due")
    by = f"最晚 {due_moment(datetime.fromisoformat(due))}" if due else ""
    if data.get("kind") == TESTING:
        # R121 art. 22: both sides agree on who tests, or the office appoints it; the shopper owes nothing.
        return joined(["商品送鉴定检测" + (quoted(words) if words else ""), by and f"结果{by}"], "，")
    return joined([f"对方要求{what}" + (quoted(words) if words else ""), by], "，")
