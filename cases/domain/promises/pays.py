"""Tells whether what was promised is the money itself: only then does money that came show that it was kept."""

from __future__ import annotations

import re

from cases.domain.promises.place import any_of

_PAYS = re.compile(
    "(?<![不没未无])" + any_of("退款 退钱 退还 退给 退回 返还 返现 打款 打给 转账 转给 汇款 到账 赔付 赔给")
)
# About the money, and no money: 24 小时内回复您退款结果, 48 小时内审核退款申请.
_ABOUT = re.compile(any_of("回复 答复 回电 联系 反馈 结果 方案 审核 核实 处理 申请 通知 进度 登记 上报 提交 寄回 退货"))
# Words that leave open whether the money comes: it is refused, looked into, asked about, or up to the shopper.
_OPEN = re.compile(
    "[不没未无拒][^，。；！？,.;!?]{0,4}(?:退|返|款|账|赔)|查(?!收)|"
    + any_of(
        "吗 能否 是否 告知 告诉 说法 说明 结论 回话 答案 看看 看一下 看下 看能 看情况 问一下 问问 询问 请示 咨询 "
        "跟进 催 协商 商量 研究 评估 判断 判定 争取 尽量 再决定 确认一下 确认后 再确认 去确认 您确认 如果 若 "
        "要是 的话 符合 您可 您先 您需要 请您在 自行"
    )
)


def promises_money(words: str) -> bool:
    """Return whether the words promise money and nothing else. Where they say more, nobody can tell: False."""
    return bool(_PAYS.search(words)) and not _ABOUT.search(words)


def pledges_money(words: str) -> bool:
    """Return whether the words say for certain that money comes back, whatever kind of answer they were noted as."""
    return promises_money(words) and not _OPEN.search(words)
