"""The one act a mail leads to. The mail's button and the row in 通知 both ask here, so they never disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings

from cases.domain.next_step.snapshot import PROMISE_RULE, REPLY_BY_RULE, RULING_RULE
from cases.domain.next_step.special import STRAIGHT_UP
from cases.domain.next_step.table import EXECUTION, PAST_PLATFORM
from cases.domain.stages import leaves_a_day, stages_theirs
from cases.models import Case, Deadline, Mail
from cases.selectors.chased import is_below
from cases.selectors.clocks import DISPUTE_RULE, jd_unasked

LATER_STAGES = ("overdue", "long_overdue")


class Do(StrEnum):
    """What is to be done."""

    WAIT = "wait"  # note the answer when it comes
    NUDGE = "nudge"  # send T5
    PLATFORM = "platform"  # ask the platform to step in
    STEP_IN = "step_in"  # the dispute has had its time with the seller: ask the platform itself
    REGULATOR = "regulator"  # prepare for 12315
    ASK = "ask"  # with the regulator: ask how far it is
    EXECUTE = "execute"  # the platform decided for the shopper: ask it to carry that out
    FILE = "file"  # a window of the shopper's own
    SEND = "send"  # mark a copied letter as sent
    LOOK = "look"  # open the case
    TODAY = "today"  # open the list


@dataclass(frozen=True)
class Act:
    """An act and its page: the view's name, its arguments, and a query with its question mark."""

    do: Do
    view: str
    args: tuple[str, ...] = ()
    query: str = ""


def act_of(mail: Mail) -> Act:
    """Return the act of a mail whose `case`, `deadline` and `letter` are loaded. Runs no query."""
    case = mail.case
    if case is None or mail.kind == Mail.Kind.DIGEST:
        return Act(Do.TODAY, "today")
    ref = (case.ref,)
    if mail.kind == Mail.Kind.UNSENT and mail.letter is not None:
        return Act(Do.SEND, "case-say", ref, f"?code={mail.letter.code}")
    if mail.kind == Mail.Kind.STAGE and mail.deadline is not None:
        return _stage_act(mail.stage, case, mail.deadline)
    if mail.kind == Mail.Kind.MONEY:
        return Act(Do.LOOK, "case-result", ref)
    if mail.kind == Mail.Kind.FILES:
        return Act(Do.LOOK, "case-files", ref)
    if mail.kind == Mail.Kind.ANSWER:
        return Act(Do.LOOK, "case-answers", ref)
    return Act(Do.LOOK, "case", ref)


def _stage_act(stage: str, case: Case, deadline: Deadline) -> Act:
    ref = (case.ref,)
    if deadline.lane == Deadline.Lane.MINE:
        return Act(Do.FILE, "case", ref)
    if stage == "soon":
        return Act(Do.WAIT, "case-log", ref)
    if deadline.tier == Case.Tier.REGULATOR:
        return Act(Do.ASK, "case", ref)
    if deadline.rule == DISPUTE_RULE:
        return _step_in(case)
    if case.next_kind == EXECUTION and deadline.rule in (PROMISE_RULE, RULING_RULE):
        return Act(Do.EXECUTE, "case-call", ref, "?to=platform")
    if why_up(stage, case, deadline):
        if jd_unasked(case):
            return _step_in(case)
        return Act(Do.PLATFORM if case.tier == Case.Tier.MERCHANT else Do.REGULATOR, "case-up", ref)
    if deadline.nudged_at is not None:
        return Act(Do.WAIT, "case-log", ref)
    # Several may be late: the page writes about the one this mail is about.
    return Act(Do.NUDGE, "case-say", ref, f"?code=T5&d={deadline.pk}")


def _step_in(case: Case) -> Act:
    """Ask 京东 itself, unless the days for that are over: then the way leads past it, as the case page says."""
    if case.next_kind == PAST_PLATFORM:
        return Act(Do.REGULATOR, "case-up", (case.ref,))
    return Act(Do.STEP_IN, "case-step-in", (case.ref,))


def why_up(stage: str, case: Case, deadline: Deadline) -> str:
    """Return what opens the next tier: "refused", "no_reply", "unanswered" (T5) or "straight_up" (a fake, a seller that
    is gone: nobody is nudged first); "" while nothing does (settled).

    Only what came after this promise counts: who refused and then promised again has a new chance.
    """
    if is_below(case, deadline.tier):
        return ""  # the case is above them already: what the present tier said is not their answer
    if case.refused_at is not None and case.refused_at >= deadline.trigger_at:
        return "refused"
    if case.no_reply_at is not None and case.no_reply_at >= deadline.trigger_at:
        return "no_reply"
    if deadline.rule == REPLY_BY_RULE:
        return "unanswered"  # the letter itself gave them until then
    if case.tier == Case.Tier.MERCHANT and case.problem_type in STRAIGHT_UP and deadline.nudged_at is None:
        return "straight_up"
    if deadline.nudged_at is not None and stage in LATER_STAGES:
        return "unanswered" if leaves_a_day(deadline.nudged_at, _stage_at(stage, deadline)) else ""
    return ""


def _stage_at(stage: str, deadline: Deadline) -> datetime:
    """Return the moment of a stage; the mail itself may be later (quiet hours, a pause)."""
    stages = stages_theirs(deadline.trigger_at, deadline.due_at, int(settings.GRACE_SECONDS))
    return next(one.at for one in stages if one.name == stage)
