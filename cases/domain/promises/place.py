"""Where a time stands: its clause with every time masked, the clauses around it, and whether its sentence asks.

In masked text every time is one mark: @ a length, # a point, & something vague, $ something that cannot be read;
^ stands for an agent's turn to the shopper (给您, 联系您, 帮您). The guards' patterns are written for masked text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cases.domain.promises.reading import Term

AMOUNT, POINT, VAGUE, UNREAD = "@#&$"
MARKS = re.compile("[@#&$]")
# Particles at the end of a clause change its tone, not its sense.
_PARTICLES = "哈哦呢啊呀哒啦噢喔嘞哟呦亲"
_SENTENCE = re.compile("[^。!?]+[。!?]*")
_CLAUSE_END = re.compile("[,;~()]+")


def any_of(words: str) -> str:
    """Return the alternation of patterns parted by blanks: long lists stay readable in the source."""
    return "(?:" + "|".join(words.split()) + ")"


_TO_SHOPPER = re.compile(
    any_of(
        """
        给 为 帮 替 跟 和 与 向 联系 回复 答复 通知 告知 致电 回电 打给 回访 同步 退还?给? 赔付?给? 补偿?给? 发给
        寄给 转给 还给 答应
        """
    )
    + "(?:一下|到)?(?:您|你|亲亲?)(?:这边|那边)?"
)
# Idioms whose 不, 没, 无, 如 and 问 mean nothing here.
_IDIOMS = re.compile(
    any_of(
        """
        不好意思 (?:无论|不管|不论)[^,@#&$]{0,6}(?:如何|怎么?样)
        (?:不用|不要|别|请勿|勿|无需|不必)太?(?:担心|着急|急|客气|误会|生气|操心|多虑) 不急 没问题 没关系 没事
        不客气 不便 不管 不论 无论 不仅 不但 不光 不同 不错 无忧 未来 不可抗力 不良 不符 这样的话 那样的话
        这么说的话 如期 如实 如约 如下 如您所[说述言愿] 例如 比如 感谢您 谢谢您 祝您
        自?从?(?:今天|今日|现在|即日|此刻)(?:起|开始)(?:算起?|计算)? 不断 不间断 不停
        """
    )
)
_COURTESY = re.compile(
    "(?:请问)?(?:您|你|亲)?(?:那边|这边)?(?:还|看)?(?:有|需要)(?:什么|其他|其它|别的|啥|哪些|其余)"
    "[^,。!?@#&$]{0,14}(?:[?]|吗$|吗(?=[,。!]))|(?:亲亲?|您好|你好)?,?在吗[?]?|可以帮(?:到)?您[^,。!?@#&$]{0,6}[?]"
)
_ASKS = re.compile(
    any_of(
        """
        吗 可否 行不行 好不好 多久 多长时间 什么时候 啥时候 什么时间 何时 几时 几点 哪天 哪一天 几号 如何 怎么样
        怎样 (?:可以|行|好)(?:嘛|么|不)$ 么$ 不$ 可好 可行$ 成不成 中不中 妥否 否$
        """
    )
)


class Place(NamedTuple):
    """One time where it stands. `near` begins behind the time before it, `after` ends at the time behind it."""

    term: Term
    mark: str
    before: str
    near: str
    after: str
    clauses: Sequence[str]
    at: int
    asked: bool

    @property
    def clause(self) -> str:
        """The clause of the time."""
        return self.clauses[self.at]

    @property
    def prior(self) -> Sequence[str]:
        """The clauses before it in the same sentence."""
        return self.clauses[: self.at]

    @property
    def following(self) -> Sequence[str]:
        """The clauses behind it in the same sentence."""
        return self.clauses[self.at + 1 :]


def soften(masked: str) -> str:
    """Return masked text without courtesies and idioms, the agent's turns to the shopper marked."""
    text = _COURTESY.sub("", masked) if "?" in masked or "吗" in masked else masked
    return _TO_SHOPPER.sub("^", _IDIOMS.sub("", text))


def places(masked: str, terms: Sequence[Term]) -> list[Place]:
    """Return the place of every time of a softened masked text, in order."""
    found: list[Place] = []
    for sentence in _SENTENCE.findall(masked):
        if not MARKS.search(sentence):
            continue
        body = sentence.rstrip("。!?")
        clauses = [clause.rstrip(_PARTICLES) for clause in _CLAUSE_END.split(body) if clause]
        asked = "?" in sentence[len(body) :] or any(_ASKS.search(clause) for clause in clauses)
        for index, clause in enumerate(clauses):
            last = -1
            for match in MARKS.finditer(clause):
                at = match.start()
                before = clause[:at]
                near = clause[last + 1 : at] if last >= 0 else before
                following = MARKS.search(clause, at + 1)
                after = clause[at + 1 : following.start() if following else None]
                found.append(Place(terms[len(found)], clause[at], before, near, after, clauses, index, asked))
                last = at
    return found
