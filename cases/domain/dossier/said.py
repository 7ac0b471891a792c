"""How the dossier says moments, people and sums: in full, because it is read on another day by somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from cases.domain.zone import local

TIERS = {"merchant": "商家", "platform": "平台", "regulator": "12315"}
NO_PROOF = "无证据"
PAID = "款项已到"
# What came of something handed in, as a paper for others says it: more than "refused" or "agreed".
RESULTS = {
    "accepted": "受理",
    "not_accepted": "不予受理",
    "settled": "调解达成",
    "ended": "调解终止",
    "for": "支持本人",
    "partly": "部分支持本人",
    "against": "不支持本人",
}
# What a day says that the shopper told without a result, and that it was told so.
DAYS = {
    "complaint_accepted": "受理",
    "mediation_ended": "调解终止",
    "ruled": "判定为质量问题",
    "dispute_closed": "纠纷单关闭",
}
TOLD_DAY = "（本人补记的日期）"
LONGEST_QUOTE = 70


def stamp(at: datetime | None) -> str:
    """Return 2026-11-24 10:12 by Shanghai's clock, the end of a day as 24:00; "" for none."""
    if at is None:
        return ""
    here = local(at)
    clock = "24:00" if (here.hour, here.minute, here.second) == (23, 59, 59) else f"{here:%H:%M}"
    return f"{here:%Y-%m-%d} {clock}"


def day_stamp(at: datetime) -> str:
    """Return a moment, without its clock where it is a day's midnight: no time was told."""
    return stamp(at).removesuffix(" 00:00")


def due_stamp(at: datetime | None) -> str:
    """Return a due moment; a midnight is the 24:00 of the day before it."""
    if at is not None and (here := local(at)).hour == here.minute == here.second == 0:
        return f"{here - timedelta(days=1):%Y-%m-%d} 24:00"
    return stamp(at)


def day(at: datetime | None) -> str:
    """Return 2026年11月24日; "" for none."""
    if at is None:
        return ""
    return date_(local(at))


def date_(day_: date) -> str:
    """Return 2026年11月24日 of a day that is already Shanghai's."""
    return f"{day_.year}年{day_.month}月{day_.day}日"


def moment(at: datetime) -> str:
    """Return 2026年11月24日 10:12."""
    return f"{day(at)} {stamp(at)[-5:]}"


def due_moment(at: datetime) -> str:
    """Return a due moment as `moment` does, a midnight as the 24:00 of the day before."""
    shown = due_stamp(at)
    year, month, last = (int(part) for part in shown[:10].split("-"))
    return f"{year}年{month}月{last}日 {shown[-5:]}"


def between(earlier: datetime, later: datetime) -> float:
    """Return the seconds from one moment to another as they are shown: to the minute, so that a reader can add up."""
    return (_shown(later) - _shown(earlier)).total_seconds()


def _shown(at: datetime) -> datetime:
    here = local(at)
    if (here.hour, here.minute, here.second) == (23, 59, 59):
        here += timedelta(seconds=1)
    return here.replace(second=0, microsecond=0)


def yuan(sum_: Decimal | None) -> str:
    return f"{sum_:.2f} 元" if sum_ is not None else ""


def who(tier: str, agent: str, platform: str) -> str:
    """Return 商家客服（工号 6789）, 淘宝客服, 12315."""
    name = {"merchant": "商家客服", "platform": f"{platform}客服"}.get(tier, "12315")
    return f"{name}（工号 {agent}）" if agent else name


def source(tier: str, origin: str, platform: str) -> str:
    """Return who stands behind something promised: who said it, the platform that decided, or both sides that agreed
    (R121 arts 18, 24: 12315 mediates, it promises nothing)."""
    if origin == "mediated":
        return "双方（12315 调解约定）"
    return f"{platform}（平台处理结果）" if origin == "ruled" else who(tier, "", platform)


def outcome(tier: str, kind: str, words: str, platform: str) -> str:
    """Return what a platform or 12315 told of something handed in, in their own kinds: a decision is no refusal of
    the other side's, and mediation that ended is none of 12315's (R121 arts 15, 18, 23, 24)."""
    name = platform if tier == "platform" else "12315 "
    quote = quoted(words) if words else ""
    if kind == "not_accepted":
        return f"{name}不予受理" + (f"，告知的理由是{quote}" if quote else "")
    if kind == "settled":
        return f"{name}调解达成" + (f"，双方约定{quote}" if quote else "")
    if kind == "ended":
        return f"{name}告知调解终止" + (f"：{quote}" if quote else "")
    return f"{name}处理结果：{RESULTS[kind]}" + (f"，{quote}" if quote else "")


def to_whom(tier: str, platform: str) -> str:
    return platform if tier == "platform" else TIERS.get(tier, tier)


def handed(tier: str, platform: str, what: str) -> str:
    """Return 向淘宝提交“给平台的说明”, 向 12315 提交“投诉书”."""
    to = f" {TIERS[tier]} " if tier == "regulator" else to_whom(tier, platform)
    return f"向{to}提交“{what.removeprefix('12315').strip()}”"


def quoted(words: str) -> str:
    """Return the words in quotation marks, cut where a line would be too long."""
    flat = " ".join(words.split())
    return f"“{flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + '…'}”"


def proof(numbers: Iterable[int]) -> str:
    """Return 证据 1、3, or 无证据."""
    shown = "、".join(str(number) for number in numbers)
    return f"证据 {shown}" if shown else NO_PROOF


def claim_text(claim: dict[str, Any]) -> str:
    """Return a claim with what proves it, or that nothing does."""
    text = str(claim["text"])
    return f"{text.removesuffix('。')}（{proof(claim['exhibits'])}）。"


def unique(numbers: Iterable[int]) -> list[int]:
    return sorted(set(numbers))


def joined(parts: Sequence[str], sign: str = "，") -> str:
    return sign.join(part for part in parts if part)
