"""What was handed in: the exact text is frozen, the case moves to whom it went to, and their clock starts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cases.domain.lifecycle import IllegalMove
from cases.domain.tiers import ORDER
from cases.models import Case, Deadline, Filing, Letter
from cases.selectors.clocks import OWN_RULES
from cases.services.case_lock import case_lock
from cases.services.case_state import tier_move
from cases.services.deadlines import deadline_end, deadline_resume, deadline_start
from cases.services.event import event_record
from cases.services.letter import letter_nudges_end
from cases.services.marks import case_marks_refresh
from cases.services.next_step import case_refresh_next
from cases.services.reference import reference_note
from cases.services.step_in import step_in_ask
from cases.services.submission import submission_once, submission_result, submission_settle

UNDO_WITHIN = timedelta(hours=24)
# What a move, or asking the platform itself, changes on the case.
MARKS = ("filed_at", "no_reply_at", "step_in_at", "stepped_in_at")
# Handed to a platform to state the case; told in the shopper's own words it has no code.
STATEMENTS = ("", "T8", "T8b")


@dataclass(frozen=True)
class FilingEntry:
    """What the shopper says was handed in. `due_at` None starts no clock; `moves` takes the case up to `tier`."""

    tier: str
    moves: bool
    code: str = ""
    text: str = ""
    rule: str = ""
    due_at: datetime | None = None
    working: tuple[str, ...] = ()
    provisional_year: int | None = None
    kind: str = ""
    number: str = ""
    revision_id: int | None = None


def rises(case: Case, tier: str) -> bool:
    """Return whether that tier lies above the one the case is at."""
    places = [str(one) for one in ORDER]
    return places.index(tier) > places.index(case.tier)


@transaction.atomic
def filing_file(*, case: Case, entry: FilingEntry, now: datetime, key: str = "") -> Filing:
    """Return the new filing, or the one the same form (`key`) has made before. IllegalMove when the case is closed."""
    fresh = submission_once(owner=case.owner, key=key or secrets.token_hex(8), now=now)
    if fresh is None:
        return Filing.objects.get(case=case, pk=submission_result(owner=case.owner, key=key))
    case_lock(case=case)
    if not case.is_open:
        raise IllegalMove("nothing is filed in a closed case")
    before = {"tier": case.tier} | {name: _iso(getattr(case, name)) for name in MARKS}
    filing = Filing.objects.create(
        case=case,
        tier=entry.tier,
        code=entry.code,
        text=entry.text,
        revision_id=entry.revision_id,
        filed_at=now,
    )
    moves, asks = entry.moves and rises(case, entry.tier), False
    if moves:
        tier_move(
            case=case,
            to=entry.tier,
            now=now,
            due_at=entry.due_at,
            working=entry.working,
            provisional_year=entry.provisional_year,
        )
        filing.deadline = Deadline.objects.running().filter(case=case, tier=entry.tier, trigger_at=now).first()
    elif asks := _asks_to_step_in(case, entry, now):
        step_in_ask(case=case, now=now, due_at=entry.due_at)
        filing.deadline = Deadline.objects.running().filter(case=case, tier=entry.tier, trigger_at=now).first()
    elif entry.due_at is not None and entry.tier == case.tier:
        filing.deadline = _clock(case, entry, entry.due_at, now)
    windows = _windows_met(case, now) if entry.tier == Case.Tier.MERCHANT else []
    filing.before = before | {"moved": moves or asks, "windows": windows}
    filing.save(update_fields=["deadline", "before"])
    event_record(
        case=case,
        kind="filed",
        at=now,
        now=now,
        data={"filing": filing.pk, "code": entry.code, "tier": entry.tier} | _version(filing),
    )
    if entry.code:
        Letter.objects.filter(case=case, code=entry.code, sent_at__isnull=True).update(sent_at=now)
        letter_nudges_end(case=case, code=entry.code)
    if entry.number:
        reference_note(case=case, kind=entry.kind, number=entry.number, now=now, filing=filing)
    case_refresh_next(case_ids=[case.pk], now=now)
    submission_settle(submission=fresh, result=str(filing.pk))
    return filing


def _asks_to_step_in(case: Case, entry: FilingEntry, now: datetime) -> bool:
    """Return whether this asks 京东 itself: its dispute has had the seller's time."""
    statement = entry.tier == case.tier == Case.Tier.PLATFORM and entry.code in STATEMENTS
    return statement and case.step_in_at is not None and case.step_in_at <= now


def _clock(case: Case, entry: FilingEntry, due_at: datetime, now: datetime) -> Deadline:
    return deadline_start(
        case=case,
        lane=Deadline.Lane.THEIRS,
        rule=entry.rule,
        tier=entry.tier,
        trigger_at=now,
        due_at=due_at,
        working=list(entry.working),
        provisional_year=entry.provisional_year,
        now=now,
    )


def _windows_met(case: Case, now: datetime) -> list[int]:
    """End the shopper's own windows that this request meets; return which."""
    rows = list(Deadline.objects.running().filter(case=case, lane=Deadline.Lane.MINE, rule__in=OWN_RULES))
    for row in rows:
        deadline_end(deadline=row, state=Deadline.State.MET, now=now)
    return [row.pk for row in rows]


def _version(filing: Filing) -> dict[str, int]:
    """Return the number of the guide's revision that was open then, {} for none."""
    return {"version": filing.revision.number} if filing.revision is not None else {}


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def filing_undoable(*, case: Case, filing: Filing, now: datetime) -> bool:
    """Return whether the filing can be taken back: within a day, the last one, the case still where it led."""
    if filing.voided_at is not None or now - filing.filed_at > UNDO_WITHIN or not case.is_open:
        return False
    if filing.before.get("moved") and case.tier != filing.tier:
        return False
    return not Filing.objects.filter(case=case, pk__gt=filing.pk, voided_at__isnull=True).exists()


@transaction.atomic
def filing_undo(*, case: Case, filing: Filing, now: datetime) -> bool:
    """Return True when the filing was taken back: the case is where it was, and what ran before runs again.

    The text and its numbers stay on record. False when it was too late or done already.
    """
    case_lock(case=case)
    filing.refresh_from_db()
    if not filing_undoable(case=case, filing=filing, now=now):
        return False
    filing.voided_at = now
    filing.save(update_fields=["voided_at"])
    started = filing.deadline
    if started is not None and started.state in (Deadline.State.RUNNING, Deadline.State.LAPSED):
        deadline_end(deadline=started, state=Deadline.State.CANCELLED, now=now)
    if filing.before.get("moved"):
        _move_back(case, filing)
    for row in Deadline.objects.filter(pk__in=filing.before.get("windows", []), state=Deadline.State.MET):
        deadline_resume(deadline=row)
    event_record(case=case, kind="filing_undone", at=now, now=now, data={"filing": filing.pk})
    case_marks_refresh(case=case)
    case_refresh_next(case_ids=[case.pk], now=now)
    return True


def _move_back(case: Case, filing: Filing) -> None:
    """Put the case back to the tier it came from, with the marks and clocks the move ended."""
    case.tier = filing.before["tier"]
    for name in MARKS:
        setattr(case, name, _moment(filing.before.get(name, "")))
    case.save(update_fields=["tier", *MARKS])
    ended = Deadline.objects.filter(
        case=case, tier=case.tier, lane=Deadline.Lane.THEIRS, state=Deadline.State.CANCELLED, ended_at=filing.filed_at
    )
    for row in ended:
        deadline_resume(deadline=row)
