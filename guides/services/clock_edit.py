"""Changes what clocks are counted with: one rule or one year's calendar. Open clocks move in the same transaction.

Whose clocks those are is named in the settings (OPEN_CLOCKS): guides has never heard of cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from guides.domain.checks import rule_faults
from guides.domain.clock_rules import RuleFacts
from guides.models import CalendarYear, ClockRule, Platform
from guides.selectors.calendar import calendar_rows, rows_of
from guides.services.knowledge import entry_edit

Days = Mapping[date, tuple[bool, str]]


def rule_row_faults(row: ClockRule) -> list[str]:
    """Return what is wrong with a rule as an admin typed it: its shape, and worked examples that do not come out.

    KeyError, TypeError, ValueError, AttributeError where it cannot be read at all.
    """
    facts = RuleFacts.of(row.content())
    faults = list(rule_faults(facts, set(Platform.objects.values_list("slug", flat=True))))
    for name in [] if faults else settings.KNOWLEDGE_CHECKS:
        faults += import_string(name)([facts], calendar_rows())
    return faults


def rule_impact(row: ClockRule, *, now: datetime) -> list[Any]:
    """Return the open deadlines that saving this row would move. Nothing is changed."""
    found: list[Any] = _clocks().rule_impact(code=row.code, rules=_rules_with(row), now=now)
    return found


@transaction.atomic
def rule_edit(*, row: ClockRule, now: datetime) -> int:
    """Save a rule and move the open deadlines it moves; return how many."""
    moves = rule_impact(row, now=now)
    entry_edit(row=row, now=now)
    because = {"version": row.effective_from.isoformat() if row.effective_from else ""}
    return int(_clocks().deadlines_recount(moves=moves, because=because, now=now))


def calendar_impact(year: int, days: Mapping[str, Any], *, now: datetime) -> list[Any]:
    """Return the open deadlines that these days of the year would move. Nothing is changed."""
    found: list[Any] = _clocks().calendar_impact(year=year, days=_real(year, days), now=now)
    return found


@transaction.atomic
def calendar_edit(*, row: CalendarYear, now: datetime) -> int:
    """Save a year's calendar and move the open deadlines it moves; return how many."""
    moves = calendar_impact(row.year, row.days, now=now)
    entry_edit(row=row, now=now)
    return int(_clocks().deadlines_recount(moves=moves, because={"year": row.year}, now=now))


def _real(year: int, days: Mapping[str, Any]) -> Days:
    return rows_of({year: days})[year]


def _rules_with(row: ClockRule) -> tuple[RuleFacts, ...]:
    """Return every version of the rule's code with this row in its place."""
    others = ClockRule.objects.filter(code=row.code).exclude(pk=row.pk)
    return tuple(RuleFacts.of(each.content()) for each in (*others, row))


def _clocks() -> Any:
    return import_module(settings.OPEN_CLOCKS)
