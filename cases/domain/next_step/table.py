"""What to do next, as data: one row per tier and situation. Titles and reasons are msgids.

Every sentence here is listed for translation in cases/templatetags/domain_words.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cases.domain.lifecycle import Outcome, Tier
from cases.domain.next_step.situation import Situation

Actor = Literal["me", "them", "none"]


@dataclass(frozen=True, slots=True)
class Action:
    """A button: its code for the page, its label (a msgid), and the letter it copies if it copies one."""

    code: str
    label: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One cell of the table. `title` and `reason` are msgids; `kind` is stored and must stay as it is."""

    kind: str
    actor: Actor
    title: str
    reason: str
    primary: Action
    secondary: Action | None = None


OPENING = Action("copy_letter", "Copy and contact them", "T1")
SENT_IT = Action("owed", "Send what they asked for")
RESULT = Action("owed", "The result is here")
REPLIED = Action("log_reply", "They replied")
ASK = Action("copy_letter", "Copy this sentence", "T3")
ASK_AGAIN = Action("copy_letter", "Copy this sentence", "T3b")
NUDGE = Action("copy_letter", "Copy the follow-up", "T5")
NUDGE_AGAIN = Action("copy_letter", "Nudge again", "T5b")
ASK_REASON = Action("copy_letter", "Ask for the reason in writing", "T7")
STEP_UP = Action("step_up", "Apply to the platform")
FILE_DISPUTE = Action("step_up", "File the dispute")
PREPARE = Action("step_up", "See what is missing")
HUMAN = Action("copy_letter", "Copy the words", "T2")
REVIEW = Action("review_reply", "Accept or decline")
ARRIVED = Action("it_arrived", "It has arrived")
NO_REPLY = Action("log_no_reply", "No reply")
STEP_IN = Action("step_in", "Ask them now")
CALL = Action("log_contact", "Log the call")
OTHER_WAYS = Action("other_ways", "See the other ways")
NOTE_DAY = Action("log_contact", "Note the day they name")
RING = Action("call", "Call with everything at hand")
NOTE_AGREEMENT = Action("log_contact", "Note the sum and the day")

# The step once the seller's time for a dispute is over: the platform is asked for the first time.
STEP_IN_KIND = "step_in"
WAIT = "Wait until %(when)s"
ASK_WHEN = "Ask for a deadline"
NUDGE_ONCE = "Nudge them once"
PLATFORM = "Ask %(platform)s to step in"
# Where the platform takes a case only after a dispute has run with the seller.
DISPUTE = "File a dispute on %(platform)s"
REGULATOR = "Prepare for 12315"
GIVE_THEM = "Give them until %(when)s"
MEDIATION = "You could not agree; 12315 can organise mediation."

# A platform agrees to nothing of its own: it decides. So it is said once it has, and not of the seller in a dispute.
PLATFORM_FOR_YOU = "The platform is for you: ask by when"
PLATFORM_FOR_YOU_BY = "The platform is for you: wait until %(when)s"
# The step after a ruling for the shopper that was not carried out in its time.
EXECUTION = "ask_execution"
# The step after an agreement in mediation that was not kept in its time: whoever mediated is told, and what is left is
# a court or, where agreed on, arbitration (R121 arts 24, 25).
UNKEPT = "agreement_unkept"
AGREEMENT_UNKEPT = Row(
    UNKEPT,
    "me",
    "Tell 12315 it was not kept",
    "Both sides agreed, and it has not come. If it stays so, a court or agreed arbitration remains.",
    RING,
    ARRIVED,
)

