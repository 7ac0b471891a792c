"""Logging a contact: one tap, or the sheet. And one entry afterwards."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.domain.chips import CHIP_WORDS, CHOSEN, chip_words
from cases.forms.contact import QUICK, ContactForm, EntryForm
from cases.forms.once import posted_key
from cases.models import Case
from cases.selectors import letters
from cases.selectors.access import case_for, contact_for
from cases.selectors.agents import agent_history, agents_of_case
from cases.selectors.lint import lint_text
from cases.selectors.readings import PromiseReading, read_words
from cases.selectors.running import running_promise
from cases.services.contact_edit import EntryChange, contact_edit
from cases.services.contact_log import ContactEntry, PromiseEntry, contact_log
from cases.services.contact_undo import contact_undo, undo_allowed
from cases.views.cards import history_words, lint_notes, shown_letter
from cases.views.case import case_fragments, closed_case
from cases.views.wording import count_lines, moment_words, page_lang, reading_words


def _entry_of(form: ContactForm) -> ContactEntry:
    """Return what the service saves, with the promise read by the one grammar."""
    data = form.cleaned_data
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
        promise=_promise_of(data),
    )


def _promise_of(data: dict[str, Any]) -> PromiseEntry | None:
    choice, replaces = data["promise"], data.get("join") != "join"
    if choice == "none":
        return None
    if choice == "custom":
        words = data["words"] or CHOSEN
        return PromiseEntry(words=words, due_at=data["due"], reading={"kind": "date"}, replaces=replaces)
    words = data["words"] if choice == "words" else CHIP_WORDS[choice]
    found = read_words(words, heard_at=data["at"])
    return PromiseEntry(
        words=data["words"] or words,
        due_at=found.due_at,
        reading=found.as_json(),
        provisional_year=found.provisional_year,
        replaces=replaces,
    )


@login_required
@require_http_methods(["GET", "POST"])
def log(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    running = running_promise(case)
    if request.method == "GET":
        form = ContactForm(
            initial={"tier": case.tier, "channel": "chat", "direction": "in", "key": secrets.token_hex(10)},
            now=now,
            running=running is not None,
        )
        return _sheet(request, case, form, now)
    form = ContactForm(request.POST, now=now, running=running is not None)
    if not form.is_valid():
        return _sheet(request, case, form, now, status=422)
    question = _question(form, running is not None)
    if question and not form.cleaned_data["asked"]:
        return _sheet(request, case, form, now, question=question, status=422)
    entry = _entry_of(form)
    contact = contact_log(case=case, entry=entry, now=now, key=form.cleaned_data["key"])
    text = _saved_words(entry, now)
    if request.htmx:  # type: ignore[attr-defined]
        return case_fragments(request, ref, now, undo=contact, said=text, close_sheet=True)
    messages.success(request, text)
    return redirect("case", ref=ref)


def _question(form: ContactForm, running: bool) -> str:
    """Return what to ask once before saving: "unclear", "running", "agent" or "time"; "" to save at once."""
    data = form.cleaned_data
    if data["promise"] == "words" and not read_words(data["words"], heard_at=data["at"]).due_at:
        return "unclear"
    if running and data["promise"] != "none" and not data.get("join"):
        return "running"
    talked = data["direction"] != "out" and data["reply"] not in ("auto",)
    if talked and data["promise"] == "none" and data["reply"] not in ("agreed", "refused", "partly_agreed"):
        return "time"
    return "agent" if talked and not data["agent"] else ""


def _sheet(
    request: HttpRequest, case: Case, form: ContactForm, now: datetime, *, question: str = "", status: int = 200
) -> HttpResponse:
    at = form.cleaned_data.get("at", now) if form.is_bound and hasattr(form, "cleaned_data") else now
    context = {
        "case": case,
        "form": form,
        "action": reverse("case-log", args=[case.ref]),
        "close_url": reverse("case", args=[case.ref]),
        "preview_url": reverse("case-log-due", args=[case.ref]),
        "agent_url": reverse("case-agent", args=[case.ref]),
        "notes": _chip_notes(at, now),
        "agents": agents_of_case(case),
        "question": question,
        "question_letter": shown_letter(letters.letter_of_case(case, "T3b" if question == "unclear" else "T3", now=now))
        if question in ("unclear", "time", "agent")
        else None,
        "running": running_promise(case),
        "submit_label": _("Save"),
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    name = "cases/partials/log_sheet.html" if request.htmx else "cases/log.html"  # type: ignore[attr-defined]
    return render(request, name, context, status=status)


def _chip_notes(at: datetime, now: datetime) -> dict[str, str]:
    notes = {name: _("due %(due)s") % {"due": moment_words(_due(words, at), now)} for name, words in CHIP_WORDS.items()}
    return notes | {
        "words": _("we read it, you check it"),
        "custom": _("choose day and time"),
        "none": _("only note this contact"),
    }


def _due(words: str, at: datetime) -> datetime:
    due = read_words(words, heard_at=at).due_at
    assert due is not None, words
    return due


def _saved_words(entry: ContactEntry, now: datetime) -> str:
    if entry.promise and entry.promise.due_at:
        return _("Noted: %(words)s, due %(due)s.") % {
            "words": chip_words(entry.promise.words, page_lang()),
            "due": moment_words(entry.promise.due_at, now),
        }
    return _("Noted.")


@login_required
@require_POST
def quick(request: HttpRequest, ref: str) -> HttpResponse:
    """One tap: 24 hours, 48 hours, 3 working days, heard now from whoever the case is with."""
    case = case_for(request.user, ref)
    now = timezone.now()
    choice = request.POST.get("promise", "")
    if not case.is_open:
        return closed_case(request, ref)
    if choice not in dict(QUICK):
        return redirect("case-log", ref=ref)
    found = read_words(CHIP_WORDS[choice], heard_at=now)
    entry = ContactEntry(
        at=now,
        tier=case.tier,
        reply="received",
        promise=PromiseEntry(words=CHIP_WORDS[choice], due_at=found.due_at, reading=found.as_json(), provisional_year=found.provisional_year),
    )
    # Another choice on the same page is another entry, the same choice pressed twice is not.
    contact = contact_log(case=case, entry=entry, now=now, key=f"{posted_key(request.POST)[:36]}{choice}")
    text = _saved_words(entry, now)
    if request.htmx:  # type: ignore[attr-defined]
        return case_fragments(request, ref, now, undo=contact, said=text)
    messages.success(request, text)
    return redirect(f"{reverse('case', args=[ref])}?undo={contact.pk}")


@login_required
@require_GET
def due_preview(request: HttpRequest, ref: str) -> HttpResponse:
    """The reading of the words typed so far: due moment, working, and what is unsure."""
    case_for(request.user, ref)
    now = timezone.now()
    words = request.GET.get("words", "")[:300]
    reading: PromiseReading | None = read_words(words, heard_at=now) if words.strip() else None
    context = {
        "reading": reading_words(reading, now) if reading else None,
        "lint": lint_notes(lint_text(words), get_language() or "zh-hans") if words else [],
    }
    return render(request, "cases/partials/reading.html", context)


@login_required
@require_GET
def agent(request: HttpRequest, ref: str) -> HttpResponse:
    """This shopper's earlier contacts with the agent number typed, on this platform alone."""
    case = case_for(request.user, ref)
    number = request.GET.get("agent", "")[:40].replace("\x00", "").strip()
    found = agent_history(case, number) if number else None
    history = history_words(found, timezone.now()) if found else None
    return render(request, "cases/partials/agent_history.html", {"history": history, "number": number})


