"""What the texts for a platform or an office say, for a reader of English. What is handed in stays Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from cases.domain.messages.english import AGENT, BY, DEMAND, DEMAND_REQUIRED, ITEM, ORDER, PROBLEM, said
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
SELLER_DID = Choice(
    (
        said("The seller refused on ", Fact("refused_at"), Clause((", for the reason “", REASON, "”"))),
        said("The seller refused for the reason “", REASON, "”"),
        said(
            "Customer service",
            AGENT,
            " promised: ",
            Fact("spoken"),
            BY,
            ", which has not been done",
            needs=("unanswered", "overdue_for"),
        ),
        said(
            "Customer service",
            AGENT,
            " promised “",
            Fact("quote"),
            "”",
            BY,
            ", which has not been done",
            needs=("unanswered", "overdue_for"),
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
WANTED = said("I ask for ", DEMAND_REQUIRED)
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
T10 = Template(
    (
        Spare("Hello."),
        "I am following up on an after-sales dispute.",
        said("The platform is ", PLATFORM),
        said("The order is ", ORDER),
        said("I asked you to step in on ", Fact("filed_at")),
        said("The number is ", Fact("case_no")),
        said("That was ", Fact("filed_for"), " ago and I have had no answer", needs=("unanswered",)),
        said("The problem: ", PROBLEM),
        said("I ask for ", DEMAND),
        "Please tell me: how far is it, who deals with it, and by when at the latest will I have an answer?",
        "May I have your agent number?",
    ),
    gap=" ",
)
T11 = Template(
    (
        said("Order ", ORDER),
        said("Dispute ", Fact("case_no")),
        Choice(
            (
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
T12_ANSWERS = line(
    Choice(
        (
            said("On ", Fact("refused_at"), " the seller refused for the reason “", REASON, "”"),
            said("On ", Fact("refused_at"), " the seller refused"),
        )
    ),
    Choice(
        (
            said("On ", Fact("ruled_at"), " the platform decided: “", Fact("ruling"), "”"),
            said("The platform decided: “", Fact("ruling"), "”"),
        )
    ),
)
DECLARED = (
    "The same dispute has not been brought to a court, an arbitration body, another authority or a consumer "
    "association. All of this is true. I ",
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
            said("Against: ", SELLER_REQUIRED, Clause((" (credit code ", Fact("merchant_credit_code"), ")"))),
            said("Address: ", Fact("merchant_address", required=True)),
            said("Shop: ", STORE),
        ),
        "1. What I ask for",
        Choice((said(DEMAND_REQUIRED, "; also ", Fact("loss")), said(DEMAND_REQUIRED))),
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
            said("Reported: ", SELLER_REQUIRED),
            said("Address: ", Fact("merchant_address")),
            said("Shop: ", STORE),
            said("Link: ", Fact("url")),
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
T14 = Template(
    (
        Spare("Hello."),
        "I want to report an after-sales dispute from online shopping.",
        said("The platform is ", PLATFORM),
        Choice((said("The seller is ", SELLER), said("The seller is ", SHOP))),
        said("Its address: ", Fact("merchant_address")),
        Choice((said("I bought the ", ITEM, " on ", PAID), said("I bought the ", ITEM))),
        said("The order is ", ORDER),
        said("It cost ", Fact("amount"), " yuan"),
        said("The problem: ", PROBLEM),
        said("The seller refused for the reason “", REASON, "”"),
        said("The platform decided: “", Fact("ruling"), "”"),
        said("I ask for ", DEMAND),
        said("My exhibits: ", EXHIBITS, until=2),
        "My questions: can you take this, or which bureau can? When will I be told whether it is accepted? "
        "How do I hand in material? What are the registration number and your agent number?",
    ),
    gap=" ",
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
    "T10": T10,
    "T11": T11,
    "T12": T12,
    "T13": T13,
    "T14": T14,
    "T15": T15,
}
