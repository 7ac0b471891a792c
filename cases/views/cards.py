"""Turns rows and readings into the plain values that components show. Reads nothing from the database."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.domain import wording
from cases.domain.money import yuan
from cases.domain.next_step.snapshot import OWED_RULE, REPLY_BY_RULE
from cases.domain.starts import PRIVATE_SELLERS
from cases.models import Case, Deadline, Promise
from cases.selectors import catalog
from cases.selectors.clocks import facts_of, holiday_end, moved_by_holidays, step_does
from cases.selectors.promises import clock_deed
from cases.views.moment_words import owed_name, told
from cases.views.wording import count_lines, due_words, moment_words, page_lang

if TYPE_CHECKING:
    from cases.domain.messages import Letter
    from cases.domain.pitfalls import LintResult
    from cases.selectors.agents import AgentHistory

NUMERALS = ("壹", "贰", "叁")
OTHER_PLATFORM = "other"
SOON = timedelta(hours=24)


def tier_name(tier: str) -> str:
    return {
        "merchant": pgettext("tier", "Seller"),
        "platform": pgettext("tier", "Platform"),
        "regulator": pgettext("tier", "Regulator"),
    }[tier]


def stair(place: int, note: str, state: str, *, current: bool = False) -> dict[str, Any]:
    """Return one of the three steps as the component takes it."""
    tier = ("merchant", "platform", "regulator")[place]
    return {"no": NUMERALS[place], "name": tier_name(tier), "note": note, "state": state, "current": current}


def file_words(case: Case) -> str:
    """Return 卷0007 / File 0007."""
    return _("File %(number)s") % {"number": case.file_label}


def where_words(case: Case) -> str:
    """Return 淘宝·声野数码旗舰店, the platform alone without a shop, the shop alone on a platform without a name."""
    if case.order.platform == OTHER_PLATFORM and case.order.shop:
        return case.order.shop
    platform = catalog.platform_words(case.order.platform, page_lang()).chip
    return f"{platform}·{case.order.shop}" if case.order.shop else platform


def case_title(case: Case) -> str:
    """Return what the case is called: the item and what is wrong with it, at a length a list can hold."""
    whole = run_together(case.order.item, case.problem)
    return whole if len(whole) <= 40 else f"{whole[:39]}…"


def money_words(case: Case) -> list[tuple[str, str]]:
    """Return (what it is, ¥58.00) of the sums that are known: asked for, offered, come back."""
    sums = (
        (pgettext("sum", "Asked for"), case.asked_amount),
        (pgettext("sum", "They offer"), case.offered_amount),
        (pgettext("sum", "Come back"), case.received_amount),
    )
    return [(name, yuan(amount)) for name, amount in sums if amount is not None]


def money_sentence(case: Case) -> str:
    """Return 收到 ¥30.00，当初要 ¥58.00。 of a case that is over; "" when nobody said what came back."""
    if case.received_amount is None:
        return ""
    # Who wants it mended or exchanged has not asked for the price.
    price = case.order.amount if case.demand in ("refund", "return_refund") else None
    wanted = case.asked_amount if case.asked_amount is not None else price
    text = _("%(got)s of %(wanted)s came back.") if wanted is not None else _("%(got)s came back.")
    return text % {"got": yuan(case.received_amount), "wanted": yuan(wanted)}


def run_together(item: str, problem: str) -> str:
    """Return item and problem as one name; what ends the one and begins the other (内胆) is said once."""
    most = min(len(item), len(problem))
    shared = next((size for size in range(most, 1, -1) if item.endswith(problem[:size])), 0)
    if shared:
        return item + problem[shared:]
    return f"{item}{' ' if item[-1:].isascii() else ''}{problem}"


def clock_state(due: datetime, now: datetime, lane: str) -> str:
    """Return late, soon or calm. Only the other side can be late: my own window past its end is calm."""
    if due <= now:
        return "late" if lane == Deadline.Lane.THEIRS else "calm"
    return "soon" if due - now <= SOON else "calm"


def clock_of(row: Deadline, now: datetime, *, deed: bool = False) -> dict[str, Any]:
    """Return a deadline as the clock component takes it, with its ruler's ends. `deed`: of something agreed to."""
    state = clock_state(row.due_at, now, row.lane)
    due = due_words(row.due_at, now)
    late = row.due_at <= now
    return {
        "label": clock_label(row, late, deed=deed),
        "late_label": clock_label(row, late=True, deed=deed),
        "parts": wording.clock_parts((row.due_at - now).total_seconds(), page_lang()),
        "due": row.due_at,
        "state": state,
        "own": row.lane == Deadline.Lane.MINE,
        "start": row.trigger_at,
        "left": trigger_words(row, now, deed=deed),
        "right": (_("was due %(due)s") if late else _("until %(due)s")) % {"due": due},
        "note": _("Holiday arrangements for that year are not loaded; counted by weekends only.")
        if row.provisional_year and moved_by_holidays(row)
        else "",
    }


