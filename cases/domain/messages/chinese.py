"""The letters that are sent, in Chinese (facts.md §6, T1–T7). Levels: 1 drops courtesy, 2 drops detail."""

from __future__ import annotations

from collections.abc import Mapping

from cases.domain.messages.grammar import Choice, Clause, Fact, Sentence, Spare, Template

MARKS: Mapping[str, str] = {
    "problem": "具体问题",
    "demand": "诉求",
    "promise": "答应了什么",
    "promised_due": "最晚时间",
    "demand_deadline": "最晚时间",
}

ORDER = Fact("order_no", "order")
PROBLEM = Fact("problem", "problem", required=True)
DEMAND = Fact("demand", "demand")
DEMAND_REQUIRED = Fact("demand", "demand", required=True)
ITEM = Fact("item")
# Which part of the price: 退款（200.00 元）.
SUM = Clause(("（", Fact("asked_amount"), " 元）"))
DETAIL = Clause(("（", Fact("problem_detail"), "）"), until=2)
AGENT = Clause(("（工号", Fact("agent_no"), "）"))
HELLO = Spare("您好")
# The short forms end without a full stop, as people write in a chat.
END = Spare("。")

# No item: "我的订单 1，袖口开线"; a long problem ends its own sentence so that the demand is not lost behind it.
BOUGHT = Clause((Clause((Spare("买的"), ITEM)), PROBLEM, DETAIL))
# "想赔偿" would mean paying it: only what the shopper does too (退款, 换货) can lose its 申请.
ASK = Choice(
    (
        Clause(("想", Spare("申请"), DEMAND, SUM), needs=("is_shared_act",)),
        Clause(("希望得到", DEMAND), needs=("is_apology",)),
        Clause(("想申请", DEMAND_REQUIRED, SUM)),
    )
)
HOPE = Choice(
    (
        Clause((Spare("我"), "希望得到", DEMAND, SUM), needs=("is_gift",)),
        Clause((Spare("我"), "希望", DEMAND_REQUIRED, SUM)),
    )
)
# What the step for a fake asks for: the goods' origin, which the seller has to show first.
ORIGIN = Clause(("并请提供", Spare("这件商品的"), "进货凭证或品牌授权"), needs=("suspected_fake",))
ASKING = (ASK, Clause(("请协助处理",), until=1), ORIGIN)
OPENING = (HELLO, Clause((Spare("我的"), "订单 ", ORDER)), BOUGHT)

T1 = Template(
    (
        Choice(
            (
                Clause((Sentence(OPENING), Sentence(ASKING, end=END)), needs=("order_no", "long_problem")),
                Clause((Sentence((*OPENING, *ASKING), end=END),), needs=("order_no",)),
            )
        ),
    )
)

ABOUT = Choice(
    (
        Clause((Fact("shop"), "的", ITEM)),
        Clause((ITEM,)),
        Clause((Fact("shop"), "的售后")),
        Clause(("一个售后问题",)),
    )
)
T1B = Template(
    (
        Sentence((HELLO, Clause((Spare("我想咨询"), ABOUT, "：", PROBLEM, DETAIL)))),
        Sentence((HOPE, ORIGIN, Clause(("请问需要我提供哪些信息？",), until=1)), end=""),
    )
)

T2 = Template(
    (
        Choice(
            (
                Clause(("转人工 ", DEMAND, Clause((" 订单", ORDER)))),
                Clause(("转人工 订单", ORDER)),
                Clause(("人工客服",)),
            )
        ),
    )
)

T3 = Template(
    (
        Spare("谢谢。"),
        Choice(
            (
                Clause((), needs=("time_known",)),
                Clause(("您答复“", Fact("condition"), "”，请问这个时间从哪一天起算？到时请告诉我一声。")),
                Clause(("请问最晚什么时候能办好？",), needs=("not_done",)),
                Clause(("请问这个问题最晚什么时候能给我答复？",)),
            )
        ),
        Choice((Clause((), needs=("agent_no",)), Clause(("方便告诉我您的工号吗？",)))),
        Spare("我记录一下，后续好对接。"),
    )
)

T3B = Template(
    (
        Spare("理解需要核实。"),
        "麻烦给我一个大概的时间，比如今天几点前或几个工作日内",
        Clause(("，到时没有消息我再联系您",), until=2),
        "，可以吗？",
    )
)

