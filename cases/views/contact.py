"""Logging a contact: one tap, or the sheet. And one entry afterwards."""

from __future__ import annotations

import secrets
from dataclasses import replace as replace_field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.domain.chips import CHIP_WORDS, chip_words
from cases.domain.helping import corrects
from cases.forms.contact import QUICK, ContactForm, EntryForm, due_names
from cases.forms.once import posted_key
from cases.models import Case, Contact, Promise
from cases.selectors import letters
from cases.selectors.access import case_for, contact_for
from cases.selectors.agents import agent_history, agents_of_case
from cases.selectors.calls import calls_on, ended_call
from cases.selectors.filings import filing_decided
from cases.selectors.lint import lint_text
from cases.selectors.readings import read_words
from cases.selectors.running import replaceable
from cases.services.contact_edit import EntryChange, contact_edit
from cases.services.contact_log import ContactEntry, contact_log
from cases.services.contact_undo import contact_undo, own_entry, undo_allowed
from cases.services.promise_choice import promise_prefer
from cases.services.submission import submission_result
from cases.views.call import call_initial
from cases.views.cards import history_words, lint_notes, promise_working, shown_letter
from cases.views.case import case_fragments
from cases.views.closed import closed_case
from cases.views.entry_reading import Reread, reread
from cases.views.evidence_words import limits_words
from cases.views.exhibits import proofs_of
from cases.views.intake import takes_files
from cases.views.log_sheet import (
    chip_notes,
    dues_of,
    entry_of,
    moments_words,
    promise_entry,
    promises_running,
    question_of,
    replace_words,
    submit_words,
)
from cases.views.log_shots import Shots, exhibit_asked, initial_of, shots_file, shots_taken
from cases.views.read_words import OF_CONTACT, Source, source_of
from cases.views.wording import moment_words, page_lang, reading_words


