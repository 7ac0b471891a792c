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
# Facts a letter may say that the general text leaves out.
UNSAID: dict[str, tuple[str, str]] = {
    "quote": ("对方的原话", "their exact words"),
    "reminded_at": ("提醒过的时间", "when you reminded them"),
    "elsewhere": ("受理同一争议的其他机构", "another body that has the dispute"),
    "asked_amount": ("要的金额", "the sum you ask for"),
    "answer_at": ("对方答复的时间", "when they answered"),
    "late_by": ("答复晚了多久", "how late the answer was"),
    "agreed_at": ("对方同意的时间", "when they agreed"),
    "agreed_agent": ("同意的人的工号", "agent number of who agreed"),
    "went_back_at": ("对方先同意、后来又拒绝的，同意的时间", "when they agreed to what they refused after all"),
    "went_back_agent": ("先同意的人的工号", "agent number of who had agreed"),
    "settled": ("定下来的内容", "what was decided or agreed"),
    "returned_at": ("商家签收退货的时间", "when the seller got the return"),
    "refund_due": ("应退款的时间", "when the refund was due"),
    "refund_over": ("退款晚了多久", "how late the refund is"),
    "condition": ("对方有条件的答复", "what they promised with a condition"),
    "complaint_at": ("向 12315 提交的时间", "when you filed with 12315"),
}
# What is so or not, and is only asked about: (Chinese, English).
FLAGS: dict[str, tuple[str, str]] = {
    "due_past": ("答应的时间已经过了", "the time they named is over"),
    "unanswered": ("对方还没有答复", "no answer has come"),
    "asked_then": ("那个时间是自己联系对方的", "it was you who contacted them then"),
    "stepped_in": ("已经申请平台介入", "the platform was asked to step in"),
    "approached": ("自己联系过对方，或已经申请平台介入", "you contacted them, or asked the platform to step in"),
    "not_done": ("对方同意了，还没有办到", "they agreed, and it has not been done"),
    "lapsed": ("答应的时间过了，什么也没有来", "their time is over and nothing has come"),
    "undone": ("同意的事过了时间没有办到", "what was agreed to is overdue"),
    "ruling_undone": ("平台的处理结果过了时间没有执行", "what the platform decided is overdue"),
    "not_taken": ("平台不予受理", "the platform did not take it up"),
    "by_rule": ("执行的时间是京东规则给的", "the time for carrying it out is that of JD’s rule"),
    "ruled": ("是平台的处理结果", "the platform decided it"),
    "mediated": ("是调解中的约定", "it was agreed in mediation"),
    "decided": ("平台已有处理结果，没有全部支持", "the platform decided, and not wholly for you"),
    "decided_against": ("平台没有支持你", "the platform decided against you"),
    "decided_partly": ("平台只支持了一部分", "the platform granted a part"),
    "at_regulator": ("已经到 12315", "the matter is with 12315"),
    "stage_filed": ("12315 还没说受不受理", "12315 has not said whether it accepts"),
    "stage_accepted": ("12315 已受理", "12315 has accepted it"),
    "stage_settled": ("调解成功", "mediation succeeded"),
    "stage_ended": ("调解终止", "mediation ended"),
    "stage_refused": ("12315 不予受理", "12315 did not accept it"),
    "agreed_late": ("晚到的答复就是同意", "the late answer was that they agreed"),
    "suspected_fake": ("问题类型是疑似假货", "the problem is a suspected fake"),
    "not_goods": ("问题不在商品上，比如退款没到", "the problem is not in the goods, such as a late refund"),
    "at_merchant": ("还在和商家沟通", "the matter is with the seller"),
    "time_known": ("对方已经给过时间", "a time was given"),
    "long_problem": ("问题写得长", "the problem is long"),
    "is_shared_act": ("诉求是退款、退货、换货或维修", "the demand is a refund, return, exchange or repair"),
    "is_gift": ("诉求是赔偿或道歉", "the demand is compensation or an apology"),
    "is_apology": ("诉求是道歉", "the demand is an apology"),
    "hides_seller": ("没有公示经营者，或者按公示的联系不上", "the shop shows nobody, or nobody who can be reached"),
    "shows_dead": ("公示的地址联系不上", "nobody can be reached at the address shown"),
    "shows_nobody": ("店铺没有公示经营者", "the shop shows nobody"),
    "nowhere_else": ("没有向其他机构提出过", "no other body has the dispute"),
}
HOLDS = ("unanswered", "asked_then", "at_merchant")
# T2 is two words to type; T3 asks for the agent number, which it would not if it were known.
LEFT_OUT: dict[str, frozenset[str]] = {"T2": frozenset({"demand", "order_no"}), "T3": frozenset({"agent_no"})}


def generic_text(code: str, lang: str, own: letter.Own | None = None) -> str:
    """Return the letter with names for facts; "" for a code there is no letter for."""
    english = lang.startswith("en")
    tongue = "en" if english else "zh"
    if code not in letter.TEMPLATES[tongue]:
        return ""
    left_out = LEFT_OUT.get(code, frozenset())
    words = {name: f"【{said[english]}】" for name, said in NAMES.items() if name not in left_out}
    words |= dict.fromkeys(HOLDS, "yes")
    template = (own or {}).get((tongue, code)) or letter.TEMPLATES[tongue][code]
    said = Speaker(words, letter.MARKS[tongue], 0).say(template)
    return "".join(part.text for part in said.parts)
