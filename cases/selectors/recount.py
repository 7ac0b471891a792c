"""Which open deadlines another rule or another calendar would move. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from cases.domain.calendar import WorkCalendar
from cases.domain.clocks import ClockRefused, start_clock
from cases.domain.pauses import resume, stands_still, went_on
from cases.domain.zone import at_clock, local
from cases.models import Deadline
from cases.selectors.calendar import work_calendar
from cases.selectors.clocks import Counted, domain_rule
from cases.selectors.readings import read_in
from guides.domain.clock_rules import RuleFacts, rule_in_force
from guides.selectors.calendar import calendar_rows
from guides.selectors.clock_rules import clock_rules

Rows = Mapping[int, Mapping[date, "tuple[bool, str]"]]


@dataclass(frozen=True, slots=True)
class Moved:
    """An open deadline that would fall due at another moment, counted as `new` says."""

    deadline: int
    old: datetime
    new: Counted


@dataclass(frozen=True, slots=True)
class World:
    """What a clock is counted with."""

    rules: tuple[RuleFacts, ...]
    calendar: WorkCalendar

    def count(self, row: Deadline) -> Counted | None:
        """Return what the deadline comes to in this world, None where nothing can be counted.

        A clock keeps the version of its rule that was in force when it started. One that stood still for a while
        keeps what was left of it then.
        """
        past = went_on(row.working)
        if past is None:
            found = self._from_start(row)
        elif past.rest is None:
            return None
        else:
            facts = self._facts(row)
            extends = facts is not None and facts.extends_over_holiday
            on = resume(past.rest, past.at, self.calendar, extends=extends)
            found = Counted(on.due_at, (*row.working[: past.line + 1], *on.working), on.provisional_year)
        still = [line for line in row.working[-1:] if stands_still(str(line))]
        return replace(found, working=(*found.working, *still)) if found is not None and still else found

    def _from_start(self, row: Deadline) -> Counted | None:
        if row.promise is not None:
            words = row.promise.reading.get("read", "")
            if row.promise.corrected or not words:
                return None
            read = read_in(self.calendar, words, heard_at=row.promise.heard_at)
            return Counted(read.due_at, read.working, read.provisional_year) if read.due_at else None
        facts = self._facts(row)
        try:
            goods = row.variant.partition(":")[0]
            clocks = start_clock(domain_rule(facts), local(row.trigger_at), self.calendar, goods) if facts else ()
        except ClockRefused:
            return None
        clock = next((one for one in clocks if one.variant == row.variant), None)
        return Counted(clock.due_at, clock.working, clock.provisional_year) if clock else None

    def _facts(self, row: Deadline) -> RuleFacts | None:
        if row.promise_id is not None:
            return None
        versions = (rule for rule in self.rules if rule.code == row.rule)
        return rule_in_force(versions, local(row.trigger_at).date())


def world() -> World:
    """Return the rules and the calendar as they are loaded."""
    return World(clock_rules(), work_calendar())


def rule_moves(code: str, rules: Iterable[RuleFacts], *, now: datetime) -> Iterator[Moved]:
    """Yield the running deadlines of a rule that would move if `rules` were all that is known of clocks."""
    rows = _open(now).filter(rule=code)
    yield from _moves(rows, world(), World(tuple(rules), work_calendar()))


def calendar_moves(year: int, days: Mapping[date, tuple[bool, str]], *, now: datetime) -> Iterator[Moved]:
    """Yield the running deadlines that would move if that year's days were these."""
    begin, end = at_clock(date(year, 1, 1), time(0)), at_clock(date(year + 1, 1, 1), time(0))
    # Only a clock that runs through that year can be moved by it.
    rows = _open(now).filter(Q(due_at__gte=begin), Q(trigger_at__lt=end))
    after = WorkCalendar.from_rows({**calendar_rows(), year: dict(days)})
    yield from _moves(rows, world(), World(clock_rules(), after))


def _open(now: datetime) -> QuerySet[Deadline]:
    """Return what still lies ahead in open cases, or stands still: a moment that has passed is history."""
    ahead = Q(state=Deadline.State.RUNNING, due_at__gt=now) | Q(state=Deadline.State.PAUSED)
    rows = Deadline.objects.filter(ahead, case__closed_at__isnull=True)
    return rows.select_related("promise").order_by("pk")


def _moves(rows: QuerySet[Deadline], before: World, after: World) -> Iterator[Moved]:
    for row in rows.iterator(chunk_size=500):
        known = before.count(row)
        # A moment the shopper chose or read off the app is not what the rule gives: it stays theirs.
        if known is None or known.due_at != row.due_at:
            continue
        new = after.count(row)
        if new is not None and new.due_at != row.due_at:
            yield Moved(row.pk, row.due_at, new)
