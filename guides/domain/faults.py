"""What is wrong with a fact, in both languages: the command prints the English, the admin says the editor's own."""

from __future__ import annotations

# What the names of faults are made of, for an editor who reads Chinese.
NOUNS = {
    "platform": "平台",
    "problem_type": "问题类型",
    "problemtype": "问题类型",
    "demand": "诉求",
    "clock_rule": "期限规则",
    "clockrule": "期限规则",
    "calendar": "日历",
    "calendaryear": "日历",
    "refusal": "拒绝卡片",
    "pitfall": "陷阱提示",
    "human": "转人工方法",
    "humanway": "转人工方法",
    "card": "商家卡片",
    "kitcard": "商家卡片",
    "kitreply": "自动回复",
    "letter": "信函",
    "lettertext": "信函",
    "hotline": "热线",
    "hotlines": "热线",
    "limit": "限制",
    "limits": "限制",
    "own_rules": "平台自己的规则",
    "tier_two": "平台介入",
    "order_number": "订单号",
    "picture": "图",
}


class Fault(str):
    """The fault in English; `said` gives it in the language of the page."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, name: str, en: str, zh: str) -> Fault:
        """Return the fault of the thing called `name`: a noun and the words that tell which."""
        fault = super().__new__(cls, f"{name}: {en}")
        fault.zh = f"{named(name)}：{zh}"
        return fault

    def said(self, language: str) -> str:
        return str(self) if language.lower().startswith("en") else self.zh


def named(name: str) -> str:
    """Return the name with its nouns in Chinese."""
    return " ".join(NOUNS.get(word, word) for word in name.split(" "))


def misshapen(name: str, problem: Exception) -> Fault:
    """Return the fault of a value whose shape no page can read, from what reading it raised."""
    if isinstance(problem, KeyError):
        key = problem.args[0] if problem.args else ""
        return Fault(name, f"“{key}” is missing", f"缺少“{key}”")
    return Fault(
        name, f"its parts have another shape than the page reads ({problem})", f"结构不对，页面读不了（{problem}）"
    )
