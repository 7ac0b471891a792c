"""What was handed in, and the numbers it was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import Http404

from cases.models import Case, Evidence, Filing, FilingResult, Reference


def filing_for(case: Case, number: int) -> Filing:
    """Return one filing of a case the caller has been let into. Http404 when it is not of this case."""
    found = Filing.objects.filter(case=case, pk=number).select_related("deadline", "revision").first()
    if found is None:
        raise Http404
    found.case = case
    return found


# One statement, two names; told in the shopper's own words it has no code.
STATEMENTS = ("", "T8", "T8b")


def filed_already(case: Case, tier: str, code: str, now: datetime) -> Filing | None:
    """Return the latest filing of this kind with them that was not taken back; None for none.

    None too where a second one is due: 京东 itself is asked once its dispute has had the seller's time.
    """
    codes = STATEMENTS if code in STATEMENTS else (code,)
    if code in STATEMENTS and case.step_in_at is not None and case.step_in_at <= now:
        return None
    rows = Filing.objects.filter(case=case, voided_at__isnull=True, tier=tier, code__in=codes)
    return rows.order_by("-filed_at", "-pk").first()


def numbers_of(case: Case) -> list[Reference]:
    """Return every number of the case, the newest first."""
    return list(Reference.objects.filter(case=case).order_by("-noted_at", "-pk")[:50])


def filings_of(case: Case) -> list[Filing]:
    """Return what was handed in and not taken back, the newest first."""
    rows = Filing.objects.filter(case=case, voided_at__isnull=True).select_related("revision")
    return list(rows.order_by("-filed_at", "-pk")[:20])


def results_of(filings: Sequence[Filing]) -> dict[int, list[FilingResult]]:
    """Return what came of each filing, the newest first; what was taken back with its entry is left out."""
    rows = FilingResult.objects.filter(filing__in=[one.pk for one in filings], contact__voided_at__isnull=True)
    found: dict[int, list[FilingResult]] = defaultdict(list)
    for row in rows.select_related("deadline").order_by("-at", "-pk"):
        found[row.filing_id].append(row)
    return found


def exhibits_since(case: Case, filing: Filing) -> list[dict[str, Any]]:
    """Return the frozen exhibits, each with whether its bytes are still the case's (`kept`)."""
    hashes = dict(Evidence.objects.kept().filter(case=case).values_list("number", "sha256"))
    return [one | {"kept": hashes.get(one["number"]) == one["sha256"]} for one in filing.exhibits]
