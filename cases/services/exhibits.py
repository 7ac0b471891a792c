"""Keeps on the case what its page shows of the exhibits, so that the page needs no query of its own."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cases.models import Case, Evidence

TILES = 5


def case_exhibits_refresh(*, case: Case) -> None:
    """Write count, newest tiles, what is proven and which kinds are there. Call it in the transaction of the change."""
    rows: list[Any] = list(
        Evidence.objects.kept()
        .filter(case=case)
        .exclude(state=Evidence.State.REJECTED)
        .order_by("-number")
        .values("number", "kind", "caption", "state", "media_type", "width", "promise_id", "contact_id", "covers")[:500]
    )
    case.exhibits = exhibits_of(rows) if rows else {}
    case.save(update_fields=["exhibits"])


def exhibits_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the summary of the rows, the newest first."""
    return {
        "count": len(rows),
        "tiles": [
            {name: row[name] for name in ("number", "kind", "caption", "state", "media_type")}
            | {"picture": row["width"] is not None, "covered": bool(row["covers"])}
            for row in rows[:TILES]
        ],
        "promises": sorted({row["promise_id"] for row in rows if row["promise_id"]}),
        "contacts": sorted({row["contact_id"] for row in rows if row["contact_id"]}),
        "kinds": dict(Counter(row["kind"] for row in rows)),
    }
