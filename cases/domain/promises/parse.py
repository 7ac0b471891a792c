"""From the exact words to a reading: normalise, find the times, judge each, and take the later of what is promised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from cases.domain.calendar import WorkCalendar
from cases.domain.promises.amounts import NotATime, read_amount, read_work_hours
from cases.domain.promises.found import Found, Hearing, Unclear
from cases.domain.promises.grammar import Span, spans
from cases.domain.promises.guards import Verdict, judge, refuses
from cases.domain.promises.place import AMOUNT, POINT, UNREAD, VAGUE, Place, any_of, places, soften
from cases.domain.promises.points import read_point
from cases.domain.promises.reading import Flag, Kind, Reading, Reason, Term
from cases.domain.promises.text import LONGEST, normalise
from cases.domain.promises.tokens import tokens
from cases.domain.zone import local

OFF_WORK = time(18)
_MARKS = {"amount": AMOUNT, "work_hours": AMOUNT, "point": POINT, "time": POINT, "vague": VAGUE, "unsure": UNREAD}
_FLAG_OF = {
    Reason.VAGUE: Flag.VAGUE,
    Reason.CONDITIONAL: Flag.CONDITIONAL,
    Reason.PAST: Flag.PAST,
}
_ORDER = {flag: place for place, flag in enumerate(Flag)}
_BRUSH_OFF = re.compile(
    any_of(
        """
        尽快 马上 稍后 稍等 第一时间 加急 近期 过[一两] 这几 耐心 一会 等会 待会 等下 晚点 晚些 改天 回头 尽早 立刻 立即 赶紧 抓紧
        优先 请等 不久 早日 很快 随后 后续 几 最近 这两
        """
    )
)
_ASKING = re.compile(r"[?]|吗|什么时候|多久|能不能|可不可以|行不行|好不好")
_TELLING = re.compile("昨[天日晚]|前天|上周|上次|之前|当时|已经|曾")
_DEPENDING = re.compile("如果|要是|的话|万一|一旦|只要|(?<![售然最随今稍])后(?!续|台|面|期)")
# 24号 may be an agent's number: a bare day of the month needs a word of action, or nothing, behind it.
_DAY_NO_AFTER = re.compile(
    "^(?:$|[,;。!?~^]|[给会将能可前当或回联处退发打到答反出再就才安上补寄开完解通我为帮统一准必肯吧哈哦呢的那])"
)
_DAY_NO_BEFORE = re.compile("(?:工号|客服|编号|单号|订单|型号|货号|坐席|座席|代号|专员|仓|店|楼|栋|柜|车|线|机|第)[是为:]*$")


def parse_promise(
    words: str,
    heard_at: datetime,
    calendar: WorkCalendar,
    *,
    event_at: datetime | None = None,
    off_work: time = OFF_WORK,
) -> Reading:
    """Return how the other side's words are to be read: one due moment in Asia/Shanghai, or None and the reason to ask.

    `heard_at` is aware (ValueError otherwise). `event_at` is the moment a condition was fulfilled, once the shopper has
    told it: lengths then count from there. `off_work` is what 下班 means. Never raises for any words.
    """
    hearing = Hearing(local(event_at or heard_at), calendar, off_work)
    if len(words) > LONGEST:
        return _none(words, (), Reason.UNSURE)
    text = normalise(words)
    codes, found = tokens(text)
    times = [span for span in spans(codes, found) if not _is_number_of_someone(span, text)]
    terms, masked = _terms(times, text, hearing)
    if not terms:
        return _none(words, (), _reason_without_time(text))
    masked = soften(masked)
    verdicts = [judge(place, hearing.today, event_known=event_at is not None) for place in places(masked, terms)]
    judged = _judged(terms, verdicts, times)
    return _reading(words, judged, verdicts, refused=refuses(masked))


def _is_number_of_someone(span: Span, text: str) -> bool:
    """Return whether 24号 is a number in a name (24号客服, 工号24号), not a day."""
    if span.codes != "no" or span.tail:
        return False
    return bool(_DAY_NO_BEFORE.search(text[: span.start])) or not _DAY_NO_AFTER.search(text[span.end :])


def _terms(times: list[Span], text: str, hearing: Hearing) -> tuple[list[Term], str]:
    """Return the times as terms, and the text with a mark in the place of each."""
    terms: list[Term] = []
    masked: list[str] = []
    at = 0
    for span in list(times):
        try:
            term = _term(span, text[span.start : span.end], hearing)
        except NotATime:
            times.remove(span)
            continue
        mark = VAGUE if term.reason is Reason.VAGUE else _MARKS[span.sort]
        masked += (text[at : span.start], mark)
        terms.append(term)
        at = span.end
    masked.append(text[at:])
    return terms, "".join(masked)


def _term(span: Span, words: str, hearing: Hearing) -> Term:
    if span.sort == "vague":
        return Term(words, Kind.NONE, None, frozenset({Flag.VAGUE}), reason=Reason.VAGUE)
    if span.sort == "unsure" or span.every:
        return Term(words, Kind.NONE, None, reason=Reason.UNSURE)
    try:
        found = _read(span, hearing)
    except (Unclear, OverflowError) as problem:
        if isinstance(problem, Unclear):
            return Term(words, problem.kind, None, problem.flags, reason=problem.reason)
        return Term(words, Kind.NONE, None, reason=Reason.UNSURE)
    if found.due <= hearing.at:
        return Term(words, found.kind, None, frozenset({Flag.PAST}), reason=Reason.PAST)
    return Term(words, found.kind, found.due, found.flags, found.working)


def _read(span: Span, hearing: Hearing) -> Found:
    if span.sort == "amount":
        return read_amount(span, hearing)
    if span.sort == "work_hours":
        return read_work_hours(span, hearing)
    return read_point(span, hearing)


def _judged(terms: list[Term], verdicts: list[Verdict], times: list[Span]) -> list[Term]:
    """Return the terms with their reasons; two times run together without a gap cannot be told apart."""
    judged = []
    for term, verdict in zip(terms, verdicts, strict=True):
        flags = term.flags | {Flag.SOFT} if verdict.soft else term.flags
        judged.append(replace(term, flags=flags, reason=verdict.reason))
    for index, (left, right) in enumerate(zip(times, times[1:], strict=False)):
        if left.end == right.start and not (judged[index].reason and judged[index + 1].reason):
            verdicts[index] = Verdict(Reason.UNSURE, blocks=True)
            judged[index] = replace(judged[index], reason=Reason.UNSURE)
    return judged


def _reading(words: str, terms: list[Term], verdicts: list[Verdict], *, refused: bool) -> Reading:
    promised = [term for term in terms if term.reason is None and term.due is not None]
    blocker = next((verdict.reason for verdict in verdicts if verdict.blocks), None)
    latest = max((term.due for term in promised if term.due), default=None)
    if refused:
        return _none(words, terms, Reason.REFUSAL)
    if blocker is not None:
        return _none(words, terms, blocker)
    if latest is None:
        return _none(words, terms, next(term.reason for term in terms if term.reason))
    loose = [term for term, verdict in zip(terms, verdicts, strict=True) if _needs_firmer(term, verdict)]
    for term in loose:
        if term.due is None or term.due >= latest:
            return _none(words, terms, term.reason or Reason.UNSURE)
    last = next(term for term in promised if term.due == latest)
    several = len({term.due for term in promised}) > 1 and not _refines(terms, verdicts, last)
    flags = set(last.flags) | ({Flag.TWO_PROMISES} if several else set())
    return Reading(words, latest, last.kind, _sorted(flags), last.working, tuple(terms), None)


def _needs_firmer(term: Term, verdict: Verdict) -> bool:
    """Return whether a time is a mere lower bound or hope, which only a later firm time can outweigh."""
    return verdict.reason is Reason.LOWER_BOUND or (verdict.reason is Reason.UNSURE and not verdict.blocks)


def _refines(terms: Sequence[Term], verdicts: Sequence[Verdict], last: Term) -> bool:
    """Return whether the later time is only the outer limit of the one before (明天给您回复，最晚后天)."""
    return any(term is last and verdict.upper for term, verdict in zip(terms, verdicts, strict=True))


def _none(words: str, terms: Sequence[Term], reason: Reason | None) -> Reading:
    flags = {flag for term in terms for flag in term.flags if flag in (Flag.RANGE, Flag.SOFT)}
    if reason in _FLAG_OF:
        flags = {_FLAG_OF[reason]}
    return Reading(words, None, Kind.NONE, _sorted(flags), (), tuple(terms), reason)


def _sorted(flags: set[Flag]) -> tuple[Flag, ...]:
    return tuple(sorted(flags, key=_ORDER.__getitem__))


def _reason_without_time(text: str) -> Reason:
    masked = soften(text)
    if refuses(masked):
        return Reason.REFUSAL
    if _ASKING.search(masked):
        return Reason.QUESTION
    if _TELLING.search(masked):
        return Reason.PAST
    if _BRUSH_OFF.search(text):
        return Reason.VAGUE
    if _DEPENDING.search(masked):
        return Reason.CONDITIONAL
    return Reason.NO_TIME


__all__ = ["OFF_WORK", "Place", "parse_promise"]
