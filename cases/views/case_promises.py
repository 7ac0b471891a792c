"""The promises of a case and who made them, as the case page lists them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.domain.chips import chip_words
from cases.models import Case, Promise
from cases.selectors.promises import CONDITIONAL, PAUSED, UNWATCHED, promise_state
from cases.views import cards
from cases.views.condition import condition_url
from cases.views.exhibits import proof_url, words_shot
from cases.views.wording import due_words, moment_words, page_lang

PROMISE_LOOKS = {
    Promise.State.RUNNING: "",
    Promise.State.KEPT: "ok",
    Promise.State.BROKEN: "late",
    Promise.State.REPLACED: "",
    Promise.State.VAGUE: "soon",
    CONDITIONAL: "soon",
    UNWATCHED: "",
    PAUSED: "",
}


def promise_row(case: Case, row: Promise, now: datetime) -> dict[str, Any]:
    """Return one promise: its words, how it stands, who made it, and where its words are to be seen."""
    state = promise_state(row, now)
    names = {
        Promise.State.RUNNING: _("Running"),
        Promise.State.KEPT: _("Kept"),
        Promise.State.BROKEN: _("Broken"),
        Promise.State.REPLACED: _("Replaced"),
        Promise.State.VAGUE: _("No time named"),
        CONDITIONAL: _("With a condition"),
        UNWATCHED: _("Not watched any more"),
        PAUSED: _("Stands still"),
    }
    agent = _("agent %(number)s") % {"number": row.agent.number} if row.agent else ""
    said = _("said %(at)s") % {"at": moment_words(row.heard_at, now)}
    due = _("due %(due)s") % {"due": due_words(row.due_at, now)} if row.due_at else ""
    return {
        "words": chip_words(row.words, page_lang()),
        "state": names[state],
        "css": PROMISE_LOOKS[state],
        "text": " · ".join(part for part in (agent, said, due) if part),
        "day_url": condition_url(case, row),
        "proof_url": proof_url(case, row.pk, row.contact_id),
        "shot": words_shot(case, row.pk),
        "working": cards.promise_working(row),
    }


def agent_rows(promises: list[Promise], now: datetime) -> list[dict[str, str]]:
    """Return the agents of these promises; words that name no time (尽快) are none, and can break none."""
    met: dict[str, list[int]] = {}
    for row in promises:
        if row.agent:
            counts, state = met.setdefault(row.agent.number, [0, 0]), promise_state(row, now)
            counts[0] += state != Promise.State.VAGUE
            counts[1] += state == Promise.State.BROKEN
    return [
        {
            "number": _("Agent %(number)s") % {"number": number},
            "text": (ngettext("%(n)d promise", "%(n)d promises", made) % {"n": made} if made else _("No time named"))
            + (_(", %(n)d broken") % {"n": broken} if broken else ""),
        }
        for number, (made, broken) in met.items()
    ]