@login_required
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    contact = contact_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    if request.method == "POST" and contact.voided_at is not None:
        messages.warning(request, _("This entry was taken back and cannot be changed."))
        return redirect("case", ref=ref)
    now = timezone.now()
    promise = contact.promises.first()
    initial = {
        "agent": contact.agent.number if contact.agent else "",
        "words": contact.words,
        "reply": contact.reply,
        "channel": contact.channel,
        "desk": contact.desk,
        "note": contact.note,
        "due": promise.due_at if promise else None,
        "version": contact.version,
    }
    form = EntryForm(request.POST if request.method == "POST" else None, initial=initial)
    if contact.direction == "out":
        form.fields["words"].disabled = True
    if promise is None:
        del form.fields["due"]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data.get("due") and "due" in form.changed_data and data["due"] <= contact.at:
            form.add_error("due", _("The promised time must be after you talked to them."))
        else:
            change = EntryChange(
                agent_number=data["agent"],
                words=data["words"],
                reply=data["reply"],
                channel=data["channel"] or contact.channel,
                desk=data["desk"],
                note=data["note"],
                due_at=data.get("due") if "due" in form.changed_data else None,
            )
            if contact_edit(case=case, contact=contact, change=change, version=data["version"], now=now):
                messages.success(request, _("Saved. The earlier version stays on record."))
                return redirect("case", ref=ref)
            form.add_error(None, _("This entry was changed elsewhere a moment ago. Your text is kept below; check it and save again."))
            form.data = form.data.copy()
            form.data["version"] = contact_for(case, number).version
    context = {
        "case": case,
        "contact": contact,
        "form": form,
        "promise": promise,
        "working": count_lines(promise.reading.get("working", [])) if promise else [],
        "undo": undo_allowed(contact=contact, now=now),
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/entry.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def undo(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    contact = contact_for(case, number)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    done = contact_undo(case=case, contact=contact, now=now) or contact.voided_at is not None
    text = _("Taken back.") if done else _("Too late to take back: entries can be undone for 24 hours.")
    if request.htmx:  # type: ignore[attr-defined]
        return case_fragments(request, ref, now, said=text)
    messages.success(request, text) if done else messages.warning(request, text)
    return redirect("case", ref=ref)
