"""Assembles the case page from its rows: plain values for the components, no query of its own but the letter's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain import wording
from cases.domain.next_step import Action, NextStep
from cases.domain.next_step.letters import letter_beside
from cases.domain.returns import RETURN
from cases.domain.starts import CONSUMER_WINDOWS
from cases.domain.tiers import stairs
from cases.forms.contact import QUICK
from cases.models import Case, CaseEvent, Contact, Deadline, Filing
from cases.selectors.case_page import CaseRecord
from cases.selectors.chased import is_below
from cases.selectors.clock_letters import driving_deadline, letter_of_clock
from cases.selectors.clocks import own_windows_over
from cases.selectors.guides import guide_for_step
from cases.selectors.readiness import tried_tiers
from cases.selectors.running import replaceable
from cases.selectors.snapshots import next_step_of
from cases.views import cards
from cases.views.advice import advice_cards
from cases.views.case_promises import agent_rows, promise_row
from cases.views.closing import closing_lines
from cases.views.condition import condition_line
from cases.views.entrances import entrances_card
from cases.views.entries import timeline_days
from cases.views.exhibits import proof_line, section_of
from cases.views.filed_links import UNEXPLAINED, filings_link, when_decided
from cases.views.lanes import case_lanes
from cases.views.request_first import request_first
from cases.views.siblings import sibling_row
from cases.views.wording import page_lang

# The money has come: nobody is asked for anything more, and nothing more is needed against them.
SETTLED = "close"
TIERS = (Case.Tier.MERCHANT, Case.Tier.PLATFORM, Case.Tier.REGULATOR)


def case_board(
    case: Case, record: CaseRecord, *, now: datetime, key: str, undo: Contact | Filing | None = None, said: str = ""
) -> dict[str, Any]:
    """Return the page's values. `key` is the idempotency key of its forms, `undo` the entry or filing just made."""
    step = next_step_of(case, now=now, lang=page_lang(), clocks=record.deadlines)
    shown, bar, head = _clock_row(step, record), _bar(case, step), case_head(case, now)
    over = case.is_open and own_windows_over(case, record.deadlines, now=now)
    return {
        "case": case,
        "title": cards.case_title(case),
        "state_word": _state_word(case, step, shown, now),
        "head": head,
        "money": head["money"],
        "steps": case_steps(case, step),
        "step": _beside_bar(
            _told_how(case, step, step_card(case, step, shown, now)) | condition_line(case, step, record.promises), bar
        ),
        "quick": _quick(case, key) if case.is_open else None,
        "letter": _letter(case, record, step, key, now),
        "entrances": entrances_card(case, step, record.deadlines, now),
        "advice": advice_cards(
            case,
            record.events,
            asks_time=step.kind == "ask_time",
            window_missed=over,
            settled=step.kind == SETTLED,
            now=now,
        ),
        "lanes": case_lanes(case, record.deadlines, shown, now, windows_over=over),
        "promises": [promise_row(case, row, now) for row in record.promises[:6]],
        "evidence": section_of(case, settled=step.kind == SETTLED),
        "agents": agent_rows(record.promises, now),
        "siblings": [sibling_row(case, other, now) for other in record.siblings],
        **timeline_shown(case, record.events, record.older, now),
        "no_contact": case.contacted_at is None and case.tier == Case.Tier.MERCHANT and case.is_open,
        "closing": closing_lines(case, now),
        "answers_url": reverse("case-answers", args=[case.ref]) if case.answers_waiting else "",
        "links": _links(case),
        "undo": _undo(case, undo, said),
        "bar": bar,
    }


def timeline_shown(case: Case, events: list[CaseEvent], older: str, now: datetime) -> dict[str, Any]:
    """Return the record as its component takes it. `older` is the key of its next part, "" at the end."""
    return {
        "days": timeline_days(case, events, now),
        "older_url": f"{reverse('case-older', args=[case.ref])}?before={older}" if older else "",
        "older_label": _("Earlier entries"),
    }


