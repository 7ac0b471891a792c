"""What is handed to a platform or an office, in Chinese (facts.md §6, T8–T15). Levels as in chinese.py.

Paragraphs stand on lines of their own. What the law requires in a complaint (R121 art. 10) is never dropped: it leaves
a mark. The shopper's own name, phone number and address are marks always (IDENTITY): nobody stores them.
"""

from __future__ import annotations

from collections.abc import Mapping

from cases.domain.messages.chinese import AGENT, BY, DEMAND, DEMAND_REQUIRED, HELLO, ITEM, ORDER, PROBLEM
from cases.domain.messages.grammar import Choice, Clause, Fact, Sentence, Spare, Template

IDENTITY: Mapping[str, str] = {"name": "姓名", "phone": "电话", "address": "通讯地址"}
MARKS: Mapping[str, str] = {
    **IDENTITY,
    "merchant_legal_name": "商家的公司名",
    "merchant_address": "商家的地址",
    "ruling": "处理结果",
    "entrusts": "同意或不同意",
}

# Falls with its mark where the text is copied, if the shopper leaves the number out.
CALL_ME = "如文字不清楚，请电话联系我："

DETAIL = Clause(("：", Fact("problem_detail")), until=2)
PLATFORM = Fact("platform")
SHOP = Fact("shop")
SELLER = Fact("merchant_legal_name")
SELLER_REQUIRED = Fact("merchant_legal_name", required=True)
SELLER_ADDRESS = Fact("merchant_address")
SIGNED, PAID = Fact("signed_at"), Fact("paid_at")
REASON = Fact("refusal_reason")
EXHIBITS = Fact("evidence_list")
RULING_REQUIRED = Fact("ruling", required=True)
STORE = Fact("store")

RECEIVED = Sentence(
    (
        Clause(("订单 ", ORDER)),
        Choice((Clause((SIGNED, "签收", ITEM)), Clause((SIGNED, "签收")), Clause(("买的是", ITEM)))),
        Clause(("发现", PROBLEM, DETAIL)),
    )
)
# What the seller said or let pass: a refusal first, then a promise that has lapsed, then silence.
SELLER_DID = Choice(
    (
        Clause(("商家", Fact("refused_at"), "拒绝", Clause(("，理由是“", REASON, "”")))),
        Clause(("商家拒绝，理由是“", REASON, "”")),
        Clause(("客服", AGENT, "承诺", Fact("spoken"), BY, "，至今没有做到"), needs=("unanswered", "overdue_for")),
        Clause(("客服", AGENT, "承诺“", Fact("quote"), "”", BY, "，至今没有做到"), needs=("unanswered", "overdue_for")),
        Clause(("至今没有收到答复",), needs=("unanswered", "contact_at")),
    )
)
ASKED_THEM = Sentence(
    (Clause(("我于", Fact("contact_at"), "联系商家", Clause(("要求", Fact("demand"))))), SELLER_DID), joint="；"
)
OBJECTION = Sentence(
    (
        Choice(
            (
                Clause(("我不认可，原因：商品问题如证据所示。",), needs=("refusal_reason", "evidence_list")),
                Clause(("我不认可这个理由。",), needs=("refusal_reason",)),
            )
        ),
        Clause(("证据共", Fact("evidence_count"), "份：", EXHIBITS, "。"), until=2),
    ),
    joint="",
    end="",
)
WANTED = Clause(("诉求：", DEMAND_REQUIRED, "。"))

T8 = Template(
    (
        RECEIVED,
        ASKED_THEM,
        OBJECTION,
        Sentence((WANTED, "请平台核实处理", Spare("，需要补充材料请随时通知我"), "。"), joint="", end=""),
    ),
    gap="\n",
)
T8B = Template(
    (
        Spare("纠纷说明"),
        RECEIVED,
        ASKED_THEM,
        OBJECTION,
        Sentence(
            (WANTED, "请平台核实处理。", Clause((CALL_ME, Fact("phone"), "。"), until=1)),
            joint="",
            end="",
        ),
    ),
    gap="\n",
)

T9 = Template(
    (
        Sentence(
            (
                Clause(
                    (
                        "我于",
                        Fact("first_contact_at"),
                        "起",
                        Clause(("通过", Fact("channel"))),
                        "联系",
                        Choice((Clause((SHOP,)), Clause(("商家",)))),
                        AGENT,
                    )
                ),
                Choice((Clause(("反映订单 ", ORDER, "：", PROBLEM)), Clause(("反映的问题是", PROBLEM)))),
                Clause(("要求", DEMAND)),
            )
        ),
        Sentence(
            (
                Clause(
                    (
                        "至今已 ",
                        Fact("silent_for"),
                        "，未获有效答复",
                        Clause(("（联系记录见", EXHIBITS, "）"), until=2),
                    ),
                    needs=("unanswered",),
                ),
            )
        ),
        "请平台督促商家限时回复并按规则处理。",
    )
)

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
        Sentence((Clause(("问题是", PROBLEM)), Clause(("诉求是", DEMAND)))),
        "请告诉我：现在到哪一步、谁在处理、最晚什么时候答复？",
        "请问您的工号？",
    )
)

T11 = Template(
    (
        Sentence((Clause(("订单 ", ORDER)), Clause(("纠纷编号 ", Fact("case_no"))))),
        Sentence(
            (
                Choice(
                    (
                        Clause(("平台", Fact("ruled_at"), "判定：“", RULING_REQUIRED, "”")),
                        Clause(("平台判定：“", RULING_REQUIRED, "”")),
                    )
                ),
            )
        ),
        Sentence((Clause(("我申请复核", Clause(("，新证据或被遗漏的事实：", EXHIBITS), until=2))),)),
        Sentence((Clause(("原判定未考虑的是：", Fact("problem_detail"))),)),
        WANTED,
    )
)

