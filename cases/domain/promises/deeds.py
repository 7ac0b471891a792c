"""Tells a promise to do something (money, goods) from a promise to answer: an answer keeps only the latter."""

from __future__ import annotations

import re

from cases.domain.lifecycle import ReplyKind
from cases.domain.promises.pays import pledges_money, promises_money
from cases.domain.promises.place import any_of

# What is promised with one of these is what was agreed to.
AGREES = frozenset({ReplyKind.AGREED, ReplyKind.PARTLY_AGREED})
_ANSWERS = re.compile(any_of("回复 答复 回话 回电 反馈 联系您 联系你 告知您 告诉您 通知您"))
_DOES = re.compile(any_of("退 赔 补 换 修 寄 发 付 款 返 到账 执行 履行"))
_GOODS = re.compile(any_of("换货 换新 换一 补发 补寄 重发 发货 寄出 维修 返修 修好 道歉"))


def is_deed(reply: str, words: str) -> bool:
    """Return whether the promise, made in an entry of that kind, is to do what was agreed to. Words that name nothing
    but an answer promise an answer all the same; words that pledge money are kept by it, agreed to or only said."""
    if reply not in AGREES:
        return reply != ReplyKind.REFUSED and pledges_money(words)
    return not only_answers(words)


def only_answers(words: str) -> bool:
    """Return whether the words promise nothing but an answer."""
    return bool(_ANSWERS.search(words)) and not _DOES.search(words)


def kept_by_money(reply: str, words: str) -> bool:
    """Return whether money that came shows that the promise was kept: it was of the money, or of what was agreed to
    and of no goods."""
    return promises_money(words) or (is_deed(reply, words) and not _GOODS.search(words))
