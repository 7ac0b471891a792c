"""Tells whether what was promised is the money itself: only then does money that came show that it was kept."""

from __future__ import annotations

import re

from cases.domain.promises.place import any_of

_PAYS = re.compile(
    "(?<![不没未无])" + any_of("退款 退钱 退还 退给 退回 返还 返现 打款 打给 转账 转给 汇款 到账 赔付 赔给")
)
# About the money, and no money: 24 小时内回复您退款结果, 48 小时内审核退款申请.
_ABOUT = re.compile(any_of("回复 答复 回电 联系 反馈 结果 方案 审核 核实 处理 申请 通知 进度 登记 上报 提交 寄回 退货"))


def promises_money(words: str) -> bool:
    """Return whether the words promise money and nothing else. Where they say more, nobody can tell: False."""
    return bool(_PAYS.search(words)) and not _ABOUT.search(words)
