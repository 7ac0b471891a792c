"""Clocks started from the rules that are in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from django.utils.translation import gettext as _

from cases.domain.clocks import Clock, ClockRule, Kind, Step, Unit, start_clock
from cases.domain.zone import at_clock, local
from cases.models import Case, Deadline, Order
from cases.selectors.calendar import work_calendar
from cases.selectors.readings import read_words
from guides.domain.clock_rules import RuleFacts
from guides.selectors.clock_rules import clock_rules, rule_in_force

OWN_RULES = ("CLK02", "CLK05")
# Which of the order's moments starts which of the shopper's own windows.
TRIGGERS = {"CLK02": "signed_at", "CLK05": "confirmed_at"}
# What may count after a filing. A platform none of them is about has no usual time: the app shows it or nobody knows.
FILING = {"platform": ("CLK12", "CLK07"), "regulator": ("CLK20",)}
# Counts no answer of the platform's: it is the seller's time, after which the platform can be asked (JD1 art. 3).
DISPUTE_RULE = "CLK07"


@lru_cache(maxsize=64)
def domain_rule(facts: RuleFacts) -> ClockRule:
    """Return the rule as the domain counts it."""
    steps = tuple(Step(Unit(step.unit), step.length) for step in facts.steps)
    categories = tuple(
        (one.slug, tuple(Step(Unit(step.unit), step.length) for step in one.steps)) for one in facts.categories
    )
    return ClockRule(facts.code, steps, Kind(facts.kind), categories, facts.next_day_counts, facts.extends_over_holiday)


def own_clocks_of(order: Order, *, now: datetime) -> list[Clock]:
    """Return the windows the order's known moments start. The no-reason return shows its nominal day: the safe one."""
    found: list[Clock] = []
    for code, name in TRIGGERS.items():
        at: datetime | None = getattr(order, name)
        facts = rule_in_force(code, local(at).date()) if at else None
        if at is not None and facts is not None and order.platform in (facts.platforms or (order.platform,)):
            found += start_clock(domain_rule(facts), local(at), work_calendar())
    return found


def own_windows_over(case: Case, rows: Iterable[Deadline], *, now: datetime) -> bool:
    """True when a window of the shopper's own (CLK02, CLK05) passed with nothing filed and none is open.

    `rows` are the case's running and lapsed clocks. One query, and only when a window has passed.
    """
    own = [row.due_at for row in rows if row.lane == Deadline.Lane.MINE and row.rule in OWN_RULES]
    if case.tier != Case.Tier.MERCHANT or not own or max(own) > now:
        return False
    filed = Deadline.objects.filter(case=case, lane=Deadline.Lane.MINE, rule__in=OWN_RULES, state=Deadline.State.MET)
    return not filed.exists()


def no_reason_over(day: str, *, now: datetime) -> bool:
    """True when the no-reason return for a day typed as 2026-11-18 has ended; False when the day is unreadable."""
    due = _no_reason_end(day, now)
    return due is not None and due <= now


def no_reason_due(day: str, *, now: datetime) -> datetime | None:
    """Return the end of the no-reason return for a day typed as 2026-11-18; None when unreadable, over or to come."""
    due = _no_reason_end(day, now)
    return due if due is not None and due > now else None


def _no_reason_end(day: str, now: datetime) -> datetime | None:
    try:
        signed = date.fromisoformat(day)
    except ValueError:
        return None
    facts = rule_in_force("CLK02", signed)
    if facts is None or signed > local(now).date():
        return None
    return start_clock(domain_rule(facts), at_clock(signed, time(0)), work_calendar())[0].due_at


@dataclass(frozen=True)
class FilingClock:
    """How long the next tier usually takes: a proposal the shopper may change. No `due_at`: nobody knows."""

    rule: str
    note: str
    due_at: datetime | None = None
    working: tuple[str, ...] = ()
    provisional_year: int | None = None


def rule_name(code: str, day: date, lang: str) -> str:
    """Return what a rule is called in the version in force that day; "" for one that is not known."""
    facts = rule_in_force(code, day)
    return facts.name.said(lang) if facts else ""


def filing_clock(to: str, platform: str, now: datetime) -> FilingClock:
    """Return the proposed clock for a filing handed in now: CLK12 (label 经验) or CLK07 by platform, CLK20 for 12315.

    A platform with no known time gets rule "" and no moment: the shopper reads it off the app.
    """
    facts = next((one for code in FILING[to] if (one := _rule_for(code, platform, now))), None)
    if facts is None:
        return FilingClock("", _("No fixed time is known for this platform."))
    clock = start_clock(domain_rule(facts), now, work_calendar())[0]
    notes = {
        "CLK12": _("From the article’s experience: 1 to 3 working days. Go by the countdown on the refund page."),
        "CLK07": _("These are the 24 hours the seller has to respond; holidays count."),
        "CLK20": _("Within 7 working days of receiving a complaint, they decide whether to accept it and tell you."),
    }
    return FilingClock(facts.code, notes[facts.code], clock.due_at, clock.working, clock.provisional_year)


def dispute_first(platform: str) -> bool:
    """Return whether that platform is asked to step in only after a dispute has run with the seller for a while."""
    return any(facts.code == DISPUTE_RULE and platform in facts.platforms for facts in clock_rules())


def _rule_for(code: str, platform: str, now: datetime) -> RuleFacts | None:
    facts = rule_in_force(code, local(now).date())
    return facts if facts and platform in (facts.platforms or (platform,)) else None


@dataclass(frozen=True)
class Counted:
    """A deadline counted again over the calendar that is loaded now."""

    due_at: datetime
    working: tuple[str, ...]
    provisional_year: int | None


def clock_again(row: Deadline) -> Counted | None:
    """Return what a deadline comes to now; None where nothing can be counted (a moment the shopper chose).

    ClockRefused when its rule gives no date any more.
    """
    if row.promise is not None:
        words = row.promise.reading.get("read", "")
        if row.promise.corrected or not words:
            return None
        read = read_words(words, heard_at=row.promise.heard_at)
        return Counted(read.due_at, read.working, read.provisional_year) if read.due_at else None
    facts = rule_in_force(row.rule, local(row.trigger_at).date())
    if facts is None:
        return None
    clocks = start_clock(domain_rule(facts), local(row.trigger_at), work_calendar())
    clock = next((one for one in clocks if one.variant == row.variant), None)
    return Counted(clock.due_at, clock.working, clock.provisional_year) if clock else None