# Their words are quoted, and "会在…前做到" says how we read them; a bare act ("退款") needs no quotation marks.
# Of a time that is over nothing is said as if it were still to come.
WILL_DO = Choice(
    (
        Clause(("应在", Fact("promised_due"), "前", Fact("act")), needs=("due_past",)),
        Clause(("应在", Fact("promised_due"), "前做到"), needs=("due_past", "quote")),
        Clause(("应在", Fact("promised_due"), "前给我答复"), needs=("due_past", "promise")),
        Clause(("会在", Fact("promised_due", required=True), "前", Fact("act"))),
        Clause(("会在", Fact("promised_due", required=True), "前做到"), needs=("quote",)),
        Clause(("会在", Fact("promised_due", required=True), "前给我答复"), needs=("promise",)),
        Clause(("会在", Fact("promised_due", required=True), "前", Fact("promise", required=True))),
    )
)
T4 = Template(
    (
        Sentence(
            (
                Spare("好的"),
                Clause(
                    (
                        "我确认一下：您",
                        AGENT,
                        Clause(("在", Fact("contact_at"))),
                        "答复",
                        Clause(("“", Fact("quote"), "”"), until=2),
                    )
                ),
                WILL_DO,
            )
        ),
        "如果我理解有误请马上告诉我",
        Spare("，谢谢"),
        "。",
    )
)

GREETING = Choice(
    (
        Clause((Sentence((HELLO, Clause(("订单 ", ORDER)))),), needs=("order_no",)),
        Clause((Sentence((HELLO, Clause(("关于我买的", ITEM)))),), needs=("item",)),
        Spare("您好。"),
    )
)
BY = Clause(("（应在", Fact("promised_due"), "前）"))
# JD2 art. 16: who was found to owe for bad quality reviews the request within 48 hours.
REVIEW = Clause(
    (
        Clause(("按京东商品类问题纠纷处理标准第十六条，",), until=1),
        "商家应在",
        Fact("promised_due"),
        "前审核售后单",
    )
)
PROMISED = Choice(
    (
        Clause(("平台", Fact("ruled_at"), "判定“", Fact("settled"), "”，", REVIEW), needs=("by_rule",), until=2),
        Clause(("平台", Fact("ruled_at"), "判定支持我方请求，", REVIEW), needs=("by_rule",)),
        Clause(("平台处理结果“", Fact("settled"), "”", BY), needs=("ruled",), until=2),
        Clause(("平台处理结果应在", Fact("promised_due"), "前执行"), needs=("ruled",)),
        Clause(("双方在调解中约定“", Fact("settled"), "”", BY), needs=("mediated",), until=2),
        Clause(("双方在调解中约定在", Fact("promised_due"), "前做到"), needs=("mediated",)),
        Clause(("客服", AGENT, "承诺", Fact("spoken"), BY)),
        Clause(("客服", AGENT, "承诺“", Fact("quote"), "”", BY), until=2),
        Clause(("客服", AGENT, "承诺在", Fact("promised_due"), "前做到"), needs=("quote",)),
    )
)
AGREED = Clause((Fact("agreed_at"), "已同意"))
REFUND = Clause(
    (
        "商家",
        Fact("returned_at"),
        "签收退货，应在",
        Fact("refund_due"),
        "前退款",
        Clause(("（消费者权益保护法第二十五条）",), until=1),
        Clause(("，至今没有退款，已超过 ", Fact("refund_over"))),
    )
)
# Lateness ends with the answer: who has answered is told how late that was, not how long ago it was due.
LATE = Choice(
    (
        Clause(("现在已超过 ", Fact("overdue_for")), needs=("by_rule",)),
        Clause(("现在已超过 ", Fact("overdue_for")), needs=("promise",)),
        Clause((Fact("answer_at"), "才同意，超时 ", Fact("late_by")), needs=("promise", "agreed_late")),
        Clause((Fact("answer_at"), "才有答复，超时 ", Fact("late_by"), Clause(("，", AGREED))), needs=("promise",)),
        AGREED,
    )
)
VIA = Clause(("通过", Fact("channel")))
NUMBER = Fact("case_no")
FILED = Clause(("我在", Fact("filed_at"), "申请平台介入", Clause(("，编号 ", NUMBER))), needs=("stepped_in",))
T5 = Template(
    (
        GREETING,
        Sentence(
            (
                FILED,
                Choice(
                    (
                        Clause((Fact("contact_at"), VIA, "联系过"), needs=("asked_then", "stepped_in")),
                        Clause(("我在", Fact("contact_at"), VIA, "联系过"), needs=("asked_then",)),
                    )
                ),
                REFUND,
                PROMISED,
                LATE,
                Choice(
                    (
                        Clause(("还没有兑现",), needs=("undone", "by_rule")),
                        Clause(("还没有兑现",), needs=("undone", "promise")),
                        Clause(("还没有收到答复",), needs=("unanswered", "overdue_for", "promise")),
                        Clause(("至今没有收到答复",), needs=("unanswered", "contact_at")),
                    )
                ),
            )
        ),
        Choice(
            (
                Clause(("请平台执行处理结果，并告诉我什么时候完成。",), needs=("undone", "ruled")),
                Clause(("请办理退款，并告诉我什么时候到账。",), needs=("refund_over",)),
                Clause(("请帮我查一下进度，并告诉我新的明确时间。",), until=1),
                Clause(("请告诉我新的明确时间。",)),
            )
        ),
        Sentence((Clause(("我的诉求仍是", DEMAND)),)),
    )
)

