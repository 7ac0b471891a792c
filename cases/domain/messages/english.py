"""What the letters say, for a reader of English. The letter that is sent stays Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from cases.domain.messages.grammar import Choice, Clause, Fact, Node, Sentence, Spare, Template

MARKS: Mapping[str, str] = {
    "problem": "the exact problem",
    "demand": "what you ask for",
    "promise": "what they promised",
    "promised_due": "by when",
    "demand_deadline": "by when",
}
# The eight demands as they stand in the letters; an unknown one is shown as the shopper wrote it.
DEMANDS: Mapping[str, str] = {
    "退款": "a refund",
    "退货退款": "a return and refund",
    "换货": "an exchange",
    "补发": "the missing part to be sent",
    "维修": "a repair",
    "补差价": "the price difference back",
    "赔偿": "compensation",
    "道歉": "an apology",
}

ORDER = Fact("order_no", "order")
PROBLEM = Fact("problem", "problem", required=True)
DEMAND = Fact("demand", "demand")
DEMAND_REQUIRED = Fact("demand", "demand", required=True)
ITEM = Fact("item")
SUM = Clause((" (", Fact("asked_amount"), " yuan)"))
DETAIL = Clause((" (", Fact("problem_detail"), ")"), until=2)
AGENT = Clause((" (agent ", Fact("agent_no"), ")"))


def said(*nodes: Node, needs: tuple[str, ...] = (), until: int | None = None) -> Sentence:
    """Return one sentence that stands or falls as a whole."""
    return Sentence((Clause(nodes, needs=needs, until=until),), end=".")


ORIGIN = said("Please also show purchase papers or the brand’s authorisation for it", needs=("suspected_fake",))
T1 = Template(
    (
        Spare("Hello."),
        said("My order is ", ORDER),
        Choice(
            (
                said("The problem with the ", ITEM, " I bought: ", PROBLEM, DETAIL),
                said("The problem: ", PROBLEM, DETAIL),
            )
        ),
        said("I would like ", DEMAND_REQUIRED, SUM),
        ORIGIN,
        Spare("Please help me with this."),
    ),
    gap=" ",
)
T1B = Template(
    (
        Spare("Hello."),
        Choice(
            (
                said("I have a question about the ", ITEM, " of ", Fact("shop"), ": ", PROBLEM, DETAIL),
                said("I have a question about the ", ITEM, ": ", PROBLEM, DETAIL),
                said("I have an after-sales question for ", Fact("shop"), ": ", PROBLEM, DETAIL),
                said("I have an after-sales question: ", PROBLEM, DETAIL),
            )
        ),
        said("I would like ", DEMAND_REQUIRED, SUM),
        ORIGIN,
        Spare("What do you need from me?"),
    ),
    gap=" ",
)
T2 = Template(
    (
        Choice(
            (
                Clause(("A person, please: ", DEMAND, Clause((", order ", ORDER)))),
                Clause(("A person, please: order ", ORDER)),
                Clause(("Human customer service",)),
            )
        ),
    )
)
T3 = Template(
    (
        Spare("Thank you."),
        Choice((Clause((), needs=("time_known",)), Clause(("By when at the latest can I have an answer?",)))),
        Choice((Clause((), needs=("agent_no",)), Clause(("May I have your agent number?",)))),
        Spare("I am keeping a note so that we can pick this up again."),
    ),
    gap=" ",
)
T3B = Template(
    (
        Spare("I understand that you need to check."),
        "Could you give me a rough time, such as by a certain hour today or within some working days?",
        Clause(("If I hear nothing by then I will get in touch again.",), until=2),
    ),
    gap=" ",
)
T4 = Template(
    (
        Spare("Good."),
        Sentence(
            (
                Clause(
                    (
                        "Let me confirm: you",
                        AGENT,
                        " answered",
                        Clause((" on ", Fact("contact_at"))),
                        Clause((" “", Fact("quote"), "”"), until=2),
                    )
                ),
                Choice(
                    (
                        Clause(("which was due by ", Fact("promised_due"), ": ", Fact("act")), needs=("due_past",)),
                        Clause(("which was due by ", Fact("promised_due")), needs=("due_past", "quote")),
                        Clause(("with an answer due by ", Fact("promised_due")), needs=("due_past", "promise")),
                        Clause(
                            ("which means by ", Fact("promised_due", required=True), ": ", Fact("act")),
                        ),
                        Clause(("which means by ", Fact("promised_due", required=True)), needs=("quote",)),
                        Clause(
                            ("and will answer by ", Fact("promised_due", required=True)),
                            needs=("promise",),
                        ),
                        Clause(
                            (
                                "and by ",
                                Fact("promised_due", required=True),
                                " will have done this: ",
                                Fact("promise", required=True),
                            )
                        ),
                    )
                ),
            ),
            joint=", ",
            end=".",
        ),
        "If I have misunderstood, please tell me at once.",
        Spare("Thank you."),
    ),
    gap=" ",
)

GREETING = Choice(
    (
        Clause(("Hello, this is about order ", ORDER, "."), until=1),
        Clause(("Order ", ORDER, ".")),
        Clause(("Hello, this is about the ", ITEM, " I bought."), until=1),
        Clause(("The ", ITEM, " I bought.")),
        Spare("Hello."),
    )
)
BY = Clause((" (due by ", Fact("promised_due"), ")"))
REVIEW = Clause(
    (
        Clause(("under article 16 of JD’s standard for disputes about goods ",), until=1),
        "the seller had to review the request by ",
        Fact("promised_due"),
    )
)
PROMISED = Choice(
    (
        said(
            "On ",
            Fact("ruled_at"),
            " the platform decided: “",
            Fact("settled"),
            "”; ",
            REVIEW,
            needs=("by_rule",),
            until=2,
        ),
        said("On ", Fact("ruled_at"), " the platform decided in my favour; ", REVIEW, needs=("by_rule",)),
        said("The platform decided: “", Fact("settled"), "”", BY, needs=("ruled",), until=2),
        said("What the platform decided was due by ", Fact("promised_due"), needs=("ruled",)),
        said("In mediation both sides agreed: “", Fact("settled"), "”", BY, needs=("mediated",), until=2),
        said("What was agreed in mediation was due by ", Fact("promised_due"), needs=("mediated",)),
        said("Customer service", AGENT, " promised: ", Fact("spoken"), BY),
        said("Customer service", AGENT, " promised “", Fact("quote"), "”", BY, until=2),
        said("Customer service", AGENT, " promised it by ", Fact("promised_due"), needs=("quote",)),
    )
)
REFUND = Choice(
    (
        said(
            "The seller got the return on ",
            Fact("returned_at"),
            " and had to refund it by ",
            Fact("refund_due"),
            Clause((" (Consumer Protection Law, article 25)",), until=1),
            "; that was ",
            Fact("refund_over"),
            " ago and it has not been done",
        ),
        said(
            "The seller got the return on ",
            Fact("returned_at"),
            " and has to refund it by ",
            Fact("refund_due"),
            Clause((" (Consumer Protection Law, article 25)",), until=1),
        ),
    )
)
FILED = said(
    "I asked the platform to step in on ",
    Fact("filed_at"),
    Clause((", number ", Fact("case_no"))),
    needs=("stepped_in",),
)
T5 = Template(
    (
        GREETING,
        FILED,
        said("I got in touch on ", Fact("contact_at"), Clause((" by ", Fact("channel"))), needs=("asked_then",)),
        REFUND,
        PROMISED,
        Choice(
            (
                said("That was ", Fact("overdue_for"), " ago and it has not been done", needs=("by_rule", "undone")),
                said(
                    "That was ",
                    Fact("overdue_for"),
                    " ago and it has not been done",
                    needs=("promise", "undone"),
                ),
                said(
                    "That was ",
                    Fact("overdue_for"),
                    " ago and I have had no answer",
                    needs=("promise", "unanswered"),
                ),
                said("That was ", Fact("overdue_for"), " ago", needs=("promise",)),
                said(
                    "You agreed on ",
                    Fact("answer_at"),
                    ", ",
                    Fact("late_by"),
                    " late",
                    needs=("promise", "agreed_late"),
                ),
                Sentence(
                    (
                        Clause(
                            ("The answer came on ", Fact("answer_at"), ", ", Fact("late_by"), " late"),
                            needs=("promise", "late_by"),
                        ),
                        Clause(("you agreed on ", Fact("agreed_at")), needs=("late_by",)),
                    ),
                    joint="; ",
                    end=".",
                ),
                said("You agreed on ", Fact("agreed_at")),
                said("I have had no answer so far", needs=("unanswered", "contact_at")),
            )
        ),
        Choice(
            (
                Clause(
                    ("Please carry out what was decided and tell me when it will be done.",), needs=("undone", "ruled")
                ),
                Clause(("Please make the refund and tell me when it will arrive.",), needs=("refund_over",)),
                Clause(("Please check how far it is and give me a new, definite time.",), until=1),
                Clause(("Please give me a new, definite time.",)),
            )
        ),
        said("I still ask for ", DEMAND),
    ),
    gap=" ",
)
T5B = Template(
    (
        GREETING,
        FILED,
        said(
            "I got in touch on ",
            Fact("contact_at"),
            Clause((" and have reminded you since",), needs=("reminded_at",)),
            needs=("asked_then",),
        ),
        said("It has not been dealt with so far", needs=("unanswered", "contact_at")),
        REFUND,
        Clause((PROMISED,), needs=("undone",)),
        Choice(
            (
                said("It has not been done so far", needs=("undone", "ruled")),
                said("You agreed on ", Fact("agreed_at"), "; it has not been done so far", needs=("undone",)),
                said("It has not been done so far", needs=("undone",)),
                said("You agreed on ", Fact("agreed_at")),
            )
        ),
        Sentence(
            (
                Choice(
                    (
                        Clause(("Please do it by ", Fact("demand_deadline", required=True)), needs=("undone",)),
                        Clause(
                            ("Please refund it by ", Fact("demand_deadline", required=True)), needs=("refund_over",)
                        ),
                        Clause(
                            ("Please tell me by ", Fact("demand_deadline", required=True), " how you will solve this")
                        ),
                    )
                ),
                Clause(
                    ("if there is no result by then I will ask the platform to step in under its rules",),
                    needs=("at_merchant",),
                ),
            ),
            joint="; ",
            end=".",
        ),
        said("I have kept the records", needs=("at_merchant", "contact_at")),
        Spare("Thank you for your understanding."),
    ),
    gap=" ",
)
T6 = Template(
    (
        Spare("Thank you for wanting to solve this."),
        Choice(
            (
                said("So that we both have proof, please use the platform’s process for ", DEMAND),
                said("So that we both have proof, please use the platform’s after-sales process"),
            )
        ),
        "I do not accept private transfers and will not withdraw the after-sales request.",
        "If you agree, please simply approve the after-sales request.",
    ),
    gap=" ",
)
T6B = Template(
    (
        "Sorry, I will not withdraw the after-sales request before the refund has arrived. ",
        "You can agree in the request itself",
        Spare("; the system will do the rest"),
        ".",
    )
)
T7 = Template(
    (
        Choice(
            (
                Clause(("Please write down clearly why you do not agree to ", DEMAND)),
                Clause(("Please write down clearly why you do not agree",)),
            )
        ),
        ", and which rule or page you rely on",
        Spare(". I need it to apply to the platform"),
        ".",
    )
)

T18 = Template(
    (
        Spare("Hello."),
        said("My order is ", ORDER),
        Choice((said("The problem with the ", ITEM, ": ", PROBLEM), said("The problem: ", PROBLEM))),
        Choice(
            (
                Clause(("Nobody can be reached at the address the shop shows.",), needs=("shows_dead",)),
                Clause(("The shop shows neither the name nor the address of who runs it.",), needs=("shows_nobody",)),
                Clause(("I have not found the name and address of who runs this shop.",)),
            )
        ),
        "I need them for a complaint: please give me the real name, the address and a working contact of the seller.",
        Spare("The Consumer Protection Law, article 44, is about this."),
        Spare("If you need to check who I am, please tell me how."),
    ),
    gap=" ",
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
