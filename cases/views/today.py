"""今天: what to do, what is due, what waits. One number per case, sorted by it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.domain import wording
from cases.domain.money import yuan
from cases.domain.next_step import NextStep
from cases.domain.zone import local
from cases.models import Case, Deadline
from cases.selectors.promises import clock_deed
from cases.selectors.snapshots import next_steps_of
from cases.selectors.today import TodayRecord, today_record
from cases.views import cards
from cases.views.case_board import step_card
from cases.views.invitation import helped_rows
from cases.views.notes import staff_notes, unsorted_notes, user_notes
from cases.views.wording import due_words, moment_words, page_lang

CARDS = 6
WEEK = 5
CLOSING = timedelta(days=7)


@login_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    record = today_record(request.user, now=now)  # type: ignore[arg-type]
    steps = next_steps_of(record.cases, now=now, lang=page_lang(), running=record.deadlines)
    context = {
        "today": _board(record, steps, now)
        | {"helped": helped_rows(request.user, now)}
        | {"notes": user_notes(request.user) + unsorted_notes(request.user, now) + staff_notes(request.user, now)},
        "nav": "today",
        "now": now,
    }
    part = bool(request.htmx) and "part" in request.GET  # type: ignore[attr-defined]
    response = render(request, "cases/partials/today.html" if part else "cases/today.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _board(record: TodayRecord, steps: dict[int, NextStep], now: datetime) -> dict[str, Any]:
    mine = [case for case in record.cases if steps[case.pk].actor == "me"]
    others = [case for case in record.cases if steps[case.pk].actor != "me"]
    mine.sort(key=lambda case: _urgency(steps[case.pk], now))
    due = [case for case in others if _due_today(steps[case.pk], now)]
    waiting = [case for case in others if case not in due]
    return {
        "iso": local(now).date().isoformat(),
        "date": wording.day_and_weekday(now, now, page_lang()),
        "any": bool(record.cases or record.closed),
        "mine_n": len(mine),
        "due_n": len(due),
        "waiting_n": len(waiting),
        "money": _money(record),
        "cards": [_card(case, steps[case.pk], record, now) for case in mine[:CARDS]],
        "more_url": reverse("case-list") if len(mine) > CARDS or record.more else "",
        "more_label": _("All of them"),
        "due": [_row(case, steps[case.pk], record, now) for case in due],
        "waiting": [_row(case, steps[case.pk], record, now) for case in waiting[:20]],
        "closed": [cards.case_row(case, now) for case in record.closed],
        "closing": _closing(record, now),
        "week": _week(record, now),
    }


def _money(record: TodayRecord) -> str:
    """Return what is at stake in open cases and what has come back so far, whichever there is."""
    stake, back = yuan(record.at_stake), yuan(record.recovered)
    parts = [_("%(sum)s at stake in open cases") % {"sum": stake}] if record.at_stake else []
    if record.recovered:
        parts.append(_("%(sum)s come back so far") % {"sum": back})
    return " · ".join(parts)


def _urgency(step: NextStep, now: datetime) -> tuple[int, datetime]:
    """Sort a closing window first, then what is overdue longest, then the rest."""
    if step.kind == "file_window":
        return (0, step.next_at or now)
    late = step.clock is not None and step.clock.state == "late"
    return (1 if late else 2, step.clock.due_at if step.clock else step.next_at or now)


def _due_today(step: NextStep, now: datetime) -> bool:
    return step.clock is not None and local(step.clock.due_at).date() == local(now).date()


def _clock_row(case: Case, step: NextStep, record: TodayRecord) -> Deadline | None:
    pk = step.clock.deadline_id if step.clock else None
    return next((row for row in record.deadlines.get(case.pk, []) if row.pk == pk), None)


def _card(case: Case, step: NextStep, record: TodayRecord, now: datetime) -> dict[str, Any]:
    shown = step_card(case, step, _clock_row(case, step, record), now, on_case=False)
    actions = shown["actions"] or [{"label": _("Open"), "url": reverse("case", args=[case.ref]), "kind": ""}]
    return {
        "title": cards.case_title(case),
        "url": reverse("case", args=[case.ref]),
        "file_no": cards.file_words(case),
        "where": cards.where_words(case),
        "clock": shown["clock"],
        "ruler": shown["ruler"],
        "why": shown["title"],
        "actions": actions,
    }


def _row(case: Case, step: NextStep, record: TodayRecord, now: datetime) -> dict[str, Any]:
    clock = _clock_row(case, step, record)
    row = {
        "title": cards.case_title(case),
        "sub": cards.named_sub(clock, cards.trigger_words(clock, now, deed=clock_deed(clock)))
        if clock
        else cards.where_words(case),
        "url": reverse("case", args=[case.ref]),
        "value": "",
        "note": moment_words(step.next_at, now) if step.next_at else "",
        "state": "",
    }
    if clock is not None:
        state = cards.clock_state(clock.due_at, now, clock.lane)
        row["value"] = wording.duration((clock.due_at - now).total_seconds(), page_lang())
        row["note"] = due_words(clock.due_at, now)
        row["state"] = "" if state == "calm" else state
    return row


def _closing(record: TodayRecord, now: datetime) -> list[dict[str, Any]]:
    """Return the shopper's own windows that close within a week, the nearest first, over all open cases."""
    cases = {case.pk: case for case in record.cases}
    rows = [row for each in record.deadlines.values() for row in each if row.lane == Deadline.Lane.MINE]
    return [
        {
            "title": cards.case_title(cases[row.case_id]),
            "sub": cards.rule_words(row),
            "url": reverse("case", args=[cases[row.case_id].ref]),
            "value": wording.duration((row.due_at - now).total_seconds(), page_lang()),
            "note": due_words(row.due_at, now),
            "state": "" if cards.clock_state(row.due_at, now, row.lane) == "calm" else "soon",
        }
        for row in sorted(rows, key=lambda row: row.due_at)
        if now < row.due_at <= now + CLOSING and row.case_id in cases
    ]


def _week(record: TodayRecord, now: datetime) -> list[dict[str, Any]]:
    """Return today and the next days with the clocks that end on each; overdue ones stand under today."""
    first = local(now).date()
    days = [first + timedelta(days=count) for count in range(WEEK)]
    items: dict[Any, list[dict[str, str]]] = {day: [] for day in days}
    cases = {case.pk: case for case in record.cases}
    rows = sorted((row for each in record.deadlines.values() for row in each), key=lambda row: row.due_at)
    for row in rows:
        day = max(local(row.due_at).date(), first)
        late = row.due_at <= now
        if day not in items or (late and row.lane == Deadline.Lane.MINE) or row.rule in ("CLK14", "CLK15"):
            continue
        state = cards.clock_state(row.due_at, now, row.lane)
        name = cases[row.case_id].order.item[:8]
        deed = clock_deed(row)
        overdue = _("%(item)s: not done yet") if deed else _("%(item)s: overdue")
        text = overdue if late else _("%(clock)s %(item)s: %(what)s")
        what = _("To be done") if deed else cards.rule_words(row)
        values = {"item": name, "clock": wording.clock(row.due_at), "what": what}
        items[day].append(
            {
                "text": text % values,
                "state": "" if state == "calm" else state,
                "url": reverse("case", args=[cases[row.case_id].ref]),
            }
        )
    tongue = "en" if page_lang() == "en" else "zh"
    return [
        {
            "weekday": wording.WEEKDAYS[tongue][day.weekday()],
            "day": day.day,
            "today": day == first,
            "rows": items[day][:4],
        }
        for day in days
    ]
