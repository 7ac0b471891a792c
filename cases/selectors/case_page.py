"""Everything the case page shows, in a fixed number of queries whatever the size of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q

from cases.models import Case, CaseEvent, Deadline, Promise
from cases.selectors.letter_facts import LEDGER
from cases.selectors.siblings import siblings_of

LIVE = [Deadline.State.RUNNING, Deadline.State.PAUSED, Deadline.State.LAPSED]
RECENT = 8
OLDER = 40


@dataclass(frozen=True)
class CaseRecord:
    """The rows behind the page. `older` is the key of the next part of the timeline, "" at its end."""

    deadlines: list[Deadline]
    promises: list[Promise]
    events: list[CaseEvent]
    older: str
    siblings: list[Case]


def case_record(case: Case) -> CaseRecord:
    """Return the clocks (live and just closed), the promises, the latest events and the siblings.

    Four queries; five where a clock hangs on a promise older than the LEDGER last ones. The case's next deadline is
    put in its place, so the case may come without (`case_for(clock=False)`).
    """
    deadlines = list(Deadline.objects.filter(case=case, state__in=LIVE).order_by("due_at")[:50])
    rows = Promise.objects.filter(case=case).select_related("contact__agent", "deadline")
    promises = list(rows.exclude(state=Promise.State.WITHDRAWN).order_by("-heard_at", "-pk")[:LEDGER])
    _join(case, deadlines, promises)
    events, older = events_before(case, "", RECENT)
    return CaseRecord(deadlines=deadlines, promises=promises, events=events, older=older, siblings=siblings_of(case))


def _join(case: Case, deadlines: list[Deadline], promises: list[Promise]) -> None:
    """Give each clock its promise, and each promise its agent, out of the rows at hand.

    A table that SQL joins once more costs the page as much as another query.
    """
    known = {row.pk: row for row in promises}
    older = {clock.promise_id for clock in deadlines} - {None, *known}
    if older:
        known |= Promise.objects.select_related("contact__agent").in_bulk(older)
    for row in known.values():
        row.case = row.contact.case = case
        if row.agent_id == row.contact.agent_id:
            row.agent = row.contact.agent
    for clock in deadlines:
        clock.case = case
        if clock.promise_id is not None:
            clock.promise = known[clock.promise_id]
    following = next((clock for clock in deadlines if clock.pk == case.next_deadline_id), None)
    if following is not None:
        case.next_deadline = following


def events_before(case: Case, before: str, limit: int, tier: str = "") -> tuple[list[CaseEvent], str]:
    """Return up to `limit` events older than the key, newest first, and the key of the next part. One query, and one
    more where an entry was corrected.

    `tier` keeps what happened at that tier; "" keeps all.
    """
    rows = CaseEvent.objects.filter(case=case).select_related("contact__agent")
    if tier:
        rows = rows.filter(tier=tier)
    at, _, pk = before.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        if moment.tzinfo:
            moment = moment.astimezone(UTC)
            rows = rows.filter(Q(at__lt=moment) | Q(at=moment, pk__lt=int(pk)), at__lte=moment)
    except (ValueError, OverflowError):
        pass  # a broken key starts at the newest
    found = list(rows.order_by("-at", "-pk")[: limit + 1])
    page = found[:limit]
    for event in page:
        event.case = case
    _as_corrected(page)
    return page, f"{page[-1].at.isoformat()}_{page[-1].pk}" if len(found) > limit else ""


OF_PROMISE = ("words", "due", "also_due", "promise")


def _as_corrected(events: list[CaseEvent]) -> None:
    """Have an entry tell its promise as the ledger does. What it was before stands with the correction."""
    told = [one for one in events if one.kind == "contact_logged" and one.contact and one.contact.version > 1]
    if not told:
        return
    running = Promise.objects.filter(contact__in={one.contact_id for one in told}, due_at__isnull=False)
    of: dict[int, list[Promise]] = {}
    for promise in running.exclude(state=Promise.State.WITHDRAWN).order_by("pk"):
        of.setdefault(promise.contact_id, []).append(promise)
    for event in told:
        rest = {name: value for name, value in event.data.items() if name not in OF_PROMISE}
        if promises := of.get(event.contact_id or 0):
            dues = [str(one.due_at.isoformat()) for one in promises if one.due_at]
            rest |= {"words": promises[0].words, "promise": promises[0].pk, "due": dues[0], "also_due": dues[1:]}
        event.data = rest


def clocks_of_case(case: Case) -> list[Deadline]:
    """Return every clock the case had, with its promise, by its end; the same row for each state. One query."""
    rows = Deadline.objects.filter(case=case).select_related("promise__agent", "promise__contact")
    return list(rows.order_by("due_at", "pk")[:80])
