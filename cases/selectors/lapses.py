"""Lapses on record that were none: an answer, or the money, had come in time and was only noted afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cases.domain.lifecycle import STOPS_CLOCK
from cases.domain.starts import STARTS, Trigger
from cases.domain.zone import local
from cases.models import Case, CaseEvent, Contact, Deadline, FilingResult, Promise
from cases.selectors.clocks import FILING, moment_of
from cases.selectors.promises import RULED, clock_deed, origin_of

LAPSED, OWED_ASKED = "lapsed", "owed_asked"
# The days that are an answer to what a platform has been asked, where no result is on record.
DECIDED = (Trigger.RULED, Trigger.DISPUTE_CLOSED)


class Lapses(NamedTuple):
    """By the key of their event: the lapses that were none, and those of something agreed to with its origin."""

    gone: frozenset[int] = frozenset()
    deeds: Mapping[int, str] = MappingProxyType({})


def lapses_gone(case: Case, events: Iterable[CaseEvent]) -> frozenset[int]:
    """Return which of these lapses were none, by the key of their event. See `lapses_read`."""
    return lapses_read(case, events).gone


def lapses_read(case: Case, events: Iterable[CaseEvent]) -> Lapses:
    """Return what the record makes of these lapses. One query where there is one, else none.

    What they asked for while they waited undoes a lapse too, as far as it stands among `events`.
    """
    rows = list(events)
    lapses = [one for one in rows if one.kind == LAPSED]
    if not lapses:
        return Lapses()
    clocks = {one.pk: one for one in _clocks(case, [one.data.get("deadline") for one in lapses])}
    waited = _waited(rows)
    gone = frozenset(
        one.pk
        for one in lapses
        if one.pk < max(waited["promise", one.data.get("promise")], waited["deadline", one.data.get("deadline")])
        or ((clock := clocks.get(one.data.get("deadline"))) is not None and _gone(case, clock, one.at))
    )
    passed = {one.pk: clock for one in lapses if (clock := clocks.get(one.data.get("deadline"))) is not None}
    deeds = {key: _origin(row) for key, row in passed.items() if clock_deed(row)}
    return Lapses(gone, deeds)


def _origin(row: Deadline) -> str:
    return origin_of(row.promise) if row.promise is not None else RULED


def _clocks(case: Case, keys: Iterable[Any]) -> QuerySet[Deadline]:
    """Return the clocks, each with when the first answer to it came and when the money did."""
    accepted = Q(result__kind=FilingResult.Kind.ACCEPTED, result__filing__deadline=OuterRef("pk"))
    answers = Contact.objects.filter(
        Q(reply__in=[str(one) for one in STOPS_CLOCK]) | accepted,
        case=OuterRef("case"),
        tier=OuterRef("tier"),
        direction=Contact.Direction.IN,
        voided_at__isnull=True,
        at__gt=OuterRef("trigger_at"),
    )
    money = FilingResult.objects.filter(
        filing__case=OuterRef("case"),
        filing__voided_at__isnull=True,
        kind=FilingResult.Kind.PAID,
        at__gt=OuterRef("trigger_at"),
    )
    rows = Deadline.objects.filter(case=case, pk__in=[key for key in keys if isinstance(key, int)])
    return rows.select_related("promise__contact__result").annotate(
        answer_at=Subquery(answers.order_by("at").values("at")[:1]),
        money_at=Subquery(money.order_by("at").values("at")[:1]),
    )


def _gone(case: Case, clock: Any, at: datetime) -> bool:
    """Return whether the clock had not lapsed at that moment: it ends later by now, or what it waited for had come."""
    if clock.state == Deadline.State.PAUSED or clock.due_at > at:
        return True
    if clock.promise is not None and clock.promise.state == Promise.State.KEPT:
        return True
    # What was agreed to comes by no answer.
    came = (None if clock_deed(clock) else clock.answer_at, clock.money_at, _told(case, clock))
    return any(one is not None and one <= at for one in came)


def _told(case: Case, clock: Deadline) -> datetime | None:
    """Return the first day that answers the clock and that the shopper told without a result; None for none."""
    if clock.promise_id is not None:
        return None
    triggers = [one.trigger for one in STARTS if clock.rule in one.ends]
    if clock.rule in (*FILING["platform"], ""):
        triggers += DECIDED
    days = [day for one in triggers if (day := moment_of(case, one)) is not None]
    # Most days are told without a time.
    began = local(clock.trigger_at).date()
    return min((day for day in days if local(day).date() >= began), default=None)


def _waited(rows: Iterable[CaseEvent]) -> dict[tuple[str, Any], int]:
    """Return the event that says they were waiting when the moment of a promise or a clock passed: a lapse noted
    before it is none."""
    found: dict[tuple[str, Any], int] = defaultdict(int)
    for row in rows:
        if row.kind == OWED_ASKED:
            for name, keys in (("promise", "waiting"), ("deadline", "clocks")):
                for key in row.data.get(keys, ()):
                    found[name, key] = max(found[name, key], row.pk)
    return found
