"""What a letter may say: the records of a case, and the words they come to in each language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cases.domain.lifecycle import Tier
from cases.domain.messages.exchange import Exchange, Exhibit, exchange_lines
from cases.domain.wording import day, duration, stamp
from cases.domain.zone import local

INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f\u200b\ufeff]+")
HAN = r"[\u3400-\u9fff]"
FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")
# A half-width mark is turned only where it touches Chinese: "3.5mm, 2 m" and "10:12" stay as they are.
HALF_WIDTH = re.compile(rf"(?<={HAN})\s*[,:;?!()]\s*|\s*[,:;?!()]\s*(?={HAN})")
ENDINGS = "，。；、！？：,.;!?: "
INNER_STOPS = re.compile(r"\s*[。；！;!]+\s*|\s*\n\s*")
WANTING = re.compile(r"^我?(?:想申请|申请|要求|希望|想要|(?:想|要)(?=[退换补修维赔]))(?=.)")
# Words that name a time. A promise without any is an act ("退款"), which reads well after 会在…前.
TIMED = re.compile(
    r"[0-9０-９一二两三四五六七八九十半几]\s*个?\s*(?:分钟|小时|工作日|天|日|周|星期|礼拜|月|点|号|：|:)"
    r"|[今明后当次本下]\s*(?:天|日|晚|早|周|月|个)|周[一二三四五六日天末]|月底|下班|上午|中午|下午|晚上|之?前|以?内|尽快|马上|稍后"
)
ACT_LIMIT = 12
# A statement that names more exhibits is read by nobody: the others are counted, and the pack holds them all.
LISTED = 20
STAGES = ("filed", "accepted", "refused", "settled", "ended")
# How a platform decided what is not simply carried out.
VERDICTS = ("against", "partly")
SHARED_ACTS = frozenset({"退款", "退货", "退货退款", "换货", "维修"})
GIFTS = frozenset({"赔偿", "道歉"})
OTHER_SIDE = re.compile(r"您|你|咱|亲")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The records a letter may cite. Empty or None means: no record, so nothing is claimed.

    Moments are aware; `now` is when the letter is written. `promise` holds the other side's exact words, or with
    `promise_is_quote=False` our own name for what a one-tap promise meant. `reminded_at` is when a reminder (T5) was
    last sent, `answered_at` when an answer that stops the clock came after the contact: from then on nobody is late.
    `answer_at` is the first such answer where the record was read for it (how late it came is counted up to it);
    `agreed_at`, `agreed_agent` are their agreement unless they refused after it; `went_back_at`, `went_back_agent` the
    one they refused after all; `done` when the money has come.
    `deed`: the promise is to do what was agreed to, which only the money or the goods keep (`answered_at` is then when
    they took it back); `origin` "ruled" or "mediated": nobody promised it, the platform decided or both sides agreed.
    `asked=False`: at `contact_at` it was they who told something, so that the shopper contacted nobody then.
    `english` gives English words for single facts (`{"channel": "Taobao chat"}`); what it lacks is shown as the shopper
    wrote it. `order_tail_only` is for mails, which never carry a whole order number.

    What goes to a platform or an office cites more: `first_contact_at`, `filed_at` (handed to the platform), `case_no`
    (its number), `ruling` (the platform's own words) with `ruled_at`, the exhibits, and the exchanges one by one.
    `name`, `phone`, `address` are the shopper's own: they stay marks here and are filled in on the shopper's device.
    """

    now: datetime
    tier: str = Tier.MERCHANT
    order_no: str = ""
    order_tail_only: bool = False
    shop: str = ""
    platform: str = ""
    item: str = ""
    amount: str = ""
    # Asked for, where it is not the whole price.
    asked_amount: str = ""
    paid_at: datetime | None = None
    signed_at: datetime | None = None
    problem: str = ""
    problem_detail: str = ""
    # The one problem where the seller is asked to show where the goods come from (TB art. 66, JD2 art. 4).
    suspected_fake: bool = False
    # The seller's dealings are the problem (退款迟迟不到), so that nobody found it in the goods.
    not_goods: bool = False
    # When the seller got the return, and by when that has to be refunded (CPL 25).
    returned_at: datetime | None = None
    refund_due: datetime | None = None
    demand: str = ""
    demand_deadline: datetime | None = None
    contact_at: datetime | None = None
    channel: str = ""
    agent_no: str = ""
    # A time was given already: the question is only who gave it.
    time_known: bool = False
    promise: str = ""
    promise_is_quote: bool = True
    promised_due: datetime | None = None
    # Their words, where the time in them counts only from what has to happen first.
    condition: str = ""
    deed: bool = False
    origin: str = ""
    # How far a complaint is at 12315: "" before it was filed, else "filed", "accepted", "refused", "settled", "ended".
    stage: str = ""
    complaint_at: datetime | None = None
    # How the platform decided, where nothing was filed with it since: "against", "partly", else "".
    verdict: str = ""
    reminded_at: datetime | None = None
    answered_at: datetime | None = None
    answer_at: datetime | None = None
    agreed_at: datetime | None = None
    agreed_agent: str = ""
    went_back_at: datetime | None = None
    went_back_agent: str = ""
    done: bool = False
    asked: bool = True
    refusal_reason: str = ""
    refused_at: datetime | None = None
    first_contact_at: datetime | None = None
    filed_at: datetime | None = None
    case_no: str = ""
    ruling: str = ""
    ruled_at: datetime | None = None
    # They did not take the dispute up, and `ruling` is the reason they gave.
    not_taken: bool = False
    # Nobody named the time for carrying it out: 京东's rule gives it (JD2 art. 16).
    by_rule: bool = False
    # The time for carrying it out has passed, and nothing has come.
    ruling_undone: bool = False
    evidence: tuple[Exhibit, ...] = ()
    timeline: tuple[Exchange, ...] = ()
    loss: str = ""
    url: str = ""
    entrusts: str = ""
    merchant_legal_name: str = ""
    merchant_credit_code: str = ""
    merchant_address: str = ""
    # Other bodies that have the same dispute, or the shopper's word that there is none; neither: nothing is said of it.
    elsewhere: str = ""
    nowhere_else: bool = False
    # "no": the shop shows nobody; "dead": whom it shows cannot be reached.
    shop_shows: str = ""
    name: str = ""
    phone: str = ""
    address: str = ""
    english: Mapping[str, str] = field(default_factory=dict)

    def is_answered(self) -> bool:
        return any((self.answered_at, self.answer_at, self.refused_at))

    def is_running(self) -> bool:
        return self.promised_due is not None and self.promised_due > self.now

    def overdue_seconds(self) -> float:
        """Return how long the promised moment has passed, 0 while it has not, none was promised or an answer came."""
        return 0.0 if self.is_answered() else self._after_due(self.now)

    def late_seconds(self) -> float:
        """Return how much later than promised the first answer came, 0 while none has, and for one in time."""
        return 0.0 if self.answer_at is None else self._after_due(self.answer_at)

    def _after_due(self, at: datetime) -> float:
        return 0.0 if self.promised_due is None else max(0.0, (at - self.promised_due).total_seconds())


