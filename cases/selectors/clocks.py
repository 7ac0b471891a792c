"""Clocks started from the rules that are in force."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from django.utils.translation import gettext as _

from cases.domain.clocks import Clock, ClockRefused, ClockRule, Kind, Step, Unit, start_clock
from cases.domain.pauses import Rest, Resumed, measure_of, nominal_day, rest_at, resume
from cases.domain.starts import (
    EXCEPTED,
    MET_BY_ASKING,
    OF_ORDER,
    REQUEST_WINDOWS,
    STARTS,
    Known,
    Start,
    Trigger,
    entrance_windows,
    is_excepted,
    questions,
    starts_for,
)
from cases.domain.zone import at_clock, local
from cases.models import Case, Deadline
from cases.selectors.calendar import work_calendar
from guides.domain.clock_rules import RuleFacts
from guides.selectors.clock_rules import clock_rules, rule_in_force
from guides.selectors.rights import eligibility

# The windows for asking the seller; a request meets them all.
OWN_RULES = REQUEST_WINDOWS
# What may count after a filing. A platform none of them is about has no usual time: the app shows it or nobody knows.
FILING = {"platform": ("CLK12", "CLK07"), "regulator": ("CLK20",)}
# Counts no answer of the platform's: it is the seller's time, after which the platform can be asked (JD1 art. 3).
DISPUTE_RULE = "CLK07"
# Told one of these, the platform has decided and need not be asked to step in.
DECIDED = frozenset({str(Trigger.DISPUTE_CLOSED), str(Trigger.RULED)})


@lru_cache(maxsize=64)
def domain_rule(facts: RuleFacts) -> ClockRule:
    """Return the rule as the domain counts it."""
    steps = tuple(Step(Unit(step.unit), step.length) for step in facts.steps)
    categories = tuple(
        (one.slug, tuple(Step(Unit(step.unit), step.length) for step in one.steps)) for one in facts.categories
    )
    return ClockRule(facts.code, steps, Kind(facts.kind), categories, facts.next_day_counts, facts.extends_over_holiday)


def known_of(case: Case, *, windows_over: bool = False) -> Known:
    """Return what decides which clocks the case can have. It comes with its order; no query."""
    here = [str(trigger) for trigger, name in OF_ORDER.items() if getattr(case.order, name)]
    return Known(
        tier=case.tier,
        platform=case.order.platform,
        problem=case.problem_type,
        demand=case.demand,
        goods=case.goods,
        warranty=case.warranty,
        refused=case.refused_at is not None,
        agreed=case.agreed_at is not None,
        contacted=case.contacted_at is not None,
        filed=case.filed_at is not None,
        windows_over=windows_over,
        unasked=jd_unasked(case),
        moments=frozenset([*here, *case.moments]),
    )


def jd_unasked(case: Case) -> bool:
    """Return whether a dispute is with the seller and the platform itself can still be asked to step in. No query."""
    return case.tier == Case.Tier.PLATFORM and case.step_in_at is not None and not DECIDED & set(case.moments)


def moment_of(case: Case, trigger: Trigger) -> datetime | None:
    """Return when that happened, None while nobody has told."""
    if trigger in OF_ORDER:
        known: datetime | None = getattr(case.order, OF_ORDER[trigger])
        return known
    text = case.moments.get(str(trigger), "")
    return datetime.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def _platforms_of(rules: tuple[RuleFacts, ...]) -> dict[str, tuple[str, ...]]:
    return {facts.code: facts.platforms for facts in rules}


def starts_of(case: Case, *, windows_over: bool = False) -> tuple[Start, ...]:
    """Return the rules whose clocks this case can have, their day known or not."""
    return starts_for(known_of(case, windows_over=windows_over), _platforms_of(clock_rules()))


def questions_of(case: Case, *, windows_over: bool = False) -> tuple[Trigger, ...]:
    """Return the days that are asked for now: without them a clock cannot start."""
    known = known_of(case, windows_over=windows_over)
    return questions(known, starts_for(known, _platforms_of(clock_rules())))


def counts_from(case: Case, trigger: Trigger) -> bool:
    """Return whether a clock that this day starts runs, or stands still, in the case."""
    rules = [start.rule for start in STARTS if start.trigger is trigger]
    return Deadline.objects.live().filter(case=case, rule__in=rules, promise=None).exists()


@dataclass(frozen=True)
class Wanted:
    """A clock that the known days start: with whom it runs and in which lane."""

    clock: Clock
    tier: str
    lane: str


def clocks_wanted(case: Case) -> list[Wanted]:
    """Return every clock the told days start. Nominal days: the safe ones. A rule without a fixed length has none."""
    found: list[Wanted] = []
    for start in starts_of(case):
        if start.rule in MET_BY_ASKING and (case.stepped_in_at is not None or DECIDED & set(case.moments)):
            # The platform was asked: a day told after that begins nothing anew.
            continue
        at = moment_of(case, start.trigger)
        facts = rule_in_force(start.rule, local(at).date()) if at else None
        if at is None or facts is None:
            continue
        with suppress(ClockRefused):
            clocks = start_clock(domain_rule(facts), local(at), work_calendar(), case.goods)
            found += [Wanted(clock, str(start.tier), facts.lane) for clock in clocks]
    return found


def resumed_clock(row: Deadline, now: datetime) -> tuple[Rest, Resumed]:
    """Return what was left of a paused clock and where it ends when it goes on now."""
    assert row.paused_at is not None
    measure = measure_of(unit_of(row), row.due_at)
    # Counted anew while it stood still, it may have ended before: then nothing is left of it.
    ends = max(row.due_at, row.paused_at)
    rest = rest_at(ends, row.paused_at, measure, work_calendar(), nominal=nominal_day(row.working))
    return rest, resume(rest, now, work_calendar(), extends=_extends(row))


def unit_of(row: Deadline) -> str:
    """Return the unit a clock counts in: of its promise as read, or of its rule; "" where neither says."""
    if row.promise is not None:
        return "" if row.promise.corrected else str(row.promise.reading.get("kind", ""))
    facts = rule_in_force(row.rule, local(row.trigger_at).date())
    return facts.steps[0].unit if facts is not None and len(facts.steps) == 1 else ""


def _extends(row: Deadline) -> bool:
    facts = rule_in_force(row.rule, local(row.trigger_at).date()) if row.promise_id is None else None
    return facts is not None and facts.extends_over_holiday


def moved_by_holidays(row: Deadline) -> bool:
    """Return whether the holidays of a year move the end: counted in working days, or extended over them. No query.

    A promise is read over the calendar only where its words need one.
    """
    if row.promise_id is not None:
        return True
    if _extends(row):
        return True
    facts = rule_in_force(row.rule, local(row.trigger_at).date())
    if facts is None:
        return False
    steps = (*facts.steps, *(step for one in facts.categories for step in one.steps))
    return any(step.unit in (Unit.WORKING_DAYS, Unit.BUSINESS_HOURS) for step in steps)


def own_windows_over(case: Case, rows: Iterable[Deadline], *, now: datetime) -> bool:
    """True when the window that the way of this case depends on has passed with nothing filed in it, and none is open.

    On 京东 that is the 15 days for asking it, once they have begun; before that the platform's entrance for this kind
    of problem and demand. `rows` are the case's running and lapsed clocks. One query, and only when one has passed.
    """
    mine = [row for row in rows if row.lane == Deadline.Lane.MINE]
    with_seller = case.tier == Case.Tier.MERCHANT
    asking = [row.due_at for row in mine if row.rule in MET_BY_ASKING]
    if asking and (with_seller or jd_unasked(case)):
        return max(asking) <= now
    own = entrance_windows(case.problem_type, case.demand)
    ends = [row.due_at for row in mine if row.rule in own]
    if not with_seller or not ends or max(ends) > now:
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


def date_name(code: str, variant: str, day: date, lang: str) -> tuple[str, str]:
    """Return what a rule is called and which of its dates that is, "" for none."""
    facts = rule_in_force(code, day)
    return (facts.name.said(lang), variant_does(facts, variant, lang)) if facts else ("", "")


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


def facts_of(row: Deadline) -> RuleFacts | None:
    """Return what is known of the rule of a clock, in the version that held when it started; None for no rule."""
    return rule_in_force(row.rule, local(row.trigger_at).date())


def goods_choices(platform: str, lang: str) -> list[tuple[str, str]]:
    """Return what the goods may be, (slug, words): the categories a platform has short windows for, and what the law
    excepts from the seven days on every platform (CPL 25)."""
    rules = (one for one in clock_rules() if one.kind == Kind.CATEGORY and platform in one.platforms)
    found = {each.slug: each.name.said(lang) for one in rules for each in one.categories}
    words = {
        slug: said.said(lang) for one in eligibility().questions if one.slug == "goods" for slug, said in one.options
    }
    return list((found | {slug: words[slug] for slug in EXCEPTED if slug not in found}).items())


def has_categories(platform: str) -> bool:
    """Return whether a platform has short windows for certain goods."""
    return any(one.kind == Kind.CATEGORY and platform in one.platforms for one in clock_rules())


def hardly_returned(case: Case) -> bool:
    """Return whether the seven days hardly hold for these goods, as far as the record tells. No query."""
    return is_excepted(known_of(case))


def step_does(row: Deadline, lang: str) -> str:
    """Return what one date of a rule with several is for (可换、修); "" where it has one date or is unknown."""
    return variant_does(facts_of(row), row.variant, lang)


def variant_does(facts: RuleFacts | None, variant: str, lang: str) -> str:
    """Return the same of a date that is known by its rule and variant alone."""
    if facts is None or not variant:
        return ""
    group, _colon, length = variant.rpartition(":")
    steps = facts.steps or next((one.steps for one in facts.categories if one.slug in (group, variant)), ())
    found = next((one for one in steps if length == f"{one.length}{one.unit[0]}"), None)
    if found is None and len(steps) == 1:
        found = steps[0]
    return found.does.said(lang) if found else ""


def holiday_end(row: Deadline) -> bool:
    """Return whether the last day is a public holiday: the law may extend it, the button closes all the same."""
    return work_calendar().is_holiday(local(row.due_at).date())
