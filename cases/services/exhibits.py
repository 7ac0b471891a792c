"""Keeps on the case what its page shows of the exhibits, so that the page needs no query of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cases.models import Case, Evidence

TILES, MOST = 5, 500
READ: tuple[str, ...] = ("number", "kind", "caption", "state", "media_type", "reason", "width", "act_at", "covers")
READ += ("promise", "contact", "marks", "region", "replaced_by")


def case_exhibits_refresh(*, case: Case, rows: Sequence[Evidence] | None = None) -> None:
    """Write count, newest tiles, what is proven and which kinds are there. Call it in the transaction of the change.

    `rows` are the case's exhibits, the newest first, when the caller has them at hand.
    """
    if rows is None:
        rows = list(Evidence.objects.kept().filter(case=case).only(*READ).order_by("-number")[:MOST])
    case.exhibits = exhibits_of(rows[:MOST])
    case.save(update_fields=["exhibits"])


def exhibits_of(rows: Sequence[Evidence]) -> dict[str, Any]:
    """Return the summary of the rows, the newest first; nothing for none."""
    if not rows:
        return {}
    broken = sum(row.state == Evidence.State.REJECTED for row in rows)
    rows = [row for row in rows if row.state != Evidence.State.REJECTED]
    return {
        "count": len(rows),
        "broken": broken,
        "tiles": [
            {name: getattr(row, name) for name in ("number", "kind", "caption", "media_type")}
            | {"state": Evidence.COPY_FAILED if row.is_uncopied else row.state}
            | {"picture": row.is_pictured, "covered": bool(row.covers), "marked": bool(row.marks)}
            | {"replaced": row.replaced_by_id is not None}
            for row in rows[:TILES]
        ],
        "promises": sorted({row.promise_id for row in rows if row.promise_id}),
        # Which exhibit shows the words of a promise in a part of its picture.
        "words": {str(row.promise_id): row.number for row in rows if row.promise_id and row.region and row.is_pictured},
        "contacts": sorted({row.contact_id for row in rows if row.contact_id}),
        "kinds": dict(Counter(row.kind for row in rows)),
    }
