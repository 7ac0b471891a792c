"""What was read off exhibits, as proposals: for the contact sheet, for a new case, for covering."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.adapters.reader import client
from cases.domain.screenshots import Facts, Private, facts_of, lines_of, private_in
from cases.models import Evidence, PictureText
from cases.selectors.readings import read_words


def reads_pictures() -> bool:
    """Return whether this installation reads pictures (requirements-ocr.txt)."""
    return client.is_there()


def text_of(evidence: Evidence) -> PictureText | None:
    """Return what was read off it, or waits to be; None where nothing reads."""
    return PictureText.objects.filter(evidence=evidence).first()


def facts_in(rows: list[dict[str, Any]], taken: datetime) -> Facts:
    """Return what the lines propose; `taken` is when the picture was made, at the latest."""
    return facts_of(lines_of(rows), taken=taken, is_promise=_is_promise)


def facts_read(evidence: Evidence, row: PictureText | None = None) -> Facts | None:
    """Return what the exhibit's text (`row` when it is at hand) proposes; None when it was not read."""
    row = row or text_of(evidence)
    if row is None or row.read_at is None:
        return None
    return facts_in(row.lines, evidence.formed_at or evidence.received_at)


def order_read(evidence: Evidence, row: PictureText) -> bool:
    """Return whether an order number was read off it."""
    return facts_in(row.lines, evidence.formed_at or evidence.received_at).of_order


def covers_proposed(evidence: Evidence, row: PictureText | None = None) -> list[Private]:
    """Return what is proposed for covering, from the top down; nothing while it was not read."""
    row = row or text_of(evidence)
    return private_in(lines_of(row.lines)) if row is not None else []


def texts_read(items: list[Evidence]) -> dict[int, PictureText]:
    """Return what was read off these, by exhibit."""
    return PictureText.objects.filter(read_at__isnull=False).in_bulk(
        [row.pk for row in items], field_name="evidence_id"
    )


def _is_promise(words: str, at: datetime) -> bool:
    return read_words(words, heard_at=at).due_at is not None