def case_head(case: Case, now: datetime) -> dict[str, Any]:
    order = case.order
    signed = wording.day(order.signed_at, now, page_lang()) if order.signed_at else ""
    return {
        "file_no": cards.file_words(case),
        "where": cards.where_words(case),
        "amount": f"¥{order.amount}" if order.amount is not None else "",
        "title": cards.case_title(case),
        "demand": cards.catalog.demand_words(case.demand, page_lang()),
        "order_tail": order.tail,
        "signed": _("signed for on %(day)s") % {"day": signed} if signed else "",
        "muted": case.muted_at is not None,
        "money": cards.money_words(case),
    }


def case_steps(case: Case, step: NextStep) -> list[dict[str, Any]]:
    """Return the three stairs: what was, where it is, what opens next; of a closed case where it ended."""
    return [
        cards.stair(place, _(one.note) if one.note else "", one.state, current=one.is_current)
        for place, one in enumerate(stairs(case.tier, step, tried_tiers(case)))
    ]


def step_words(text: str, step: NextStep, now: datetime) -> str:
    """Return a msgid of the engine in the language of the page, filled in."""
    return _(text) % step.words_for(now, page_lang()) if text else ""


def _told_how(case: Case, step: NextStep, card: dict[str, Any]) -> dict[str, Any]:
    """Return the card of the step with what comes first, where it is shown, and how much of the proof is there."""
    before = request_first(case, step)
    gap = " " if page_lang() == "en" else ""
    reason = gap.join(part for part in (card["reason"], before.get("first", "")) if part)
    proof = {} if step.kind == SETTLED else proof_line(case)
    return card | {"reason": reason} | (before or _shown_how(case, step)) | proof


def _shown_how(case: Case, step: NextStep) -> dict[str, str]:
    """Return the link to the guide that shows how the step is done, opened with this case in it; {} for none."""
    # Of a window that closes, what is to be done in time says more than that it closes.
    act = step.action.code
    view = guide_for_step(case, act if step.kind == "file_window" and act in ("step_in", "step_up") else step.kind)
    if view is None:
        return when_decided(case, step.actor)
    url = reverse("case-guide", args=[case.ref, view.slug])
    return {"ready": _("Where to tap: "), "ready_url": url, "ready_link": view.title.said(page_lang())}


def step_card(
    case: Case, step: NextStep, shown: Deadline | None, now: datetime, *, on_case: bool = True
) -> dict[str, Any]:
    """Return the next step as its component takes it. Off the case page, copying starts on the case page."""
    clock = cards.clock_of(shown, now, deed=_is_deed(step)) if shown else None
    if clock and shown and shown.rule in CONSUMER_WINDOWS and step.kind not in SAYS_IT:
        clock["note"] = cards.depends_on(case, shown)
    acts = [step_action(case, step.action, step, on_case=on_case)]
    if step.second is not None:
        acts.append(step_action(case, step.second, step, kind="ghost", on_case=on_case))
    reason = step_words(step.reason, step, now)
    if step.kind == "closed" and on_case:
        gap = " " if page_lang() == "en" else ""
        reason = gap.join(part for part in (cards.money_sentence(case), reason) if part)
    return {
        "title": step_words(step.title, step, now),
        "reason": reason,
        "clock": clock,
        "ruler": clock,
        "actions": acts,
        "keep_actions": True,
    }


