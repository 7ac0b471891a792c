"""Keeps the stills a browser drew of a film where the server has no program for that. Decoded like any upload."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from cases.adapters import storage
from cases.adapters.darkroom import client
from cases.adapters.storage import Intake
from cases.adapters.upload import Arrived
from cases.domain.media import media_type
from cases.domain.media.types import PICTURE
from cases.models import Case, Evidence, Rendition
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.exhibits import case_exhibits_refresh

# A poster and six stills.
MOST = 7


def evidence_stills(*, case: Case, evidence: Evidence, files: Sequence[Arrived], now: datetime) -> int:
    """Return how many pictures were kept: the first as poster, the others as stills. 0 when the film has some already.

    The files themselves are the caller's to discard; what is kept is drawn from their pixels in the bounded process.
    """
    made: list[tuple[str, Intake, dict[str, Any]]] = []
    with storage.work_folder() as folder:
        try:
            for one in files[:MOST]:
                made += _drawn(one, folder / str(len(made)), len(made))
            kept = _keep(case, evidence, made, now) if made else 0
        finally:
            if not made or any(not intake.kept for _, intake, _ in made):
                for _, intake, _ in made:
                    intake.discard()
    return kept


def _drawn(one: Arrived, out: Path, before: int) -> list[tuple[str, Intake, dict[str, Any]]]:
    """Return the pictures made of one file under the names they will have; [] for what is no picture."""
    if one.intake is None or media_type(one.media_type).family != PICTURE:
        return []
    out.mkdir()
    with storage.on_disk(one.intake.name, out) as arrived:
        answer = client.develop(arrived, one.media_type, out, careful=True)
    drawn = answer.get("made", {})
    if "screen" not in drawn:
        return []
    # The poster brings a thumbnail too, so the first still comes third.
    names = {"screen": "screen", "thumb": "thumb"} if not before else {"screen": f"still-{before - 1}"}
    return [(name, storage.take_in(Path(drawn[key]["path"])), drawn[key]) for key, name in names.items()]


def _keep(case: Case, evidence: Evidence, made: list[tuple[str, Intake, dict[str, Any]]], now: datetime) -> int:
    with transaction.atomic():
        case_lock(case=case)
        ready = Evidence.objects.kept().filter(case=case, state=Evidence.State.READY, act_at__isnull=True)
        row = ready.filter(pk=evidence.pk, width__isnull=True, media_type__startswith="video/").first()
        if row is None:
            return 0
        for name, intake, one in made:
            Rendition.objects.create(
                evidence=row,
                variant=name,
                name=intake.name,
                media_type=one["media_type"],
                sha256=intake.sha256,
                size=intake.size,
                width=one["width"],
                height=one["height"],
                made_at=now,
            )
        row.width, row.height = made[0][2]["width"], made[0][2]["height"]
        row.save(update_fields=["width", "height"])
        event_record(case=case, kind="stills_made", at=now, now=now, data={"numbers": [row.number]})
        case_exhibits_refresh(case=case)
    for _, intake, _ in made:
        intake.keep()
    return len(made) - 1
