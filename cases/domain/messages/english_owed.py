"""What the follow-ups say, for a reader of English (facts.md §6, T5, T5b): what is owed, and by when it was due."""

from __future__ import annotations

from collections.abc import Mapping

from cases.domain.messages.english import AGENT, BY, DEMAND, GREETING, said
from cases.domain.messages.grammar import Choice, Clause, Fact, Sentence, Spare, Template

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

TEMPLATES: Mapping[str, Template] = {"T5": T5, "T5b": T5B}
