"""What was handed in: the exact text is frozen, the case moves to whom it went to, and their clock starts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cases.domain.lifecycle import STOPS_CLOCK, IllegalMove
from cases.domain.tiers import ORDER
from cases.models import Case, Contact, Deadline, Filing, FilingResult, Letter
from cases.selectors.clocks import OWN_RULES
from cases.selectors.exhibits import exhibits_frozen
from cases.services.case_lock import case_lock
from cases.services.case_state import tier_move
from cases.services.deadlines import deadline_end, deadline_lapse, deadline_resume, deadline_start, open_when
from cases.services.event import event_record
from cases.services.letter import letter_nudges_end
from cases.services.marks import case_marks_refresh
from cases.services.next_step import case_refresh_next
from cases.services.own_clocks import own_clocks_refresh
from cases.services.reference import reference_note
from cases.services.silence import silence_end, silence_start
from cases.services.step_in import step_in_ask
from cases.services.submission import submission_once, submission_result, submission_settle
from cases.services.their_clocks import clocks_stop

UNDO_WITHIN = timedelta(hours=24)
# What a move, or asking the platform itself, changes on the case.
MARKS = ("filed_at", "no_reply_at", "step_in_at", "stepped_in_at")
# Handed to a platform to state the case; told in the shopper's own words it has no code.
STATEMENTS = ("", "T8", "T8b")
# New evidence against a ruling, and the window for it.
APPEAL, APPEAL_RULES = "T11", ("CLK09",)


@dataclass(frozen=True)
class FilingEntry:
    """What the shopper says was handed in. `due_at` None starts no clock; `moves` takes the case up to `tier`.

    `at` is when it was handed in, None for now: what it moves and starts counts from there, however late it is noted.
    `exhibits` are the numbers of those that went with it, None for all. `guards` are the warnings the shopper went
    past; `chosen` is the code of the reason chosen for it, and `reason` what was typed.
    """

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
    exhibits: tuple[int, ...] | None = None
    guards: tuple[str, ...] = ()
    reason: str = ""
    chosen: str = ""
    at: datetime | None = None


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
    at = min(entry.at or now, now)
    before = {"tier": case.tier, "noted": now.isoformat()} | {name: _iso(getattr(case, name)) for name in MARKS}
    filing = Filing.objects.create(
        case=case,
        tier=entry.tier,
        code=entry.code,
        text=entry.text,
        exhibits=exhibits_frozen(case, entry.exhibits),
        revision_id=entry.revision_id,
        filed_at=at,
    )
    moves, asks = entry.moves and rises(case, entry.tier), False
    if moves:
        _guards_passed(case, entry, now)
        tier_move(
            case=case,
            to=entry.tier,
            now=now,
            at=at,
            reason=entry.reason,
            chosen=entry.chosen,
            due_at=entry.due_at,
            working=entry.working,
            provisional_year=entry.provisional_year,
        )
        filing.deadline = _started(case, entry, at, now)
    elif asks := _asks_to_step_in(case, entry, at):
        step_in_ask(case=case, now=now, at=at, due_at=entry.due_at)
        filing.deadline = _started(case, entry, at, now)
    elif entry.due_at is not None and entry.tier == case.tier:
        filing.deadline = _clock(case, entry, entry.due_at, at, now)
    _silence(case, filing, now, begins=moves or asks)
    _answered_since(case, entry, at, now)
    windows = _windows_met(case, entry, at, now)
    filing.before = before | {"moved": moves or asks, "windows": windows}
    filing.save(update_fields=["deadline", "before"])
    event_record(
        case=case,
        kind="filed",
        at=at,
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


def _guards_passed(case: Case, entry: FilingEntry, now: datetime) -> None:
    if entry.guards:
        data = {"guards": list(entry.guards), "why": entry.reason, "chosen": entry.chosen}
        event_record(case=case, kind="guards_passed", at=now, now=now, data=data)


def _started(case: Case, entry: FilingEntry, at: datetime, now: datetime) -> Deadline | None:
    """Return the clock of theirs that this filing has just started, None for none."""
    rows = Deadline.objects.running().filter(case=case, tier=entry.tier, trigger_at=at, created_at=now, promise=None)
    return rows.filter(lane=Deadline.Lane.THEIRS).first()


def _answered_since(case: Case, entry: FilingEntry, at: datetime, now: datetime) -> None:
    """End what waits for an answer that is on record already: the filing is noted after it."""
    later = Contact.objects.filter(case=case, tier=entry.tier, voided_at__isnull=True, at__gt=at, at__lte=now)
    for contact in later.filter(reply__in=[str(kind) for kind in STOPS_CLOCK]).order_by("at", "pk"):
        clocks_stop(case=case, contact=contact, now=now)


def _silence(case: Case, filing: Filing, now: datetime, *, begins: bool) -> None:
    """Where nobody knows how long whoever has it now takes, what counts from the filing is the silence."""
    if begins and filing.deadline is None:
        silence_start(case=case, at=filing.filed_at, now=now)


def _asks_to_step_in(case: Case, entry: FilingEntry, at: datetime) -> bool:
    """Return whether this asks 京东 itself: its dispute had had the seller's time when it was handed in."""
    statement = entry.tier == case.tier == Case.Tier.PLATFORM and entry.code in STATEMENTS
    return statement and case.step_in_at is not None and case.step_in_at <= at


