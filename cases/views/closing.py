"""What a closed case says of its closing: on its page and in its record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain import wording
from cases.domain.closing import NO_PROOF, PROMISED
from cases.forms.state import WORKED_WORDS
from cases.models import Case
from cases.views.wording import page_lang


def closing_lines(case: Case, now: datetime) -> dict[str, Any] | None:
    """Return what a closed case's page says below its result; None for an open one. No query."""
    if case.closed_at is None:
        return None
    lang, lines = page_lang(), []
    if case.worked:
        comma = pgettext("between two items", ", ")
        lines.append(_("What worked: %(what)s") % {"what": comma.join(str(WORKED_WORDS[one]) for one in case.worked)})
    if case.outcome == PROMISED and case.money_at is not None:
        lines.append(
            _("You are asked %(day)s whether the money has come.") % {"day": wording.day(case.money_at, now, lang)}
        )
    if case.files_go_at is not None:
        lines.append(_("Its files are deleted %(day)s.") % {"day": wording.day(case.files_go_at, now, lang)})
    return {"lines": lines, "files_url": reverse("case-files", args=[case.ref])}


def proof_words(proof: str) -> str:
    """Return what the record says of the proof a closing named."""
    if proof == NO_PROOF:
        return _("Closed without anything that shows it has arrived")
    return _("Shown by exhibit %(number)s") % {"number": proof}
