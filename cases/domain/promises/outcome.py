"""From judged terms to the one reading: the later of what is promised, or the reason to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from cases.domain.promises.guards import Verdict
from cases.domain.promises.place import AMOUNT, POINT, Place, any_of
from cases.domain.promises.reading import Flag, Kind, Reading, Reason, Term
from cases.domain.promises.terms import Read

_FLAG_OF = {Reason.VAGUE: Flag.VAGUE, Reason.CONDITIONAL: Flag.CONDITIONAL, Reason.PAST: Flag.PAST}
_ORDER = {flag: place for place, flag in enumerate(Flag)}
# 明天发货，3天到: the three days run from the dispatch, not from the call.
_SETS_OUT = re.compile(any_of("发货 发出 寄出 寄 补发 退款 打款 提交 上报 申请 送检 揽收 安排发 发快递"))
_ARRIVES = re.compile(any_of("到 送达 收到 审核 出结果"))


def runs_together(left: Read, right: Read, text: str, verdicts: Sequence[Verdict]) -> bool:
    """Return whether two times stand together with nothing between, or with a comma and two meanings."""
    between = text[left.end : right.start]
    promised = [verdict.reason is None for verdict in verdicts]
    if not between:
        return any(promised)
    return not between.strip(" ,:()") and left.term.due != right.term.due and all(promised)


def chained(place: Place, earlier: Place, today: date) -> bool:
    """Return whether a length runs from a later day that was named before it in the same sentence."""
    due = earlier.term.due
    if place.mark != AMOUNT or earlier.mark != POINT or due is None or due.date() <= today:
        return False
    same_sentence = earlier.clauses is place.clauses and earlier.at < place.at
    return same_sentence and bool(_SETS_OUT.search(earlier.clause) and _ARRIVES.search(place.clause))


def reading_of(words: str, terms: Sequence[Term], verdicts: Sequence[Verdict], *, refused: bool) -> Reading:
    """Return the reading of the words. Any time that blocks, and any hope that is not outweighed, leaves it open."""
    judged = [_with_verdict(term, verdict) for term, verdict in zip(terms, verdicts, strict=True)]
    if len(judged) == 1 and judged[0].reason is None and judged[0].due and not refused:
        only = judged[0]
        return Reading(words, only.due, only.kind, _sorted(only.flags), only.working, (only,), None)
    promised = [term for term in judged if term.reason is None and term.due is not None]
    latest = max((term.due for term in promised if term.due), default=None)
    blocker = Reason.REFUSAL if refused else next((each.reason for each in verdicts if each.blocks), None)
    if blocker is not None:
        return none(words, judged, blocker)
    if latest is None:
        return none(words, judged, next(term.reason for term in judged if term.reason))
    for term, verdict in zip(judged, verdicts, strict=True):
        if _needs_firmer(verdict) and (term.due is None or term.due >= latest):
            return none(words, judged, term.reason)
    last = next(term for term in promised if term.due == latest)
    refined = any(term is last and verdict.upper for term, verdict in zip(judged, verdicts, strict=True))
    several = len({term.due for term in promised}) > 1 and not refined
    flags = last.flags | {Flag.TWO_PROMISES} if several else last.flags
    return Reading(words, latest, last.kind, _sorted(flags), last.working, tuple(judged), None)


def none(words: str, terms: Sequence[Term], reason: Reason | None) -> Reading:
    """Return a reading without a due moment."""
    flags = frozenset({_FLAG_OF[reason]} if reason in _FLAG_OF else ())
    return Reading(words, None, Kind.NONE, _sorted(flags), (), tuple(terms), reason)


def _with_verdict(term: Term, verdict: Verdict) -> Term:
    if verdict.soft:
        return term._replace(flags=term.flags | {Flag.SOFT}, reason=verdict.reason)
    return term if term.reason is verdict.reason else term._replace(reason=verdict.reason)


def _needs_firmer(verdict: Verdict) -> bool:
    """Return whether a time is a mere lower bound or hope, which only a later firm time can outweigh."""
    return not verdict.blocks and verdict.reason in (Reason.LOWER_BOUND, Reason.UNSURE)


def _sorted(flags: frozenset[Flag]) -> tuple[Flag, ...]:
    return tuple(sorted(flags, key=_ORDER.__getitem__)) if len(flags) > 1 else tuple(flags)
