"""Keeps on the case what its page shows of the exhibits, so that the page needs no query of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cases.models import AlsoProves, Case, Evidence

TILES, MOST = 5, 500
READ: tuple[str, ...] = ("number", "kind", "caption", "state", "media_type", "reason", "width", "act_at", "covers")
READ += ("promise", "contact", "marks", "region", "replaced_by")


def case_exhibits_refresh(*, case: Case, rows: Sequence[Evidence] | None = None) -> None:
    """Write count, newest tiles, what is proven and which kinds are there. Call it in the transaction of the change.

    `rows` are the case's exhibits, the newest first, when the caller has them at hand.
    """
    if rows is None:
        rows = list(Evidence.objects.kept().filter(case=case).only(*READ).order_by("-number")[:MOST])
    case.exhibits = exhibits_of(rows[:MOST], also_of(case))
    case.save(update_fields=["exhibits"])


def also_of(case: Case) -> list[AlsoProves]:
    """Return the further promises that the case's exhibits show, those of the oldest exhibit last."""
    rows = AlsoProves.objects.filter(evidence__case=case).select_related("promise")
    return list(rows.order_by("-evidence__number", "pk"))


def exhibits_of(rows: Sequence[Evidence], also: Sequence[AlsoProves] = ()) -> dict[str, Any]:
    """Return the summary of the rows, the newest first, with the further promises they show; nothing for none."""
    if not rows:
        return {}
    broken = sum(row.state == Evidence.State.REJECTED for row in rows)
    rows = [row for row in rows if row.state != Evidence.State.REJECTED]
    here = {row.pk: row for row in rows}
    shown = [(row.promise_id, row.region, row) for row in rows]
    shown += [(one.promise_id, one.region, here[one.evidence_id]) for one in also if one.evidence_id in here]
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
        "promises": sorted({promise for promise, _region, _row in shown if promise}),
        # Which exhibit shows the words of a promise in a part of its picture.
        "words": {str(promise): row.number for promise, region, row in shown if promise and region and row.is_pictured},
        "contacts": sorted({row.contact_id for row in rows if row.contact_id and not _picked(row, also)}),
        "kinds": dict(Counter(row.kind for row in rows)),
    }


def _picked(row: Evidence, also: Sequence[AlsoProves]) -> bool:
    """Return whether it is tied to some promise of its contact: it proves that one, not all that was said in it, as
    the dossier counts it."""
    further = [one for one in also if one.evidence_id == row.pk]
    return row.promise_id is not None or any(one.promise.contact_id == row.contact_id for one in further)
