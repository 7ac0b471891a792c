"""From the times found in the text to terms: each read on its own, or with the day that was named just before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from cases.domain.promises.amounts import NotATime, read_amount, read_work_hours
from cases.domain.promises.found import Found, Hearing, Unclear
from cases.domain.promises.grammar import Span
from cases.domain.promises.place import AMOUNT, POINT, UNREAD, VAGUE, any_of
from cases.domain.promises.points import names_a_day_only, read_point
from cases.domain.promises.reading import Flag, Kind, Reason, Term

_MARKS = {"amount": AMOUNT, "work_hours": AMOUNT, "point": POINT, "time": POINT, "vague": VAGUE, "unsure": UNREAD}
_READERS = {"amount": read_amount, "work_hours": read_work_hours, "point": read_point, "time": read_point}
# 24号 may be an agent's number, or a warehouse's.
_DAY_NO_NAMED = re.compile(
    any_of("客服 专员 坐席 座席 同事 小 店 仓 楼 栋 柜 车 机 门 库 位 桌 链接 商品 款 色 码 字 电池 针 号 [a-z0-9]")
)
_DAY_NO_BEFORE = re.compile(
    any_of("工号 客服 编号 单号 订单 型号 货号 坐席 座席 代号 专员 仓 店 楼 栋 柜 车 线 机 第") + "[是为:]*$"
)
_CLAUSE_END = re.compile("[,;~()]")
_SENTENCE_END = re.compile("[。!?]")
# 明天会在12点前给您答复: the time belongs to the day if it is this near.
NEAR = 12


class Read(NamedTuple):
    """A term, where its words stand in the text, and the mark that takes their place."""

    term: Term
    start: int
    end: int
    mark: str


def read_terms(times: list[Span], text: str, hearing: Hearing) -> list[Read]:
    """Return the terms in reading order; what only looks like a time is left out."""
    read: list[Read] = []
    day: Span | None = None
    later_day: Span | None = None
    for span in times:
        if _is_number_of_someone(span, text):
            continue
        try:
            if span.sort == "time" and later_day is not None and day is None and _same_sentence(later_day, span, text):
                term, start = _unsure(span, text), span.start
            else:
                term, start = _term(span, text, hearing, day)
        except NotATime:
            continue
        if day is not None and start == day.start:
            read.pop()
        mark = VAGUE if term.reason is Reason.VAGUE else _MARKS[span.sort]
        read.append(Read(term, span.start if start == span.start else start, span.end, mark))
        day = span if span.sort == "point" and names_a_day_only(span) else None
        if span.sort == "point":
            later_day = span if term.due is None or term.due.date() > hearing.today else None
    return read


def masked(text: str, read: list[Read]) -> str:
    """Return the text with a mark in the place of each term."""
    parts: list[str] = []
    at = 0
    for each in read:
        parts += (text[at : each.start], each.mark)
        at = each.end
    parts.append(text[at:])
    return "".join(parts)


def _is_number_of_someone(span: Span, text: str) -> bool:
    """Return whether 24号 is a number in a name (24号客服, 工号24号), not a day."""
    if span.codes != "no" or span.tail:
        return False
    return bool(_DAY_NO_BEFORE.search(text[: span.start]) or _DAY_NO_NAMED.match(text, span.end))


def _term(span: Span, text: str, hearing: Hearing, day: Span | None) -> tuple[Term, int]:
    """Return the term and where it starts: at the day before it, when the time of day belongs to that day."""
    words, start = text[span.start : span.end], span.start
    if span.sort == "vague":
        return Term(words, Kind.NONE, None, frozenset({Flag.VAGUE}), reason=Reason.VAGUE), start
    if span.sort == "unsure" or span.loose:
        return _unsure(span, text), start
    try:
        if span.sort == "time" and day is not None and _same_sentence(day, span, text):
            span = _with_day(span, day, text)
            words, start = text[span.start : span.end], span.start
        found: Found = _READERS[span.sort](span, hearing)
    except Unclear as problem:
        return Term(words, problem.kind, None, problem.flags, reason=problem.reason), start
    except (OverflowError, ValueError):  # beyond the last day a date can name
        return Term(words, Kind.NONE, None, reason=Reason.UNSURE), start
    if found.due <= hearing.at:
        return Term(words, found.kind, None, frozenset({Flag.PAST}), reason=Reason.PAST), start
    return Term(words, found.kind, found.due, found.flags, found.working), start


def _unsure(span: Span, text: str) -> Term:
    return Term(text[span.start : span.end], Kind.NONE, None, reason=Reason.UNSURE)


def _same_sentence(left: Span, right: Span, text: str) -> bool:
    return not _SENTENCE_END.search(text, left.end, right.start)


def _with_day(time: Span, day: Span, text: str) -> Span:
    """Return the time of day together with its day. Unclear across a comma, unless the day is today anyway."""
    between = text[day.end : time.start]
    if not _CLAUSE_END.search(between) and len(between) <= NEAR:
        return Span("point", day.tokens + time.tokens, day.codes + time.codes, time.tail, day.start, time.end, False)
    if day.codes == "D" and day.tokens[0].value == 0:
        return time
    raise Unclear(kind=Kind.CLOCK)
