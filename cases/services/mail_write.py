"""Turns a row of the outbox into a message: the text's own template, or plain words when that fails."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.module_loading import import_string

from cases.adapters.trace import trace_of
from cases.models import Mail
from cases.services.mail_fallback import PlainMail, mail_fallback

logger = logging.getLogger(__name__)

SUBJECT_MOST = 150
# A cut address leads nowhere: List-Unsubscribe is left whole, up to the longest line a mail may have.
HEADER_MOST = 990
# Control characters, and the marks that turn the direction of what follows.
_NOT_IN_A_HEADER = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_NOT_IN_A_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Composed(Protocol):
    """What a composer returns: ready words, and headers such as List-Unsubscribe."""

    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def headers(self) -> dict[str, str]: ...


Compose = Callable[[Mail, datetime], Composed]


def mail_write(*, mail: Mail, now: datetime, compose: Compose | None = None) -> PlainMail:
    """Return the words of a mail, cleaned of what no header or mail may hold. Never raises: one bad row must not
    stop the queue."""
    if mail.kind == Mail.Kind.ACCOUNT:
        return PlainMail(header_clean(mail.subject), text_clean(mail.text), text_clean(mail.html))
    try:
        write = compose or import_string("cases.services.mail_compose.mail_compose")
        composed = write(mail, now)
    except Exception as error:
        logger.error("the text of mail %s could not be written, plain words go out: %s", mail.pk, trace_of(error))
        composed = mail_fallback(mail)
    headers = {name: header_clean(value, HEADER_MOST) for name, value in composed.headers.items()}
    return PlainMail(header_clean(composed.subject), text_clean(composed.text), text_clean(composed.html), headers)


def mail_message(*, mail: Mail, composed: Composed) -> EmailMultiAlternatives:
    """Return the message. Its Message-ID is made from the row's id, so every copy of it carries the same one."""
    headers = {
        **composed.headers,
        "Message-ID": f"<{mail.pk}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>",
        "X-Correlation-ID": str(mail.pk),
        "X-Youju-Kind": mail.kind,
        "Auto-Submitted": "auto-generated",
    }
    address = mail.to_address if mail.kind == Mail.Kind.ACCOUNT else mail.user.email
    message = EmailMultiAlternatives(composed.subject, composed.text, None, [address], headers=headers)
    if composed.html:
        message.attach_alternative(composed.html, "text/html")
    return message


def header_clean(words: str, most: int = SUBJECT_MOST) -> str:
    """Return one line of at most `most` characters without control or direction marks."""
    line = " ".join(_NOT_IN_A_HEADER.sub(" ", _encodable(words)).split())
    return line[:most]


def text_clean(words: str) -> str:
    """Return the text without control characters; line breaks and tabs stay."""
    return _NOT_IN_A_TEXT.sub("", _encodable(words).replace("\r\n", "\n"))


def _encodable(words: str) -> str:
    return words.encode("utf-8", "replace").decode()
