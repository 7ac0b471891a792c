"""What a mail says: the variables of its template, in the language that is active."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain.wording import day, moment, stamp
from cases.models import Case, Mail, User
from cases.selectors.mail_act import Act, Do, act_of
from cases.selectors.mail_facts import without_number
from cases.selectors.outbox import digest_items
from cases.selectors.windows import windows_attach, windows_said
from cases.services.mail_links import Answer, answer_url, page_url
from cases.services.mail_slots import Link
from cases.services.mail_words_stage import stage_words, windows_name

LATE_ANSWERS = (Answer.RESOLVED, Answer.PARTIAL, Answer.REFUSED, Answer.NO_REPLY, Answer.SNOOZE)
ANSWERS = {
    "soon": (Answer.RESOLVED, Answer.PARTIAL, Answer.REFUSED, Answer.SNOOZE),
    "due": LATE_ANSWERS,
    "overdue": LATE_ANSWERS,
    "long_overdue": LATE_ANSWERS,
    # Of a case that is over there is nothing to tap: its page asks.
    "money": (),
    "files": (),
    # What was written is read before anything is said of it.
    "answer": (),
    "stale": (Answer.RESOLVED, Answer.PARTIAL, Answer.REFUSED, Answer.NO_REPLY),
}
OTHER_ANSWERS = (Answer.RESOLVED, Answer.SNOOZE)
PATHS = {
    "today": "today/",
    "case": "c/{}/",
    "case-log": "c/{}/log/",
    "case-say": "c/{}/say/",
    "case-up": "c/{}/up/",
    "case-step-in": "c/{}/step-in/",
    "case-call": "c/{}/call/",
    "case-result": "c/{}/result/",
    "case-files": "c/{}/files/",
    "case-answers": "c/{}/answers/",
}


def words_of(mail: Mail, now: datetime, lang: str) -> dict[str, Any]:
    """Return the words of one mail: its file number, its button, and what its kind says besides."""
    act, case = act_of(mail), mail.case
    file = case.file_label if case else ""
    words: dict[str, Any] = {
        "file": file,
        "button": button_words(act.do, file),
        "button_url": act_url(act, lang),
        # Sentences stand apart in English and close together in Chinese.
        "gap": " " if lang == "en" else "",
    }
    if mail.kind == Mail.Kind.DIGEST:
        words |= _digest(mail, now, lang)
    elif case is None:
        return words
    elif mail.kind == Mail.Kind.STAGE and mail.deadline is not None:
        words |= stage_words(mail, mail.deadline, case, act, now, lang) | _last_word(mail, case, act, lang)
    elif mail.kind == Mail.Kind.UNSENT and mail.letter is not None:
        words["copied"] = moment(mail.letter.copied_at, now, lang)
    elif mail.kind == Mail.Kind.REMINDER:
        words |= _reminder(mail, case, now, lang)
    elif mail.kind in (Mail.Kind.MONEY, Mail.Kind.FILES):
        words |= {"closed": day(case.closed_at or now, now, lang)}
        if case.files_go_at is not None:
            words["go"] = day(case.files_go_at, now, lang)
    else:
        words["since"] = day(case.last_event_at, now, lang)
    return words


def _last_word(mail: Mail, case: Case, act: Act, lang: str) -> dict[str, Any]:
    """Return the way to the next tier for the last mail of a deadline (row 60); {} where its act leads there."""
    if mail.stage != "long_overdue" or act.do not in (Do.NUDGE, Do.WAIT) or case.tier == Case.Tier.REGULATOR:
        return {}
    words = _("Nothing comes of it? See what the next tier asks for")
    return {"rows": [Link(words, act_url(Act(Do.PLATFORM, "case-up", (case.ref,)), lang))]}


def act_url(act: Act, lang: str) -> str:
    """Return the full address of an act's page (a test holds PATHS to the URL patterns; reverse() is slow)."""
    return page_url(lang, PATHS[act.view].format(*act.args) + act.query)


def button_words(do: Do, file: str) -> str:
    """Return the button of a mail: one act, named."""
    match do:
        case Do.WAIT:
            words = _("Open File %(file)s and note the answer")
        case Do.NUDGE:
            words = _("Open File %(file)s and copy it in full")
        case Do.PLATFORM | Do.STEP_IN:
            words = _("Open File %(file)s and apply")
        case Do.REGULATOR:
            words = _("Open File %(file)s and see what is missing")
        case Do.EXECUTE:
            words = _("Open File %(file)s and call the platform")
        case Do.FILE:
            words = _("Open File %(file)s and prepare the request")
        case Do.SEND:
            words = _("Open File %(file)s and mark it as sent")
        case Do.TODAY:
            words = _("Open Today")
        case _other:
            words = _("Open File %(file)s")
    return words % {"file": file}


def answer_links(mail: Mail, now: datetime) -> list[Link]:
    """Return the one-tap answers this mail offers; none for a digest."""
    if mail.kind == Mail.Kind.DIGEST or mail.case_id is None:
        return []
    wanted = ANSWERS.get(mail.stage or str(mail.kind), OTHER_ANSWERS)
    return [Link(answer_label(answer), answer_url(mail.pk, answer, now)) for answer in wanted]


def answer_label(answer: Answer) -> str:
    """Return the word on an answer's button."""
    match answer:
        case Answer.RESOLVED:
            return pgettext("mail answer", "Solved")
        case Answer.PARTIAL:
            return pgettext("mail answer", "Partly")
        case Answer.REFUSED:
            return pgettext("mail answer", "Refused")
        case Answer.NO_REPLY:
            return pgettext("mail answer", "No reply")
        case Answer.SNOOZE:
            return pgettext("mail answer", "Later")
        case Answer.MUTE:
            return pgettext("mail answer", "Mute")
        case Answer.UNSUBSCRIBE:
            return pgettext("mail answer", "Stop mail")


def _reminder(mail: Mail, case: Case, now: datetime, lang: str) -> dict[str, Any]:
    """Return the words of the shopper's own reminder; without a row it is the end of a pause."""
    own = mail.reminder
    if own is None:
        return {"own": False}
    return {"own": True, "set_on": stamp(own.created_at, now, lang), "quote": without_number(own.note, case.order)}


def _digest(mail: Mail, now: datetime, lang: str) -> dict[str, Any]:
    """Return one row per folded mail that is still true, oldest first: its state and the page of its act.

    One query per digest and one for the windows in it, unless the caller has put the rows in `mail.rows`.
    """
    related = ("case__order", "deadline__promise", "letter", "reminder")
    rows = getattr(mail, "rows", None)
    if rows is None:
        rows = list(digest_items(mail.pk, now).select_related(*related))
        windows_attach(rows)
    links = [Link(_row_words(one, lang), act_url(act_of(one), lang)) for one in rows]
    return {"count": len(links), "rows": links, "weekly": mail.user.mail_mode == User.MailMode.WEEKLY}


def _row_words(mail: Mail, lang: str) -> str:
    """Return the line of a folded mail: its subject, and which window of the shopper's it is about."""
    rules = windows_said(mail, lang)
    return f"{mail.subject} · {windows_name(rules)}" if rules else mail.subject
