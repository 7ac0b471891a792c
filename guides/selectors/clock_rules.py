"""The clock rules, each in the version that was in force when its clock started."""

from __future__ import annotations

from datetime import date

from guides.adapters.knowledge_files import read_knowledge
from guides.adapters.stamp import kept
from guides.domain.clock_rules import RuleFacts
from guides.domain.clock_rules import rule_in_force as newest_in_force
from guides.models import ClockRule


def clock_rules() -> tuple[RuleFacts, ...]:
    """Return every version of every rule, by code and then by date."""
    return kept("clock_rules", _read)


def rule_codes() -> tuple[str, ...]:
    """Return the codes in catalogue order, each once."""
    return tuple(dict.fromkeys(rule.code for rule in clock_rules()))


def rule_in_force(code: str, day: date) -> RuleFacts | None:
    """Return the version in force for a clock that starts that day (Asia/Shanghai), None when there is none."""
    return newest_in_force((rule for rule in clock_rules() if rule.code == code), day)


def _read(loaded: bool) -> tuple[RuleFacts, ...]:
    rows = [row.content() for row in ClockRule.objects.all()] if loaded else read_knowledge().clock_rules
    return tuple(RuleFacts.of(row) for row in rows)
