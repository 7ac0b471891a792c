"""The screenshots of the log sheet: in the inbox while the sheet is asked about, then with the entry they prove."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from cases.models import Case, Contact, Evidence
from cases.selectors.evidence import unsorted_refs
from cases.services.evidence_file import evidence_file
from cases.services.evidence_receive import evidence_receive
from cases.views.evidence_words import refused_rows
from cases.views.intake import arrived_files


@dataclass(frozen=True)
class Shots:
    """What the sheet has brought so far, and the files that were not taken as {name, text}."""

    items: list[Evidence]
    refused: list[dict[str, str]]


def shots_taken(request: HttpRequest, case: Case, now: datetime) -> Shots:
    """Return the sheet's screenshots: those just sent, and those it brought before a question or a correction."""
    files = arrived_files(request)
    refs = request.POST.getlist("kept")
    if not files:
        return Shots(unsorted_refs(case.owner, refs) if refs else [], [])
    received = evidence_receive(owner=case.owner, case=None, files=files, now=now)
    refs += [row.ref for row in received.items]
    return Shots(unsorted_refs(case.owner, refs), refused_rows(received))


def shots_file(case: Case, contact: Contact, shots: Shots, now: datetime) -> None:
    """Number them in the case as proof of the entry and of its first promise."""
    if shots.items:
        promise = contact.promises.order_by("pk").first()
        evidence_file(case=case, items=shots.items, contact=contact, promise=promise, kind=Evidence.Kind.CHAT, now=now)
