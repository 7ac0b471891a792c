"""What the shopper has kept as proof, as letters cite it and guides ask for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import override

from cases.domain.messages import Exhibit
from cases.models import Case, CaseEvent, Evidence, Filing

# What a letter counts, and a filing remembers, of the exhibits that were there.
FILED = 300


def exhibit_kinds(case: Case) -> frozenset[str]:
    """Return the kinds of exhibits in the case. No query."""
    return frozenset(case.exhibits.get("kinds", {}))


def exhibits_cited(case: Case) -> tuple[Exhibit, ...]:
    """Return the exhibits a letter may cite, by number: the caption as it was written, else what kind it is.

    Of neither nothing is said but the number: “other” tells a reader nothing.
    """
    if not case.exhibits.get("count"):
        return ()
    rows = Evidence.objects.kept().filter(case=case, replaced_by__isnull=True)
    rows = rows.exclude(state=Evidence.State.REJECTED).order_by("number")
    return tuple(
        Exhibit(number, caption or _kind(kind, "zh-hans"), caption or _kind(kind, "en"))
        for number, kind, caption in rows.values_list("number", "kind", "caption")[:FILED]
        if number is not None
    )


def _kind(kind: str, lang: str) -> str:
    return "" if kind == Evidence.Kind.OTHER else kind_words(kind, lang)


def exhibits_to_hand_in(case: Case) -> list[Evidence]:
    """Return the exhibits that can go with a filing, by number."""
    if not case.exhibits.get("count"):
        return []
    rows = Evidence.objects.kept().filter(case=case, replaced_by__isnull=True).exclude(state=Evidence.State.REJECTED)
    return list(rows.order_by("number")[:FILED])


def exhibits_frozen(case: Case, chosen: Collection[int] | None) -> list[dict[str, Any]]:
    """Return the chosen exhibits (None: all) as a filing keeps them: what they were then, and the hash of the bytes."""
    return [
        {
            "number": row.number,
            "name": row.caption or kind_words(row.kind, "zh-hans"),
            "kind": row.kind,
            "sha256": row.sha256,
            "size": row.size,
            "formed_at": row.formed_at.isoformat() if row.formed_at else "",
            "proves": row.proves,
        }
        for row in exhibits_to_hand_in(case)
        if chosen is None or row.number in chosen
    ]


def filings_citing(case: Case, number: int) -> list[Filing]:
    """Return what was handed in while an exhibit had this number, the latest first."""
    rows = Filing.objects.filter(case=case, voided_at__isnull=True).order_by("-filed_at")[:50]
    return [row for row in rows if any(one["number"] == number for one in row.exhibits)]


def deletion_of(case: Case, number: int) -> tuple[datetime | None, str]:
    """Return when an exhibit was deleted and why, as the record has it; (None, "") when it has not."""
    rows = CaseEvent.objects.filter(case=case, kind="evidence_deleted").order_by("-at", "-pk")
    found = next((row for row in rows if number in row.data.get("numbers", [])), None)
    return (found.at, str(found.data.get("reason", ""))) if found else (None, "")


def kind_words(kind: str, lang: str) -> str:
    """Return what kind of exhibit it is, in that language whatever the page's."""
    with override(lang):
        return str(Evidence.Kind(kind).label)
