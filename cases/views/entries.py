"""Turns events into the lines of the record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain.chips import chip_words
from cases.domain.money import yuan
from cases.domain.timeline import by_day
from cases.domain.wording import clock
from cases.domain.zone import local
from cases.forms.state import OUTCOMES
from cases.models import Case, CaseEvent, Contact, Reference
from cases.selectors.clocks import rule_name
from cases.views.cards import tier_name
from cases.views.exhibits import proof_url
from cases.views.old_values import old_words
from cases.views.wording import moment_words, page_lang

ICONS = {
    "case_opened": "folder-plus",
    "contact_logged": "message-square",
    "letter_sent": "send",
    "lapsed": "alarm-clock",
    "case_closed": "check",
    "tier_moved": "map",
    "step_in_asked": "map",
    "reminder_set": "bell",
    "filed": "clipboard-check",
    "number_noted": "tag",
    "evidence_added": "image-plus",
    "evidence_tied": "link",
    "evidence_changed": "square-pen",
    "evidence_deleted": "trash-2",
    "evidence_covered": "eye-off",
    "evidence_uncovered": "eye",
}


def timeline_days(case: Case, events: list[CaseEvent], now: datetime) -> list[dict[str, Any]]:
    """Return the events grouped into days, newest first, as the timeline component takes them."""
    return [
        {"label": day.heading, "entries": [entry_of(case, one.row, now) for one in day.entries]}
        for day in by_day(events, now, page_lang())
    ]


def entry_of(case: Case, event: CaseEvent, now: datetime) -> dict[str, Any]:
    """Return one event as the entry component takes it."""
    contact = event.contact
    at_text = clock(event.at)
    if not event.by_owner:
        at_text = _("%(clock)s, noted automatically") % {"clock": at_text}
    elif contact is not None and event.kind in ("contact_logged", "letter_sent"):
        at_text = f"{at_text} {contact.get_channel_display()}"
    return {
        "id": event.pk,
        "icon": ICONS.get(event.kind, "pencil-line"),
        "title": _title(case, event, now),
        "tag": _("Agent %(number)s") % {"number": contact.agent.number}
        if contact and contact.agent and event.kind == "contact_logged"
        else "",
        "lines": _lines(event, now),
        "links": _links(case, event),
        "at": event.at,
        "at_text": at_text,
        "state": "late" if event.kind == "lapsed" else "",
    }


def _title(case: Case, event: CaseEvent, now: datetime) -> str:
    data, contact = event.data, event.contact
    if event.kind == "contact_logged" and contact is not None:
        return _contact_title(contact, data)
    if event.kind == "tier_moved":
        return _("Moved up: %(tier)s") % {"tier": tier_name(data.get("to", "platform"))}
    if event.kind == "result_corrected":
        return _("Result corrected: %(outcome)s") % {"outcome": dict(OUTCOMES).get(data.get("outcome", ""), "")}
    if event.kind == "window_closed" and (name := rule_name(data.get("rule", ""), local(event.at).date(), page_lang())):
        return _("Your window has closed: %(name)s") % {"name": name}
    if event.kind == "filed":
        return _filed_title(data)
    if event.kind == "number_noted":
        kind = Reference.Kind(data["kind"]).label
        return _("%(kind)s: %(number)s") % {"kind": kind, "number": data["number"]}
    if event.kind == "case_closed":
        return _("Closed: %(outcome)s") % {"outcome": dict(OUTCOMES).get(data.get("outcome", ""), "")}
    if event.kind in EXHIBIT_WORDS:
        numbers = pgettext("between two exhibits", ", ").join(str(number) for number in data.get("numbers", []))
        return EXHIBIT_WORDS[event.kind]() % {"numbers": numbers}
    return EVENT_WORDS.get(event.kind, lambda: event.kind)()


def _filed_title(data: dict[str, Any]) -> str:
    from cases.selectors.letters import title_of

    if data.get("code"):
        return _("You filed: %(what)s") % {"what": title_of(data["code"])}
    return _("You filed with: %(tier)s") % {"tier": tier_name(data["tier"])}


def _contact_title(contact: Contact, data: dict[str, Any]) -> str:
    if contact.voided_at:
        return _("An entry that was taken back")
    if data.get("due"):
        return _("They promised: %(words)s") % {"words": chip_words(data.get("words", ""), page_lang())}
    if contact.direction == Contact.Direction.OUT:
        return _("You told them")
    if contact.reply:
        return _("Their answer: %(kind)s") % {"kind": contact.get_reply_display()}
    return _("Talked to %(tier)s") % {"tier": tier_name(contact.tier)}


# Functions, so that each is said in the language of the page that asks.
EVENT_WORDS = {
    "case_opened": lambda: _("Case opened"),
    "letter_sent": lambda: _("You sent a message"),
    "lapsed": lambda: _("The time has passed without an answer"),
    "window_closed": lambda: _("A window of yours has closed"),
    "window_moved": lambda: _("A window of yours was counted anew"),
    "deadline_recomputed": lambda: _("Counted anew with the holiday calendar"),
    "rule_corrected": lambda: _("Counted anew: what we know of this rule was corrected"),
    "case_corrected": lambda: _("You corrected the case"),
    "case_reopened": lambda: _("Open again"),
    "contact_edited": lambda: _("You completed an entry"),
    "contact_undone": lambda: _("You took an entry back"),
    "promise_replaced": lambda: _("You let a newer promise replace the earlier one"),
    "muted": lambda: _("Reminders switched off"),
    "unmuted": lambda: _("Reminders switched on"),
    "snoozed": lambda: _("Reminders paused"),
    "reminder_set": lambda: _("You set a reminder"),
    "reminder_cancelled": lambda: _("You removed a reminder"),
    "no_reply": lambda: _("You noted: no answer"),
    "reply_accepted": lambda: _("You accepted their answer"),
    "reply_declined": lambda: _("You declined their answer"),
    "step_in_asked": lambda: _("You asked the platform to step in"),
    "window_filed": lambda: _("You filed in time"),
    "filing_undone": lambda: _("You took a filing back"),
}

EXHIBIT_WORDS = {
    "evidence_added": lambda: _("You added exhibit %(numbers)s"),
    "evidence_tied": lambda: _("You tied exhibit %(numbers)s to this"),
    "evidence_changed": lambda: _("You described exhibit %(numbers)s"),
    "evidence_deleted": lambda: _("You deleted exhibit %(numbers)s"),
    "evidence_covered": lambda: _("You covered parts of a copy of exhibit %(numbers)s"),
    "evidence_uncovered": lambda: _("You took the covers off the copy of exhibit %(numbers)s"),
}


def _lines(event: CaseEvent, now: datetime) -> list[str]:
    data, contact = event.data, event.contact
    lines: list[str] = []
    if contact is not None and not contact.voided_at and event.kind in ("contact_logged", "letter_sent"):
        if contact.words and contact.words != data.get("words"):
            lines.append(contact.words)
        if contact.offered_amount is not None:
            lines.append(_("They offer %(sum)s") % {"sum": yuan(contact.offered_amount)})
        if contact.note:
            lines.append(contact.note)
    if data.get("due") and (contact is None or not contact.voided_at):
        for due in (*data.get("also_due", ()), data["due"]):
            lines.append(_("Due %(due)s") % {"due": moment_words(datetime.fromisoformat(due), now)})
    if event.kind == "filed" and data.get("version"):
        lines.append(_("Guide as read then: version %(number)d") % {"number": data["version"]})
    if data.get("reason"):
        lines.append(str(data["reason"]))
    if data.get("received"):
        lines.append(_("Come back: %(sum)s") % {"sum": yuan(data["received"])})
    if event.kind == "case_closed" and data.get("note"):
        lines.append(str(data["note"]))
    if event.kind in ("case_corrected", "contact_edited", "result_corrected"):
        known = [old_words(name, old, now) for name, old in data.get("old", {}).items() if old]
        lines += [pgettext("old value", "before: %(old)s") % {"old": words} for words in known]
    return lines


def _links(case: Case, event: CaseEvent) -> list[dict[str, str]]:
    contact = event.contact
    if event.kind == "filed":
        url = reverse("case-filed", args=[case.ref, event.data["filing"]])
        return [{"url": url, "label": _("What was handed in")}]
    if contact is None or contact.voided_at or event.kind not in ("contact_logged", "letter_sent") or not case.is_open:
        return []
    proof = proof_url(case, event.data["promise"], contact.pk) if event.data.get("promise") else ""
    complete = contact.agent_id or contact.direction == Contact.Direction.OUT
    label = _("Complete or correct") if complete else _("Add the agent number")
    links = [{"url": reverse("entry", args=[case.ref, contact.pk]), "label": label}]
    return [*links, {"url": proof, "label": _("Add the screenshot")}] if proof else links
