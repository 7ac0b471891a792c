"""What came of something handed in, told as a day that starts a clock and not as a result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.domain.starts import OF_FILING, OF_RESULT, Trigger
from cases.domain.zone import local
from cases.models import Case, Filing, FilingResult
from cases.selectors.clocks import moment_of
from cases.selectors.filings import filings_of, results_of
from cases.selectors.letters import MOVES


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day of the case that belongs to a filing."""

    trigger: Trigger
    at: datetime


def told_of(
    case: Case, filings: Iterable[Filing], results: Mapping[int, Sequence[FilingResult]]
) -> dict[int, list[ToldDay]]:
    """Return the told days of each filing, the newest first; one that a result tells already is left out.

    `filings` are those that were not taken back, `results` what came of them. A day belongs to the latest filing
    that is no later; told too early for all of them, to the first.
    """
    rows = sorted(_opening(filings), key=lambda one: (one.filed_at, one.pk))
    found: dict[int, list[ToldDay]] = defaultdict(list)
    for trigger, tier in OF_FILING.items():
        mine, at = [one for one in rows if one.tier == tier], moment_of(case, trigger)
        if at is None or not mine or _by_result(trigger, at, mine, results):
            continue
        before = [one for one in mine if local(one.filed_at).date() <= local(at).date()]
        found[(before[-1] if before else mine[0]).pk].append(ToldDay(trigger, at))
    return {pk: sorted(days, key=lambda day: day.at, reverse=True) for pk, days in found.items()}


def told_of_one(case: Case, filing: Filing) -> list[ToldDay]:
    """Return the told days of one filing, the newest first. No query where the case has none."""
    if not any(str(one) in case.moments for one in OF_FILING):
        return []
    rows = filings_of(case)
    return told_of(case, rows, results_of(rows)).get(filing.pk, [])


def first_filed(case: Case, trigger: Trigger) -> datetime | None:
    """Return when that was first filed which such a day comes after; None for a day that follows no filing."""
    tier = OF_FILING.get(trigger)
    rows = Filing.objects.filter(case=case, voided_at__isnull=True, tier=tier) if tier else ()
    return min((one.filed_at for one in _opening(rows)), default=None)


def _opening(filings: Iterable[Filing]) -> list[Filing]:
    """Return those that a tier takes up; what only accompanies them, as a report does, is not accepted or ended."""
    return [one for one in filings if not one.code or one.code in MOVES]


def _by_result(
    trigger: Trigger, at: datetime, filings: Iterable[Filing], results: Mapping[int, Sequence[FilingResult]]
) -> bool:
    return any(
        OF_RESULT.get((one.tier, row.kind)) is trigger and local(row.at).date() == local(at).date()
        for one in filings
        for row in results.get(one.pk, ())
    )
