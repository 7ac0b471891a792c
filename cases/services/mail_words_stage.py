"""What the mail of a deadline's stage says: the clock, the record, the act, and the letter to send."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.domain.chips import chip_words
from cases.domain.messages import compose
from cases.domain.next_step.snapshot import OWED_RULE, REPLY_BY_RULE, RULING_RULE, TESTING
from cases.domain.next_step.table import PAST_PLATFORM, UNKEPT
from cases.domain.starts import CONSUMER_WINDOWS, PRIVATE_SELLERS
from cases.domain.wording import clock_parts, day, moment
from cases.domain.wording import due as past_or_due
from cases.models import Case, Deadline, Mail
from cases.selectors.chased import is_below
from cases.selectors.clocks import DISPUTE_RULE
from cases.selectors.letter_words import own_letters
from cases.selectors.mail_act import Act, Do, why_up
from cases.selectors.mail_facts import WindowWords, nudge_facts, without_number
from cases.selectors.promises import origin_of, promises_deed
from cases.selectors.windows import windows_said
from cases.services.mail_slots import Clock, ruler_html

SILENCE_RULES = ("CLK14", "CLK15")
LETTERS = {Do.NUDGE: "T5", Do.PLATFORM: "T5b"}
DAY_SECONDS = 86400


def stage_words(mail: Mail, deadline: Deadline, case: Case, act: Act, now: datetime, lang: str) -> dict[str, Any]:
    """Return the variables of one stage's template."""
    if deadline.lane == Deadline.Lane.MINE:
        return _window(mail, deadline, now, lang)
    words = _theirs(deadline, case, now, lang) | {"undone": _deed(deadline)}
    if mail.stage == "soon":
        said = without_number(deadline.promise.words, case.order) if deadline.promise else ""
        quote = chip_words(said, lang)
        return words | {"quote": quote, "quote_lang": "zh-Hans" if lang == "en" and quote == said else ""}
    words["dispute"] = deadline.rule == DISPUTE_RULE
    if act.do is Do.EXECUTE and deadline.rule == RULING_RULE:
        record = _(
            "JD decided for you. The 48 hours after that ended %(due)s, and you have not noted that it has come."
        )
        words |= {"undone": True, "record": record % {"due": words["due"]}}
    return words | _act_words(mail, deadline, case, act, lang) | _letter(mail.stage, deadline, case, act, now, lang)


def _deed(deadline: Deadline) -> bool:
    """Return whether the clock is of something agreed to: an answer is not what is late."""
    return deadline.promise is not None and promises_deed(deadline.promise)


def _theirs(deadline: Deadline, case: Case, now: datetime, lang: str) -> dict[str, Any]:
    """Return the clock and what was promised."""
    tone = "zhu" if now > deadline.due_at else "huang"
    # As the pages say them: a weekday that is over would be read as the next one.
    due, began = past_or_due(deadline.due_at, now, lang), past_or_due(deadline.trigger_at, now, lang)
    left, right, record = _record(deadline, case, due, began, lang)
    parts = clock_parts((now - deadline.due_at).total_seconds(), lang)
    ruler = ruler_html(deadline.trigger_at, deadline.due_at, now, tone)
    return Clock(parts, tone, ruler, left, right).slots() | {"due": due, "record": record}


