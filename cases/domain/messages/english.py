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
        Choice(
            (
                Clause((), needs=("time_known",)),
                Clause(
                    ("You answered “", Fact("condition"), "”. From which day does that count? Please tell me then.")
                ),
                Clause(("By when at the latest will it be done?",), needs=("not_done",)),
                Clause(("By when at the latest can I have an answer?",)),
            )
        ),
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
    "T6": T6,
    "T6b": T6B,
    "T7": T7,
    "T18": T18,
}