# Steps whose reason says what the seven days depend on.
SAYS_IT = frozenset({"contact_return", "contact_private"})
# Where each act of the engine is done: (URL name, icon).
PLACES = {
    "log_reply": ("case-log", "pencil-line"),
    "log_contact": ("case-log", "pencil-line"),
    "log_no_reply": ("case-no-reply", ""),
    "step_up": ("case-up", ""),
    "step_in": ("case-step-in", ""),
    "review_reply": ("case-review", ""),
    "it_arrived": ("case-close", "check"),
    "other_ways": ("case-ways", ""),
    "reopen": ("case-reopen", ""),
    "owed": ("case-owed", "check"),
    "send_back": ("case-owed", "pencil-line"),
    "eligible": ("case-eligible", ""),
    "tell_day": ("case-clocks", "pencil-line"),
    "call": ("case-call", "phone"),
    "grounds": ("case-grounds", ""),
    "which_bureau": ("case-seller", ""),
    "note_result": ("case-filings", "pencil-line"),
}
# What the address of an act says besides the case.
QUERIES = {
    "send_back": f"?kind={RETURN}",
    "grounds": "?to=12315",
    "which_bureau": "?back=grounds",
    "note_result": f"?{UNEXPLAINED}=1",
}
# Letters that are handed in: where each is written.
WRITTEN = {"file_appeal": "code=T11", "complain": "code=T9", "to_regulator": "to=12315"}
POSTS = frozenset({"log_no_reply", "reopen", "file_window"})


def step_action(case: Case, action: Action, step: NextStep, *, kind: str = "", on_case: bool = True) -> dict[str, Any]:
    """Return a button of the step: a link to where the act is done, a POST of its own, or a copy in place."""
    shown: dict[str, Any] = {"label": _(action.label), "kind": kind, "post": action.code in POSTS}
    if action.code == "copy_letter":
        return shown | _copying(case, action, on_case and kind == "")
    if action.code == "file_window":
        number = step.clock.deadline_id if step.clock else 0
        return shown | {"label": _("I have filed it"), "url": reverse("case-window", args=[case.ref, number])}
    if action.code in WRITTEN:
        return shown | {"url": f"{reverse('case-say', args=[case.ref])}?{WRITTEN[action.code]}", "icon": "pencil-line"}
    name, icon = PLACES[action.code]
    dialog = "#log" if name == "case-log" and on_case else ""
    url = f"{reverse(name, args=[case.ref])}{QUERIES.get(action.code, '')}"
    return shown | {"url": url, "icon": icon, "dialog": dialog}


def _copying(case: Case, action: Action, in_place: bool) -> dict[str, Any]:
    """Return how a letter is copied: in place for the one on the page, else where it is."""
    if not in_place:
        return {"url": f"{reverse('case-say', args=[case.ref])}?code={action.letter}", "icon": "copy"}
    copied = f"{reverse('case-say-copied', args=[case.ref])}?code={action.letter}"
    return {"url": "#say", "icon": "copy", "copy_from": "#letter", "copied_url": copied}


def _clock_row(step: NextStep, record: CaseRecord) -> Deadline | None:
    pk = step.clock.deadline_id if step.clock else None
    return next((row for row in record.deadlines if row.pk == pk), None)


def _is_deed(step: NextStep) -> bool:
    return step.clock is not None and step.clock.deed


def _state_word(case: Case, step: NextStep, shown: Deadline | None, now: datetime) -> str:
    if case.closed_at:
        return _("Closed")
    late = shown is not None and shown.due_at <= now and shown.lane == Deadline.Lane.THEIRS
    overdue = _("Not done yet") if _is_deed(step) else _("Answer overdue")
    return overdue if late else ""


def _quick(case: Case, key: str) -> dict[str, Any]:
    return {
        "action": reverse("case-promise", args=[case.ref]),
        "key": key,
        "options": [{"value": value, "label": label} for value, label in QUICK],
        "log_url": reverse("case-log", args=[case.ref]),
        "dialog": "#log",
    }


def _letter(case: Case, record: CaseRecord, step: NextStep, key: str, now: datetime) -> dict[str, Any] | None:
    code = letter_beside(step, case.tier, contacted=case.contacted_at is not None)
    if not code:
        return None
    clock = _clock_row(step, record) if step.clock and is_below(case, step.clock.tier) else None
    clock = clock or driving_deadline(case, record.deadlines, now=now)
    letter = letter_of_clock(case, code, clock, now=now, promises=record.promises)
    shown = cards.shown_letter(letter)
    ref = [case.ref]
    return shown | {
        "key": f"{key}s",
        "copied_url": f"{reverse('case-say-copied', args=ref)}?code={shown['code']}",
        "edit_url": f"{reverse('case-say', args=ref)}?code={shown['code']}",
        "sent_url": reverse("case-say-sent", args=ref),
    }