def words_of(facts: LetterFacts, lang: str, *, year: bool = False) -> dict[str, str]:
    """Return every fact as the words a letter uses, "" for what no record backs. `year`: every date names its year.

    Besides the facts' own names: `overdue_for` (no answer yet), `late_by` (it came late), `silent_for` and
    `filed_for` (how long since the first contact and the filing), `evidence_list`, `evidence_lines`,
    `evidence_count`, `facts_timeline`, `today`, `quote` and `act` (the promise, one of them or neither), and, where
    it is true not empty: `due_past` (the promised moment is over), `unanswered`, `lapsed` (nothing came, neither an
    answer nor what was agreed to), `undone` (what was agreed to is overdue), `ruled`, `mediated`, `by_rule`,
    `ruling_undone`, `not_taken`, `at_regulator` and `stage_…` (how far a complaint is), `decided` and `decided_…` (the
    platform granted nothing, or a part), `asked_then` (the shopper contacted them at `contact_at`, apart from the
    filing), `stepped_in` (the platform was asked to), `approached` (one of these two), `agreed_late` (the late answer
    was the agreement), `not_done` (they agreed, and no time for it runs), `suspected_fake`,
    `time_known`, `at_merchant`, `long_problem`, `is_shared_act` (退款: the shopper does it too), `is_gift` (赔偿, 道歉:
    only ever received), `is_apology`.
    """
    item = tidy(facts.item)
    problem, long_problem = _problem(facts.problem, item)
    demand = WANTING.sub("", tidy(facts.demand))
    words = {
        "order_no": _order_no(facts, lang),
        "shop": tidy(facts.shop),
        "platform": tidy(facts.platform),
        "item": item,
        "amount": facts.amount.strip(),
        "asked_amount": facts.asked_amount.strip(),
        "problem": problem,
        "long_problem": long_problem,
        "problem_detail": INNER_STOPS.sub("，", tidy(facts.problem_detail)),
        "demand": demand,
        "is_shared_act": _flag(demand in SHARED_ACTS),
        "is_gift": _flag(demand in GIFTS),
        "is_apology": _flag(demand == "道歉"),
        "channel": tidy(facts.channel),
        "agent_no": INVISIBLE.sub("", facts.agent_no),
        "agreed_agent": INVISIBLE.sub("", facts.agreed_agent),
        "went_back_agent": INVISIBLE.sub("", facts.went_back_agent),
        "not_goods": _flag(facts.not_goods),
        "suspected_fake": _flag(facts.suspected_fake),
        "time_known": _flag(facts.time_known),
        "at_merchant": _flag(facts.tier == Tier.MERCHANT),
    }
    words |= _moments(facts, lang, year) | _promise(facts) | _filing(facts, lang, year)
    if lang.startswith("en"):
        words |= {name: said for name, said in facts.english.items() if said and words.get(name)}
    return words


