"""The screenshots of the log sheet: in the inbox while the sheet is asked about, then with the entry they prove."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cases.domain.screenshots import Facts
from cases.models import Case, Contact, Evidence
from cases.selectors.evidence import shots_with
from cases.services.evidence_file import evidence_file
from cases.services.evidence_receive import evidence_receive
from cases.views.evidence_words import refused_rows
from cases.views.intake import arrived_files


@dataclass(frozen=True)
class Shots:
    """What the sheet has brought so far, and the files that were not taken as {name, text}."""

    items: list[Evidence]
    refused: list[dict[str, str]]
    # An exhibit of the case the sheet was filled in from.
    exhibit: Evidence | None = None
    # What was brought before and is not there any more, as {ref, name, text}.
    gone: list[dict[str, str]] = field(default_factory=list)


def shots_taken(request: HttpRequest, case: Case, now: datetime) -> Shots:
    """Return the sheet's screenshots: those just sent, and those it brought before a question or a correction."""
    files = arrived_files(request)
    refs = request.POST.getlist("kept")
    exhibit = exhibit_asked(case, request.POST.get("from", ""))
    refused: list[dict[str, str]] = []
    if files:
        received = evidence_receive(owner=case.owner, case=None, files=files, now=now)
        refs += [row.ref for row in received.items]
        refused = refused_rows(received)
    items, gone = shots_with(case, refs) if refs else ([], [])
    return Shots(items, refused, exhibit, [_gone_row(row) for row in gone])


def _gone_row(row: Evidence) -> dict[str, str]:
    text = _("It was deleted since it was sent, or sorted into another case. Add it again, or go on without it.")
    return {"ref": row.ref, "name": row.shown_name or _("A file without a name"), "text": text}


def exhibit_asked(case: Case, number: str) -> Evidence | None:
    """Return the exhibit of the case with that number; None for none."""
    if not number.isdecimal() or len(number) > 9:
        return None
    found = Evidence.objects.kept().filter(case=case, number=int(number)).first()
    if found is not None:
        found.case = case
    return found


def initial_of(facts: Facts) -> dict[str, Any]:
    """Return what a picture proposes for the contact sheet."""
    initial: dict[str, Any] = {}
    if facts.promise is not None:
        initial |= {"promise": "words", "words": facts.promise.value}
    if facts.agent_number is not None:
        initial["agent"] = facts.agent_number.value[:40]
    if facts.shop is not None:
        # A chat under a shop's name is one with the seller, wherever the case stands by now.
        initial["tier"] = Case.Tier.MERCHANT
    if facts.moment is not None:
        initial["at"] = facts.moment
    return initial


def shots_file(case: Case, contact: Contact, shots: Shots, now: datetime) -> None:
    """Number them in the case as proof of the entry and of every promise in it."""
    items = [*shots.items, *([shots.exhibit] if shots.exhibit else [])]
    if items:
        first, *others = [*contact.promises.order_by("pk")] or [None]
        tie: dict[str, Any] = {"contact": contact, "promise": first, "also": others}
        evidence_file(case=case, items=items, kind=Evidence.Kind.CHAT, now=now, **tie)