def clock_label(row: Deadline, late: bool, *, deed: bool = False) -> str:
    """Return what the number counts; a window of the shopper's own by its name: there can be several."""
    if row.lane == Deadline.Lane.MINE:
        label = _("%(window)s: closed for") if late else _("%(window)s: left")
        return label % {"window": window_words(row)}
    if deed:
        return _("Not done, late by") if late else _("To be done in")
    return _("Answer overdue") if late else _("Answer due in")


def trigger_words(row: Deadline, now: datetime, *, deed: bool = False) -> str:
    """Return what started the clock: 周六 10:12 客服 6789 答应."""
    at = moment_words(row.trigger_at, now)
    if row.promise_id and row.promise is not None:
        number = row.promise.agent.number if row.promise.agent else ""
        if number:
            return _("%(at)s, agent %(number)s promised") % {"at": at, "number": number}
        if deed and row.tier != Case.Tier.MERCHANT:
            return _("%(at)s, decided or agreed") % {"at": at}
        return _("%(at)s, they promised") % {"at": at}
    day = wording.day(row.trigger_at, now, page_lang())
    facts = facts_of(row)
    if facts is not None and (words := told(facts.trigger)):
        hourly = any(step.unit == "hours" for step in facts.steps)
        return words % {"day": at if hourly else day}
    if row.rule == OWED_RULE:
        return _("asked for %(at)s") % {"at": at}
    if row.rule == "CLK07":
        return _("filed %(at)s") % {"at": at}  # counted in hours
    if row.rule in ("CLK12", "CLK20", ""):
        return _("filed on %(day)s") % {"day": day}
    return _("sent %(at)s") % {"at": at}


def rule_words(row: Deadline) -> str:
    """Return what a clock is for, in a few words."""
    if row.rule == "CLK05":
        days = row.variant.removesuffix("d")
        return _("After-sales window, day %(days)s (from the article’s experience)") % {"days": days}
    known = {
        "CLK01": _("Their promised answer"),
        "CLK02": _("7-day no-reason return"),
        "CLK07": _("The seller’s answer to the dispute"),
        "CLK12": _("Platform review"),
        # Read off the app by the shopper: no rule of ours.
        "": _("The platform’s answer"),
        "CLK14": _("Platform silent"),
        "CLK15": _("Seller silent"),
        # The moment the shopper's own follow-up named.
        REPLY_BY_RULE: _("The answer you asked for"),
        "CLK20": _("12315 decides whether to accept"),
        "CLK21": _("12315 mediation"),
        "CLK09": _("Appeal to JD"),
    }
    if row.rule == OWED_RULE:
        return owed_name(row.variant)
    if row.rule in known:
        return known[row.rule]
    facts = facts_of(row)
    if facts is None:
        return row.rule
    does = step_does(row, page_lang())
    name = facts.name.said(page_lang())
    return _("%(name)s (%(does)s)") % {"name": name, "does": does} if does else name


def promise_working(row: Promise) -> list[str]:
    """Return how its moment was counted, [] when the shopper chose it. The promise comes with its deadline.

    A clock may have been counted anew since the words were read: when a year's calendar was loaded.
    """
    if row.corrected:
        return []
    clock: Deadline | None = getattr(row, "deadline", None)
    return count_lines(clock.working if clock is not None else row.reading.get("working", []))


def window_words(row: Deadline) -> str:
    """Return the shortest name of a window of the shopper's own: 七天无理由, 售后第 15 天窗口."""
    if row.rule == "CLK02":
        return _("7-day return")
    if row.rule == "CLK05":
        return _("After-sales window, day %(days)s") % {"days": row.variant.removesuffix("d")}
    return rule_words(row)


def row_note(row: Deadline, late: bool, *, deed: bool = False) -> str:
    """Return what the number of a list row counts; the row's second line names the window."""
    if row.lane == Deadline.Lane.MINE:
        return _("Closed since") if late else _("Left")
    return clock_label(row, late, deed=deed)