def _record(deadline: Deadline, case: Case, due: str, began: str, lang: str) -> tuple[str, str, str]:
    """Return what stands under the ruler's two ends, and the record in one sentence."""
    promise = deadline.promise
    if promise is not None:
        number = promise.agent.number if promise.agent else ""
        left = _("%(when)s agent %(number)s promised") if number else _("%(when)s they promised")
        said = {"words": chip_words(without_number(promise.words, case.order), lang), "due": due}
        if promises_deed(promise):
            left, record = _agreed(origin_of(promise), left, said)
            return left % {"when": began, "number": number}, _("to be done by %(due)s") % said, record
        record = _("They promised “%(words)s”, which was due %(due)s. You have noted no answer.") % said
        return left % {"when": began, "number": number}, _("answer due %(due)s") % {"due": due}, record
    if deadline.rule == DISPUTE_RULE:
        record = _("The 24 hours the seller had for your dispute ended %(due)s.") % {"due": due}
        return _("dispute filed %(when)s") % {"when": began}, _("seller’s time until %(due)s") % {"due": due}, record
    if deadline.rule in SILENCE_RULES and deadline.trigger_at == case.filed_at:
        record = _("You handed it in %(when)s and have noted no answer since.") % {"when": began}
        return _("%(when)s you handed it in") % {"when": began}, _("waited until %(due)s") % {"due": due}, record
    if deadline.rule in SILENCE_RULES:
        record = _("You wrote to them %(when)s and have noted no answer since.") % {"when": began}
        return _("%(when)s you wrote") % {"when": began}, _("waited until %(due)s") % {"due": due}, record
    if deadline.rule == REPLY_BY_RULE:
        record = _("You asked them to answer by %(due)s and have noted no answer.") % {"due": due}
        return _("%(when)s you wrote") % {"when": began}, _("asked for by %(due)s") % {"due": due}, record
    record = _("The time they had ended %(due)s. You have noted no result.") % {"due": due}
    return _("counted from %(when)s") % {"when": began}, _("result due %(due)s") % {"due": due}, record


def _agreed(origin: str, left: str, said: dict[str, str]) -> tuple[str, str]:
    """Return where what was agreed to comes from, and the record of it in one sentence."""
    match origin:
        case "ruled":
            record = _("The platform decided “%(words)s”, to be done by %(due)s. You have not noted that it has come.")
            return _("%(when)s the platform decided"), record % said
        case "mediated":
            record = _("Both sides agreed on “%(words)s”, to be done by %(due)s. You have not noted that it has come.")
            return _("%(when)s agreed in mediation"), record % said
        case _other:
            record = _("They agreed to “%(words)s”, to be done by %(due)s. You have not noted that it has come.")
            return left, record % said


def _act_words(mail: Mail, deadline: Deadline, case: Case, act: Act, lang: str) -> dict[str, str]:
    """Return what comes after the colon of the title, and the advice that goes with it."""
    title, advice = _unkept() if case.next_kind == UNKEPT and act.do is Do.ASK else _title_and_advice(act.do)
    if act.do is Do.NUDGE and is_below(case, deadline.tier):
        # The case is above them already: no tier comes next, and what is filed there stays.
        advice = _("Withdraw nothing that you have filed before it has arrived.")
    if act.do is Do.REGULATOR and _private(case):
        advice = _("12315 takes disputes with businesses. A private seller may not be one; who really trades there is.")
    reason = _past_platform(act, case) or _reason(why_up(mail.stage, case, deadline))
    return {"act_words": title, "advice": (" " if lang == "en" else "").join(filter(None, (reason, advice)))}


def _unkept() -> tuple[str, str]:
    """Return what to do about a mediation agreement that was not kept (R121 arts 24, 25)."""
    advice = _("Have your registration number at hand. If it stays undone, a court remains.")
    return _("tell 12315 that it was not kept"), advice


def _title_and_advice(do: Do) -> tuple[str, str]:
    match do:
        case Do.NUDGE:
            advice = _("Nudge them once first; if that brings nothing, the next tier comes then.")
            return _("nudge them once more"), advice
        case Do.PLATFORM:
            advice = _("Whether it is taken up is for the platform to say; go by what its app shows.")
            return _("you can ask the platform to step in"), advice
        case Do.STEP_IN:
            advice = _("If you have agreed meanwhile, note it and this clock stops.")
            return _("you can ask the platform to step in"), advice
        case Do.REGULATOR:
            return _("you can prepare for 12315"), _("See what is still missing before you file.")
        case Do.EXECUTE:
            advice = _("Have the order number at hand and ask by when it is carried out.")
            return _("ask the platform to carry it out"), advice
        case Do.ASK:
            return _("ask how far it is"), _("Have your registration number at hand.")
        case _other:
            advice = _("When they answer, note it and this clock stops.")
            return _("you have nudged them, give it a little time"), advice


def _past_platform(act: Act, case: Case) -> str:
    """Return why the way leads past 京东, "" where it does not."""
    past = act.do is Do.REGULATOR and case.next_kind == PAST_PLATFORM
    return _("The 15 days for asking JD have passed, so it may say no. 12315 does not depend on them.") if past else ""


