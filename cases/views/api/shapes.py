"""Cases, contacts and exhibits as the API says them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse

from cases.domain.zone import local
from cases.models import Case, Contact, Evidence, Promise


def case_shape(row: Case) -> dict[str, Any]:
    order = row.order
    return {
        "ref": row.ref,
        "file_no": row.file_no,
        "open": row.is_open,
        "tier": row.tier,
        "problem_type": row.problem_type,
        "problem": row.problem,
        "problem_detail": row.problem_detail,
        "demand": row.demand,
        "outcome": row.outcome,
        "asked_amount": _money(row.asked_amount),
        "offered_amount": _money(row.offered_amount),
        "received_amount": _money(row.received_amount),
        "opened_at": _at(row.opened_at),
        "closed_at": _at(row.closed_at),
        "last_event_at": _at(row.last_event_at),
        "next": {"kind": row.next_kind, "actor": row.next_actor, "at": _at(row.next_at)} if row.is_open else None,
        "order": {
            "platform": order.platform,
            "number": order.number,
            "shop": order.shop,
            "item": order.item,
            "amount": _money(order.amount),
        },
    }


def contact_shape(row: Contact, promises: list[Promise]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "tier": row.tier,
        "channel": row.channel,
        "desk": row.desk,
        "direction": row.direction,
        "at": _at(row.at),
        "agent": row.agent.number if row.agent else "",
        "words": row.words,
        "note": row.note,
        "reply": row.reply,
        "offered_amount": _money(row.offered_amount),
        "logged_at": _at(row.created_at),
        "taken_back_at": _at(row.voided_at),
        "promises": [_promise(one) for one in promises],
    }


def _promise(row: Promise) -> dict[str, Any]:
    """Return how it was read; without a due moment `reason` says why, and no clock runs."""
    reading = row.reading
    return {
        "words": row.words,
        "due_at": _at(row.due_at),
        "state": row.state,
        "kind": reading.get("kind", ""),
        "flags": reading.get("flags", []),
        "working": reading.get("working", []),
        "reason": reading.get("reason", ""),
    }


def exhibit_shape(case: Case, row: Evidence) -> dict[str, Any]:
    return {
        "number": row.number,
        "kind": row.kind,
        "caption": row.caption,
        "proves": row.proves,
        "state": row.state,
        "media_type": row.media_type,
        "size": row.size,
        "sha256": row.sha256,
        "formed_at": _at(row.formed_at),
        "received_at": _at(row.received_at),
        "contact": row.contact_id,
        "replaced_by": row.replaced_by.number if row.replaced_by is not None else None,
        "file": reverse("api-exhibit-file", args=[case.ref, row.number]),
    }


def _at(moment: datetime | None) -> str | None:
    return local(moment).isoformat(timespec="seconds") if moment else None


def _money(amount: Decimal | None) -> str | None:
    return f"{amount:.2f}" if amount is not None else None
