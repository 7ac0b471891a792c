"""What must not stand in a public guide: numbers and names of people, and phone numbers nobody has checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

# Longest first: a mobile number must not be read as a hotline and a rest.
NUMBERS = (
    ("id_card", re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")),
    ("mobile", re.compile(r"(?<!\d)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)")),
    ("order", re.compile(r"(?<!\d)\d{15,}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)0\d{2,3}[-\s]\d{7,8}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)[48]00[-\s]?\d{3}[-\s]?\d{4}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)95\d{3,6}(?!\d)")),
    # 12315 and 10086, 10107888: short numbers of public services, carriers and platforms.
    ("phone", re.compile(r"(?<![\d.])(?:12\d{3}|100\d{2}|101\d{5})(?![\d.]|\s*[元天年])")),
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
# 王女士, 李小明先生; 某 and × mark a name that is none.
CALLED = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{0,2}}?(?:先生|女士|小姐)")
LABELLED = re.compile(r"(?:收货人|收件人|寄件人|联系人|姓名|买家姓名)[：:]\s*([\u4e00-\u9fff]{2,4})")
NO_NAME = frozenset("某×*Xx")


def private_words(text: str, hotlines: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield (kind, words) of each find: id_card, mobile, order, phone, mail or name. A known hotline is no find."""
    known = {_digits(number) for number in hotlines}
    rest = text
    for kind, pattern in NUMBERS:
        for match in pattern.finditer(rest):
            if _digits(match[0]) not in known:
                yield kind, match[0]
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    for match in MAIL.finditer(text):
        yield "mail", match[0]
    for match in CALLED.finditer(text):
        if not NO_NAME & set(match[0]):
            yield "name", match[0]
    for match in LABELLED.finditer(text):
        if not NO_NAME & set(match[1]):
            yield "name", match[1]


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
