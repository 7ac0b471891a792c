"""What becomes of a mail when its turn comes: the world may have changed since it was queued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# Mails about one case that go out on one day by themselves; the rest fold into the digest (settled).
CASE_MAILS_A_DAY = 2
# Who wants everything in one mail, the day's or the week's.
DIGEST_MODES = frozenset({"digest", "weekly"})
# What is mailed about a case that is over: has the promised money come, and that files are about to go.
OF_CLOSED = frozenset({"money", "files"})
# A reason that can end: the case may be opened again.
CASE_CLOSED = "case closed"


class Act(StrEnum):
    SEND = "send"
    POSTPONE = "postpone"  # at `at`
    FOLD = "fold"  # into the digest that goes out at `at`
    IN_APP = "in_app"
    CANCEL = "cancel"


@dataclass(frozen=True)
class Verdict:
    act: Act
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class MailFacts:
    """Everything the decision depends on, read after the claim. Moments are aware; `now` is the caller's."""

    kind: str
    active: bool = True
    mail_mode: str = "instant"
    verified: bool = True
    # The end of the quiet hours `now` lies in; None outside them.
    quiet_until: datetime | None = None
    # When the owner's next digest goes out.
    digest_at: datetime | None = None
    digest_items: int = 0
    case_open: bool = True
    muted: bool = False
    snoozed_until: datetime | None = None
    case_mails_today: int = 0
    lane: str = ""
    stage_is_warning: bool = False
    due_at: datetime | None = None
    # The deadline's own: what it is now, against what the row was made for.
    running: bool = True
    deadline_due_at: datetime | None = None
    superseded: bool = False
    # A mail about another window of the shopper's that closes in the same moment names this one as well.
    said_with_another: bool = False
    # It is about asking 京东, and the case has gone to 12315.
    past_asking: bool = False
    letter_sent: bool = False
    reminder_cancelled: bool = False
    heard_since: bool = False
    # What it asks about is settled: the money came, the files stay, the answers through links were looked at.
    moot: bool = False


def mail_verdict(facts: MailFacts, now: datetime) -> Verdict:
    """Return what to do with this mail at `now`; pure, one answer for every combination of facts."""
    if facts.kind == "account":
        return Verdict(Act.SEND)
    if not facts.active:
        return Verdict(Act.CANCEL, reason="account")
    if facts.kind == "digest":
        return _digest(facts)
    gone = _no_longer_true(facts, now)
    if gone:
        return Verdict(Act.CANCEL, reason=gone)
    # A moment the shopper chose is that moment: no quiet hours, no folding, no snooze.
    own = facts.kind == "reminder"
    if not own and facts.snoozed_until and now < facts.snoozed_until and not _closes_by(facts, facts.snoozed_until):
        return Verdict(Act.POSTPONE, facts.snoozed_until, "snoozed")
    if facts.mail_mode == "off":
        return Verdict(Act.IN_APP, reason="mail off")
    if not facts.verified:
        return Verdict(Act.IN_APP, reason="address not verified")
    if own:
        return Verdict(Act.SEND)
    if facts.quiet_until and not _closes_by(facts, facts.quiet_until):
        return Verdict(Act.POSTPONE, facts.quiet_until, "quiet hours")
    if facts.digest_at and not _closes_by(facts, facts.digest_at):
        if facts.mail_mode in DIGEST_MODES:
            return Verdict(Act.FOLD, facts.digest_at, "digest wanted")
        if facts.case_mails_today >= CASE_MAILS_A_DAY:
            return Verdict(Act.FOLD, facts.digest_at, "two today")
    return Verdict(Act.SEND)


def _closes_by(facts: MailFacts, moment: datetime) -> bool:
    """Return whether a window of the shopper's own closes at or before `moment`: such a mail cannot wait for it."""
    return facts.lane == "mine" and facts.due_at is not None and facts.due_at <= moment


def _digest(facts: MailFacts) -> Verdict:
    if not facts.digest_items:
        return Verdict(Act.CANCEL, reason="nothing left to say")
    if facts.mail_mode == "off":
        return Verdict(Act.CANCEL, reason="mail off")
    if not facts.verified:
        return Verdict(Act.IN_APP, reason="address not verified")
    if facts.quiet_until:
        return Verdict(Act.POSTPONE, facts.quiet_until, "quiet hours")
    return Verdict(Act.SEND)


def _no_longer_true(facts: MailFacts, now: datetime) -> str:
    """Return why the mail has nothing to say any more; "" while it has."""
    if facts.kind in OF_CLOSED:
        return _answered(facts)
    if not facts.case_open:
        return CASE_CLOSED
    if facts.muted:
        return "case muted"
    if facts.kind == "stage":
        return _stage_gone(facts, now)
    if facts.kind == "unsent" and facts.letter_sent:
        return "letter sent"
    if facts.kind == "reminder" and facts.reminder_cancelled:
        return "reminder cancelled"
    if facts.kind == "answer" and facts.moot:
        return "settled meanwhile"
    if facts.kind == "stale" and facts.heard_since:
        return "heard since"
    return ""


def _answered(facts: MailFacts) -> str:
    """Return why a mail about a closed case has nothing to say. That files go is said even of a silent case."""
    if facts.case_open or facts.moot:
        return "settled meanwhile"
    return "case muted" if facts.muted and facts.kind != "files" else ""


def _stage_gone(facts: MailFacts, now: datetime) -> str:
    if not facts.running:
        return "deadline over"
    if facts.deadline_due_at != facts.due_at:
        return "deadline moved"
    if facts.stage_is_warning and facts.due_at is not None and facts.due_at <= now:
        return "too late to warn"
    if facts.superseded:
        return "a later stage speaks"
    if facts.said_with_another:
        return "said with another window"
    if facts.past_asking:
        return "with the regulator now"
    return ""
