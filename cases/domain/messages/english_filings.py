"""What the texts for a platform or an office say, for a reader of English. What is handed in stays Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from cases.domain.messages.english import AGENT, BY, DEMAND, DEMAND_REQUIRED, ITEM, ORDER, PROBLEM, SUM, said
from cases.domain.messages.grammar import Choice, Clause, Fact, Sentence, Spare, Template

MARKS: Mapping[str, str] = {
    "name": "your name",
    "phone": "your phone number",
    "address": "your address",
    "merchant_legal_name": "the seller’s company",
    "merchant_address": "the seller’s address",
    "ruling": "the outcome",
    "entrusts": "agree or disagree",
}

DETAIL = Clause((": ", Fact("problem_detail")), until=2)
PLATFORM, SHOP, STORE = Fact("platform"), Fact("shop"), Fact("store")
SELLER = Fact("merchant_legal_name")
SELLER_REQUIRED = Fact("merchant_legal_name", required=True)
SIGNED, PAID = Fact("signed_at"), Fact("paid_at")
REASON = Fact("refusal_reason")
EXHIBITS = Fact("evidence_list")
RULING_REQUIRED = Fact("ruling", required=True)


def line(*sentences: Sentence | Choice | Clause | Spare | str) -> Sentence:
    """Return sentences on one line; nothing when none stands."""
    return Sentence(sentences, joint=" ", end="")


RECEIVED = line(
    said("Order ", ORDER),
    Choice(
        (
            said("I signed for the ", ITEM, " on ", SIGNED),
            said("I signed for it on ", SIGNED),
            said("I bought: ", ITEM),
        )
    ),
    said("What is wrong: ", PROBLEM, DETAIL),
)
SPOKEN, QUOTED = (": ", Fact("spoken")), (" “", Fact("quote"), "”")
UNDONE = (", which has not been done, ", Fact("overdue_for"), " after that")
ANSWERED_LATE = ("; the answer came on ", Fact("answer_at"), ", ", Fact("late_by"), " late")
SELLER_SILENT = Choice(
    (
        said("Customer service", AGENT, " promised", *SPOKEN, BY, *UNDONE, needs=("lapsed",)),
        said("Customer service", AGENT, " promised", *QUOTED, BY, *UNDONE, needs=("lapsed",)),
    )
)
SELLER_LATE = Choice(
    (
        said("Customer service", AGENT, " promised", *SPOKEN, BY, *ANSWERED_LATE),
        said("Customer service", AGENT, " promised", *QUOTED, BY, *ANSWERED_LATE),
    )
)
SELLER_AGREED = said(
    "The seller",
    Clause((" (agent ", Fact("agreed_agent"), ")")),
    " agreed on ",
    Fact("agreed_at"),
    Clause((", which has not been carried out so far",), needs=("not_done",)),
)
HAD_AGREED = (
    "The seller",
    Clause((" (agent ", Fact("went_back_agent"), ")")),
    " agreed on ",
    Fact("went_back_at"),
    " and refused on ",
    Fact("refused_at"),
    " after all",
)
SELLER_WENT_BACK = said(*HAD_AGREED, Clause((", for the reason “", REASON, "”")))
SELLER_DID = Choice(
    (
        line(
            Choice(
                (
                    SELLER_WENT_BACK,
                    said("The seller refused on ", Fact("refused_at"), Clause((", for the reason “", REASON, "”"))),
                    said("The seller refused for the reason “", REASON, "”"),
                    SELLER_SILENT,
                )
            ),
            SELLER_LATE,
            SELLER_AGREED,
        ),
        said("There has been no answer so far", needs=("unanswered", "contact_at")),
    )
)
ASKED_THEM = line(
    said("I contacted the seller on ", Fact("contact_at"), Clause((", asking for ", Fact("demand")))), SELLER_DID
)
OBJECTION = line(
    Choice(
        (
            said(
                "I do not accept that: the exhibits show what is wrong with the goods",
                needs=("refusal_reason", "evidence_list"),
            ),
            said("I do not accept that reason", needs=("refusal_reason",)),
        )
    ),
    said("Exhibits (", Fact("evidence_count"), "): ", EXHIBITS, until=2),
)
WANTED = said("I ask for ", DEMAND_REQUIRED, SUM)
T8 = Template(
    (
        RECEIVED,
        ASKED_THEM,
        OBJECTION,
        line(WANTED, "Please look into it.", Spare("Tell me at any time if more is needed.")),
    ),
    gap="\n",
)
T8B = Template(
    (
        Spare("Statement of the dispute"),
        RECEIVED,
        ASKED_THEM,
        OBJECTION,
        line(
            WANTED,
            "Please look into it.",
            said("If anything is unclear, please call me: ", Fact("phone"), until=1),
        ),
    ),
    gap="\n",
)
T9 = Template(
    (
        Choice(
            (
                said(
                    "Since ",
                    Fact("first_contact_at"),
                    " I have been contacting ",
                    SHOP,
                    AGENT,
                    Clause((" by ", Fact("channel"))),
                ),
                said(
                    "Since ",
                    Fact("first_contact_at"),
                    " I have been contacting the seller",
                    AGENT,
                    Clause((" by ", Fact("channel"))),
                ),
            )
        ),
        Choice((said("It is about order ", ORDER, ": ", PROBLEM), said("It is about this: ", PROBLEM))),
        said("I ask for ", DEMAND),
        said(
            "After ",
            Fact("silent_for"),
            " there is still no real answer",
            Clause((" (the record: ", EXHIBITS, ")"), until=2),
            needs=("unanswered",),
        ),
        "Please have the seller answer by a set time and deal with it under the rules.",
    ),
    gap=" ",
)
NOT_TAKEN = ("On ", Fact("ruled_at"), " the platform did not take it up; the reason it gave: “", Fact("ruling"), "”")
T11 = Template(
    (
        said("Order ", ORDER),
        said("Dispute ", Fact("case_no")),
        Choice(
            (
                said(*NOT_TAKEN, needs=("not_taken",)),
                said("On ", Fact("ruled_at"), " the platform decided: “", RULING_REQUIRED, "”"),
                said("The platform decided: “", RULING_REQUIRED, "”"),
            )
        ),
        said("I ask for a review", Clause((", with new exhibits or overlooked facts: ", EXHIBITS), until=2)),
        said("What the decision leaves out: ", Fact("problem_detail")),
        WANTED,
    ),
    gap=" ",
)
T12_STORY = line(
    Choice(
        (
            said("For my own use I bought the ", ITEM, " on ", PAID, " at ", STORE),
            said("For my own use I bought the ", ITEM, " on ", PAID),
            said("For my own use I bought the ", ITEM, " at ", STORE),
            said("For my own use I bought the ", ITEM),
            "I bought goods online for my own use.",
        )
    ),
    said("The order is ", ORDER),
    said("I paid ", Fact("amount"), " yuan"),
    said("I signed for it on ", SIGNED),
    said("What is wrong: ", PROBLEM, DETAIL),
)
SOLD_AT = Choice((said("Shop: ", STORE, needs=("shop",)), said("Platform: ", Fact("platform"))))
RULING_UNDONE = Clause(
    ("; the time for carrying it out has passed and it has not been done",), needs=("ruling_undone",)
)
T12_ANSWERS = line(
    Choice(
        (
            SELLER_WENT_BACK,
            said("On ", Fact("refused_at"), " the seller refused for the reason “", REASON, "”"),
            said("On ", Fact("refused_at"), " the seller refused"),
            SELLER_SILENT,
        )
    ),
    SELLER_LATE,
    SELLER_AGREED,
    Choice(
        (
            said(*NOT_TAKEN, needs=("not_taken",)),
            said("On ", Fact("ruled_at"), " the platform decided: “", Fact("ruling"), "”", RULING_UNDONE),
            said("The platform decided: “", Fact("ruling"), "”", RULING_UNDONE),
        )
    ),
)
NOBODY = Choice(
    (
        Clause(("whoever runs ", STORE, " (the shop shows no name)"), needs=("shows_nobody", "shop")),
        Clause(("the seller of this order (the shop shows no name)",), needs=("shows_nobody",)),
        Clause(("whoever runs ", STORE, " (cannot be reached with what the shop shows)"), needs=("shows_dead", "shop")),
        Clause(("the seller of this order (cannot be reached with what the shop shows)",), needs=("shows_dead",)),
    )
)
KNOWN_PLACE = Clause(
    (Fact("merchant_address"), Clause((" (nobody can be reached there)",), needs=("shows_dead",))),
)
NO_PLACE = Choice(
    (
        Clause(("the shop shows none",), needs=("shows_nobody",)),
        Clause(("nobody can be reached with what the shop shows",), needs=("shows_dead",)),
    )
)
HIDDEN = Choice(
    (
        said("The shop shows neither the name nor the address of who runs it", needs=("shows_nobody",)),
        said("Nobody can be reached at the address the shop shows", needs=("shows_dead",)),
    )
)
DECLARED = (
    Choice(
        (
            Clause(("The same dispute has also been brought to ", Fact("elsewhere"), ". ")),
            Clause(
                (
                    "The same dispute has not been brought to a court, an arbitration body, another authority or a "
                    "consumer association. ",
                ),
                needs=("nowhere_else",),
            ),
        )
    ),
    "All of this is true. I ",
    Fact("entrusts", required=True),
    " to mediation being entrusted to another body.",
)
T12 = Template(
    (
        line(
            said("Complainant: ", Fact("name", required=True)),
            said("Phone: ", Fact("phone", required=True)),
            said("Address: ", Fact("address", required=True)),
        ),
        line(
            said(
                "Against: ",
                Choice((Clause((SELLER,)), NOBODY, Clause((SELLER_REQUIRED,)))),
                Clause((" (credit code ", Fact("merchant_credit_code"), ")")),
            ),
            said(
                "Address: ",
                Choice((KNOWN_PLACE, NO_PLACE, Clause((Fact("merchant_address", required=True),)))),
            ),
            SOLD_AT,
        ),
        line(
            HIDDEN,
            said(
                "The county bureau at the platform’s seat is in charge (Measures for complaints and reports to the "
                "market regulator, article 13)",
                needs=("hides_seller",),
            ),
        ),
        "1. What I ask for",
        Choice((said(DEMAND_REQUIRED, SUM, "; also ", Fact("loss")), said(DEMAND_REQUIRED, SUM))),
        "2. What happened",
        T12_STORY,
        Clause((Fact("facts_timeline"),), until=2),
        T12_ANSWERS,
        Clause(("3. Exhibits\n", Fact("evidence_lines"))),
        Choice(
            (
                Clause(("4. Statement\n", *DECLARED), needs=("evidence_list",)),
                Clause(("3. Statement\n", *DECLARED)),
            )
        ),
        Clause(("Complainant: ", Fact("name", required=True), ", ", Fact("today"))),
    ),
    gap="\n",
)
T13 = Template(
    (
        line(
            said("Reported: ", Choice((Clause((SELLER,)), NOBODY, Clause((SELLER_REQUIRED,))))),
            Choice(
                (
                    said("Address: ", KNOWN_PLACE, needs=("merchant_address",)),
                    said("Address: ", NO_PLACE, needs=("hides_seller",)),
                )
            ),
            SOLD_AT,
            said("Link: ", Fact("url")),
        ),
        line(
            HIDDEN,
            said("The regulator at the platform’s seat may take it when it hears first", needs=("hides_seller",)),
        ),
        said("Suspected: ", PROBLEM),
        Choice(
            (
                said("Lead: bought on ", PAID, "; page or batch: ", Fact("problem_detail")),
                said("Lead: page or batch: ", Fact("problem_detail")),
                said("Lead: bought on ", PAID),
            )
        ),
        line(said("Material: ", EXHIBITS, until=2), "All of this is true."),
    ),
    gap="\n",
)
T15 = Template(
    (
        Spare("Received, thank you."),
        said("I confirm the solution: “", RULING_REQUIRED, "”", Clause((", to be done by ", Fact("promised_due")))),
        "Until then I keep the after-sales request and the exhibits.",
    ),
    gap=" ",
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
