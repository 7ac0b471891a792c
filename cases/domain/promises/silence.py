"""Words without any time: why there is nothing to watch, so that the page can ask the right question."""

from __future__ import annotations

import re

from cases.domain.promises.guards import refuses
from cases.domain.promises.place import any_of, soften
from cases.domain.promises.reading import Reason

_BRUSH_OFF = re.compile(
    any_of(
        """
        尽快 马上 稍后 稍等 第一时间 加急 近期 过[一两] 这几 耐心 一会 等会 待会 等下 晚点 晚些 改天 回头 尽早 立刻
        立即 赶紧 抓紧 优先 请等 不久 早日 很快 随后 后续 几 最近 这两
        """
    )
)
_ASKING = re.compile(r"[?]|吗|什么时候|多久|能不能|可不可以|行不行|好不好")
_TELLING = re.compile("昨[天日晚]|前天|上周|上次|之前|当时|已经|曾")
_DEPENDING = re.compile("如果|要是|的话|万一|一旦|只要|(?<![售然最随今稍])后(?!续|台|面|期)")


def reason_without_time(text: str) -> Reason:
    """Return why normalised words without a time are no promise to be watched."""
    softened = soften(text)
    if refuses(softened):
        return Reason.REFUSAL
    if _ASKING.search(softened):
        return Reason.QUESTION
    if _TELLING.search(softened):
        return Reason.PAST
    if _BRUSH_OFF.search(text):
        return Reason.VAGUE
    if _DEPENDING.search(softened):
        return Reason.CONDITIONAL
    return Reason.NO_TIME
