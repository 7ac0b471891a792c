"""A number as it was pasted: what kind it says it is, and the number itself."""

from __future__ import annotations

import re
from typing import NamedTuple

from cases.domain.lifecycle import Tier

# The first that the pasted words name; 售后服务单 is no 服务单, so the longer words come first.
SAID = (
    ("courier", re.compile(r"快递|运单|物流|12305|邮政")),
    ("complaint", re.compile(r"12315|投诉(?:编?号|单)|登记编?号|案件编?号|举报编?号|受理编?号")),
    ("dispute", re.compile(r"纠纷|仲裁|介入")),
    ("after_sale", re.compile(r"售后|退款(?:编?号|单)|退货(?:编?号|单)")),
    ("ticket", re.compile(r"工单|服务(?:编?号|单)|来电(?:编?号)|流水号")),
)
# Where nothing is said: what one gets from whom the case is with.
USUAL = {Tier.MERCHANT: "after_sale", Tier.PLATFORM: "dispute", Tier.REGULATOR: "complaint"}
# Letters and digits; - and _ inside, and single spaces before a digit: 「TB-2026 998877」 is one number, while
# 「RF20261123 thanks」 ends before the word. A space is no part of it where a word without a digit comes first.
NUMBER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|[-_](?=[A-Za-z0-9])| (?=\d)){3,}")
LETTERS_FIRST = re.compile(r"^[A-Za-z]{5,} (?=.*\d)")


class Proposal(NamedTuple):
    kind: str
    number: str


def proposed(text: str, tier: str) -> Proposal:
    """Return the kind the words name, else the usual one of the tier, and the number without the words around it."""
    line = " ".join(text.split())
    kind = next((kind for kind, words in SAID if words.search(line)), USUAL[Tier(tier)])
    return Proposal(kind, _number_in(line))


def _number_in(line: str) -> str:
    """Return the longest run that looks like a number, the whole line where none does. 12315 before it is a name."""
    bare = re.sub(r"(?<!\d)123(?:15|05|45)(?!\d)", " ", line)
    if bare == line and not re.search(r"[^\x00-\x7f]", line):
        return line.strip()
    runs = [LETTERS_FIRST.sub("", match[0].strip()) for match in NUMBER.finditer(bare)]
    return max(runs, key=_likely, default=line.strip())


def _likely(run: str) -> tuple[bool, int]:
    """Return how much it looks like a number: one with digits before any word, then the longer one."""
    return any(each.isdigit() for each in run), len(run)