def tidy(text: str) -> str:
    """Return the text on one line, with full-width marks beside Chinese and without a mark at its end."""
    line = HALF_WIDTH.sub(lambda found: found[0].strip().translate(FULL_WIDTH), _one_line(text))
    return line.rstrip(ENDINGS).lstrip("，。；、：")


def _one_line(text: str) -> str:
    return INVISIBLE.sub(" ", text).strip()


def _flag(holds: bool) -> str:
    return "yes" if holds else ""


def _order_no(facts: LetterFacts, lang: str) -> str:
    """Return the number without spaces, so that it pastes as one run, or only its last four characters."""
    number = INVISIBLE.sub("", facts.order_no)
    if not facts.order_tail_only:
        return number
    tail = number[-4:] if len(number) > 4 else ""
    return tail and (f"ending in {tail}" if lang.startswith("en") else f"尾号 {tail}")


def _problem(text: str, item: str) -> tuple[str, str]:
    """Return the problem as one run of clauses, and "yes" when it is too long to stand inside a sentence."""
    lines = re.sub(r"\s*\n\s*", "；", text.strip())
    problem = INNER_STOPS.sub("，", tidy(lines))
    if item and problem != item and problem.startswith(item):
        problem = problem[len(item) :].lstrip("，。；、： 的")
    return problem, _flag(problem.count("，") > 1 or len(problem) > 40)


def _moments(facts: LetterFacts, lang: str, year: bool) -> dict[str, str]:
    overdue, late = facts.overdue_seconds(), facts.late_seconds()
    stepped_in = facts.filed_at is not None and facts.tier == Tier.PLATFORM
    filed_then = facts.filed_at if stepped_in else None
    asked_then = facts.asked and facts.contact_at not in (None, filed_then) and not facts.origin
    said = {
        name: stamp(moment, facts.now, lang, year=year) if moment else ""
        for name, moment in (
            ("contact_at", facts.contact_at),
            ("promised_due", facts.promised_due),
            ("refund_due", facts.refund_due),
            ("demand_deadline", facts.demand_deadline),
            ("reminded_at", facts.reminded_at),
            ("refused_at", facts.refused_at),
            ("answer_at", facts.answer_at),
            ("agreed_at", facts.agreed_at),
            ("went_back_at", facts.went_back_at),
            ("first_contact_at", facts.first_contact_at),
            ("filed_at", facts.filed_at),
            ("ruled_at", facts.ruled_at),
            ("complaint_at", facts.complaint_at),
        )
    }
    said |= {
        name: _day_or_moment(at, facts.now, lang, year)
        for name, at in (
            ("paid_at", facts.paid_at),
            ("signed_at", facts.signed_at),
            ("returned_at", facts.returned_at),
        )
    }
    return said | {
        "refund_over": "" if facts.done else _since(facts.refund_due, facts.now, lang),
        "overdue_for": duration(overdue, lang) if overdue >= 60 else "",
        "late_by": duration(late, lang) if late >= 60 else "",
        "due_past": _flag(facts.promised_due is not None and not facts.is_running()),
        "unanswered": _flag(facts.asked and not facts.is_answered() and not facts.deed),
        "lapsed": _flag(facts.asked and not facts.is_answered()),
        "undone": _flag(facts.deed and overdue >= 60),
        "ruled": _flag(facts.origin == "ruled"),
        "mediated": _flag(facts.origin == "mediated"),
        "by_rule": _flag(facts.by_rule),
        "ruling_undone": _flag(facts.ruling_undone),
        "not_taken": _flag(facts.not_taken),
        "at_regulator": _flag(bool(facts.stage)),
        **{f"stage_{name}": _flag(facts.stage == name) for name in STAGES},
        "decided": _flag(bool(facts.verdict)),
        **{f"decided_{name}": _flag(facts.verdict == name) for name in VERDICTS},
        "asked_then": _flag(asked_then),
        "stepped_in": _flag(stepped_in),
        "approached": _flag(asked_then or stepped_in),
        "not_done": _flag(facts.agreed_at is not None and not facts.done and not facts.is_running() and not overdue),
        "agreed_late": _flag(late >= 60 and facts.agreed_at == facts.answer_at),
    }


