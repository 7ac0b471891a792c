"""A number as it was pasted: what kind it says it is, and the number itself."""

from __future__ import annotations

import re
from typing import NamedTuple

from cases.domain.lifecycle import Tier

# The first that the pasted words name; 售后服务单 is no 服务单, so the longer words come first.
SAID = (
    ("courier", re.compile(r"快递|运单|物流|12305|邮政")),
    ("report", re.compile(r"(?<!投诉)举报(?:登记)?(?:编?号|单)")),
    ("complaint", re.compile(r"12315|投诉(?:举报)?(?:编?号|单)|登记编?号|案件编?号|受理编?号")),
    ("dispute", re.compile(r"纠纷|仲裁|介入")),
    ("after_sale", re.compile(r"售后|退款(?:编?号|单)|退货(?:编?号|单)")),
    ("ticket", re.compile(r"工单|服务(?:编?号|单)|来电(?:编?号)|流水号")),
)
# Where nothing is said: what one gets from whom the case is with.
USUAL = {Tier.MERCHANT: "after_sale", Tier.PLATFORM: "dispute", Tier.REGULATOR: "complaint"}
# What people and notices call a number. Only what is made of these is a label: 沪市监诉〔2026〕12345号 is all number.
STRONG = r"(?:编号|编码|单号|号码|流水号|工单号|受理号|登记号|案号|查询号|查询码)"
WEAK = r"(?:工单|服务单|投诉单|售后单|退款单|退货单|快递单|运单|纠纷|投诉|举报|登记|案件|单)"
AROUND = (
    r"(?:您|你|我|本次|此次|全国|平台|热线|商家|店铺|客服|官方|申请|登记|受理|投诉|举报|案件|纠纷|仲裁|介入|"
    r"售后|服务|退款|退货|工单|快递|物流|邮政|来电|运单|订单|单|的|12315|12345|12305|[\s【】])"
)
ENGLISH = r"(?:(?:service|ticket|case|complaint|dispute|order|reference|number|no\.?|id)[\s:：#]+)*"
SAYS = r"(?:是|为)?[\s:：]*"
LABEL = re.compile(rf"{AROUND}*(?:{STRONG}{SAYS}|{WEAK}[\s:：]+){ENGLISH}(?=\S)", re.IGNORECASE)
# In whatever words, nothing but the number comes after 登记编号：.
COLON = re.compile(rf"(?:12315|12345|12305|\D)*{STRONG}\s*[:：]\s*(?=\S)")
# Told after it without a digit: an own sentence, or words that no number holds. 号 alone belongs to it.
AFTER = re.compile(r"(?:[，,。；;！!？?]|\s+(?!号)(?=\D*[一-鿿]{2})|(?=已|请|谢谢|感谢|收到))\D*$")


class Proposal(NamedTuple):
    kind: str
    number: str


def proposed(text: str, tier: str) -> Proposal:
    """Return the kind the words name, else the usual one of the tier, and the number without the words around it."""
    line = " ".join(text.split())
    kind = next((kind for kind, words in SAID if words.search(line)), USUAL[Tier(tier)])
    return Proposal(kind, _number_in(line))


def _number_in(line: str) -> str:
    """Return the line without the label before it and the words after it. Of what is left no sign is lost: an office
    finds nothing by a part of its number."""
    if line.isascii():
        return line
    labels = (found for found in (LABEL.match(line), COLON.match(line)) if found)
    start = max((found.end() for found in labels), default=0)
    bare = AFTER.sub("", line[start:])
    return bare if re.search(r"\d", bare) else line