def _clock(case: Case, entry: FilingEntry, due_at: datetime, at: datetime, now: datetime) -> Deadline:
    return deadline_start(
        case=case,
        lane=Deadline.Lane.THEIRS,
        rule=entry.rule,
        tier=entry.tier,
        trigger_at=at,
        due_at=due_at,
        working=list(entry.working),
        provisional_year=entry.provisional_year,
        now=now,
    )


def _windows_met(case: Case, entry: FilingEntry, at: datetime, now: datetime) -> list[int]:
    """End the shopper's own windows that this meets; return which, those that the move has met too."""
    mine = Deadline.objects.filter(case=case, lane=Deadline.Lane.MINE)
    rules = OWN_RULES if entry.tier == Case.Tier.MERCHANT else APPEAL_RULES if entry.code == APPEAL else ()
    for row in mine.filter(open_when(at), rule__in=rules):
        deadline_end(deadline=row, state=Deadline.State.MET, now=now)
    return list(mine.filter(state=Deadline.State.MET, ended_at=now).order_by("pk").values_list("pk", flat=True))


def _version(filing: Filing) -> dict[str, int]:
    """Return the number of the guide's revision that was open then, {} for none."""
    return {"version": filing.revision.number} if filing.revision is not None else {}


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def filing_undoable(*, case: Case, filing: Filing, now: datetime) -> bool:
    """Return whether the filing can be taken back: within a day, the last one, no result, the case still there."""
    if filing.voided_at is not None or now - filing.noted_at > UNDO_WITHIN or not case.is_open:
        return False
    if filing.before.get("moved") and case.tier != filing.tier:
        return False
    if FilingResult.objects.filter(filing=filing, contact__voided_at__isnull=True).exists():
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
    if started is not None and (started.is_live or started.state == Deadline.State.LAPSED):
        deadline_end(deadline=started, state=Deadline.State.CANCELLED, now=now)
    silence_end(case=case, tier=filing.tier, at=filing.filed_at, now=now)
    if filing.before.get("moved"):
        _move_back(case, filing)
        own_clocks_refresh(case=case, now=now)
    for row in Deadline.objects.filter(pk__in=filing.before.get("windows", []), state=Deadline.State.MET):
        deadline_resume(deadline=row)
        if not row.stage:
            # Met by what was noted late: it had closed, and is closed again.
            deadline_lapse(deadline=row)
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
        case=case, tier=case.tier, lane=Deadline.Lane.THEIRS, state=Deadline.State.CANCELLED, ended_at=filing.noted_at
    )
    for row in ended:
        deadline_resume(deadline=row)
