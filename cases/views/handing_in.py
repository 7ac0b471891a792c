"""What the pages share that note something as handed in: its text, its exhibits, the kind of its number."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cases.domain.messages.typed import TYPED
from cases.models import Case
from cases.selectors import letters
from cases.selectors.exhibits import exhibits_to_hand_in
from cases.selectors.rising import ascent_of, typed_at
from cases.views.evidence_words import exhibit_label

LONGEST = 4000


def to_of(tier: str) -> str:
    """Return whom a tier is, as addresses name it."""
    return next(name for name, one in letters.RECIPIENTS.items() if one == tier)


def kind_url(case: Case, tier: str) -> str:
    """Return where a pasted number is told apart."""
    return f"{reverse('case-number-kind', args=[case.ref])}?to={to_of(tier)}"


def posted_text(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "").strip()


def prepared_text(case: Case, code: str, now: datetime) -> str:
    """Return the text as it was last copied, else as the records give it; "" without a letter."""
    if not code:
        return ""
    copied = letters.copied_text(case, code, since=typed_at(ascent_of(case), code) if code in TYPED else None)
    return copied or letters.letter_of_case(case, code, now=now).text


def exhibits_sent(request: HttpRequest) -> tuple[int, ...] | None:
    """Return the exhibits that were ticked; None where the page did not ask, which means all."""
    if "exhibits" not in request.POST:
        return None
    return tuple(int(value) for value in request.POST.getlist("exhibit") if value.isdecimal() and len(value) < 9)


def exhibit_choices(request: HttpRequest, case: Case) -> list[dict[str, Any]]:
    """Return the exhibits as check boxes, all ticked until the shopper says otherwise."""
    chosen = exhibits_sent(request)
    return [
        {
            "number": row.number,
            "label": exhibit_label(row),
            "name": row.caption or row.get_kind_display(),
            "on": chosen is None or row.number in chosen,
        }
        for row in exhibits_to_hand_in(case)
    ]
