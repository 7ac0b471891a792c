"""What was handed in, and the numbers it was given."""

from __future__ import annotations

from django.http import Http404

from cases.models import Case, Filing, Reference


def filing_for(case: Case, number: int) -> Filing:
    """Return one filing of a case the caller has been let into. Http404 when it is not of this case."""
    found = Filing.objects.filter(case=case, pk=number).select_related("deadline", "revision").first()
    if found is None:
        raise Http404
    found.case = case
    return found


def numbers_of(case: Case) -> list[Reference]:
    """Return every number of the case, the newest first."""
    return list(Reference.objects.filter(case=case).order_by("-noted_at", "-pk")[:50])


def filings_of(case: Case) -> list[Filing]:
    """Return what was handed in and not taken back, the newest first."""
    rows = Filing.objects.filter(case=case, voided_at__isnull=True).select_related("revision")
    return list(rows.order_by("-filed_at", "-pk")[:20])
