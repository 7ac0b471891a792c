"""The corrected words of an entry, read again: what follows from them, and what has to be asked first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cases.models import Contact, Promise
from cases.selectors.readings import PromiseReading, read_words
from cases.services.contact_log import PromiseEntry
from cases.views.log_sheet import promise_entry
from cases.views.wording import moment_words, page_lang, unclear_words


@dataclass(frozen=True)
class Reread:
    """How the new words were read; `entry` is what to save, "" is nothing to ask."""

    found: PromiseReading | None = None
    entry: PromiseEntry | None = None
    question: str = ""


def reread(contact: Contact, promises: Sequence[Promise], words: str, now: datetime) -> Reread:
    """Return what new words change. A moment is never guessed, and one the shopper chose is never taken away."""
    words = words.strip()[:300]
    if not words or contact.direction == Contact.Direction.OUT:
        return Reread()
    found = read_words(words, heard_at=contact.at)
    entry = promise_entry(found, words) if found.due_at else None
    if not promises:
        return Reread(found, entry if contact.tier == contact.case.tier else None)
    promise = promises[0]
    if found.due_at == _read_before(contact, promise):
        return Reread(found)  # other words for the same moment
    question = _question(promises, found, now)
    return Reread(found, None if question else entry, question)


def _read_before(contact: Contact, promise: Promise) -> datetime | None:
    """Return the moment the grammar gave the words that stood there; the saved one when it was not corrected."""
    if not promise.corrected:
        return promise.due_at
    return read_words(promise.reading.get("read") or promise.words, heard_at=contact.at).due_at


def _question(promises: Sequence[Promise], found: PromiseReading, now: datetime) -> str:
    """Return what to ask before saving, "" when the new words speak for themselves."""
    due_at = promises[0].due_at
    known = moment_words(due_at, now) if due_at else ""
    if len(promises) > 1 or found.also:
        return _("These words name more than one time. Check the times below, then save.")
    if found.due_at is None:
        kept = _("Saved as it is, %(due)s stays.") % {"due": known} if known else ""
        # Sentences stand apart in English and close together in Chinese.
        return (" " if page_lang() == "en" else "").join(filter(None, (unclear_words(found.reason), kept)))
    if promises[0].corrected:
        said = {"read": moment_words(found.due_at, now), "due": known}
        return _("These words read as %(read)s; you had chosen %(due)s. Saved as it is, your choice stays.") % said
    return ""
