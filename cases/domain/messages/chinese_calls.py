"""What is said on the telephone, in Chinese (facts.md §6, T10, T14): what can be asked depends on where things are."""

from __future__ import annotations

from collections.abc import Mapping

from cases.domain.messages.chinese import AGENT, BY, DEMAND, HELLO, ITEM, ORDER, PROBLEM, SUM
from cases.domain.messages.chinese_filings import HIDDEN, PAID, PLATFORM, SELLER, SELLER_ADDRESS, SHOP
from cases.domain.messages.chinese_statement import EXHIBITS, REASON
from cases.domain.messages.grammar import Choice, Clause, Fact, Sentence, Spare, Template

T10 = Template(
    (
        HELLO,
        Spare("，"),
        "我要跟进一个售后纠纷。",
        Sentence(
            (
                Clause(("平台", PLATFORM)),
                Clause(("订单号 ", ORDER)),
                Clause((Fact("filed_at"), "已申请介入")),
                Clause(("编号 ", Fact("case_no"))),
                Clause(("已经 ", Fact("filed_for"), "没有答复"), needs=("unanswered",)),
            )
        ),
        Sentence(
            (
                Choice(
                    (
                        Clause(("处理结果是“", Fact("settled"), "”", BY), needs=("ruled",)),
                        # Of a ruling for the shopper nobody has to note the words.
                        Clause(("处理结果支持我方请求", BY), needs=("ruled",)),
                        Clause(("客服", AGENT, "答应", Fact("spoken"), BY), needs=("undone",)),
                        Clause(("客服", AGENT, "答应“", Fact("quote"), "”", BY), needs=("undone",)),
                        Clause((Fact("ruled_at"), "的处理结果是“", Fact("ruling"), "”"), needs=("decided",)),
                        Clause((Fact("ruled_at"), "的处理结果没有支持我方请求"), needs=("decided_against",)),
                        Clause((Fact("ruled_at"), "的处理结果只支持了一部分请求"), needs=("decided_partly",)),
                    )
                ),
                Clause(("现在已超过 ", Fact("overdue_for"), "，还没有兑现"), needs=("undone",)),
            )
        ),
        Sentence((Clause(("问题是", PROBLEM)), Clause(("诉求是", DEMAND)))),
        Choice(
            (
                Clause(("请平台执行处理结果，并告诉我：谁在处理、最晚什么时候完成？",), needs=("undone", "ruled")),
                Clause(("请告诉我：谁在处理、最晚什么时候兑现？",), needs=("undone",)),
                Clause(
                    ("我对这个结果有异议。请告诉我：从哪里提交异议和新证据、最晚什么时候提交？",), needs=("decided",)
                ),
                Clause(("请告诉我：现在到哪一步、谁在处理、最晚什么时候答复？",)),
            )
        ),
        "请问您的工号？",
    )
)

# What can be asked depends on how far the complaint is (R121 arts 15, 18, 23–25).
ASKED_12315 = Choice(
    (
        Clause(
            ("请问：①受理了吗，由哪个局处理？②受理决定什么时候告知我？③还要补什么材料？④您的工号是？",),
            needs=("stage_filed",),
        ),
        Clause(
            ("请问：①调解到哪一步、由谁经办？②被投诉人同意调解吗？③什么时候有结果？④您的工号是？",),
            needs=("stage_accepted",),
        ),
        Clause(
            ("请问：①能联系被投诉人履行吗？②调解书怎么领取？③一直不履行，我还有哪些途径？④您的工号是？",),
            needs=("stage_settled", "undone"),
        ),
        Clause(("请问：①调解书怎么领取？②对方履行后要怎么告诉您？③您的工号是？",), needs=("stage_settled",)),
        Clause(("请问：①终止调解的告知什么时候给我？②我还有哪些途径？③您的工号是？",), needs=("stage_ended",)),
        Clause(("请问：①不予受理的理由是什么？②我还有哪些途径？③您的工号是？",), needs=("stage_refused",)),
        Clause(
            ("请问：①这里能受理吗，还是应找哪个局？②受理决定什么时候告知我？③怎么提交材料？④登记编号和您的工号是？",),
        ),
    )
)
PLATFORM_SAID = Choice(
    (
        Clause(("平台不予受理，理由是“", Fact("ruling"), "”"), needs=("not_taken",)),
        Clause(("平台处理结果是“", Fact("ruling"), "”")),
    )
)
T14 = Template(
    (
        HELLO,
        Spare("，"),
        Choice(
            (
                Clause(
                    (
                        "我要跟进一件消费投诉",
                        Clause(("，", Fact("complaint_at"), "提交")),
                        Clause(("，登记编号 ", Fact("case_no"))),
                        "。",
                    ),
                    needs=("at_regulator",),
                ),
                Clause(("我要反映一件电商售后纠纷。",)),
            )
        ),
        Sentence(
            (
                Clause(("平台是", PLATFORM)),
                Choice((Clause(("商家是", SELLER)), Clause(("商家是", SHOP)))),
                Clause(("地址", SELLER_ADDRESS)),
                HIDDEN,
            )
        ),
        Sentence(
            (
                Choice((Clause(("我", PAID, "买了", ITEM)), Clause(("我买了", ITEM)))),
                Clause(("订单号 ", ORDER)),
                Clause((Fact("amount"), " 元")),
                Clause(("问题是", PROBLEM)),
            )
        ),
        Sentence((Clause(("商家拒绝的理由是“", REASON, "”")), PLATFORM_SAID)),
        Sentence((Clause(("我的请求是", DEMAND, SUM)),)),
        Sentence((Clause(("证据有", EXHIBITS), until=2),)),
        Sentence(
            (
                Clause(("双方在调解中约定“", Fact("settled"), "”", BY), needs=("mediated",)),
                Clause(("现在已超过 ", Fact("overdue_for"), "，还没有兑现"), needs=("mediated", "undone")),
            )
        ),
        ASKED_12315,
    )
)

TEMPLATES: Mapping[str, Template] = {"T10": T10, "T14": T14}
