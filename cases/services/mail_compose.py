"""Writes a mail from its row: subject, text and HTML in the owner's language, and the headers to leave by.

Nothing here queries: rows come with case and order, deadline, promise, contact and agent, letter, reminder, user.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation

from cases.models import Mail
from cases.services.mail_links import Answer, answer_url, page_url, unsubscribe_headers
from cases.services.mail_slots import answers_html, rows_html
from cases.services.mail_words import answer_links, words_of

# The kinds of mail that have a folder under templates/emails/; a stage has its own.
FOLDERS = ("stale", "unsent", "reminder", "money", "files", "answer", "digest")
TEST = "test"
STAGES = ("soon", "due", "overdue", "long_overdue", "window_3d", "window_1d", "window_last")
# The key under which {% slot %} (cases.templatetags.mail) collects the words of a mail.
SLOTS = "slots"
HTML_LANG = {"zh-hans": "zh-Hans"}


@dataclass(frozen=True, slots=True)
class Composed:
    """A mail ready to be sent; `headers` are those of List-Unsubscribe."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Plates:
    """The templates of one mail: its words, and the two shells all mails share."""

    words: Template
    html: Template
    text: Template


def mail_compose(mail: Mail, now: datetime) -> Composed:
    """Return the composed mail. ValueError for a kind that has no template (account mail is written elsewhere)."""
    language, folder = mail.user.language, folder_of(mail)
    with translation.override(language):
        slots = _slots(mail, now, language)
        return _rendered(folder, slots, unsubscribe_headers(mail.pk, now))


def test_mail_compose(language: str) -> Composed:
    """Return the mail that shows whether an address works."""
    slots = {"lang": HTML_LANG.get(language, language), "colon": _colon(language)}
    slots["button_url"] = page_url(language, "me/notify/")
    with translation.override(language):
        return _rendered(TEST, slots, {})


def plain_mail_compose(folder: str, language: str, slots: dict[str, Any]) -> Composed:
    """Return a mail that hangs on no row: its words from the folder, with the values given."""
    frame = {"lang": HTML_LANG.get(language, language), "colon": _colon(language)}
    with translation.override(language):
        return _rendered(folder, frame | slots, {})


def _rendered(folder: str, slots: dict[str, Any], headers: dict[str, str]) -> Composed:
    """Return the twins: the words are rendered once, then each shell shows them."""
    plates = _plates(folder)
    said: dict[str, str] = {}
    plates.words.render(Context(slots | {SLOTS: said}, autoescape=False))
    slots |= said
    slots["subject"] = " ".join(said["subject"].split())
    text = plates.text.render(Context(slots, autoescape=False))
    html = plates.html.render(Context(slots))
    return Composed(slots["subject"], _squeezed(text), html, headers)


def folder_of(mail: Mail) -> str:
    """Return the folder of a mail's templates. ValueError when there is none."""
    name = mail.stage if mail.kind == Mail.Kind.STAGE else str(mail.kind)
    if name not in STAGES and name not in FOLDERS:
        raise ValueError(f"no template for mail of kind {mail.kind} {mail.stage}")
    return name


def _slots(mail: Mail, now: datetime, language: str) -> dict[str, Any]:
    """Return everything the templates show: words, links, and the parts that differ between the twins."""
    slots = words_of(mail, now, language)
    answers = answer_links(mail, now)
    slots |= {
        "lang": HTML_LANG.get(language, language),
        "colon": _colon(language),
        "answers": answers,
        "answers_html": answers_html(answers),
        "rows_html": rows_html(slots.get("rows", ())),
        "mute_url": answer_url(mail.pk, Answer.MUTE, now) if mail.case_id else "",
        "settings_url": page_url(language, "me/notify/"),
        "unsubscribe_url": answer_url(mail.pk, Answer.UNSUBSCRIBE, now),
    }
    return slots


def _colon(language: str) -> str:
    return ": " if language == "en" else "："


def _squeezed(text: str) -> str:
    """Return the text with at most one empty line in a row and without spaces at line ends."""
    lines: list[str] = []
    for line in text.splitlines():
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip() + "\n"


def _plates(name: str) -> _Plates:
    return _read_plates(name) if settings.DEBUG else _kept_plates(name)


@cache
def _kept_plates(name: str) -> _Plates:
    return _read_plates(name)


def _read_plates(name: str) -> _Plates:
    paths = (f"emails/{name}/words.txt", "emails/_shell.html", "emails/_shell.txt")
    return _Plates(*(get_template(path).template for path in paths))  # type: ignore[attr-defined]