# What does not depend on the tier.
EVERYWHERE: Mapping[Situation, Row] = {
    Situation.OWED: Row(
        "send_owed",
        "me",
        "Send what they asked for",
        "Their clock stands still until you have; it goes on with what was left.",
        SENT_IT,
    ),
    Situation.TESTING: Row(
        "await_test",
        "me",
        "Wait for the result of the test",
        "Note it when it is here. The time for testing is not counted in mediation.",
        RESULT,
    ),
    Situation.BOT: Row(
        "reach_human",
        "me",
        "Get through to a person",
        "So far only an automatic reply; it does not stop the clock.",
        HUMAN,
    ),
    Situation.FILED: Row(
        "wait_filed",
        "them",
        "Look again %(when)s",
        "It is handed in, and no fixed time is known. If nothing has come by then, ask them.",
        REPLIED,
        ASK,
    ),
    Situation.UNTIMED: Row("ask_time", "me", ASK_WHEN, "They have not said by when.", ASK),
    Situation.VAGUE: Row("ask_time", "me", ASK_WHEN, "They answered without naming a time.", ASK_AGAIN),
    Situation.ASKED: Row("wait", "them", WAIT, "You have asked by when; it is their turn.", REPLIED, NUDGE),
    Situation.SILENT: Row("nudge", "me", NUDGE_ONCE, "Nothing has come since %(since)s.", NUDGE, NO_REPLY),
    Situation.RUNNING: Row("wait", "them", WAIT, "They have until then.", REPLIED),
    Situation.LATE: Row("nudge", "me", NUDGE_ONCE, "The time has passed without an answer.", NUDGE, NO_REPLY),
    Situation.NUDGED: Row(
        "wait_nudge", "them", GIVE_THEM, "You have nudged them; if nothing comes, go one step up.", REPLIED, NO_REPLY
    ),
    Situation.OFFER: Row(
        "review_reply", "me", "Review their reply", "They have answered; whether you accept is up to you.", REVIEW
    ),
    Situation.AGREED_UNTIMED: Row(
        "ask_agreed",
        "me",
        "They agreed: ask by when",
        "Keep the after-sales request open until it has arrived.",
        ASK,
        ARRIVED,
    ),
    Situation.AGREED: Row(
        "wait_agreed",
        "them",
        "They agreed: wait until %(when)s",
        "Keep the after-sales request open until it has arrived.",
        ARRIVED,
    ),
    Situation.PAID: Row(
        "close",
        "me",
        "Close the case",
        "The money has come: save the record of it first. If it was only a part, you can still ask for the rest.",
        ARRIVED,
    ),
    Situation.AGREED_LATE: Row("nudge", "me", NUDGE_ONCE, "They agreed, and the time has passed.", NUDGE, ARRIVED),
}

TABLE: Mapping[tuple[Tier, Situation], Row] = {
    **{(tier, situation): row for tier in Tier for situation, row in EVERYWHERE.items()},
    (Tier.MERCHANT, Situation.NOTHING): Row(
        "contact",
        "me",
        "Contact the seller",
        "Nobody has been contacted yet.",
        OPENING,
    ),
    (Tier.MERCHANT, Situation.LONG_LATE): Row(
        "nudge", "me", NUDGE_ONCE, "The time passed days ago. After this you can go one step up.", NUDGE, STEP_UP
    ),
    (Tier.MERCHANT, Situation.UNANSWERED): Row(
        "step_up", "me", PLATFORM, "They have not answered.", STEP_UP, NUDGE_AGAIN
    ),
    (Tier.MERCHANT, Situation.REFUSED): Row(
        "step_up", "me", PLATFORM, "They refused, or you did not accept their answer.", STEP_UP, ASK_REASON
    ),
    (Tier.PLATFORM, Situation.NOTHING): Row(
        "file_platform", "me", PLATFORM, "Nothing has been filed with the platform yet.", STEP_UP
    ),
    **{
        (tier, situation): row
        for tier in Tier
        for situation, row in (
            (
                Situation.DISPUTE,
                Row("wait", "them", WAIT, "The seller has until then; after it the platform can be asked.", REPLIED),
            ),
            (
                Situation.STEP_IN,
                Row(STEP_IN_KIND, "me", PLATFORM, "The seller’s time for the dispute is over.", STEP_IN, REPLIED),
            ),
        )
    },
    (Tier.PLATFORM, Situation.LONG_LATE): Row(
        "nudge", "me", NUDGE_ONCE, "The time passed days ago. After this you can go one step up.", NUDGE, PREPARE
    ),
    (Tier.PLATFORM, Situation.UNANSWERED): Row("step_up", "me", REGULATOR, MEDIATION, PREPARE, NUDGE),
    (Tier.PLATFORM, Situation.REFUSED): Row("step_up", "me", REGULATOR, MEDIATION, PREPARE),
    (Tier.REGULATOR, Situation.NOTHING): Row(
        "file_regulator", "me", REGULATOR, "Nothing has been filed with 12315 yet.", PREPARE
    ),
    # Nobody is chased with a chat letter here: one asks at the counter or by telephone, and notes what was said.
    **{
        (Tier.REGULATOR, situation): Row(
            "ask_regulator", "me", "Ask 12315 how far it is", "Note who you spoke to and what they said.", CALL
        )
        for situation in (
            Situation.BOT,
            Situation.UNTIMED,
            Situation.VAGUE,
            Situation.SILENT,
            Situation.LATE,
            Situation.LONG_LATE,
            Situation.UNANSWERED,
        )
    },
    # R121 art. 24.
    (Tier.REGULATOR, Situation.AGREED_UNTIMED): Row(
        "keep_agreement",
        "me",
        "They agreed: keep the agreement",
        "Note the sum and the day in it; do not close before it has arrived.",
        NOTE_AGREEMENT,
        ARRIVED,
    ),
    (Tier.REGULATOR, Situation.AGREED_LATE): AGREEMENT_UNKEPT,
    (Tier.REGULATOR, Situation.ASKED): Row("wait", "them", WAIT, "You have asked by when; it is their turn.", REPLIED),
    (Tier.REGULATOR, Situation.REFUSED): Row(
        "other_ways",
        "me",
        "See the other ways",
        "A consumer association, arbitration if it was agreed on, or a court remain.",
        OTHER_WAYS,
    ),
}