def _reason(why: str) -> str:
    """Return why the next tier is open; "" while it is not."""
    match why:
        case "refused":
            return _("They refused, or you did not accept their answer.")
        case "no_reply":
            return _("You told us that they do not reply.")
        case "unanswered":
            return _("You have nudged them and noted no answer since.")
        case "straight_up":
            return _("You suspect a fake, or the seller is gone: you need not nudge them first.")
        case _other:
            return ""


def _letter(stage: str, deadline: Deadline, case: Case, act: Act, now: datetime, lang: str) -> dict[str, str]:
    """Return the follow-up to send, in Chinese, with its translation for a reader of English; {} for other acts."""
    code = LETTERS.get(act.do)
    if code is None or deadline.rule == REPLY_BY_RULE:
        return {}
    # It says that they were reminded before.
    if code == "T5b" and (case.refused_at is not None or why_up(stage, case, deadline) == "straight_up"):
        return {}
    facts = nudge_facts(deadline, case, now)
    letter = compose(code, facts, own=own_letters())
    if not letter.can_send:
        return {}
    if code == "T5":
        lead = _("The message is written; press and hold to copy it:")
    else:
        lead = _("Or remind them once more and say what comes next:")
    words = {"quote": letter.text, "quote_lead": lead}
    if lang == "en":
        words |= {"quote_lang": "zh-Hans", "gloss": compose(code, facts, "en", own_letters()).text}
    return words


def windows_name(rules: Sequence[WindowWords]) -> str:
    """Return the name of a window, or of several that close together."""
    first, *others = (rule.name for rule in rules)
    if not others:
        return first
    return _("%(first)s (and %(others)s)") % {"first": first, "others": ", ".join(others)}


def _private(case: Case | None) -> bool:
    """Return whether the seller may be a private person and no business (facts §2.5). The case comes with its order."""
    return case is not None and case.order.platform in PRIVATE_SELLERS


def _doubt(mail: Mail, deadline: Deadline) -> str:
    """Return what the pages say of a right against a business, "" where nothing is doubtful."""
    windows = getattr(mail, "windows", [deadline])  # those that close together
    doubted = _private(mail.case) and any(one.rule in CONSUMER_WINDOWS for one in windows)
    return _("Only if the seller is a business; a private seller may not be one.") if doubted else ""


def _window_advice(deadline: Deadline) -> str:
    """Return what to do before the window closes."""
    known = {
        OWED_RULE: _("Send what they asked for and note it here; their clock goes on from then."),
        "CLK08": _("Ask JD to step in while it is open, if you want that."),
        "CLK09": _("An appeal needs new evidence; file it before then."),
        "CLK23": _("After it 12315 does not accept a complaint about this any more."),
    }
    request = _("If you want to return it, file the request in the order first, then wait for their answer.")
    if deadline.rule == OWED_RULE and deadline.variant == TESTING:
        return _("Look whether the result of the test is here, and note it; their clock goes on from then.")
    if deadline.rule == "CLK02":
        return _("%(advice)s It is not for fresh, custom-made or opened digital goods.") % {"advice": request}
    return known.get(deadline.rule, request)


def _window(mail: Mail, deadline: Deadline, now: datetime, lang: str) -> dict[str, Any]:
    """Return the words of a window of the shopper's own, and of those that close with it."""
    seconds = (deadline.due_at - now).total_seconds()
    tone = "huang" if seconds <= DAY_SECONDS else "t1"
    rules, due = windows_said(mail, lang), moment(deadline.due_at, now, lang)
    began = day(deadline.trigger_at, now, lang)
    ruler = ruler_html(deadline.trigger_at, deadline.due_at, now, tone)
    left, right = _("counted from %(when)s") % {"when": began}, _("closes %(due)s") % {"due": due}
    said = [one for one in (_window_advice(deadline), _doubt(mail, deadline)) if one]
    for rule in rules:
        if not rule.counting:
            continue
        counted = _("%(counting)s (%(label)s).") if rule.label else _("%(counting)s.")
        said.append(counted % {"counting": rule.counting, "label": rule.label})
    return Clock(clock_parts(seconds, lang), tone, ruler, left, right).slots() | {
        "window": windows_name(rules),
        "due": due,
        "advice": (" " if lang == "en" else "").join(said),
    }