REMINDED = Clause(("并提醒过",), needs=("reminded_at",))
CONTACTED = Choice(
    (
        Clause(
            ("我已于", Fact("filed_at"), "申请平台介入", Clause(("（编号 ", NUMBER, "）")), REMINDED),
            needs=("stepped_in",),
        ),
        Clause(("我已于", Fact("contact_at"), "联系", REMINDED)),
    )
)
REFUND_DUE = Sentence((REFUND,))
# What is asked to be done is said, not only by when.
OWED = Sentence(
    (
        Clause((PROMISED,), needs=("undone",)),
        Choice(
            (
                Clause(("至今没有兑现",), needs=("undone", "ruled")),
                Clause(("至今没有兑现",), needs=("undone", "mediated")),
            )
        ),
    )
)
UNHANDLED = Choice(
    (
        Clause((), needs=("undone", "ruled")),
        Clause((Fact("agreed_at"), "已同意，至今没有兑现"), needs=("undone",)),
        Clause(("至今没有兑现",), needs=("undone",)),
        Clause(("至今未处理", Clause(("，", Fact("agreed_at"), "已同意"))), needs=("unanswered", "contact_at")),
        AGREED,
    )
)
SINCE = Choice((Clause(("订单 ", ORDER, " 的问题", CONTACTED)), Clause(("我买的", ITEM, "的问题", CONTACTED))))
T5B = Template(
    (
        Choice(
            (
                Clause((Sentence((HELLO, SINCE, UNHANDLED)),), needs=("approached", "order_no")),
                Clause((Sentence((HELLO, SINCE, UNHANDLED)),), needs=("approached", "item")),
                GREETING,
            )
        ),
        REFUND_DUE,
        OWED,
        Sentence(
            (
                Choice(
                    (
                        Clause(("请在", Fact("demand_deadline", required=True), "前兑现"), needs=("undone",)),
                        Clause(("请在", Fact("demand_deadline", required=True), "前退款"), needs=("refund_over",)),
                        Clause(("请在", Fact("demand_deadline", required=True), "前给出方案")),
                    )
                ),
                Clause(
                    (
                        "到时仍无结果，我将按平台规则申请平台介入",
                        Clause(("，相关记录我已保存",), needs=("contact_at",)),
                    ),
                    needs=("at_merchant",),
                ),
            ),
            joint="；",
        ),
        Spare("谢谢理解。"),
    )
)

T6 = Template(
    (
        Spare("谢谢您愿意解决。"),
        "为了双方都有凭证，请走平台的",
        Choice((Clause(("售后",), needs=("is_apology",)), Clause((DEMAND,)), Clause(("售后",)))),
        "流程处理",
        "，我不接受私下转账或撤销售后申请。",
        Choice((Clause(("如果愿意同意", DEMAND, "，"), until=2), Clause(("如果愿意同意，",), until=2), Clause(()))),
        "请直接在售后单里通过就好。",
    )
)

T6B = Template(("抱歉，在退款到账前我不撤销售后申请。您可以直接在售后单里同意", Spare("，系统会处理"), "。"))

T7 = Template(
    (
        Choice((Clause(("请把不同意", DEMAND, "的理由写清楚")), Clause(("请把不同意的理由写清楚",)))),
        "，以及依据的规则或页面说明",
        Spare("，我需要据此申请平台处理"),
        "。",
    )
)

# Our own words: a complaint must name the seller (R121 art. 10), and the platform has to say who it is (消法 art. 44).
T18 = Template(
    (
        Sentence(
            (
                HELLO,
                Clause((Spare("我的"), "订单 ", ORDER)),
                Choice((Clause(("在“", Fact("shop"), "”买的", ITEM)), Clause(("买的", ITEM)))),
                Clause(("问题是", PROBLEM)),
            )
        ),
        Choice(
            (
                Clause(("按店铺公示的地址联系不上经营者。",), needs=("shows_dead",)),
                Clause(("店铺没有公示经营者的名称和地址。",), needs=("shows_nobody",)),
                Clause(("我没有找到这家店铺经营者的名称和地址。",)),
            )
        ),
        "我投诉时需要填写被投诉人，请提供这家店铺经营者的真实名称、地址和有效联系方式",
        Clause(("（消费者权益保护法第四十四条）",), until=1),
        "。",
        Spare("需要核对我的身份，请告诉我怎么办理。"),
    )
)

TEMPLATES: Mapping[str, Template] = {
    "T1": T1,
    "T1b": T1B,
    "T2": T2,
    "T3": T3,
    "T3b": T3B,
    "T4": T4,
    "T5": T5,
    "T5b": T5B,
    "T6": T6,
    "T6b": T6B,
    "T7": T7,
    "T18": T18,
}
