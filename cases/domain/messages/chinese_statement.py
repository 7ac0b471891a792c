"""The statement for a platform, in Chinese: what came, what the seller did or let pass, what is asked for (T8, T8b)."""

from __future__ import annotations

from cases.domain.messages.chinese import AGENT, BY, DEMAND_REQUIRED, ITEM, ORDER, PROBLEM, REFUND_DUE, SUM
from cases.domain.messages.grammar import Choice, Clause, Fact, Sentence, Spare, Template

# Falls with its mark where the text is copied, if the shopper leaves the number out.
CALL_ME = "如文字不清楚，请电话联系我："

DETAIL = Clause(("：", Fact("problem_detail")), until=2)
SIGNED = Fact("signed_at")
REASON = Fact("refusal_reason")
EXHIBITS = Fact("evidence_list")

RECEIVED = Sentence(
    (
        Clause(("订单 ", ORDER)),
        Choice((Clause((SIGNED, "签收", ITEM)), Clause((SIGNED, "签收")), Clause(("买的是", ITEM)))),
        Choice((Clause(("问题是", PROBLEM, DETAIL), needs=("not_goods",)), Clause(("发现", PROBLEM, DETAIL)))),
    )
)
# A promise that has lapsed: nothing came, or how late the answer was.
UNDONE = ("，至今没有做到，已超过 ", Fact("overdue_for"))
ANSWERED_LATE = ("，", Fact("answer_at"), "才答复，超时 ", Fact("late_by"))
SELLER_SILENT = Choice(
    (
        Clause(("客服", AGENT, "承诺", Fact("spoken"), BY, *UNDONE), needs=("lapsed",)),
        Clause(("客服", AGENT, "承诺“", Fact("quote"), "”", BY, *UNDONE), needs=("lapsed",)),
    )
)
SELLER_LATE = Choice(
    (
        Clause(("客服", AGENT, "承诺", Fact("spoken"), BY, *ANSWERED_LATE)),
        Clause(("客服", AGENT, "承诺“", Fact("quote"), "”", BY, *ANSWERED_LATE)),
    )
)
# An agreement that was not carried out is the strongest thing a shopper can say.
SELLER_AGREED = Clause(
    (
        "商家",
        Clause(("（工号", Fact("agreed_agent"), "）")),
        "于",
        Fact("agreed_at"),
        "表示同意",
        Clause(("，至今没有办到",), needs=("not_done",)),
    )
)
# One that was taken back: that they had agreed counts as much as that they refuse.
HAD_AGREED = ("商家", Clause(("（工号", Fact("went_back_agent"), "）")), "于", Fact("went_back_at"), "表示同意")
# What the seller said or let pass, else its silence.
SELLER_DID = Choice(
    (
        Sentence(
            (
                Choice(
                    (
                        Clause((*HAD_AGREED, "，", Fact("refused_at"), "又拒绝", Clause(("，理由是“", REASON, "”")))),
                        Clause(("商家", Fact("refused_at"), "拒绝", Clause(("，理由是“", REASON, "”")))),
                        Clause(("商家拒绝，理由是“", REASON, "”")),
                        SELLER_SILENT,
                    )
                ),
                SELLER_LATE,
                SELLER_AGREED,
            ),
            joint="；",
            end="",
        ),
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
                Clause(("我不认可这个理由。",), needs=("refusal_reason", "not_goods")),
                Clause(("我不认可，原因：商品问题如证据所示。",), needs=("refusal_reason", "evidence_list")),
                Clause(("我不认可这个理由。",), needs=("refusal_reason",)),
            )
        ),
        Clause(("证据共", Fact("evidence_count"), "份：", EXHIBITS, "。"), until=2),
    ),
    joint="",
    end="",
)
WANTED = Clause(("诉求：", DEMAND_REQUIRED, SUM, "。"))
T8 = Template(
    (
        RECEIVED,
        REFUND_DUE,
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
        REFUND_DUE,
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
