"""Where the talk with the present tier stands, and which clock says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cases.domain.lifecycle import ReplyKind, Tier
from cases.domain.next_step.snapshot import (
    ASKING_LETTERS,
    NUDGING_LETTERS,
    OWED_RULE,
    PROMISE_RULE,
    REFUND_RULE,
    TESTING,
    CaseSnapshot,
    ContactView,
    DeadlineView,
    latest,
)
from cases.domain.promises.deeds import only_answers
from cases.domain.stages import StageName, leaves_a_day, morning_leaving_a_day, stages_theirs

# Without a promise, so long may nothing come before it counts as silence (merchant and platform: CLK15, CLK14).
SILENCE = {Tier.MERCHANT: timedelta(hours=24), Tier.PLATFORM: timedelta(days=2), Tier.REGULATOR: timedelta(days=7)}
LATER_STAGES = frozenset({StageName.OVERDUE, StageName.LONG_OVERDUE})


class Situation(StrEnum):
    NOTHING = "nothing"  # this tier has not been spoken to
    BOT = "bot"  # only an automatic reply
    FILED = "filed"  # handed in, nothing said since, and nobody knows how long it takes
    UNTIMED = "untimed"  # spoken to, and nobody has asked by when
    VAGUE = "vague"  # they answered something without a time (尽快)
    ASKED = "asked"  # asked by when; they owe an answer
    SILENT = "silent"  # nothing promised and nothing heard for too long
    RUNNING = "running"  # their clock runs
    DISPUTE = "dispute"  # the seller's 24 hours for a dispute run; before their end the platform takes nothing
    STEP_IN = "step_in"  # they are over without agreement, and the platform has not been asked yet
    LATE = "late"  # their clock has run out
    LONG_LATE = "long_late"  # the same, past its last stage, and nobody has nudged
    NUDGED = "nudged"  # nudged; the next stage, or the moment the letter named, has not come
    UNANSWERED = "unanswered"  # 没回复, or nothing since the nudge at the next stage
    OFFER = "offer"  # an answer the shopper has not decided on
    REFUSED = "refused"
    AGREED_UNTIMED = "agreed_untimed"  # agreed, nobody has said by when
    AGREED = "agreed"  # agreed, and their clock runs
    AGREED_LATE = "agreed_late"  # agreed, and it has not come
    OWED = "owed"  # they asked the shopper for something; their clocks stand still
    TESTING = "testing"  # the goods are being tested
    PAID = "paid"  # the money has come, and nothing was said since


# The seller's 24 hours after a dispute was filed (CLK07), and what its clock alone can say.
DISPUTE_RULE = "CLK07"
DISPUTE_CLOCK = frozenset({Situation.RUNNING, Situation.LATE, Situation.LONG_LATE})


@dataclass(frozen=True, slots=True)
class Standing:
    """The situation, since when it holds, until when it lasts (None: until somebody acts), and its clock if any."""

    situation: Situation
    since: datetime
    until: datetime | None = None
    clock: DeadlineView | None = None
    # The tier below the present one that all this is about, and when a promise of such a tier falls due.
    below: Tier | None = None
    turns: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The latest answer that stops a clock: OFFER, AGREED or REFUSED."""

    kind: Situation
    at: datetime


def standing(case: CaseSnapshot, now: datetime) -> Standing:
    """Return where the open case stands with its present tier."""
    if case.owed_at is not None:
        owed = next((one for one in case.deadlines if one.rule == OWED_RULE and one.is_alive), None)
        return Standing(Situation.TESTING if case.owed_kind == TESTING else Situation.OWED, case.owed_at, clock=owed)
    if case.paid_at is not None and case.is_paid():
        return Standing(Situation.PAID, case.paid_at)
    place = _standing(case, now)
    opens = case.step_in_at
    # A platform that has decided need not be asked, whoever was asked first.
    if opens is None or case.tier != Tier.PLATFORM or case.ruled_last() or not _disputed(place):
        return place
    if now < opens:
        return Standing(Situation.DISPUTE, place.since, opens, place.clock)
    return Standing(Situation.STEP_IN, max(place.since, opens), clock=place.clock)


def _disputed(place: Standing) -> bool:
    """Return whether nothing but the dispute itself is waited for."""
    if place.situation in (Situation.UNANSWERED, Situation.REFUSED, Situation.SILENT):
        return True
    return place.clock is not None and place.clock.rule == DISPUTE_RULE and place.situation in DISPUTE_CLOCK


