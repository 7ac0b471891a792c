"""What is said on the telephone, for a reader of English. What is said stays Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from cases.domain.messages.english import AGENT, BY, DEMAND, ITEM, ORDER, PROBLEM, SUM, said
from cases.domain.messages.english_filings import EXHIBITS, HIDDEN, PAID, PLATFORM, QUOTED, REASON, SELLER, SHOP, SPOKEN
from cases.domain.messages.grammar import Choice, Clause, Fact, Spare, Template

HOW_FAR = "Please tell me: how far is it, who deals with it, and by when at the latest will I have an answer?"
OBJECTION = (
    "I disagree with that. Please tell me: where do I hand in an objection and new evidence, and by when at the latest?"
)
T10 = Template(
    (
        Spare("Hello."),
        "I am following up on an after-sales dispute.",
        said("The platform is ", PLATFORM),
        said("The order is ", ORDER),
        said("I asked you to step in on ", Fact("filed_at")),
        said("The number is ", Fact("case_no")),
        said("That was ", Fact("filed_for"), " ago and I have had no answer", needs=("unanswered",)),
        Choice(
            (
                said("You decided: “", Fact("settled"), "”", BY, needs=("ruled",)),
                said("You decided in my favour", BY, needs=("ruled",)),
                said("Customer service", AGENT, " agreed", *SPOKEN, BY, needs=("undone",)),
                said("Customer service", AGENT, " agreed", *QUOTED, BY, needs=("undone",)),
                said("On ", Fact("ruled_at"), " you decided: “", Fact("ruling"), "”", needs=("decided",)),
                said("On ", Fact("ruled_at"), " you decided against my request", needs=("decided_against",)),
                said("On ", Fact("ruled_at"), " you granted a part of my request", needs=("decided_partly",)),
            )
        ),
        said("That was ", Fact("overdue_for"), " ago and it has not been done", needs=("undone",)),
        said("The problem: ", PROBLEM),
        said("I ask for ", DEMAND),
        Choice(
            (
                Clause(
                    ("Please carry out what was decided. Who deals with it, and by when will it be done?",),
                    needs=("undone", "ruled"),
                ),
                Clause(("Please tell me: who deals with it, and by when will it be done?",), needs=("undone",)),
                Clause((OBJECTION,), needs=("decided",)),
                HOW_FAR,
            )
        ),
        "May I have your agent number?",
    ),
    gap=" ",
)
ASKED_12315 = Choice(
    (
        Clause(
            (
                "My questions: is it accepted, and which bureau has it? When will I be told? "
                "What material is still missing? What is your agent number?",
            ),
            needs=("stage_filed",),
        ),
        Clause(
            (
                "My questions: how far is the mediation, and who deals with it? Does the other side agree to it? "
                "When will there be a result? What is your agent number?",
            ),
            needs=("stage_accepted",),
        ),
        Clause(
            (
                "My questions: can you ask the other side to do it? How do I get the mediation document? "
                "If it stays undone, which ways remain? What is your agent number?",
            ),
            needs=("stage_settled", "undone"),
        ),
        Clause(
            (
                "My questions: how do I get the mediation document? How do I tell you once it is done? "
                "What is your agent number?",
            ),
            needs=("stage_settled",),
        ),
        Clause(
            (
                "My questions: when do I get the notice that mediation ended? Which ways remain? "
                "What is your agent number?",
            ),
            needs=("stage_ended",),
        ),
        Clause(
            ("My questions: why was it not accepted? Which ways remain? What is your agent number?",),
            needs=("stage_refused",),
        ),
        Clause(
            (
                "My questions: can you take this, or which bureau can? When will I be told whether it is accepted? "
                "How do I hand in material? What are the registration number and your agent number?",
            )
        ),
    )
)
T14 = Template(
    (
        Spare("Hello."),
        Choice(
            (
                Clause(
                    (
                        "I am following up on a consumer complaint",
                        Clause((", handed in on ", Fact("complaint_at"))),
                        Clause((", number ", Fact("case_no"))),
                        ".",
                    ),
                    needs=("at_regulator",),
                ),
                "I want to report an after-sales dispute from online shopping.",
            )
        ),
        said("The platform is ", PLATFORM),
        Choice((said("The seller is ", SELLER), said("The seller is ", SHOP))),
        said("Its address: ", Fact("merchant_address")),
        HIDDEN,
        Choice((said("I bought the ", ITEM, " on ", PAID), said("I bought the ", ITEM))),
        said("The order is ", ORDER),
        said("It cost ", Fact("amount"), " yuan"),
        said("The problem: ", PROBLEM),
        said("The seller refused for the reason “", REASON, "”"),
        Choice(
            (
                said("The platform did not take it up, for this reason: “", Fact("ruling"), "”", needs=("not_taken",)),
                said("The platform decided: “", Fact("ruling"), "”"),
            )
        ),
        said("I ask for ", DEMAND, SUM),
        said("My exhibits: ", EXHIBITS, until=2),
        said("In mediation both sides agreed: “", Fact("settled"), "”", BY, needs=("mediated",)),
        said("That was ", Fact("overdue_for"), " ago and it has not been done", needs=("mediated", "undone")),
        ASKED_12315,
    ),
    gap=" ",
)
TEMPLATES: Mapping[str, Template] = {"T10": T10, "T14": T14}
