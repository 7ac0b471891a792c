"""Is this time a promise? Each guard knows one way in which it is not; the first that fits gives the reason."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from cases.domain.promises.guards import bounds, conditions, facts, parties, past, shopper
from cases.domain.promises.place import MARKS, POINT, UNREAD, VAGUE, Place, any_of
from cases.domain.promises.reading import Reason

# A question inside the time's own clause; 吗 and ? open the whole sentence and are known to the place.
_OPEN = re.compile(
    "能否|是否|可不可以|能不能|会不会|是不是|有没有|要不要|看看能|看能|[@#]还是"
    # 谁答应您24小时的
    r"|谁(?:[跟和给对向]?[您你^])*(?:答应|承诺|保证|说|\^)"
)
_REFUSAL = re.compile(
    any_of("不能 无法 没法 不敢 没办法 不好 难以 没有办法 不太好")
    + r"(?:百分百|马上|立刻|现在)?(?:[\^]|您|给|跟|对)*(?:一个)?"
    + any_of("保证 确定 确认 承诺 预估 估计 预计 给出 提供 告知 准确 具体 明确 确切 答应")
    + "|没有(?:一个)?(?:具体|准确|明确|确切|固定|准)的?(?:时间|时效|日期)"
    + "|时间(?:还|暂时|上)?(?:不固定|未定|待定|不定|没定)|"
    + any_of(
        """
        不保证 保证不了 给不了 不确定 不一定 未必 说不准 说不好 不好说 难说 没准 说不定 不清楚 不太清楚 暂无 看情况
        视情况 另行通知 待定 再议 不[做作]?(?:任何)?承诺 仅供参考 不敢(?:打包票|说) 打不了包票
        """
    )
)
_FOREIGN = re.compile(
    r"\b(?:if|after|once|when|at least|cannot|can't|cant|unable|not|no|may|might|could|last|ago|already|minimum|unless"
    r"|until|please|you can|wait|earliest|or more|since|from)\b"
)
# 最后一个工作日, 那三天, 某一天: which day is meant stands elsewhere, or nowhere.
_NOT_THE_FIRST = re.compile(
    any_of("最后 每 某 任何 任意 同 同样 那 哪 另 另外 后面 前面 其中 中 唯一 整整 整 这 (?<!应)该 有") + "的?$"
)


class Verdict(NamedTuple):
    """Why a time is no promise (None when it is one). `blocks`: no other time may be promised beside it."""

    reason: Reason | None = None
    blocks: bool = False
    soft: bool = False
    upper: bool = False


PROMISED = Verdict()
IN_DOUBT = Verdict(Reason.UNSURE, blocks=True)
_RELATIVE = ("当", "次", "第二天", "隔", "转天")


def refuses(masked: str) -> bool:
    """Return whether the words refuse to bind themselves; that holds for every time in them."""
    return bool(_REFUSAL.search(masked))


def judge(place: Place, today: date, *, event_known: bool) -> Verdict:
    """Return the verdict on one time; with `event_known` conditions are read as fulfilled."""
    if place.asked or _OPEN.search(place.clause):
        return Verdict(Reason.QUESTION, blocks=True)
    if place.mark == VAGUE:
        return Verdict(Reason.VAGUE)
    harmless = _not_theirs(place, today)
    if harmless is not None:
        return Verdict(harmless)
    if not event_known and conditions.is_conditional(place):
        return Verdict(Reason.CONDITIONAL, blocks=True)
    if place.mark == POINT and place.term.reason is Reason.PAST:
        return Verdict(Reason.PAST)
    if place.mark == UNREAD or place.term.due is None or _in_doubt(place):
        return Verdict(place.term.reason or Reason.UNSURE, blocks=True)
    if bounds.is_lower(place):
        return Verdict(Reason.LOWER_BOUND)
    if bounds.is_hedged(place):
        return Verdict(Reason.UNSURE, soft=True)
    if bounds.is_upper(place):
        return Verdict(soft=True, upper=True)
    if shopper.is_waiting(place):
        return Verdict(soft=True)
    if not bounds.promises_something(place):
        return IN_DOUBT
    return Verdict(soft=True) if bounds.is_soft(place) else PROMISED


def _not_theirs(place: Place, today: date) -> Reason | None:
    """Return why the time binds nobody here; another time in the same words may still be a promise."""
    if facts.is_fact(place):
        return Reason.FACT
    if parties.is_other_party(place):
        return Reason.OTHER_PARTY
    if bounds.is_denied(place):
        return Reason.REFUSAL
    if past.is_past(place, today):
        return Reason.PAST
    if shopper.is_come_back(place):
        return Reason.COME_BACK
    if shopper.is_shoppers(place):
        return Reason.SHOPPER
    return None


def _in_doubt(place: Place) -> bool:
    """Return whether the time is clear but what it belongs to is not."""
    if facts.is_moved(place) or conditions.is_blurred(place) or shopper.is_waiting_again(place):
        return True
    if place.at and past.started_earlier(place):
        return True
    # 16点前的订单当天发: 当天 and 次日 hang on the time before them.
    if place.term.words.startswith(_RELATIVE) and MARKS.search(place.before):
        return True
    if place.mark == POINT and place.near.endswith(("那", "这")):
        return False  # 那明天给您处理: "then", not "that"
    return bool(_FOREIGN.search(place.clause) or (place.near and _NOT_THE_FIRST.search(place.near)))
