"""Times that are over: what has been done, how long it has been, and what was promised then."""

from __future__ import annotations

import re
from datetime import date

from cases.domain.promises.place import AMOUNT, POINT, Place, any_of

_LONG_AGO = any_of(
    """
    昨[天日晚儿] 前[天晚](?!天) 上个?(?:周|星期|礼拜|月) 上次 上回 去年 那天 当时 曾 此前 先前 原先 原本 本来 之前
    以前 前几天 前两天 前些天 早就 早已 原定 原计划 原来 本应 本该
    """
)
_TOLD = any_of("说 承诺 答应 保证 告知 约定 讲 回复") + "(?!的?(?:问题|情况|事|那|订单|商品|诉求|这))"
_ACTED = re.compile("(?<![没未])" + any_of("退 打款 发货 提交 申请 处理 寄 登记 上报 转 审核 付款 签收 下单 揽收"))
_LONG_AGO_HERE = re.compile(_LONG_AGO)
_LONG_AGO_TOLD = re.compile(f"{_LONG_AGO}.{{0,10}}{_TOLD}")
_BEFORE = re.compile(
    any_of("等 过 拖 超 用 花 耗 耽误 拖延 持续 反馈 申请 提交 联系 催 签收 下单 买 收到 付款 处理 跟进 走")
    + f"了{any_of('快 将近 都 有 整整 差不多 足足')}*$"
    + f"|(?:已|已经|过去|逾期|超时|早就){any_of('经 过 过去 超过 等 有 拖 超 是 了 于 在')}*$|(?<![最尽加赶])快$"
    + f"|{any_of('承诺 答应 说 说好 约定 约好 告知 回复 讲 提到 写 标注 显示')}(?:过|的|了|是|好)+(?:在|要|会)?$"
    + "|(?:您|你)(?:自己)?说的?$"
)
_AFTER = re.compile(
    "[内里]?了(?!解)|(?:已经?|刚刚?|曾经?|都)*(?:过去|过了|以来|来了|来一直|多了)"
    r"|[^,]{0,6}[打发系理说复催给问回寄退谈聊]过(?!来|去)|[^,]{0,6}[打发系催问跟给聊]了(?=[一二两三几好\d])"
    "|.{0,8}?(?:已经|已(?!阅)|刚刚|刚才|早就|曾)"
    "|的?(?:承诺|约定|时效|说法|期限|时限)?(?:.{0,2}是指|指的是|是说|的意思|已?过了?$|到了|已到)"
)
_DONE = re.compile("[^为除算]了[哦哈呢啊呀的吧亲噢喔]*$")
_YET_TO_COME = re.compile("会|将|就|能|可以|要|再|即可|马上|一定|肯定|必|准")


def is_past(place: Place, today: date) -> bool:
    """Return whether the time is told of, not promised."""
    after = place.after
    if after and _AFTER.match(after) and not (after[0] == "了" and _is_ahead(place, today)):
        return True
    if place.before and (_LONG_AGO_HERE.search(place.before) or _BEFORE.search(place.near)):
        return True
    if place.at and any(_LONG_AGO_TOLD.search(clause) for clause in place.prior):
        return True
    return "了" in after and not _is_ahead(place, today) and _is_done(place)


def started_earlier(place: Place) -> bool:
    """Return whether a length was set running by something done on an earlier day: its start is not the contact."""
    return place.mark == AMOUNT and any(
        _LONG_AGO_HERE.search(clause) and _ACTED.search(clause) for clause in place.prior
    )


def _is_done(place: Place) -> bool:
    return bool(_DONE.search(place.after)) and not _YET_TO_COME.search(place.near + place.after)


def _is_ahead(place: Place, today: date) -> bool:
    return place.mark == POINT and place.term.due is not None and place.term.due.date() > today
