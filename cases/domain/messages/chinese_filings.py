"""What is handed to a platform or an office, in Chinese (facts.md §6, T8–T15). Levels as in chinese.py.

Paragraphs stand on lines of their own. What the law requires in a complaint (R121 art. 10) is never dropped: it leaves
a mark. The shopper's own name, phone number and address are marks always (IDENTITY): nobody stores them.
"""

from __future__ import annotations

from collections.abc import Mapping

from cases.domain.messages.chinese import AGENT, DEMAND, DEMAND_REQUIRED, ITEM, ORDER, PROBLEM, SUM
from cases.domain.messages.chinese_statement import (
    DETAIL,
    EXHIBITS,
    HAD_AGREED,
    REASON,
    SELLER_AGREED,
    SELLER_LATE,
    SELLER_SILENT,
    SIGNED,
    T8,
    T8B,
    WANTED,
)
from cases.domain.messages.grammar import Choice, Clause, Fact, Sentence, Spare, Template

IDENTITY: Mapping[str, str] = {"name": "姓名", "phone": "电话", "address": "通讯地址"}
MARKS: Mapping[str, str] = {
    **IDENTITY,
    "merchant_legal_name": "商家的公司名",
    "merchant_address": "商家的地址",
    "ruling": "处理结果",
    "entrusts": "同意或不同意",
}

PLATFORM = Fact("platform")
SHOP = Fact("shop")
SELLER = Fact("merchant_legal_name")
SELLER_REQUIRED = Fact("merchant_legal_name", required=True)
SELLER_ADDRESS = Fact("merchant_address")
ADDRESS_REQUIRED = Fact("merchant_address", required=True)
PAID = Fact("paid_at")
RULING_REQUIRED = Fact("ruling", required=True)
STORE = Fact("store")

REQUEST = Choice(
    (
        Clause(("1. ", DEMAND_REQUIRED, SUM, "；2. ", Fact("loss"), "。")),
        Clause((DEMAND_REQUIRED, SUM, "。")),
    )
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

T11 = Template(
    (
        Sentence((Clause(("订单 ", ORDER)), Clause(("纠纷编号 ", Fact("case_no"))))),
        Sentence(
            (
                Choice(
                    (
                        Clause(
                            ("平台", Fact("ruled_at"), "不予受理，告知的理由是“", Fact("ruling"), "”"),
                            needs=("not_taken",),
                        ),
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
# A platform is no shop: where the shop has no name on record, only the platform is named, as one.
SOLD_AT = Choice((Clause(("店铺：", STORE), needs=("shop",)), Clause(("平台：", PLATFORM))))
RULING_UNDONE = Clause(("，已过应执行的时间，至今没有兑现",), needs=("ruling_undone",))
T12_ANSWERS = Sentence(
    (
        Choice(
            (
                Clause((*HAD_AGREED, "，又于", Fact("refused_at"), "以“", REASON, "”拒绝")),
                Clause((*HAD_AGREED, "，又于", Fact("refused_at"), "拒绝")),
                Clause(("商家于", Fact("refused_at"), "以“", REASON, "”拒绝")),
                Clause(("商家于", Fact("refused_at"), "拒绝")),
                SELLER_SILENT,
            )
        ),
        SELLER_LATE,
        SELLER_AGREED,
        Choice(
            (
                Clause(
                    ("平台于", Fact("ruled_at"), "不予受理，告知的理由是“", Fact("ruling"), "”"), needs=("not_taken",)
                ),
                Clause(("平台于", Fact("ruled_at"), "处理结果为：“", Fact("ruling"), "”", RULING_UNDONE)),
                Clause(("平台处理结果为：“", Fact("ruling"), "”", RULING_UNDONE)),
            )
        ),
    ),
    joint="；",
)
# A shop that shows nobody, or whom nobody can reach, can be complained about all the same: the platform's seat is in
# charge then (R121 art. 13), and hears reports too (arts 28–31).
NOBODY = Choice(
    (
        Clause((STORE, "的经营者（店铺没有公示名称）"), needs=("shows_nobody", "shop")),
        Clause(("本订单的商家（店铺没有公示名称）",), needs=("shows_nobody",)),
        Clause((STORE, "的经营者（按店铺公示的信息联系不上）"), needs=("shows_dead", "shop")),
        Clause(("本订单的商家（按店铺公示的信息联系不上）",), needs=("shows_dead",)),
    )
)
KNOWN_PLACE = Clause((SELLER_ADDRESS, Clause(("（按此地址联系不上）",), needs=("shows_dead",))))
NO_PLACE = Choice(
    (
        Clause(("店铺没有公示",), needs=("shows_nobody",)),
        Clause(("按店铺公示的信息联系不上",), needs=("shows_dead",)),
    )
)
HIDDEN = Choice(
    (
        Clause(("店铺没有公示经营者的名称和地址",), needs=("shows_nobody",)),
        Clause(("按店铺公示的地址联系不上经营者",), needs=("shows_dead",)),
    )
)
SEAT = "由平台住所地的县级市场监督管理部门处理"
# Only what the shopper has said of other bodies; a form that nobody has answered says nothing of them.
DECLARED = (
    Choice(
        (
            Clause(("同一争议另向", Fact("elsewhere"), "提出过。")),
            Clause(("同一争议未向法院、仲裁机构、其他行政机关或消费者协会提出。",), needs=("nowhere_else",)),
        )
    ),
    "以上内容和材料真实。",
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
                        Choice((Clause((SELLER,)), NOBODY, Clause((SELLER_REQUIRED,)))),
                        Clause(("（统一社会信用代码：", Fact("merchant_credit_code"), "）")),
                    )
                ),
                Clause(("地址：", Choice((KNOWN_PLACE, NO_PLACE, Clause((ADDRESS_REQUIRED,)))))),
                SOLD_AT,
            ),
            joint=" ",
            end="",
        ),
        Sentence((HIDDEN, Clause((SEAT, "（《市场监督管理投诉举报处理办法》第十三条）"), needs=("hides_seller",)))),
        "一、投诉请求",
        REQUEST,
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
                Clause(("被举报人：", Choice((Clause((SELLER,)), NOBODY, Clause((SELLER_REQUIRED,)))))),
                Choice(
                    (
                        Clause(("地址：", KNOWN_PLACE), needs=("merchant_address",)),
                        Clause(("地址：", NO_PLACE), needs=("hides_seller",)),
                    )
                ),
                SOLD_AT,
                Clause(("链接：", Fact("url"))),
            ),
            end="",
        ),
        Sentence(
            (HIDDEN, Clause(("平台住所地的市场监督管理部门先收到的，也可以处理",), needs=("hides_seller",))),
            joint="；",
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
    "T11": T11,
    "T12": T12,
    "T13": T13,
    "T15": T15,
}