BOUGHT_AT = Choice(
    (
        Clause(("于", PAID, "在", STORE, "购买", ITEM)),
        Clause(("于", PAID, "购买", ITEM)),
        Clause(("在", STORE, "购买", ITEM)),
        Clause(("购买", ITEM)),
        Clause(("网购商品",)),
    )
)
T12_STORY = Sentence(
    (
        Sentence(
            (
                Clause(("本人为生活消费需要，", BOUGHT_AT)),
                Clause(("订单号 ", ORDER)),
                Clause(("支付 ", Fact("amount"), " 元")),
                Clause((SIGNED, "签收")),
            )
        ),
        Sentence(
            (
                Choice(
                    (Clause(("收到后发现", PROBLEM, DETAIL), needs=("signed_at",)), Clause(("问题是", PROBLEM, DETAIL)))
                ),
            )
        ),
    ),
    joint="",
    end="",
)
T12_ANSWERS = Sentence(
    (
        Choice(
            (
                Clause(("商家于", Fact("refused_at"), "以“", REASON, "”拒绝")),
                Clause(("商家于", Fact("refused_at"), "拒绝")),
            )
        ),
        Choice(
            (
                Clause(("平台于", Fact("ruled_at"), "处理结果为：“", Fact("ruling"), "”")),
                Clause(("平台处理结果为：“", Fact("ruling"), "”")),
            )
        ),
    ),
    joint="；",
)
DECLARED = (
    "同一争议未向法院、仲裁机构、其他行政机关或消费者协会提出。以上内容和材料真实。",
    Fact("entrusts", required=True),
    "委托调解。",
)
T12 = Template(
    (
        Sentence(
            (
                Clause(("投诉人：", Fact("name", required=True))),
                Clause(("电话：", Fact("phone", required=True))),
                Clause(("通讯地址：", Fact("address", required=True))),
            ),
            joint=" ",
            end="",
        ),
        Sentence(
            (
                Clause(
                    (
                        "被投诉人：",
                        SELLER_REQUIRED,
                        Clause(("（统一社会信用代码：", Fact("merchant_credit_code"), "）")),
                    )
                ),
                Clause(("地址：", Fact("merchant_address", required=True))),
                Clause(("店铺：", STORE)),
            ),
            joint=" ",
            end="",
        ),
        "一、投诉请求",
        Choice((Clause(("1. ", DEMAND_REQUIRED, "；2. ", Fact("loss"), "。")), Clause((DEMAND_REQUIRED, "。")))),
        "二、事实经过",
        T12_STORY,
        Clause((Fact("facts_timeline"),), until=2),
        T12_ANSWERS,
        Clause(("三、证据清单\n", Fact("evidence_lines"))),
        Choice(
            (
                Clause(("四、说明\n", *DECLARED), needs=("evidence_list",)),
                Clause(("三、说明\n", *DECLARED)),
            )
        ),
        Clause(("投诉人：", Fact("name", required=True), " ", Fact("today"))),
    ),
    gap="\n",
)

T13 = Template(
    (
        Sentence(
            (
                Clause(("被举报人：", SELLER_REQUIRED)),
                Clause(("地址：", SELLER_ADDRESS)),
                Clause(("店铺：", STORE)),
                Clause(("链接：", Fact("url"))),
            ),
            end="",
        ),
        Sentence((Clause(("涉嫌问题：", PROBLEM)),)),
        Sentence(
            (
                Choice(
                    (
                        Clause(("具体线索：时间 ", PAID, "，页面或批号：", Fact("problem_detail"))),
                        Clause(("具体线索：页面或批号：", Fact("problem_detail"))),
                        Clause(("具体线索：时间 ", PAID)),
                    )
                ),
            )
        ),
        Sentence((Clause(("材料：", EXHIBITS, "。"), until=2), "以上内容真实。"), joint="", end=""),
    ),
    gap="\n",
)

T14 = Template(
    (
        HELLO,
        Spare("，"),
        "我要反映一件电商售后纠纷。",
        Sentence(
            (
                Clause(("平台是", PLATFORM)),
                Choice((Clause(("商家是", SELLER)), Clause(("商家是", SHOP)))),
                Clause(("地址", SELLER_ADDRESS)),
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
        Sentence((Clause(("商家拒绝的理由是“", REASON, "”")), Clause(("平台处理结果是“", Fact("ruling"), "”")))),
        Sentence((Clause(("我的请求是", DEMAND)),)),
        Sentence((Clause(("证据有", EXHIBITS), until=2),)),
        "请问：①这里能受理吗，还是应找哪个局？②受理决定什么时候告知我？③怎么提交材料？④登记编号和您的工号是？",
    )
)

T15 = Template(
    (
        Spare("收到，谢谢。"),
        Sentence(
            (
                Clause(("我确认处理方案是：“", RULING_REQUIRED, "”")),
                Clause(("将在", Fact("promised_due"), "前完成")),
            )
        ),
        "完成前我会保留售后单和证据。",
    )
)

TEMPLATES: Mapping[str, Template] = {
    "T8": T8,
    "T8b": T8B,
    "T9": T9,
    "T10": T10,
    "T11": T11,
    "T12": T12,
    "T13": T13,
    "T14": T14,
    "T15": T15,
}
