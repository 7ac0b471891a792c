"""Order number, amount, agent number, promise and the time it was said, each with the place it was read from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from cases.domain.screenshots.lines import Line, Spot, around, is_own, paragraphs, part_of, their_edge
from cases.domain.screenshots.moments import day_in, moment_in

LONGEST_WORDS = 300
_NUMBER = r"([A-Za-z0-9][A-Za-z0-9-]{7,31})"
_ORDER = re.compile(rf"订单\s*(?:编号|号码?|ID)?\s*[::]?\s*{_NUMBER}")
_ORDER_LABEL = re.compile(r"订单\s*(?:编号|号码?)\s*[::]?$")
_OTHER_NUMBER = re.compile(r"运单|快递单|物流|交易号|支付|流水|商户单|退款编号|手机|电话|身份证|税号")
_LONG_RUN = re.compile(r"(?<![\dA-Za-z])(\d{15,20})(?!\d)")
_SUM = re.compile(
    r"(?<![-−–])[¥￥]\s*(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:\.\d{1,2})?)|(\d{1,7}(?:\.\d{1,2})?)\s*元"
)
_PAID = re.compile(r"实付|实际支付|合计|订单金额|付款金额|支付金额|总价|应付")
_AGENT = re.compile(r"(?:工号|客服编号|员工号)\s*(?:[::是为]|就是)*\s*([A-Za-z]{0,6}-?\d{2,12})")
_AGENT_LABEL = re.compile(r"(?:工号|客服编号|员工号)\s*(?:[::是为]|就是)*$")
_AGENT_FIRST = re.compile(r"([A-Za-z]{0,6}-?\d{2,12})(?:$|[^\dA-Za-z小天日个元月年:号])")
_AGENT_SHORT = re.compile(r"(?:客服|坐席|专员)\s*([A-Za-z]{0,3}\d{3,10})(?!\d)")
_VALUE = re.compile(_NUMBER + r"\s*[|丨]?\s*(?:复制)?")
# Some pages show a number in groups.
_GROUPED = re.compile(r"(?<=\d) (?=\d)")
_SHOP = re.compile(r"^[<‹〈]?\s*([\w&·.\-\u4e00-\u9fff]{2,24}(?:旗舰店|专营店|专卖店|自营店|企业店|官方店))")
_LABEL = re.compile(r"(?:时间|日期)\s*[::]?$")
_DAYS = {"paid_at": r"(?:付款|支付)时间", "shipped_at": r"发货时间", "signed_at": r"签收时间"}
_PLATFORM = {
    "taobao": r"淘宝|天猫",
    "jd": r"京东",
    "pdd": r"拼多多|百亿补贴",
    "douyin": r"抖音",
    "kuaishou": r"快手",
    "xiaohongshu": r"小红书",
    "ali1688": r"1688",
    "xianyu": r"闲鱼",
    "dewu": r"得物",
    "vip": r"唯品会",
    "wxshop": r"微信小店|视频号小店",
}

Dated = Callable[[str, datetime], bool]


@dataclass
class Facts:
    """What a picture seems to say. A field is None where nothing of the kind was found."""

    order_number: Spot | None = None
    amount: Spot | None = None
    agent_number: Spot | None = None
    promise: Spot | None = None
    heard_at: Spot | None = None
    moment: datetime | None = None
    shop: Spot | None = None
    platform: str = ""
    days: dict[str, date] = field(default_factory=dict)

    @property
    def of_contact(self) -> bool:
        """Whether it looks like words of theirs: a promise, or an agent with a number."""
        return self.promise is not None or self.agent_number is not None

    @property
    def of_order(self) -> bool:
        return self.order_number is not None


def facts_of(lines: Sequence[Line], *, taken: datetime, is_promise: Dated) -> Facts:
    """Return the proposals. `taken`: when the picture was made at the latest; `is_promise(words, heard_at)` says
    whether the one grammar reads a time in them."""
    facts = Facts(order_number=_order_number(lines), amount=_amount(lines), agent_number=_agent(lines))
    _promise(facts, lines, taken, is_promise)
    shops = {found[1]: line.box for line in lines if (found := _SHOP.search(line.plain))}
    # A list of several orders is no one's.
    facts.shop = next((Spot(name, box) for name, box in shops.items()), None) if len(shops) == 1 else None
    whole = "\n".join(line.plain for line in lines)
    facts.platform = next((name for name, words in _PLATFORM.items() if re.search(words, whole)), "")
    for name, label in _DAYS.items():
        said = next((line for line in lines if re.search(label, line.plain)), None)
        if said and (day := day_in(" ".join(line.plain for line in (said, *_level(lines, said))), taken)):
            facts.days[name] = day
    return facts


def _order_number(lines: Sequence[Line]) -> Spot | None:
    for line in lines:
        text = line.plain
        found = _ORDER.search(text)
        if found and any(sign.isdigit() for sign in found[1]) and not _goes_on(lines, line, found.end(1)):
            return Spot(found[1], part_of(line, *found.span(1)))
        if _ORDER_LABEL.search(text) and (beside := _beside(lines, line)):
            return beside
    for line in lines:
        others = [line, *_level(lines, line)]
        if any(_OTHER_NUMBER.search(one.plain) for one in others):
            continue
        if (found := _LONG_RUN.search(line.plain)) and not _goes_on(lines, line, found.end(1)):
            return Spot(found[1], part_of(line, *found.span(1)))
    return None


def _level(lines: Sequence[Line], line: Line) -> list[Line]:
    """Return what stands on the same height: a label and its value are often read apart."""
    return [one for one in lines if one is not line and abs(_middle(one) - _middle(line)) <= 0.6 * line.box[3]]


def _middle(line: Line) -> float:
    return line.box[1] + line.box[3] / 2


def _goes_on(lines: Sequence[Line], line: Line, end: int) -> bool:
    """Return whether a number that ends its line may go on in the next one: half of it would be a wrong one."""
    if end < len(line.plain):
        return False
    group = next(group for group in paragraphs(lines) if line in group)
    place = group.index(line) + 1
    return place < len(group) and bool(re.match(r"[A-Za-z0-9-]", group[place].plain))


def _beside(lines: Sequence[Line], label: Line) -> Spot | None:
    """Return the number on the same height as a label, or right below it when it is nothing else's there."""
    below = [line for line in lines if 0 < line.box[1] - label.box[1] <= 2.2 * label.box[3] and not _level(lines, line)]
    for line in (*_level(lines, label), *below):
        if found := _VALUE.fullmatch(_GROUPED.sub("", line.plain)):
            return Spot(found[1], line.box)
    return None


