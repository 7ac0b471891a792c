"""Cases as the next-step engine sees them, read in bulk: two queries for any number of cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q

from cases.domain.lifecycle import CaseState
from cases.domain.next_step import CaseSnapshot, ContactView, DeadlineView, NextStep, next_step
from cases.domain.next_step.snapshot import PAID
from cases.domain.returns import RETURNED
from cases.models import Case, Contact, Deadline
from cases.selectors import catalog
from cases.selectors.clocks import DECIDED, dispute_first

CLOCK_COLUMNS = (
    "case_id",
    "id",
    "lane",
    "rule",
    "trigger_at",
    "due_at",
    "tier",
    "state",
    "nudged_at",
    "promise__words",
)
CONTACT_COLUMNS = (
    "case_id",
    "at",
    "tier",
    "direction",
    "reply",
    "letter_code",
    "result__ground",
    "result__kind",
    "result__words",
)
CASE_COLUMNS = (
    "id",
    "tier",
    "outcome",
    "closed_at",
    "opened_at",
    "filed_at",
    "step_in_at",
    "stepped_in_at",
    "contacted_at",
    "replied_at",
    "agreed_at",
    "refused_at",
    "no_reply_at",
    "nudged_at",
    "problem_type",
    "demand",
    "order__platform",
    "moments",
    "owed_kind",
    "owed_at",
)


RETURN_REFUND = "return_refund"


class Clocks(NamedTuple):
    """The clocks and the exchanges of some cases, by case."""

    deadlines: Mapping[int, tuple[DeadlineView, ...]]
    contacts: Mapping[int, tuple[ContactView, ...]]


def clocks_of_cases(case_ids: Sequence[int]) -> Clocks:
    """Return what runs and what was said, of these cases: two queries. Undone entries are left out.

    Only exchanges that decide something are read: answers, bot replies, and letters that ask or nudge.
    """
    deadlines: dict[int, list[DeadlineView]] = defaultdict(list)
    rows = Deadline.objects.filter(case_id__in=case_ids).filter(
        Q(state=Deadline.State.RUNNING) | Q(state=Deadline.State.LAPSED)
    )
    for case_id, *values in rows.values_list(*CLOCK_COLUMNS):
        deadlines[case_id].append(_deadline_view(*values))
    return Clocks(_frozen(deadlines), _talk_of(case_ids))


def clocks_of_rows(case: Case, rows: Iterable[Deadline]) -> Clocks:
    """Return the same of one case whose live clocks were read already, with their promises: one query at most.

    Who was never spoken to has said nothing: neither at this tier, nor at one it has left.
    """
    spoken = case.contacted_at is not None or case.tier != Case.Tier.MERCHANT
    return Clocks({case.pk: tuple(_view_of(row) for row in rows)}, _talk_of([case.pk]) if spoken else {})


def _view_of(row: Deadline) -> DeadlineView:
    return _deadline_view(*(_column(row, name) for name in CLOCK_COLUMNS[1:]))


def clocks_only(case: Case, rows: Iterable[Deadline]) -> CaseSnapshot:
    """Return the case with these clocks and what was said with them: enough to tell which of them matters. No query:
    the rows come with their promises, and the contacts of those."""
    rows = list(rows)
    said = [(row, row.promise.contact.reply) for row in rows if row.promise is not None]
    contacts = tuple(ContactView(at=row.trigger_at, tier=row.tier, reply=reply) for row, reply in said)
    return CaseSnapshot(
        opened_at=case.opened_at, tier=case.tier, contacts=contacts, deadlines=tuple(_view_of(row) for row in rows)
    )


def _column(row: Deadline, name: str) -> Any:
    if name == "promise__words":
        return row.promise.words if row.promise else None
    return getattr(row, name)


def _talk_of(case_ids: Sequence[int]) -> Mapping[int, tuple[ContactView, ...]]:
    contacts: dict[int, list[ContactView]] = defaultdict(list)
    said = Contact.objects.filter(case_id__in=case_ids, voided_at__isnull=True)
    # Of one minute the last noted comes first, and counts: whoever asks for the latest takes the first of these.
    said = said.exclude(reply="", letter_code="", direction=Contact.Direction.OUT).order_by("-pk")
    for case_id, at, tier, direction, reply, code, ground, result, words in said.values_list(*CONTACT_COLUMNS):
        view = ContactView(
            at=at,
            tier=tier,
            direction=direction,
            reply=reply,
            letter_code=code,
            ground=ground or "",
            result=result or "",
            result_words=words or "",
        )
        contacts[case_id].append(view)
    return _frozen(contacts)


def _frozen(found: Mapping[int, list[Any]]) -> dict[int, tuple[Any, ...]]:
    return {key: tuple(values) for key, values in found.items()}


def _deadline_view(
    pk: int,
    lane: Any,
    rule: str,
    trigger_at: datetime,
    due_at: datetime,
    tier: str,
    state: str,
    nudged_at: datetime | None,
    words: str | None,
) -> DeadlineView:
    return DeadlineView(
        id=pk,
        lane=lane,
        rule=rule,
        trigger_at=trigger_at,
        due_at=due_at,
        tier=tier,
        state=state,
        nudged_at=nudged_at,
        words=words or "",
    )


def snapshot_of_values(values: Mapping[str, Any], clocks: Clocks, **words: Any) -> CaseSnapshot:
    """Return the snapshot of one case from its CASE_COLUMNS and the clocks read for it."""
    pk, paid, returned = values["id"], values["moments"].get(PAID), values["moments"].get(RETURNED)
    return CaseSnapshot(
        opened_at=values["opened_at"],
        state=CaseState.CLOSED if values["closed_at"] else CaseState.OPEN,
        tier=values["tier"],
        outcome=values["outcome"],
        contacts=clocks.contacts.get(pk, ()),
        deadlines=clocks.deadlines.get(pk, ()),
        filed_at=values["filed_at"],
        # A platform that has decided need not be asked to step in.
        step_in_at=None if DECIDED & frozenset(values["moments"]) else values["step_in_at"],
        stepped_in_at=values["stepped_in_at"],
        contacted_at=values["contacted_at"],
        replied_at=values["replied_at"],
        agreed_at=values["agreed_at"],
        refused_at=values["refused_at"],
        no_reply_at=values["no_reply_at"],
        nudged_at=values["nudged_at"],
        grace_seconds=int(settings.GRACE_SECONDS),
        problem=values["problem_type"],
        platform=values["order__platform"],
        moments=frozenset(values["moments"]),
        owed_kind=values["owed_kind"],
        owed_at=values["owed_at"],
        paid_at=datetime.fromisoformat(paid) if paid else None,
        wants_return=values["demand"] == RETURN_REFUND,
        returned_at=datetime.fromisoformat(returned) if returned else None,
        **words,
    )


def next_steps_of(
    cases: Iterable[Case], *, now: datetime, lang: str, running: Mapping[int, Iterable[Deadline]] | None = None
) -> dict[int, NextStep]:
    """Return the next step of each case by id, with the words of the page's language: two queries for all.

    One where the caller has read the `running` clocks by case: a closed window of the shopper's moves no step.
    """
    cases = list(cases)
    if running is None:
        clocks = clocks_of_cases([case.pk for case in cases])
    else:
        views = {pk: tuple(_view_of(row) for row in rows) for pk, rows in running.items()}
        clocks = Clocks(views, _talk_of([case.pk for case in cases]))
    return {case.pk: next_step(_snapshot(case, clocks, lang), now) for case in cases}


def next_step_of(
    case: Case, *, now: datetime, lang: str = "zh-hans", clocks: Iterable[Deadline] | None = None
) -> NextStep:
    """Return the next step of one case. `clocks` are its live ones, where the caller has read them."""
    if clocks is None:
        return next_steps_of([case], now=now, lang=lang)[case.pk]
    return next_step(_snapshot(case, clocks_of_rows(case, clocks), lang), now)


def _snapshot(case: Case, clocks: Clocks, lang: str) -> CaseSnapshot:
    platform = catalog.platform_words(case.order.platform, lang)
    values = {name: getattr(case, name) for name in CASE_COLUMNS if "__" not in name}
    values["order__platform"] = case.order.platform
    return snapshot_of_values(
        values,
        clocks,
        platform_name=platform.chip,
        platform_verb=platform.verb,
        dispute_first=dispute_first(case.order.platform),
        demand=catalog.demand_words(case.demand, lang),
    )
