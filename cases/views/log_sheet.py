"""What the log sheet says and asks, and the entry it comes to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain.chips import CHIP_WORDS, CHOSEN
from cases.forms.contact import ContactForm
from cases.models import Case, Promise
from cases.selectors.advice import promises_nothing
from cases.selectors.readings import PromiseReading, read_words
from cases.selectors.running import promises_before
from cases.services.contact_log import ContactEntry, PromiseEntry
from cases.views.wording import moment_words

# Answers after which nobody needs to ask by when.
CLEAR = ("agreed", "refused", "partly_agreed")


def entry_of(form: ContactForm) -> ContactEntry:
    """Return what the service saves, with the promise read by the one grammar."""
    data = form.cleaned_data
    promise, also = _promises_of(data)
    return ContactEntry(
        at=data["at"],
        tier=data["tier"],
        channel=data["channel"] or "chat",
        desk=data["desk"],
        direction=data["direction"] or "in",
        agent_number=data["agent"],
        words=data["words"],
        note=data["note"],
        reply=data["reply"],
        offered_amount=data["offered_amount"],
        promise=promise,
        also=also,
    )


def _promises_of(data: dict[str, Any]) -> tuple[PromiseEntry | None, tuple[PromiseEntry, ...]]:
    """Return the promise, and the earlier ones when the words hold several."""
    replaces = data.get("join") == "replace"
    if data["promise"] == "custom":
        words = data["words"] or CHOSEN
        return PromiseEntry(words=words, due_at=data["due"], reading={"kind": "date"}, replaces=replaces), ()
    found = reading_of(data, data["at"])
    if found is None or (data["promise"] == "words" and not dues_of(data, data["at"]) and _offers_or_refuses(data)):
        return None, ()
    words = data["words"] or found.words
    return promise_entry(found, words, replaces=replaces), tuple(promise_entry(one, words) for one in found.also)


def promises_of(found: PromiseReading | None, words: str = "") -> tuple[PromiseEntry, ...]:
    """Return the promises that a longer text holds, in the words that say them (`words`, else as read); () for none."""
    if found is None:
        return ()
    words = (words or found.words)[:300]
    return promise_entry(found, words), *(promise_entry(one, words) for one in found.also)


def _offers_or_refuses(data: dict[str, Any]) -> bool:
    return data["reply"] == "refused" or promises_nothing(data["words"])


def promise_entry(found: PromiseReading, words: str, *, replaces: bool = False) -> PromiseEntry:
    return PromiseEntry(
        words=words,
        due_at=found.due_at,
        reading=found.as_json(),
        provisional_year=found.provisional_year,
        replaces=replaces,
    )


def reading_of(data: dict[str, Any], at: datetime) -> PromiseReading | None:
    """Return how the chosen chip, or their own words, are read; None when neither says a time to read."""
    choice = data.get("promise", "")
    words = data.get("words", "") if choice == "words" else CHIP_WORDS.get(choice, "")
    return read_words(words, heard_at=at) if words else None


def dues_of(data: dict[str, Any], at: datetime) -> list[datetime]:
    """Return the moments the form as filled in so far would watch, the earliest first."""
    if data.get("promise") == "custom":
        due = data.get("due")
        return [due] if due is not None and due > at else []
    found = reading_of(data, at)
    every = (*found.also, found) if found else ()
    return [one.due_at for one in every if one.due_at]


def question_of(form: ContactForm, before: list[Promise]) -> str:
    """Return what to ask once before saving: "running", "unclear", "time", "reason" or "agent"; "" to save at once.

    What becomes of a running promise is asked whatever else was; of the others one is enough.
    """
    data, asked = form.cleaned_data, form.asked_for
    dues = dues_of(data, data["at"])
    if before and dues and not data["join"] and "running" not in asked:
        return "running"
    if asked:
        return ""
    if data["promise"] == "words" and not dues and not _offers_or_refuses(data):
        return "unclear"
    talked = data["direction"] != "out" and data["reply"] not in ("auto",)
    if talked and data["promise"] == "none" and data["reply"] not in CLEAR:
        return "time"
    if talked and data["reply"] == "refused" and not data["words"]:
        return "reason"
    return "agent" if talked and not data["agent"] else ""


def promises_running(case: Case, data: dict[str, Any], now: datetime) -> list[Promise]:
    """Return the promises a new one could replace: same side, heard before it, not yet due then."""
    said = {"reply": data.get("reply") or "", "words": data.get("words") or ""}
    return promises_before(case, tier=data.get("tier") or case.tier, at=data.get("at") or now, **said)


def replace_words(before: list[Promise], now: datetime) -> str:
    """Return 要替换周三 15:20 的那个吗？ or "" when nothing runs."""
    dues = [row.due_at for row in before if row.due_at]
    if not dues:
        return ""
    words = _("Replace the one due %(due)s?") if len(dues) == 1 else _("Replace the ones due %(due)s?")
    return words % {"due": moments_words(dues, now)}


def chip_notes(at: datetime, now: datetime) -> dict[str, str]:
    """Return the small text of every chip: when it would be due, had they said it `at` that moment."""
    dues = {name: dues_of({"promise": name}, at) for name in CHIP_WORDS}
    notes = {name: _("due %(due)s") % {"due": moments_words(due, now)} for name, due in dues.items()}
    return notes | {
        "words": _("we read it, you check it"),
        "custom": _("choose day and time"),
        "none": _("only note this contact"),
    }


def submit_words(case: Case, dues: list[datetime], now: datetime, *, asked: bool) -> str:
    """Return what the button does: 存下，周三 15:20 提醒我 when a mail will come then."""
    ahead = [due for due in dues if due > now]
    if ahead and case.muted_at is None:
        return _("Save and remind me %(due)s") % {"due": moments_words(ahead, now)}
    return _("Save as it is") if asked else _("Save")


def moments_words(dues: Iterable[datetime], now: datetime) -> str:
    """Return the moments in a row: 明天 18:00、周三 15:20."""
    return pgettext("between two moments", ", ").join(moment_words(due, now) for due in dues)
