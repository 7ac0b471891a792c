"""One clock rule looked up and computed by its code, and the worked examples of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from cases.domain.calendar import WorkCalendar
from cases.domain.clocks import Clock, ClockRefused, start_clock
from cases.domain.zone import local
from cases.selectors.calendar import work_calendar
from cases.selectors.clocks import domain_rule
from guides.domain.clock_rules import RuleFacts
from guides.domain.faults import Fault
from guides.selectors.clock_rules import clock_rules, rule_codes
from guides.selectors.clock_rules import rule_in_force as in_force

__all__ = ["RuleFacts", "example_faults", "known_codes", "rule_clocks", "rule_facts", "rule_since", "start_of"]


def known_codes() -> tuple[str, ...]:
    return rule_codes()


def rule_since(code: str) -> date | None:
    """Return from when the first version of the rule holds, None when that is not known."""
    dates = [rule.source.effective_from for rule in clock_rules() if rule.code == code]
    return min((day for day in dates if day), default=None)


def rule_facts(code: str, start: date | datetime) -> RuleFacts | None:
    """Return what is known of the rule as it held when its clock started, None when no version did."""
    return in_force(code, local(start).date() if isinstance(start, datetime) else start)


def rule_clocks(facts: RuleFacts, start: date | datetime, category: str = "") -> tuple[Clock, ...]:
    """Return the rule's clocks over the loaded calendar, one for each of its dates. ClockRefused when it has none."""
    return start_clock(domain_rule(facts), start, work_calendar(), category)


def start_of(text: str) -> date | datetime:
    """Return the date of "2026-09-24" or the moment of "2026-09-24T10:00:00+08:00". ValueError for anything else."""
    if len(text) == 10:
        return date.fromisoformat(text)
    return local(datetime.fromisoformat(text))


def example_faults(rules: Iterable[RuleFacts], rows: dict[int, dict[date, tuple[bool, str]]]) -> list[str]:
    """Return the worked examples that do not come out, in words (load_knowledge --check asks)."""
    calendar = WorkCalendar.from_rows(rows)
    faults: list[str] = []
    for facts in rules:
        name = f"clock_rule {facts.code}"
        for example in facts.examples:
            try:
                clocks = start_clock(domain_rule(facts), start_of(example.start), calendar, example.category)
            except (ClockRefused, ValueError) as problem:
                faults.append(Fault(name, f"{example.start}: {problem}", f"算例 {example.start} 算不出来：{problem}"))
                continue
            due = tuple(_as_example(clock.due_at) for clock in clocks)
            if due != example.due:
                told = ", ".join(due), ", ".join(example.due)
                faults.append(
                    Fault(
                        name,
                        f"{example.start} gives {due}, the example says {example.due}",
                        f"算例 {example.start}：按规则得 {told[0]}，算例写的是 {told[1]}",
                    )
                )
    return faults


def _as_example(due: datetime) -> str:
    """Return a day for what ends with the day, else the moment."""
    return due.date().isoformat() if f"{due:%H:%M:%S}" == "23:59:59" else due.isoformat()