def _standing(case: CaseSnapshot, now: datetime) -> Standing:
    clock, answer = driving_clock(case, now), answer_of(case)
    if answer is not None and not _restarted(case, clock, answer):
        kind = Situation.AGREED_UNTIMED if answer.kind is Situation.AGREED else answer.kind
        return Standing(kind, answer.at, clock=None)
    if clock is not None and (not clock.is_silence or clock.due_at <= now):
        agreed = case.is_of_agreement(clock) and (case.awaits(clock) or (answer is not None and _is_of(answer, clock)))
        return _by_clock(case, clock, now, agreed=agreed)
    return _by_silence(case, clock, now)


def _is_of(answer: Answer, clock: DeadlineView) -> bool:
    """Return whether what they agreed to is what the clock waits for: no call that was promised later."""
    later = clock.trigger_at > answer.at and only_answers(clock.words)
    return answer.kind is Situation.AGREED and not later


def driving_clock(case: CaseSnapshot, now: datetime) -> DeadlineView | None:
    """Return the clock of theirs that matters: what is overdue as a deed before a promise to answer, the longest
    overdue, else the next due, a promise before silence.

    A lapsed one that a newer promise has followed is history: it stays broken, and chasing it stops. What was to be
    done is followed by no promise to answer.
    """
    clocks = [one for one in case.deadlines if one.lane == "theirs" and one.is_alive and one.tier in ("", case.tier)]
    return clock_ahead(case, clocks, now)


def clock_ahead(case: CaseSnapshot, clocks: list[DeadlineView], now: datetime) -> DeadlineView | None:
    """Return which of these clocks of theirs matters; see driving_clock."""
    live = [one for one in clocks if one.due_at > now or not _followed(case, one, clocks)]
    if any(_is_owed(case, one) and one.due_at <= now for one in live):
        live = [one for one in live if not _to_answer(case, one)]
    if any(not one.is_silence for one in live):
        live = [one for one in live if not one.is_silence]
    return min(live, key=lambda one: (one.due_at > now, one.due_at, one.id), default=None)


def _followed(case: CaseSnapshot, lapsed: DeadlineView, clocks: list[DeadlineView]) -> bool:
    later = [one for one in clocks if one.trigger_at >= lapsed.due_at and not one.is_silence and one is not lapsed]
    return any(not (_is_owed(case, lapsed) and _to_answer(case, one)) for one in later)


def _is_owed(case: CaseSnapshot, clock: DeadlineView) -> bool:
    """Return whether no promise to call back takes its place: what was agreed to or ruled, and the refund that the law
    gives a day for once the return has come (CPL art. 25)."""
    return clock.rule == REFUND_RULE or case.is_deed(clock)


def _to_answer(case: CaseSnapshot, clock: DeadlineView) -> bool:
    return clock.rule == PROMISE_RULE and not case.is_deed(clock)


def answer_of(case: CaseSnapshot) -> Answer | None:
    """Return the latest answer; of one moment, the plainer word wins: refused, then agreed, then an offer."""
    refused = latest(case.refused_at, case.answered_with(ReplyKind.REFUSED))
    agreed = latest(case.agreed_at, case.answered_with(ReplyKind.AGREED))
    offer = latest(case.replied_at, case.answered_with(ReplyKind.SUBSTANTIVE, ReplyKind.PARTLY_AGREED))
    kinds = ((Situation.OFFER, offer), (Situation.AGREED, agreed), (Situation.REFUSED, refused))
    answers = [Answer(kind, at) for kind, at in kinds if at is not None]
    return max(reversed(answers), key=lambda answer: answer.at, default=None)


def _restarted(case: CaseSnapshot, clock: DeadlineView | None, answer: Answer) -> bool:
    """Return whether a promise made with or after the answer runs: then we wait for that. A refusal needs a new one.

    What was agreed to is waited for whatever was said since, unless that was a refusal or another offer.
    """
    if clock is None or clock.is_silence:
        return False
    if case.awaits(clock) and clock.trigger_at < answer.at:
        return answer.kind is not Situation.REFUSED and answer.at != case.answered_with(ReplyKind.PARTLY_AGREED)
    return clock.trigger_at > answer.at or (clock.trigger_at == answer.at and answer.kind is not Situation.REFUSED)


