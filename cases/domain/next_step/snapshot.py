"""What the next step is derived from: plain values of one case, whoever read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cases.domain.lifecycle import STOPS_CLOCK, CaseState, DeadlineState, ReplyKind, Tier
from cases.domain.promises.deeds import is_deed
from cases.domain.returns import sends_back

Lane = Literal["theirs", "mine"]
PROMISE_RULE = "CLK01"
REFUND_RULE = "CLK06"
# The seller's 48 hours after 京东 has ruled on quality (JD2 art. 16).
RULING_RULE = "CLK10"
# Clocks of silence: nobody promised anything, we only count how long nothing came.
SILENCE_RULES = frozenset({"CLK14", "CLK15"})
# The moment the shopper's own letter asked for an answer by (T5b): before it nobody is hurried, after it the next
# tier is open.
REPLY_BY_RULE = "REPLYBY"
# What they asked the shopper for, by the day they named; one of its kinds is the testing of the goods.
OWED_RULE, TESTING = "OWED", "testing"
# Under this name the moments of a case keep when the shopper noted that the money has come.
PAID = "paid"
ASKING_LETTERS = frozenset({"T3", "T3b"})
NUDGING_LETTERS = frozenset({"T5", "T5b"})
ALIVE = frozenset({DeadlineState.RUNNING, DeadlineState.LAPSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """One exchange: `direction` "in" or "out", `reply` a ReplyKind or "", `letter_code` of what was sent or "", and the
    `ground` on which they did not accept what was filed, or ""; `result` what came of a filing, and `result_words`."""

    at: datetime
    tier: str
    direction: str = "in"
    reply: str = ""
    letter_code: str = ""
    ground: str = ""
    result: str = ""
    result_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineView:
    """One clock. `rule` is its code (CLK01 for a promise), `words` the promise, `nudged_at` when T5 was sent for it."""

    id: int
    lane: Lane
    rule: str
    trigger_at: datetime
    due_at: datetime
    tier: str = ""
    state: str = DeadlineState.RUNNING
    words: str = ""
    nudged_at: datetime | None = None

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    @property
    def is_silence(self) -> bool:
        return self.rule in SILENCE_RULES

    @property
    def is_reply_by(self) -> bool:
        return self.rule == REPLY_BY_RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSnapshot:
    """One case, all moments aware. What is given twice (a contact and its moment) counts once: the later one.

    The moments belong to the present tier and may stand in for `contacts`, so that lists need not read them:
    `contacted_at` latest exchange, `replied_at` latest answer that stops the clock, `agreed_at` they agreed (or the
    shopper accepted), `refused_at` they refused (or the shopper did not accept), `no_reply_at` the shopper answered
    没回复, `nudged_at` T5 was sent. `filed_at` is when the case was handed to the present tier (platform, regulator).
    Of `contacts` those of tiers above are ignored, of those below only what was agreed counts (below.py). `step_in_at`
    is from when the platform may be asked to step in where a dispute is with the seller first (`dispute_first`), None
    where that is no question; `stepped_in_at` is when it was asked, and what was said before counts no more.
    `platform_verb` is what asking it to step in is called there.
    """

    opened_at: datetime
    state: str = CaseState.OPEN
    tier: str = Tier.MERCHANT
    outcome: str = ""
    platform_name: str = ""
    platform_verb: str = ""
    demand: str = ""
    contacts: tuple[ContactView, ...] = ()
    deadlines: tuple[DeadlineView, ...] = ()
    filed_at: datetime | None = None
    dispute_first: bool = False
    step_in_at: datetime | None = None
    stepped_in_at: datetime | None = None
    contacted_at: datetime | None = None
    replied_at: datetime | None = None
    agreed_at: datetime | None = None
    refused_at: datetime | None = None
    no_reply_at: datetime | None = None
    nudged_at: datetime | None = None
    grace_seconds: int = 1800
    # The kind of problem and the platform by their slugs, the triggers whose day was told (cases.domain.starts), and
    # what this tier has asked the shopper for since when.
    problem: str = ""
    platform: str = ""
    moments: frozenset[str] = frozenset()
    owed_kind: str = ""
    owed_at: datetime | None = None
    # When it was noted that the money has come; what is said after it counts more.
    paid_at: datetime | None = None
    # They want to send the goods back, and when they did, as the shopper noted it.
    wants_return: bool = False
    returned_at: datetime | None = None

    def here(self) -> Iterator[ContactView]:
        """Yield the exchanges with the present tier that still count, in the order given."""
        since = self.stepped_in_at if self.tier == Tier.PLATFORM else None
        return (one for one in self.contacts if one.tier == self.tier and (since is None or one.at >= since))

    def below(self) -> tuple[Tier, ...]:
        """Return the tiers that the case has left behind."""
        return tuple(Tier)[: tuple(Tier).index(Tier(self.tier))]

    def said_below(self) -> tuple[ContactView, ...]:
        """Return the exchanges with the tiers below the present one, in the order given."""
        return tuple(one for one in self.contacts if one.tier in self.below())

    def last_exchange(self) -> datetime | None:
        """Return when the latest exchange with this tier was, the filing included; None before the first."""
        return latest(self.contacted_at, self.filed_at, self.heard_at(), *(contact.at for contact in self.here()))

    def only_filed(self) -> bool:
        """Return whether the case was handed to the platform and nothing was said to or by it since."""
        if self.filed_at is None or self.tier != Tier.PLATFORM:
            return False
        said = latest(self.contacted_at, self.heard_at(), *(contact.at for contact in self.here()))
        return said is None or said < self.filed_at

    def is_paid(self) -> bool:
        """Return whether the money has come and nothing was said, refused or filed since."""
        since = latest(self.contacted_at, self.filed_at, self.refused_at, *(one.at for one in self.here()))
        return self.paid_at is not None and (since is None or since < self.paid_at)

    def heard_at(self) -> datetime | None:
        """Return when anything was last heard from this tier, an automatic reply included; None so far."""
        return latest(
            self.replied_at, self.agreed_at, self.refused_at, *(one.at for one in self.here() if one.direction == "in")
        )

    def last_heard(self) -> ContactView | None:
        return max((one for one in self.here() if one.direction == "in"), key=lambda one: one.at, default=None)

    def sent_at(self, letters: frozenset[str]) -> datetime | None:
        """Return when a letter of these codes was last sent to this tier; None so far."""
        return latest(*(one.at for one in self.here() if one.direction == "out" and one.letter_code in letters))

    def answered_with(self, *kinds: ReplyKind) -> datetime | None:
        """Return when this tier last answered so; None so far."""
        return latest(*(one.at for one in self.here() if one.direction == "in" and one.reply in kinds))

    def refused_for(self) -> str:
        """Return the ground that the latest refusal of this tier named, "" for none."""
        refusals = (one for one in self.here() if one.direction == "in" and one.reply == ReplyKind.REFUSED)
        last = max(refusals, key=lambda one: one.at, default=None)
        return last.ground if last is not None and last.at == latest(last.at, self.refused_at) else ""

    def ruled_last(self) -> str:
        """Return how the latest answer of this tier decided what was filed with it ("for", "partly", "against"), ""
        where that is no decision, or one the shopper has accepted or not."""
        told = [one for one in self.here() if one.direction == "in" and one.result]
        last = max(told, key=lambda one: one.at, default=None)
        if last is None:
            return ""
        since = latest(last.at, self.replied_at, self.agreed_at, self.refused_at, self.answered_with(*STOPS_CLOCK))
        return last.result if since == last.at else ""

    def returns_first(self) -> bool:
        """Return whether what this tier decided last needs the goods sent back, and they were not sent since."""
        told = [one for one in self.here() if one.direction == "in" and one.result]
        last = max(told, key=lambda one: one.at, default=None)
        sent = last is not None and self.returned_at is not None and self.returned_at >= last.at
        if last is None or last.result != "for" or sent:
            return False
        return sends_back(last.result_words, asked=self.wants_return)

    def is_unexplained(self) -> bool:
        """Return whether this tier refused what was filed and named no ground; said a second time it was asked."""
        refused = [one for one in self.here() if one.direction == "in" and one.reply == ReplyKind.REFUSED]
        since = [one for one in refused if self.filed_at is None or one.at >= self.filed_at]
        return len(since) == 1 and since[0].at == latest(since[0].at, self.refused_at) and not since[0].ground

    def awaits(self, clock: DeadlineView) -> bool:
        """Return whether the clock is of something this tier agreed to, or has ruled (JD2 art. 16): no answer but a
        refusal ends the wait for that."""
        return clock.tier in ("", self.tier) and self._is_deed(clock, self.here())

    def is_deed(self, clock: DeadlineView) -> bool:
        """Return whether the clock, of this tier or one below it, is of something to be done and of no answer."""
        below = (one for one in self.said_below() if one.tier == clock.tier)
        return self.awaits(clock) or (clock.tier in self.below() and self._is_deed(clock, below))

    def is_of_agreement(self, clock: DeadlineView) -> bool:
        """Return whether an agreement of this tier is what the clock may be of: not a promise to answer beside one to
        do what was agreed to."""
        return self.awaits(clock) or not any(one.is_alive and self.awaits(one) for one in self.deadlines)

    def _is_deed(self, clock: DeadlineView, said: Iterable[ContactView]) -> bool:
        return clock.rule == RULING_RULE or (clock.rule == PROMISE_RULE and self._agreed_to(clock, said))

    def _agreed_to(self, clock: DeadlineView, said: Iterable[ContactView]) -> bool:
        replies = [one.reply for one in said if one.direction == "in" and one.at == clock.trigger_at]
        if self.agreed_at == clock.trigger_at and clock.tier in ("", self.tier):
            replies.append(ReplyKind.AGREED)
        return any(is_deed(reply, clock.words) for reply in replies or ("",))

    def agreed_last(self) -> bool:
        """Return whether the latest answer of this tier that decides something was an agreement, or something agreed
        to is still awaited."""
        agreed = latest(self.agreed_at, self.answered_with(ReplyKind.AGREED))
        refused = latest(self.refused_at, self.answered_with(ReplyKind.REFUSED))
        moments = [agreed, *(one.trigger_at for one in self.deadlines if one.is_alive and self.awaits(one))]
        last = latest(*moments)
        return last is not None and (refused is None or refused < last)

    def partly_last(self) -> bool:
        """Return whether the latest answer that decides something agreed to a part."""
        part = self.answered_with(ReplyKind.PARTLY_AGREED)
        return part is not None and part == latest(part, self.answered_with(ReplyKind.SUBSTANTIVE))


def latest(*moments: datetime | None) -> datetime | None:
    """Return the latest of the moments that there are, None without any."""
    return max((moment for moment in moments if moment is not None), default=None)