def _amount(lines: Sequence[Line]) -> Spot | None:
    sums = [(line, found) for line in lines if (found := _SUM.search(line.plain))]
    paid = [line for line in lines if _PAID.search(line.plain)]
    best = next((one for one in sums if _PAID.search(one[0].plain)), None)
    if best is None and paid:
        level = paid[-1]
        best = next((one for one in sums if one[0] in _level(lines, level)), None)
    if best is None and len({_figure(found) for _, found in sums}) == 1:
        best = sums[0]
    # Several sums and none of them said to be paid: no guess.
    line, found = best or (None, None)
    if line is None or found is None:
        return None
    return Spot(_figure(found), part_of(line, *found.span()))


def _figure(found: re.Match[str]) -> str:
    return (found[1] or found[2]).replace(",", "")


def _agent(lines: Sequence[Line]) -> Spot | None:
    for pattern in (_AGENT, _AGENT_SHORT):
        for line in reversed(lines):
            if (found := pattern.search(line.plain)) and not _goes_on(lines, line, found.end(1)):
                return Spot(found[1], part_of(line, *found.span(1)))
    for line in lines:
        # The label ends one line, its number begins the next.
        group = next(group for group in paragraphs(lines) if line in group)
        after = group[group.index(line) + 1 :][:1]
        if after and _AGENT_LABEL.search(line.plain) and (found := _AGENT_FIRST.match(after[0].plain)):
            return Spot(found[1], part_of(after[0], *found.span(1)))
    return None


def _promise(facts: Facts, lines: Sequence[Line], taken: datetime, is_promise: Dated) -> None:
    """Find the last thing they said with a time in it, and the moment that stands closest above it."""
    times = [
        (line, at)
        for line in lines
        if (at := moment_in(line.plain, line.box[1], taken))
        # The moments of an order stand beside what they are the moments of.
        and not any(_LABEL.search(one.plain) for one in _level(lines, line))
    ]
    timed = {id(line) for line, _ in times}
    groups = paragraphs([line for line in lines if id(line) not in timed])
    edge = their_edge([around(group) for group in groups])
    for group in reversed([group for group in groups if not is_own(around(group), edge)]):
        words = "".join(line.text.strip() for line in group)[:LONGEST_WORDS]
        box = around(group)
        said = [(line, at) for line, at in times if line.box[1] <= box[1] + 1]
        line, at = said[-1] if said else (None, None)
        if len(words) >= 4 and "复制" not in words and is_promise(words, at or taken):
            facts.promise = Spot(words, box)
            if line is not None and at is not None:
                facts.heard_at, facts.moment = Spot(line.text.strip(), line.box), at
            return
    if times:
        line, at = times[-1]
        facts.heard_at, facts.moment = Spot(line.text.strip(), line.box), at