def _by_clock(case: CaseSnapshot, clock: DeadlineView, now: datetime, *, agreed: bool) -> Standing:
    if now < clock.due_at and not clock.is_reply_by:
        return Standing(Situation.AGREED if agreed else Situation.RUNNING, clock.trigger_at, clock.due_at, clock)
    if case.no_reply_at is not None and case.no_reply_at >= clock.trigger_at:
        return Standing(Situation.UNANSWERED, case.no_reply_at, clock=clock)
    if clock.is_reply_by:
        return _nudged(clock.trigger_at, clock.due_at, clock, now)
    nudged = latest(clock.nudged_at, _after(clock.due_at, case.nudged_at, case.sent_at(NUDGING_LETTERS)))
    stages = _later_stages(case, clock)
    if nudged is not None:
        until = next((at for at in stages if leaves_a_day(nudged, at)), morning_leaving_a_day(nudged))
        return _nudged(nudged, until, clock, now)
    if clock.is_silence:
        return Standing(Situation.SILENT, clock.due_at, clock=clock)
    if agreed:
        return Standing(Situation.AGREED_LATE, clock.due_at, clock=clock)
    return Standing(Situation.LONG_LATE if now >= stages[-1] else Situation.LATE, clock.due_at, clock=clock)


def _by_silence(case: CaseSnapshot, clock: DeadlineView | None, now: datetime) -> Standing:
    """Return where the case stands while nobody has named a time."""
    spoken = case.last_exchange()
    if spoken is None:
        return Standing(Situation.NOTHING, case.opened_at, clock=clock)
    heard = case.heard_at()
    patience = SILENCE[Tier(case.tier)]
    no_reply = _after(heard, case.no_reply_at)
    if no_reply is not None:
        return Standing(Situation.UNANSWERED, no_reply, clock=clock)
    nudged = _after(heard, case.nudged_at, case.sent_at(NUDGING_LETTERS))
    if nudged is not None:
        return _nudged(nudged, nudged + patience, clock, now)
    until = clock.due_at if clock is not None else spoken + patience
    if now >= until:
        return Standing(Situation.SILENT, spoken, clock=clock)
    return _talking(case, spoken, heard, until, clock)


def _talking(
    case: CaseSnapshot, spoken: datetime, heard: datetime | None, until: datetime, clock: DeadlineView | None
) -> Standing:
    asked = _after(heard, case.sent_at(ASKING_LETTERS))
    if asked is not None:
        return Standing(Situation.ASKED, asked, until, clock)
    if case.only_filed():
        # Nobody has named a time: we look again when it has been silent for too long, and call that no clock of theirs.
        return Standing(Situation.FILED, spoken, until)
    last = case.last_heard()
    if last is not None and last.reply == ReplyKind.AUTO:
        return Standing(Situation.BOT, last.at, clock=clock)
    if last is not None and last.reply == ReplyKind.RECEIVED:
        return Standing(Situation.VAGUE, last.at, clock=clock)
    return Standing(Situation.UNTIMED, spoken, clock=clock)


def _nudged(nudged: datetime, until: datetime, clock: DeadlineView | None, now: datetime) -> Standing:
    if now < until:
        return Standing(Situation.NUDGED, nudged, until, clock)
    return Standing(Situation.UNANSWERED, until, clock=clock)


def _later_stages(case: CaseSnapshot, clock: DeadlineView) -> list[datetime]:
    stages = stages_theirs(clock.trigger_at, clock.due_at, case.grace_seconds)
    return [stage.at for stage in stages if stage.name in LATER_STAGES]


def chased(clock: DeadlineView, talk: Iterable[ContactView]) -> datetime | None:
    """Return when that overdue clock was chased, by its own mark or by what was written to them since."""
    nudges = (one.at for one in talk if one.direction == "out" and one.letter_code in NUDGING_LETTERS)
    return latest(clock.nudged_at, _after(clock.due_at, *nudges))


def _after(limit: datetime | None, *moments: datetime | None) -> datetime | None:
    """Return the latest moment at or after the limit, None when there is none."""

    def reached() -> Iterator[datetime]:
        return (one for one in moments if one is not None and (limit is None or one >= limit))

    return latest(*reached())