def depends_on(case: Case, row: Deadline) -> str:
    """Return what a right of return depends on: the seller, the goods, and what a holiday does to its last day."""
    said = []
    if case.order.platform in PRIVATE_SELLERS:
        said.append(_("Only if the seller is a business; a private seller may not be one."))
    if row.rule == "CLK02":
        said.append(_("Not for fresh, custom-made or opened digital goods."))
        if holiday_end(row) and (facts := facts_of(row)) is not None:
            said.append(facts.note.said(page_lang()))
    return (" " if page_lang() == "en" else "").join(said)


def named_sub(row: Deadline, words: str) -> str:
    """Return a list row's second line, with the name of a window of the shopper's own before it."""
    return f"{window_words(row)} · {words}" if row.lane == Deadline.Lane.MINE else words


def history_words(history: AgentHistory, now: datetime) -> dict[str, Any]:
    """Return what is on record with an agent: a summary, and one line per contact."""
    summary = ngettext("%(n)d contact", "%(n)d contacts", history.contacts) % {"n": history.contacts}
    if history.broken:
        summary += _(", %(n)d broken") % {"n": history.broken}
    rows = [
        " · ".join(part for part in (moment_words(row.at, now), row.problem, row.words) if part) for row in history.rows
    ]
    return {"text": summary, "rows": rows}


def case_row(case: Case, now: datetime) -> dict[str, Any]:
    """Return a case as a row of a list. Its next deadline comes with the promise and the contact of that."""
    row: dict[str, Any] = {
        "title": case_title(case),
        "sub": f"{where_words(case)} · {file_words(case)}",
        "url": reverse("case", args=[case.ref]),
        "value": "",
        "note": "",
        "state": "",
    }
    if case.closed_at is not None:
        closed = _("Closed %(day)s") % {"day": wording.day(case.closed_at, now, page_lang())}
        return row | {"value": yuan(case.received_amount), "note": closed}
    clock = case.next_deadline
    if clock is None:
        return row | {"note": _("Your turn") if case.next_actor == "me" else _("Waiting on them")}
    late = clock.due_at <= now
    span = wording.duration((clock.due_at - now).total_seconds(), page_lang())
    state = clock_state(clock.due_at, now, clock.lane)
    return row | {
        "value": span,
        "sub": named_sub(clock, row["sub"]),
        "note": row_note(clock, late, deed=clock_deed(clock)) if late else moment_words(clock.due_at, now),
        "state": "" if state == "calm" else state,
    }


def shown_letter(letter: Letter) -> dict[str, Any]:
    """Return a letter as the component takes it, with the translation when the page is English."""
    from cases.selectors.letters import english_of, title_of

    parts = [(part.role or "", part.text) for part in letter.parts]
    missing = _blanks(letter)
    return {
        "code": letter.code,
        "title": _("What customer service will read") if letter.code in ("T1", "T1b") else title_of(letter.code),
        "parts": parts,
        "text": letter.text,
        "blanks": missing,
        "translation": english_of(letter.code, letter.facts) if page_lang() == "en" else "",
    }


def _blanks(letter: Letter) -> list[str]:
    names = {
        "problem": _("the problem"),
        "demand": _("what you want"),
        "promise": _("what they promised"),
        "promised_due": _("by when"),
        "demand_deadline": _("by when"),
        "merchant_legal_name": _("the seller’s company"),
        "merchant_address": _("the seller’s address"),
        "ruling": _("what they decided"),
        "entrusts": _("whether you agree to mediation by another body"),
    }
    return [names[name] for name in letter.missing if name in names]


def own_fields(text: str) -> list[dict[str, str]]:
    """Return the inputs for what is the shopper's own: filled in on the device where the text is copied, sent nowhere.

    `drop` is the sentence that goes when its input stays empty.
    """
    from cases.selectors.letters import own_marks_in

    labels = {
        "name": (_("Your name"), "name"),
        "phone": (_("Your phone number"), "tel"),
        "address": (_("Your postal address"), "street-address"),
    }
    return [
        {"name": name, "label": labels[name][0], "autocomplete": labels[name][1], "mark": mark, "drop": drop}
        for name, (mark, drop) in own_marks_in(text).items()
    ]


def lint_notes(result: LintResult, lang: str) -> list[dict[str, str]]:
    """Return what the lint found as notes: what it is, and what to write instead."""
    heads = {
        "vague": _("“%(word)s” is too vague."),
        "private_deal": _("“%(word)s” sounds like a private deal."),
        "threat": _("“%(word)s” can be read as a threat."),
    }
    return [
        {
            "kind": kind,
            "text": heads[kind] % {"word": hit.said},
            "suggestion": hit.suggest_en if lang == "en" else hit.suggest_zh,
        }
        for kind in heads
        for hit in getattr(result, kind)
    ]
