"""The addresses a mail carries: pages in the owner's language, and signed one-tap answers that expire."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner, b62_decode, b62_encode

MAX_AGE = timedelta(days=30)
# A clock that was set back must not kill a token that was made a moment "later".
SKEW = timedelta(minutes=10)


class Answer(StrEnum):
    """What one tap in a mail can say. The value is the letter inside the token."""

    RESOLVED = "r"
    PARTIAL = "p"
    REFUSED = "f"
    NO_REPLY = "n"
    SNOOZE = "s"
    MUTE = "m"
    UNSUBSCRIBE = "u"


@dataclass(frozen=True)
class Opened:
    """What a token said: which mail, which answer, and when it was written."""

    mail_id: UUID
    answer: Answer
    issued_at: datetime


class _MomentSigner(TimestampSigner):
    """TimestampSigner with the moment handed in, so that composing never reads the clock."""

    def __init__(self) -> None:
        super().__init__(salt="cases.mail-answer", sep=".")

    def sign_at(self, value: str, now: datetime) -> str:
        return Signer.sign(self, f"{value}.{b62_encode(int(now.timestamp()))}")

    def unsign_at(self, token: str, now: datetime) -> tuple[str, datetime]:
        value, _, stamp = Signer.unsign(self, token).rpartition(".")
        issued = datetime.fromtimestamp(b62_decode(stamp), tz=now.tzinfo)
        if now - issued > MAX_AGE or issued - now > SKEW:
            raise SignatureExpired
        return value, issued


@lru_cache(maxsize=4)
def _signer(key: str) -> _MomentSigner:
    return _MomentSigner()


def answer_token(mail_id: UUID, answer: Answer, now: datetime) -> str:
    """Return the token of one answer to one mail: letters, digits, "-", "_" and dots; good for 30 days."""
    name = base64.urlsafe_b64encode(mail_id.bytes).rstrip(b"=").decode()
    return _signer(settings.SECRET_KEY).sign_at(f"{name}.{answer.value}", now)


def answer_open(token: str, now: datetime) -> Opened | None:
    """Return what the token says; None when it is broken, forged or older than 30 days."""
    try:
        value, issued = _signer(settings.SECRET_KEY).unsign_at(token, now)
        name, _, letter = value.partition(".")
        return Opened(UUID(bytes=base64.urlsafe_b64decode(name + "==")), Answer(letter), issued)
    except (BadSignature, binascii.Error, ValueError, OverflowError):
        return None


def answer_url(mail_id: UUID, answer: Answer, now: datetime) -> str:
    return f"{settings.BASE_URL}/r/{answer_token(mail_id, answer, now)}/"


def page_url(language: str, path: str) -> str:
    """Return the full address of one of our pages ("c/abc/") in the owner's language."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"{language}/"
    return f"{settings.BASE_URL}/{prefix}{path}"


def unsubscribe_headers(mail_id: UUID, now: datetime) -> dict[str, str]:
    """Return the RFC 2369 and RFC 8058 headers; a mailto only where the operator has set one up."""
    ways = [f"<{answer_url(mail_id, Answer.UNSUBSCRIBE, now)}>"]
    if settings.UNSUBSCRIBE_MAILTO:
        ways.append(f"<mailto:{settings.UNSUBSCRIBE_MAILTO}?subject=unsubscribe>")
    return {"List-Unsubscribe": ", ".join(ways), "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
