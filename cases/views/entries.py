"""Turns events into the lines of the record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain import wording
from cases.domain.chips import chip_words
from cases.domain.helping import corrects
from cases.domain.money import yuan
from cases.domain.next_step.snapshot import TESTING
from cases.domain.timeline import LATE_NOTE, by_day
from cases.domain.wording import clock, day
from cases.domain.zone import local
from cases.forms.filing import said_why
from cases.forms.state import OUTCOMES
from cases.models import Case, CaseEvent, Contact, Deadline, Elsewhere, FilingResult, Helper, Reference, Seller
from cases.selectors.clocks import date_name, rule_name
from cases.selectors.guards import guard_names
from cases.selectors.lapses import Lapses, lapses_read
from cases.selectors.promises import RULED
from cases.views.cards import rule_words, tier_name
from cases.views.closing import proof_words
from cases.views.exhibits import proof_url
from cases.views.moment_words import owed_name, told
from cases.views.old_values import old_words
from cases.views.wording import due_words, page_lang

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
    "owed_asked": "clipboard-check",
    "owed_done": "send",
    "number_noted": "tag",
    "filing_result": "clipboard-check",
    "guards_passed": "triangle-alert",
    "grounds_checked": "list-todo",
    "elsewhere_noted": "gavel",
    "elsewhere_dropped": "gavel",
    "seller_noted": "store",
    "pack_made": "file-text",
    "pack_given": "send",
    "share_made": "link",
    "helper_invited": "users-round",
    "helper_joined": "users-round",
    "helper_role": "users-round",
    "helper_revoked": "users-round",
    "helper_left": "users-round",
    "evidence_added": "image-plus",
    "evidence_tied": "link",
    "evidence_changed": "square-pen",
    "evidence_deleted": "trash-2",
    "files_deleted": "trash-2",
    "pack_cleared": "trash-2",
    "pack_expired": "trash-2",
    "evidence_covered": "eye-off",
    "evidence_uncovered": "eye",
    "evidence_marked": "pencil",
    "evidence_unmarked": "pencil",
    "evidence_compared": "copy",
    "comparison_removed": "trash-2",
    "page_kept": "image-plus",
    "stills_made": "image",
    "evidence_replaced": "refresh-cw",
    "report_described": "clipboard-check",
}


def timeline_days(case: Case, events: list[CaseEvent], now: datetime) -> list[dict[str, Any]]:
    """Return the events grouped into days, newest first, as the timeline component takes them."""
    lapses = lapses_read(case, events)
    return [
        {"label": day.heading, "entries": [entry_of(case, one.row, now, lapses) for one in day.entries]}
        for day in by_day(events, now, page_lang())
    ]


def entry_of(case: Case, event: CaseEvent, now: datetime, lapses: Lapses) -> dict[str, Any]:
    """Return one event as the entry component takes it. `lapses` as the record makes of them."""
    contact, lapsed = event.contact, event.kind == "lapsed"
    title = _lapse_title(event, lapses) if lapsed else _title(case, event, now)
    at_text = clock(event.at)
    if not event.by_owner:
        # Told afterwards, or after an outage: the app was no witness, it only worked out when the time was over.
        late = event.recorded_at - event.at > LATE_NOTE
        automatic = _("%(clock)s, worked out afterwards") if late else _("%(clock)s, noted automatically")
        at_text = automatic % {"clock": at_text}
    elif contact is not None and event.kind in ("contact_logged", "letter_sent"):
        at_text = f"{at_text} {contact.get_channel_display()}"
    if event.data.get("by"):
        at_text = _("%(clock)s, by %(name)s") % {"clock": at_text, "name": event.data["by"]}
    return {
        "id": event.pk,
        "icon": ICONS.get(event.kind, "pencil-line"),
        "title": _whose(case, event, title),
        "tag": _("Agent %(number)s") % {"number": contact.agent.number}
        if contact and contact.agent and event.kind == "contact_logged"
        else "",
        "lines": _lines(event, now),
        "links": _links(case, event),
        "at": event.at,
        "at_text": at_text,
        "state": "late" if lapsed and event.pk not in lapses.gone else "",
    }


def _whose(case: Case, event: CaseEvent, title: str) -> str:
    """Return the title with who did it in place of "you", where that is somebody else than the reader.

    Every title that says "you" begins with it, in both languages (a test holds them to it).
    """
    by, here = event.data.get("by", ""), case.helper
    if here is not None:
        name = "" if event.data.get("helper") == here.pk else by or _("The owner")
    else:
        name = by
    you = pgettext("begins what the shopper did", "You ")
    return (
        f"{name}{' ' if you.endswith(' ') else ''}{title.removeprefix(you)}"
        if name and title.startswith(you)
        else title
    )


def _closed(event: CaseEvent) -> str:
    """Return which window closed, and which of its dates; of a rule of thumb no more than that a day has passed."""
    rule, variant = event.data.get("rule", ""), event.data.get("variant", "")
    name, date = date_name(rule, variant, local(event.at).date(), page_lang())
    if not name:
        return ""
    if rule == "CLK05":
        words = (
            _("%(date)s of the after-sales window has passed (from the article’s experience, not confirmed)")
            if date
            else _("A day of the after-sales window has passed (from the article’s experience, not confirmed)")
        )
        return words % {"date": date}
    if date:
        name = _("%(name)s (%(does)s)") % {"name": name, "does": date}
    return _("Your window has closed: %(name)s") % {"name": name}


def _title(case: Case, event: CaseEvent, now: datetime) -> str:
    data, contact = event.data, event.contact
    if event.kind == "contact_logged" and contact is not None:
        return _contact_title(contact, data)
    if event.kind == "tier_moved":
        return _("Moved up: %(tier)s") % {"tier": tier_name(data.get("to", "platform"))}
    if event.kind == "result_corrected":
        return _("Result corrected: %(outcome)s") % {"outcome": dict(OUTCOMES).get(data.get("outcome", ""), "")}
    if event.kind == "window_closed" and (closed := _closed(event)):
        return closed
    if event.kind == "moment_noted":
        day = wording.day(datetime.fromisoformat(data["moment"]), now, page_lang())
        what = told(data["trigger"]) % {"day": day}
        return (
            _("You told a day: %(what)s") % {"what": what}
            if event.by_owner
            else _("Counts from: %(what)s") % {"what": what}
        )
    if event.kind == "moment_dropped":
        day = wording.day(datetime.fromisoformat(data["moment"]), now, page_lang())
        return _("Counts no longer from: %(what)s") % {"what": told(data["trigger"]) % {"day": day}}
    if event.kind == "filed":
        return _filed_title(data)
    if event.kind == "filing_result":
        return _("Result of the filing: %(kind)s") % {"kind": FilingResult.Kind(data["result"]).label}
    if event.kind == "number_noted":
        kind = Reference.Kind(data["kind"]).label
        return _("%(kind)s: %(number)s") % {"kind": kind, "number": data["number"]}
    if event.kind == "condition_met":
        day = wording.day(datetime.fromisoformat(data["moment"]), now, page_lang())
        return _("What their promise waited for happened on %(day)s") % {"day": day}
    if event.kind == "case_closed":
        return _("Closed: %(outcome)s") % {"outcome": dict(OUTCOMES).get(data.get("outcome", ""), "")}
    if event.kind in HELPER_WORDS:
        return HELPER_WORDS[event.kind]() % {"name": data.get("name", "")}
    if event.kind in EXHIBIT_WORDS:
        numbers = pgettext("between two exhibits", ", ").join(str(number) for number in data.get("numbers", []))
        return EXHIBIT_WORDS[event.kind]() % {"numbers": numbers}
    if data.get("kind") == TESTING and event.kind in TESTING_WORDS:
        return TESTING_WORDS[event.kind]()
    return EVENT_WORDS.get(event.kind, lambda: event.kind)()


def _lapse_title(event: CaseEvent, lapses: Lapses) -> str:
    """Return what passed: a promise by itself, any other time by its name. What came in time is not called late."""
    rule = str(event.data.get("rule", ""))
    name = rule_words(Deadline(rule=rule, tier=event.tier, trigger_at=event.at))
    if event.pk in lapses.gone:
        return _("%(name)s: the time is over; by the record they were not late") % {"name": name}
    if lapses.deeds.get(event.pk) == RULED:
        return _("The time has passed, and what was decided has not been done")
    if event.pk in lapses.deeds:
        return _("The time has passed, and what was agreed on has not come")
    if rule == "CLK01":
        return EVENT_WORDS["lapsed"]()
    return _("%(name)s: the time has passed without an answer") % {"name": name}


def _filed_title(data: dict[str, Any]) -> str:
    from cases.selectors.letters import title_of

    if data.get("code"):
        return _("You filed: %(what)s") % {"what": title_of(data["code"])}
    return _("You filed with: %(tier)s") % {"tier": tier_name(data["tier"])}


def _contact_title(contact: Contact, data: dict[str, Any]) -> str:
    if contact.voided_at:
        return _("An entry that was taken back")
    if data.get("result") in FilingResult.Kind.values:
        return _("Result of the filing: %(kind)s") % {"kind": FilingResult.Kind(data["result"]).label}
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
    "window_restored": lambda: _("Filing a dispute is not asking JD: its 15 days go by their own end again"),
    "window_moved": lambda: _("A window of yours was counted anew"),
    "deadline_recomputed": lambda: _("Counted anew with the holiday calendar"),
    "rule_corrected": lambda: _("Counted anew: what we know of this rule was corrected"),
    "case_corrected": lambda: _("You corrected the case"),
    "imported": lambda: _("Brought in from an exported file"),
    "case_reopened": lambda: pgettext("event", "Opened again"),
    "contact_edited": lambda: _("You completed an entry"),
    "contact_undone": lambda: _("You took an entry back"),
    "promise_found_kept": lambda: _("You noted an answer that had come in time: the promise was kept"),
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
    "owed_asked": lambda: _("They asked you for something; their clocks stand still"),
    "owed_done": lambda: _("You sent what they asked for; their clocks go on"),
    "owed_dropped": lambda: _("What they had asked for is not waited for any more"),
    "goods_noted": lambda: _("You said what the goods are"),
    "guards_passed": lambda: _("You went on in spite of a warning"),
    "grounds_checked": lambda: _("You went through the grounds of refusal"),
    "elsewhere_noted": lambda: _("Another body has the dispute"),
    "elsewhere_dropped": lambda: _("You took another body off the list"),
    "seller_noted": lambda: _("You noted who the seller is"),
    "pack_made": lambda: _("You made a dossier"),
    "pack_cleared": lambda: _("You took the files of a dossier away"),
    "pack_expired": lambda: _("The files of a dossier were deleted as chosen"),
    "pack_given": lambda: _("You gave the dossier to somebody"),
    "share_made": lambda: _("You made a link to the dossier"),
    "share_revoked": lambda: _("You took a link back"),
    "answer_received": lambda: _("An answer came through a link"),
    "answer_dropped": lambda: _("You left out an answer that came through a link"),
    "files_planned": lambda: _("You chose what becomes of the files"),
}

# A test of the goods is nobody's debt (R121 art. 22).
TESTING_WORDS = {
    "owed_asked": lambda: _("The goods are to be tested; their clocks stand still"),
    "owed_done": lambda: _("The result of the test is here; their clocks go on"),
    "owed_dropped": lambda: _("The result of the test is not waited for any more"),
}

HELPER_WORDS = {
    "helper_invited": lambda: _("You invited %(name)s to help"),
    "helper_joined": lambda: _("%(name)s helps from now on"),
    "helper_role": lambda: _("You changed what %(name)s may do"),
    "helper_revoked": lambda: _("You ended the access of %(name)s"),
    "helper_left": lambda: _("%(name)s no longer helps"),
}

EXHIBIT_WORDS = {
    "files_deleted": lambda: _("The files were deleted as chosen: exhibits %(numbers)s"),
    "evidence_added": lambda: _("You added exhibit %(numbers)s"),
    "evidence_tied": lambda: _("You tied exhibit %(numbers)s to this"),
    "evidence_changed": lambda: _("You described exhibit %(numbers)s"),
    "evidence_deleted": lambda: _("You deleted exhibit %(numbers)s"),
    "evidence_covered": lambda: _("You covered parts of a copy of exhibit %(numbers)s"),
    "evidence_uncovered": lambda: _("You took the covers off the copy of exhibit %(numbers)s"),
    "evidence_marked": lambda: _("You marked exhibit %(numbers)s"),
    "evidence_unmarked": lambda: _("You took the marks off exhibit %(numbers)s"),
    "evidence_compared": lambda: _("You put exhibits %(numbers)s side by side"),
    "evidence_replaced": lambda: _("You replaced an exhibit with a better one: %(numbers)s"),
    "stills_made": lambda: _("Your browser drew stills of exhibit %(numbers)s"),
    "page_kept": lambda: _("You kept a page as it looked: exhibit %(numbers)s"),
    "report_described": lambda: _("You noted what the report says, exhibit %(numbers)s"),
    "comparison_removed": lambda: _("You removed the comparison of exhibits %(numbers)s"),
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
            lines.append(_("Due %(due)s") % {"due": due_words(datetime.fromisoformat(due), now)})
    if event.kind == "owed_asked":
        name, words = owed_name(data["kind"]), data.get("words", "")
        lines.append(_("%(what)s: %(words)s") % {"what": name, "words": words} if name and words else name or words)
        if data.get("waiting"):
            lines.append(_("What they promised lapsed only while they waited for you: it does not count as broken."))
    if event.kind == "owed_done":
        lines += [_moved(one, event.at, now) for one in data.get("clocks", ())]
    if event.kind == "moment_noted" and data.get("was"):
        old = wording.day(datetime.fromisoformat(data["was"]), now, page_lang())
        lines.append(pgettext("old value", "before: %(old)s") % {"old": old})
    if event.kind == "filed" and data.get("version"):
        lines.append(_("Guide as read then: version %(number)d") % {"number": data["version"]})
    lines += _rising_lines(event.kind, data)
    if event.kind.startswith(("pack_", "share_", "answer_")):
        version = _("Version %(number)d") % {"number": data["version"]} if data.get("version") else ""
        lines.append(" · ".join(part for part in (version, str(data.get("to", ""))) if part))
    if data.get("role"):
        lines.append(str(dict(Helper.Role.choices).get(data["role"], "")))
    if why := said_why(data.get("chosen", ""), str(data.get("reason", ""))):
        lines.append(why)
    if data.get("received"):
        lines.append(_("Come back: %(sum)s") % {"sum": yuan(data["received"])})
    if data.get("proof"):
        lines.append(proof_words(data["proof"]))
    if data.get("files_go_at"):
        day_said = day(datetime.fromisoformat(data["files_go_at"]), now, page_lang())
        lines.append(_("Its files are deleted %(day)s.") % {"day": day_said})
    if event.kind == "case_closed" and data.get("note"):
        lines.append(str(data["note"]))
    if event.kind in ("case_corrected", "contact_edited", "result_corrected"):
        known = [old_words(name, old, now) for name, old in data.get("old", {}).items() if old]
        lines += [pgettext("old value", "before: %(old)s") % {"old": words} for words in known]
    return lines


def _moved(one: dict[str, str], at: datetime, now: datetime) -> str:
    """Return how one clock went on: its name and its new end."""
    name = rule_name(one["rule"], local(at).date(), page_lang()) or _("The platform’s answer")
    return _("%(name)s: now until %(due)s") % {
        "name": name,
        "due": due_words(datetime.fromisoformat(one["to"]), now),
    }


def _rising_lines(kind: str, data: dict[str, Any]) -> list[str]:
    """Return what the record says of a step up: the warnings gone past, the other body, the seller's name."""
    if kind == "guards_passed":
        return guard_names(data.get("guards", []))
    if kind == "elsewhere_noted":
        body = str(Elsewhere.Body(data["body"]).label)
        return [" · ".join(part for part in (body, data["name"], data["day"], data["number"]) if part)]
    if kind == "seller_noted":
        return [part for part in (data.get("name"), str(Seller.Disclosed(data["disclosed"]).label)) if part]
    return []


def _links(case: Case, event: CaseEvent) -> list[dict[str, str]]:
    contact = event.contact
    if event.kind == "filed":
        url = reverse("case-filed", args=[case.ref, event.data["filing"]])
        return [{"url": url, "label": _("What was handed in")}]
    if contact is None or contact.voided_at or event.kind not in ("contact_logged", "letter_sent") or not case.is_open:
        return []
    proof = proof_url(case, event.data["promise"], contact.pk) if event.data.get("promise") else ""
    if case.helper is not None and not corrects(case.helper.role) and event.data.get("helper") != case.helper.pk:
        return [{"url": proof, "label": _("Add the screenshot")}] if proof else []
    complete = contact.agent_id or contact.direction == Contact.Direction.OUT
    label = _("Complete or correct") if complete else _("Add the agent number")
    links = [{"url": reverse("entry", args=[case.ref, contact.pk]), "label": label}]
    return [*links, {"url": proof, "label": _("Add the screenshot")}] if proof else links