# A window of the shopper's own that is about to close, by its rule.
FILE = Action("file_window", "File it now")
CLOSING = "The window closes at %(when)s."
RETURN, REQUEST = "File the return first", "File the after-sales request first"
WINDOWS: Mapping[str, Row] = {
    rule: Row("file_window", "me", title, CLOSING, FILE)
    for rule, title in {
        "CLK02": RETURN,
        "CLK03": RETURN,
        "CLK04": RETURN,
        "CLK08": "Ask %(platform)s to step in first",
        "CLK09": "File the appeal first",
        "CLK23": "File with 12315 first",
    }.items()
}
# The days for asking 京东 to step in (JD1 art. 7): who is asked for it depends on where the case is.
ASKING_RULE = "CLK08"
# Of a right that may not hold for these goods, or against this seller (CPL 25; facts §2.5).
CLOSING_IF: Mapping[str, str] = {
    "CLK02": "The window closes at %(when)s. It is not for fresh, custom-made or opened digital goods.",
}
CLOSING_PRIVATE = "The window closes at %(when)s. It holds only if the seller is a business."
ANY_WINDOW = Row("file_window", "me", REQUEST, CLOSING, FILE)

# The step after a ruling for a part: the next tier can be asked, and need not be.
HEARD_IN_PART = "ruled_partly"
REOPEN = Action("reopen", "Open it again")
# The step past a platform whose days for being asked are over.
PAST_PLATFORM = "regulator_instead"


def goes_up(kind: str) -> bool:
    """Return whether a step of that kind asks the next tier."""
    return kind.startswith("step_up") or kind == PAST_PLATFORM


def without_letter(kind: str, tier: str) -> bool:
    """Return whether a step of that kind has nothing for a chat: 12315 is filed with, a case is closed."""
    return kind in ("close", PAST_PLATFORM) or (goes_up(kind) and tier != Tier.MERCHANT)


def first_word(kind: str) -> bool:
    """Return whether a step of that kind is the first word to the seller."""
    return kind.startswith("contact")


CLOSED_TITLES: Mapping[str, str] = {
    Outcome.FULL: "Closed: everything you asked for",
    Outcome.PARTIAL: "Closed: part of it",
    Outcome.REFUSED: "Closed: it did not work out",
    Outcome.WITHDRAWN: "Closed: you let it go",
    Outcome.PROMISED_NOT_PAID: "Closed: promised and not kept",
    Outcome.OTHER: "Closed",
}
CLOSED_REASON = "Nothing is left to do; the record stays."
UNNAMED_PLATFORM: Mapping[str, str] = {
    PLATFORM: "Ask the platform to step in",
    DISPUTE: "File a dispute on the platform",
    "Ask %(platform)s to step in first": "Ask the platform to step in first",
}