def _links(case: Case) -> list[dict[str, Any]]:
    ref = [case.ref]
    helpers = {"url": reverse("case-helpers", args=ref), "label": _("Who helps with it"), "icon": "users-round"}
    paper = {"url": reverse("case-dossier", args=ref), "label": _("Dossier"), "icon": "file-text"}
    numbers = {"url": reverse("case-numbers", args=ref), "label": _("Their numbers"), "icon": "tag"}
    handed = [filings_link(case)] if case.filed_at else []
    if not case.is_open:
        again = {"url": reverse("case-reopen", args=ref), "label": _("Open it again"), "icon": "rotate-ccw"}
        result = {"url": reverse("case-result", args=ref), "label": _("Correct the result"), "icon": "square-pen"}
        return [paper, *handed, numbers, result, again | {"post": True}, helpers]
    mute = _("Switch reminders on") if case.muted_at else _("Switch reminders off")
    return [
        paper,
        {"url": reverse("case-edit", args=ref), "label": _("Correct the case"), "icon": "square-pen"},
        numbers,
        *handed,
        *([_call_link(case)] if case.tier != Case.Tier.MERCHANT else []),
        {"url": reverse("case-owed", args=ref), "label": _("They want something of me"), "icon": "clipboard-check"},
        {"url": reverse("case-eligible", args=ref), "label": _("Can I return it"), "icon": "circle-help"},
        {"url": reverse("case-extra", args=ref), "label": _("Extra damages"), "icon": "tag"},
        {"url": reverse("case-remind", args=ref), "label": _("Set a reminder"), "icon": "bell"},
        {"url": reverse("case-mute", args=ref), "label": mute, "icon": "bell-off"},
        helpers,
        {"url": reverse("case-close", args=ref), "label": _("Close the case"), "icon": "check"},
    ]


def _call_link(case: Case) -> dict[str, Any]:
    label = _("Call with everything at hand")
    return {"url": reverse("case-call", args=[case.ref]), "label": label, "icon": "phone"}


def _undo(case: Case, contact: Contact | Filing | None, said: str) -> dict[str, str]:
    if isinstance(contact, Filing):
        ref = [case.ref, contact.pk]
        return {
            "text": said or _("Noted."),
            "undo_url": reverse("case-filing-undo", args=ref),
            "replace_url": "",
            "edit_url": reverse("case-filed", args=ref),
            "edit_label": _("What was handed in"),
        }
    if contact is None:
        return {"text": said, "undo_url": "", "replace_url": "", "edit_url": "", "edit_label": ""}
    ref = [case.ref, contact.pk]
    return {
        "text": said or _("Noted."),
        "undo_url": reverse("entry-undo", args=ref),
        "replace_url": reverse("entry-replace", args=ref) if replaceable(contact) else "",
        "edit_url": reverse("entry", args=ref),
        "edit_label": _("Complete or correct") if contact.agent_id else _("Add the agent number"),
    }


def _beside_bar(shown: dict[str, Any], bar: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the step with the act that a phone's bar holds marked: said twice on one screen, it reads as two acts."""
    labels = {action["label"] for action in bar}
    actions = [action | {"in_bar": action["label"] in labels} for action in shown["actions"]]
    return shown | {"actions": actions, "keep_actions": not all(action["in_bar"] for action in actions)}


def _bar(case: Case, step: NextStep) -> list[dict[str, Any]]:
    if not case.is_open:
        return []
    log = {
        "label": _("Log a contact"),
        "url": reverse("case-log", args=[case.ref]),
        "icon": "pencil-line",
        "kind": "ghost",
        "dialog": "#log",
    }
    main = step_action(case, step.action, step)
    return [log, main] if main["url"] != log["url"] else [log | {"kind": ""}]