@login_required
@require_http_methods(["GET", "POST"])
@takes_files
def log(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_for(request.user, ref)
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    if request.method == "GET":
        first = {"tier": case.tier, "channel": "chat", "direction": "in", "key": secrets.token_hex(10)}
        ended = ended_call(case, request.GET.get("call", ""))
        if ended is not None:
            first |= call_initial(ended, len(calls_on(case, ended.tier, now)))
        source = source_of(exhibit_asked(case, request.GET.get("from", "")), OF_CONTACT)
        if source is not None:
            first |= initial_of(source.facts)
        form = ContactForm(initial=first, now=now)
        form.shows_more = ended is not None or source is not None
        return _sheet(request, case, form, now, source=source)
    form = ContactForm(request.POST, now=now)
    # Kept before anything is asked or corrected: the browser cannot fill in a field of files again.
    shots = shots_taken(request, case, now)
    valid = form.is_valid()
    saved = bool(submission_result(owner=case.owner, key=posted_key(request.POST)))
    # What was deleted after the entry was made is not missed when the same form comes again.
    lost = [] if saved else shots.gone
    for row in [*shots.refused, *lost]:
        form.add_error(None, _("%(name)s: %(text)s") % row)
    if not valid or shots.refused or lost:
        return _sheet(request, case, form, now, shots=shots, status=422)
    data = form.cleaned_data
    question = "" if saved else question_of(form, promises_running(case, data, now))
    if question:
        return _sheet(request, case, form, now, question=question, shots=shots, status=422)
    entry = entry_of(form)
    contact = contact_log(case=case, entry=entry, now=now, key=data["key"])
    shots_file(case, contact, shots, now)
    text = _saved_words(entry, now)
    if request.htmx:  # type: ignore[attr-defined]
        return case_fragments(request, ref, now, undo=contact, said=text, close_sheet=True)
    messages.success(request, text)
    back = reverse("case", args=[ref])
    return redirect(f"{back}?undo={contact.pk}" if replaceable(contact) else back)


def _sheet(
    request: HttpRequest,
    case: Case,
    form: ContactForm,
    now: datetime,
    *,
    question: str = "",
    shots: Shots | None = None,
    source: Source | None = None,
    status: int = 200,
) -> HttpResponse:
    if shots is not None:
        source = source_of(shots.exhibit, OF_CONTACT)
    data = form.cleaned_data if form.is_bound else initial_of(source.facts) if source else {}
    at = data.get("at", now)
    replace_label = replace_words(promises_running(case, data, now), now)
    form.ask_to_replace(replace_label)
    context = {
        "case": case,
        "form": form,
        "action": reverse("case-log", args=[case.ref]),
        "close_url": reverse("case", args=[case.ref]),
        "preview_url": reverse("case-log-due", args=[case.ref]),
        "agent_url": reverse("case-agent", args=[case.ref]),
        "source": source,
        "kept": shots.items if shots else [],
        "gone": shots.gone if shots else [],
        "limits": limits_words(case.owner),
        "notes": chip_notes(at, now),
        "reading": _reading(data.get("words", ""), at, now),
        "agents": agents_of_case(case),
        "question": question,
        "asked": ",".join(sorted(form.asked_for | {question} - {""})),
        "question_letter": _question_letter(case, question, data, at, now),
        "replace_label": replace_label,
        "submit_label": submit_words(case, dues_of(data, at), now, asked=bool(question or form.asked_for)),
        "back_url": reverse("case", args=[case.ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    name = "cases/partials/log_sheet.html" if request.htmx else "cases/log.html"  # type: ignore[attr-defined]
    return render(request, name, context, status=status)


def _question_letter(
    case: Case, question: str, data: dict[str, Any], at: datetime, now: datetime
) -> dict[str, Any] | None:
    """Return the text to ask the agent with, None where no text helps."""
    if question not in ("unclear", "time", "reason", "agent"):
        return None
    known = bool(dues_of(data, at))
    number = data.get("agent", "")
    return shown_letter(letters.letter_of_question(case, question, agent_no=number, time_known=known, now=now))


def _saved_words(entry: ContactEntry, now: datetime) -> str:
    dues = [one.due_at for one in (*entry.also, entry.promise) if one and one.due_at]
    if entry.promise and dues:
        return _("Noted: %(words)s, due %(due)s.") % {
            "words": chip_words(entry.promise.words, page_lang()),
            "due": moments_words(dues, now),
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
    promise = promise_entry(found, CHIP_WORDS[choice])
    entry = ContactEntry(at=now, tier=case.tier, reply="received", promise=promise)
    # Another choice on the same page is another entry, the same choice pressed twice is not.
    contact = contact_log(case=case, entry=entry, now=now, key=f"{posted_key(request.POST)[:36]}{choice}")
    text = _saved_words(entry, now)
    if replaceable(contact):
        text = _("%(saved)s The earlier promise is watched as well.") % {"saved": text}
    if request.htmx:  # type: ignore[attr-defined]
        return case_fragments(request, ref, now, undo=contact, said=text)
    messages.success(request, text)
    return redirect(f"{reverse('case', args=[ref])}?undo={contact.pk}")


@login_required
@require_GET
def due_preview(request: HttpRequest, ref: str) -> HttpResponse:
    """What the sheet as filled in so far comes to: the reading of the words, each chip's moment, the button."""
    case = case_for(request.user, ref)
    now = timezone.now()
    form = ContactForm(request.GET, now=now)
    form.is_valid()  # Half filled in: what cannot be read yet is left out.
    data = form.cleaned_data
    at = data.get("at", now)
    words = request.GET.get("words", "")[:300]
    if (number := request.GET.get("entry", "")).isdecimal():
        # An entry made before: its words alone, read from when they were heard.
        at = contact_for(case, int(number)).at
        return render(request, "cases/partials/reading.html", {"reading": _reading(words, at, now)})
    context = {
        "reading": _reading(words, at, now),
        "lint": lint_notes(lint_text(words), page_lang()) if words else [],
        "notes": chip_notes(at, now),
        "submit_label": submit_words(case, dues_of(data, at), now, asked=bool(form.asked_for)),
    }
    return render(request, "cases/partials/log_preview.html", context)


def _reading(words: str, at: datetime, now: datetime) -> dict[str, Any] | None:
    return reading_words(read_words(words, heard_at=at), now) if words.strip() else None


@login_required
@require_GET
def agent(request: HttpRequest, ref: str) -> HttpResponse:
    """This shopper's earlier contacts with the agent number typed, on this platform alone."""
    case = case_for(request.user, ref)
    number = request.GET.get("agent", "")[:40].replace("\x00", "").strip()
    found = agent_history(case, number, now=timezone.now()) if number else None
    history = history_words(found, timezone.now()) if found else None
    return render(request, "cases/partials/agent_history.html", {"history": history, "number": number})


def _as_saved(contact: Contact, promises: list[Promise]) -> dict[str, Any]:
    pairs = zip(due_names(len(promises)), promises, strict=True)
    dues = {name: None if one.state == Promise.State.WITHDRAWN else one.due_at for name, one in pairs}
    return dues | {
        "agent": contact.agent.number if contact.agent else "",
        "words": contact.words,
        "reply": contact.reply,
        "offered_amount": contact.offered_amount,
        "channel": contact.channel,
        "desk": contact.desk,
        "note": contact.note,
        "version": contact.version,
    }


def _change_of(
    data: dict[str, Any], contact: Contact, names: list[str], moved: dict[str, datetime | None]
) -> EntryChange:
    """Return what the service saves; `moved` holds the due moments given anew, of the promises called `names`: None
    of one whose moment was emptied, which was no promise."""
    return EntryChange(
        agent_number=data["agent"],
        words=data["words"],
        reply=data.get("reply", contact.reply),
        channel=data["channel"] or contact.channel,
        desk=data.get("desk", contact.desk),
        note=data["note"],
        offered_amount=data["offered_amount"],
        due_at=moved.get("due"),
        also_due_at=tuple(moved.get(name) for name in names[1:]),
        dropped=frozenset(place for place, name in enumerate(names) if name in moved and moved[name] is None),
    )


@login_required
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    contact = contact_for(case, number)
    if case.helper is not None and not corrects(case.helper.role):
        contact = _own(contact)
    if not case.is_open:
        return closed_case(request, ref)
    if request.method == "POST" and contact.voided_at is not None:
        messages.warning(request, _("This entry was taken back and cannot be changed."))
        return redirect("case", ref=ref)
    now = timezone.now()
    promises, again, question = list(contact.promises.select_related("deadline").order_by("pk")), Reread(), ""
    promise, names = promises[0] if promises else None, due_names(len(promises))
    posted = request.POST if request.method == "POST" else None
    filing = filing_decided(contact)
    saved = _as_saved(contact, promises)
    form = EntryForm(posted, initial=saved, promises=len(promises), decides=filing is not None)
    if contact.direction == "out":
        form.fields["words"].disabled = True
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        moved = {name: data[name] for name in names if name in form.changed_data}
        early = [name for name, due in moved.items() if due and due <= contact.at]
        for name in early:
            form.add_error(name, _("The promised time must be after you talked to them."))
        refused = "reply" in form.changed_data and data["reply"] == Contact.Reply.REFUSED
        changed = "words" in form.changed_data and not moved and not refused  # a refusal promises nothing
        held = [one for one in promises if one.state != Promise.State.WITHDRAWN]
        again = reread(contact, held, data["words"], now) if changed else Reread()
        question = "" if "keep" in request.POST else again.question
        if not early and not question:
            change = replace_field(_change_of(data, contact, names, moved), read=again.entry)
            if contact_edit(case=case, contact=contact, change=change, version=data["version"], now=now):
                messages.success(request, _edited_words(change, now))
                return redirect("case", ref=ref)
            form.add_error(
                None,
                _("This entry was changed elsewhere a moment ago. Your text is kept below; check it and save again."),
            )
            form.data = form.data.copy()
            form.data["version"] = contact_for(case, number).version
    context = {
        "case": case,
        "contact": contact,
        "form": form,
        "promise": promise,
        "result_url": reverse("case-filing-result", args=[ref, filing.pk]) if filing else "",
        "working": promise_working(promise) if promise and promise.state != "withdrawn" and not question else [],
        "question": question,
        "reading": reading_words(again.found, now) if question and again.found and again.found.due_at else None,
        "preview_url": f"{reverse('case-log-due', args=[ref])}?entry={contact.pk}",
        "undo": undo_allowed(contact=contact, now=now),
        "proofs": proofs_of(case, contact),
        "proof_add_url": f"{reverse('evidence-add', args=[ref])}?contact={contact.pk}",
        "replaces": undo_allowed(contact=contact, now=now) and replaceable(contact),
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/entry.html", context, status=422 if form.errors or question else 200)


def _edited_words(change: EntryChange, now: datetime) -> str:
    """Return what was saved; words that were read anew say which moment is watched now."""
    if change.read is None or change.read.due_at is None:
        return _("Saved. The earlier version stays on record.")
    due = {"due": moment_words(change.read.due_at, now)}
    return _("Saved, read as %(due)s. The earlier version stays on record.") % due


def _own(contact: Contact) -> Contact:
    """Return the entry. Http404 for a helper who did not note it: the owner's record is the owner's to take back."""
    if not own_entry(contact):
        raise Http404
    return contact


@login_required
@require_POST
def undo(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = case_for(request.user, ref)
    contact = _own(contact_for(case, number))
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    done = contact_undo(case=case, contact=contact, now=now) or contact.voided_at is not None
    text = _("Taken back.") if done else _("Too late to take back: entries can be undone for 24 hours.")
    if request.htmx:  # type: ignore[attr-defined]
        return case_fragments(request, ref, now, said=text)
    messages.success(request, text) if done else messages.warning(request, text)
    return redirect("case", ref=ref)


@login_required
@require_POST
def replace(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The promise of this entry takes the place of the ones that ran beside it."""
    case = case_for(request.user, ref)
    contact = _own(contact_for(case, number))
    if not case.is_open:
        return closed_case(request, ref)
    now = timezone.now()
    done = promise_prefer(case=case, contact=contact, now=now)
    text = _("Replaced: only this promise is watched now.") if done else _("There is nothing to replace.")
    undo_of = contact if undo_allowed(contact=contact, now=now) else None
    if request.htmx:  # type: ignore[attr-defined]
        return case_fragments(request, ref, now, undo=undo_of, said=text)
    messages.success(request, text) if done else messages.warning(request, text)
    back = reverse("case", args=[ref])
    return redirect(f"{back}?undo={contact.pk}" if undo_of else back)