def _promise(facts: LetterFacts) -> dict[str, str]:
    """Return the promise as `quote` (their words, to be set in quotation marks), or as `act` (what they will do)."""
    words = _one_line(facts.promise).rstrip(ENDINGS)
    timed = bool(TIMED.search(words))
    is_act = bool(words) and not timed and len(words) <= ACT_LIMIT and not OTHER_SIDE.search(words)
    return {
        "promise": words,
        "condition": _quoted(facts.condition),
        "quote": words.replace("“", "‘").replace("”", "’") if facts.promise_is_quote and words and not is_act else "",
        "act": words if is_act else "",
        "spoken": words if words and (is_act or not facts.promise_is_quote) else "",
        # What was decided, or agreed on in mediation, is quoted however short.
        "settled": words.replace("“", "‘").replace("”", "’") if facts.origin else "",
    }


def _day_or_moment(at: datetime | None, now: datetime, lang: str, year: bool) -> str:
    """Return the day alone for one that was given without a time (kept as its midnight)."""
    if at is None:
        return ""
    here = local(at)
    said = day if here.hour == here.minute == 0 else stamp
    return said(at, now, lang, year=year)


def _filing(facts: LetterFacts, lang: str, year: bool) -> dict[str, str]:
    """Return what only a platform or an office is told."""
    english = lang.startswith("en")
    exhibits = [
        (
            f"exhibit {one.number} {one.name_en or tidy(one.name)}" if english else f"证据{one.number} {tidy(one.name)}"
        ).strip()
        for one in facts.evidence
    ]
    listed, more = exhibits[:LISTED], _more(len(exhibits), english=english)
    told = {
        "nowhere_else": _flag(facts.nowhere_else and not facts.elsewhere),
        "hides_seller": _flag(facts.shop_shows in ("no", "dead")),
        "shows_nobody": _flag(facts.shop_shows == "no"),
        "shows_dead": _flag(facts.shop_shows == "dead"),
    }
    plain = ("elsewhere", "merchant_legal_name", "merchant_address", "loss", "name", "address")
    return (
        told
        | {name: tidy(getattr(facts, name)) for name in plain}
        | {
            "merchant_credit_code": INVISIBLE.sub("", facts.merchant_credit_code),
            "phone": _one_line(facts.phone),
            "url": _one_line(facts.url),
            "entrusts": _one_line(facts.entrusts),
            "case_no": _one_line(facts.case_no),
            "ruling": _quoted(facts.ruling),
            "refusal_reason": _quoted(facts.refusal_reason),
            "evidence_count": str(len(exhibits)) if exhibits else "",
            "evidence_list": ("; " if english else "；").join(listed) + more,
            "evidence_lines": "\n".join([*listed, *([more.strip()] if more else [])]),
            "facts_timeline": exchange_lines(_besides_ruling(facts), facts.now, lang, year=year),
            "silent_for": _since(facts.first_contact_at, facts.now, lang),
            "filed_for": _since(facts.filed_at, facts.now, lang),
            "store": _store(_named("platform", facts, lang), _named("shop", facts, lang), english=english),
            "today": _signing_day(facts.now, lang),
        }
    )


def _more(count: int, *, english: bool) -> str:
    """Return what stands for the exhibits that are counted but not named one by one; "" when all of them are."""
    if count <= LISTED:
        return ""
    return f" and {count - LISTED} more" if english else "等"


def _besides_ruling(facts: LetterFacts) -> list[Exchange]:
    """Return the exchanges without the one that is the platform's decision: that has a sentence of its own."""
    decided = facts.ruled_at if _quoted(facts.ruling) else None
    return [one for one in facts.timeline if one.side != "platform" or one.at != decided]


def _quoted(text: str) -> str:
    """Return their words fit to stand in quotation marks."""
    return _one_line(text).rstrip(ENDINGS).replace("“", "‘").replace("”", "’")


def _named(name: str, facts: LetterFacts, lang: str) -> str:
    own = facts.english.get(name, "") if lang.startswith("en") else ""
    return own or tidy(getattr(facts, name))


def _store(platform: str, shop: str, *, english: bool) -> str:
    """Return 淘宝“示例店”, or the one of the two that is known."""
    if not (platform and shop):
        return f"“{shop}”" if shop else platform
    return f"“{shop}” on {platform}" if english else f"{platform}“{shop}”"


def _since(at: datetime | None, now: datetime, lang: str) -> str:
    passed = (now - at).total_seconds() if at else 0.0
    return duration(passed, lang) if passed >= 60 else ""


def _signing_day(now: datetime, lang: str) -> str:
    """Return the day with its year, as a signed paper carries it."""
    return day(local(now), lang=lang, year=True)
