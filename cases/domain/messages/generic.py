"""A letter before there is a case: every fact stands as its name in 【…】, for the guides to show what to paste."""

from __future__ import annotations

from cases.domain.messages import letter
from cases.domain.messages.grammar import Speaker

# What a record would say, by fact: (Chinese, English). A fact that is not here drops its clause, as in any letter.
NAMES: dict[str, tuple[str, str]] = {
    "order_no": ("订单号", "order number"),
    "shop": ("店铺名", "shop"),
    "store": ("平台和店铺名", "platform and shop"),
    "platform": ("平台", "platform"),
    "item": ("商品", "item"),
    "amount": ("金额", "amount"),
    "paid_at": ("付款日期", "day of payment"),
    "signed_at": ("签收日期", "day of delivery"),
    "problem": ("哪里不对", "what is wrong"),
    "problem_detail": ("具体现象", "what exactly happens"),
    "demand": ("诉求", "what you ask for"),
    "demand_deadline": ("最晚时间", "latest time"),
    "contact_at": ("联系的时间", "when you contacted them"),
    "first_contact_at": ("第一次联系的时间", "when you first contacted them"),
    "channel": ("联系的渠道", "channel"),
    "agent_no": ("工号", "agent number"),
    "promise": ("对方答应的话", "what they promised"),
    "act": ("对方答应的事", "what they promised"),
    "spoken": ("对方答应的事", "what they promised"),
    "promised_due": ("应答时间", "when it was due"),
    "overdue_for": ("多久", "how long"),
    "silent_for": ("多久", "how long"),
    "filed_for": ("多久", "how long"),
    "filed_at": ("申请的时间", "when you asked"),
    "refused_at": ("拒绝的时间", "when they refused"),
    "refusal_reason": ("商家的拒绝理由", "the seller’s reason"),
    "evidence_list": ("证据清单", "list of evidence"),
    "evidence_lines": ("证据清单", "list of evidence"),
    "evidence_count": ("几", "number of"),
    "case_no": ("编号", "reference number"),
    "ruling": ("平台怎么处理的", "the platform’s outcome"),
    "ruled_at": ("判定的时间", "when it ruled"),
    "merchant_legal_name": ("商家的公司名", "the seller’s company"),
    "merchant_credit_code": ("统一社会信用代码", "credit code"),
    "merchant_address": ("商家的地址", "the seller’s address"),
    "facts_timeline": ("按时间写的经过", "what happened, in order"),
    "loss": ("其他损失", "other losses"),
    "url": ("链接", "link"),
    "name": ("姓名", "your name"),
    "phone": ("电话", "your phone number"),
    "address": ("通讯地址", "your address"),
    "today": ("日期", "date"),
    "entrusts": ("同意或不同意", "agree or disagree"),
}
HOLDS = ("unanswered", "at_merchant")
# T2 is two words to type; T3 asks for the agent number, which it would not if it were known.
LEFT_OUT: dict[str, frozenset[str]] = {"T2": frozenset({"demand", "order_no"}), "T3": frozenset({"agent_no"})}


def generic_text(code: str, lang: str) -> str:
    """Return the letter with names for facts; "" for a code there is no letter for."""
    english = lang.startswith("en")
    tongue = "en" if english else "zh"
    if code not in letter.TEMPLATES[tongue]:
        return ""
    left_out = LEFT_OUT.get(code, frozenset())
    words = {name: f"【{said[english]}】" for name, said in NAMES.items() if name not in left_out}
    words |= dict.fromkeys(HOLDS, "yes")
    said = Speaker(words, letter.MARKS[tongue], 0).say(letter.TEMPLATES[tongue][code])
    return "".join(part.text for part in said.parts)
