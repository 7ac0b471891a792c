"""Takes files into a case or the inbox: the file first, then its row with the quota counted, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Sum

from cases.adapters.queue import enqueue
from cases.adapters.storage import Intake
from cases.adapters.upload import Arrived
from cases.domain.exhibit_names import moment_in_name
from cases.domain.lifecycle import IllegalMove
from cases.domain.media import media_type
from cases.domain.media.types import AUDIO, VIDEO
from cases.models import Case, Evidence, User
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.exhibits import MOST, also_of, exhibits_of
from cases.services.submission import submission_once

MB = 1024 * 1024
DEVELOP = "cases.develop"


@dataclass
class Received:
    """What came of the files: new exhibits, those that were there already, and (shown name, reason) of the others.

    `came` has what was kept or known, under the name it was sent by. `all_there` is what the case, or the inbox, has
    now, by number, and `room` the bytes that are left: as they were read here, so no page reads them again.
    """

    made: list[Evidence] = field(default_factory=list)
    known: list[Evidence] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    came: list[tuple[str, Evidence]] = field(default_factory=list)
    all_there: list[Evidence] = field(default_factory=list)
    room: int = 0

    @property
    def items(self) -> list[Evidence]:
        return [*self.made, *self.known]


def evidence_receive(
    *, owner: User, case: Case | None, files: Sequence[Arrived], now: datetime, key: str = "", kind: str = ""
) -> Received:
    """Return what came of the files; `case` None puts them into the inbox. IllegalMove when the case is closed.

    A file the case has already is not kept twice, and a form sent twice (`key`) makes nothing new. What is not kept
    is the caller's to discard.
    """
    received = Received(refused=[(one.shown_name, one.reason) for one in files if one.reason])
    kept: list[Intake] = []
    # A form of which nothing could be taken may come again.
    counts = bool(key) and any(one.intake is not None for one in files)
    with transaction.atomic():
        repeated = counts and submission_once(owner=owner, key=key, now=now) is None
        _hold(owner, case)
        room, here = quota_left(owner=owner), _here(owner, case)
        twins = {row.sha256: row for row in here if row.deleted_at is None}
        number = max((row.number or 0 for row in here), default=0)
        for one in files:
            if one.intake is None:
                continue
            twin = twins.get(one.intake.sha256)
            if twin is not None:
                received.known.append(twin)
                received.came.append((one.shown_name, twin))
                _look_again(twin, now)
            elif repeated:
                continue
            elif one.intake.size > room:
                received.refused.append((one.shown_name, "quota"))
            else:
                number += 1
                row = _make(owner, case, number if case else None, one, one.intake, kind, now)
                received.made.append(row)
                received.came.append((one.shown_name, row))
                twins[row.sha256] = row
                kept.append(one.intake)
                room -= row.size
        received.room = room
        received.all_there = sorted(twins.values(), key=lambda row: row.number or 0)
        if case is not None and received.made:
            numbers = [row.number for row in received.made]
            # What just came shows nothing further yet, and the summary says whether anything else shows a promise.
            also = also_of(case) if case.exhibits.get("promises") else []
            case.exhibits = exhibits_of(received.all_there[::-1][:MOST], also)
            event_record(
                case=case, kind="evidence_added", at=now, now=now, data={"numbers": numbers}, also=["exhibits"]
            )
    for intake in kept:
        intake.keep()
    return received


def quota_left(*, owner: User) -> int:
    """Return how many bytes this shopper may still put here."""
    used: int = Evidence.objects.kept().filter(owner=owner).aggregate(sum=Sum("size"))["sum"] or 0
    most: int = settings.QUOTA_MB * MB
    return max(most - used, 0)


def next_number(*, case: Case) -> int:
    """Return the number of the next exhibit, with the case held. A deleted exhibit's number is not given again."""
    most: int | None = Evidence.objects.filter(case=case).aggregate(most=Max("number"))["most"]
    return (most or 0) + 1


def _hold(owner: User, case: Case | None) -> None:
    """Let uploads of one shopper come one after the other, so that together they never pass the quota."""
    if connection.features.has_select_for_update:  # without it there is one writer at a time anyway
        User.objects.select_for_update(no_key=True).values_list("pk").get(pk=owner.pk)
    if case is not None:
        case_lock(case=case, fields=["closed_at", "tier", "exhibits"])
        if not case.is_open:
            raise IllegalMove("a closed case takes no evidence")


def _here(owner: User, case: Case | None) -> list[Evidence]:
    """Return what the case, or the inbox, has already; of a case the deleted too, whose numbers are taken."""
    rows = Evidence.objects.filter(case=case) if case else Evidence.objects.kept().filter(owner=owner, case=None)
    return list(rows.defer("proves", "original_where"))


def _make(
    owner: User, case: Case | None, number: int | None, one: Arrived, intake: Intake, kind: str, now: datetime
) -> Evidence:
    formed = moment_in_name(one.shown_name, now)
    evidence = Evidence.objects.create(
        owner=owner,
        case=case,
        number=number,
        kind=kind or _kind_of(one.media_type),
        formed_at=formed,
        formed_source=Evidence.Formed.PROPOSED if formed else Evidence.Formed.UNKNOWN,
        sha256=intake.sha256,
        size=intake.size,
        media_type=one.media_type,
        name=intake.name,
        shown_name=one.shown_name,
        received_at=now,
        act_at=now,
    )
    enqueue(DEVELOP, evidence_id=evidence.pk)
    return evidence


def _look_again(row: Evidence, now: datetime) -> None:
    """Have what could not be opened or drawn looked at anew: whoever brings the same file again hopes for that."""
    unseen = row.state == Evidence.State.REJECTED or row.reason == "pixels"
    if unseen and row.act_at is None:
        Evidence.objects.filter(pk=row.pk).update(act_at=now, tries=0)
        row.act_at, row.tries = now, 0
        enqueue(DEVELOP, evidence_id=row.pk)


def _kind_of(name: str) -> str:
    """Return the kind a type suggests; most pictures say nothing of theirs."""
    family = media_type(name).family
    return {VIDEO: Evidence.Kind.VIDEO, AUDIO: Evidence.Kind.CALL}.get(family, Evidence.Kind.OTHER)
