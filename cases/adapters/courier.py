"""Hands messages to the mail server over one kept connection and says what became of each.

Every failure is one of four: the message is unwritable, refused for good, to be tried again, or the server
cannot be reached. Nothing else leaves this module.
"""

from __future__ import annotations

import contextlib
import smtplib
import socket
import threading
import time
from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address
from django.core.mail.utils import DNS_NAME

MESSAGES_PER_CONNECTION = 100
WATCH_SECONDS = 0.2


class MailProblem(Exception):
    """Why a message was not accepted; `code` is the server's answer where it gave one."""

    def __init__(self, words: str, code: int | None = None) -> None:
        super().__init__(words)
        self.code = code


class Unwritable(MailProblem):
    """The message itself cannot be written (a header with a line break, an impossible address)."""


class Refused(MailProblem):
    """The server refused this message for good (5xx)."""


class Deferred(MailProblem):
    """The server asked to try this message again later (4xx); others may go."""


class Unreachable(MailProblem):
    """No server, no answer in time, or an answer that concerns us and not this message."""


class Courier:
    """One connection, reopened after an error and after MESSAGES_PER_CONNECTION messages. Not thread-safe."""

    def __init__(self, *, seconds: float, backend: Any = None) -> None:
        """`seconds` bounds the whole dialogue of one message, not each of its answers."""
        self.seconds = self.allowed = seconds
        self.backend = backend if backend is not None else get_connection()
        if isinstance(self.backend, EmailBackend):
            self.backend.timeout = min(self.backend.timeout or seconds, seconds)
            # Our public name, as the server wants it; looking our own name up may take seconds and finds "localhost".
            DNS_NAME._fqdn = urlsplit(settings.BASE_URL).hostname or "localhost"  # type: ignore[attr-defined]
        self.sent_on_this = 0
        self.opened = 0
        self._give_up_at: float | None = None
        self._closed = threading.Event()
        self._watch: threading.Thread | None = None

    def deliver(self, message: EmailMessage, *, within: float | None = None) -> None:
        """Return None once the server has accepted the message; raises one MailProblem otherwise.

        `within` so many seconds, if that is less than usual.
        """
        self.allowed = self.seconds if within is None else min(self.seconds, within)
        if not isinstance(self.backend, EmailBackend):
            return self._deliver_by_backend(message)
        sender, recipient, raw = _written(message)
        if self.sent_on_this >= MESSAGES_PER_CONNECTION:
            self._hang_up()
        with self._watched():
            self._hand_over(sender, recipient, raw)
        self.sent_on_this += 1
        return None

    def _hand_over(self, sender: str, recipient: str, raw: bytes) -> None:
        kept = self.sent_on_this > 0 and self.backend.connection is not None
        started = time.monotonic()
        try:
            try:
                self._attempt(sender, recipient, raw)
            except _Dropped as drop:
                # A kept connection that the server had closed meanwhile. Nothing of the message was handed
                # over, so a fresh connection may take it at once without any risk of a second copy.
                if drop.handed_over or not kept or time.monotonic() - started > self.allowed / 2:
                    raise
                self._attempt(sender, recipient, raw)
        except _Dropped as drop:
            raise Unreachable(str(drop), drop.code) from drop

    def close(self) -> None:
        """Say goodbye; a server that has gone already is no error."""
        self._closed.set()
        self._watch = None
        self._hang_up()

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self.backend.close()
        self.sent_on_this = 0

    def _deliver_by_backend(self, message: EmailMessage) -> None:
        try:
            self.backend.send_messages([message])
        except (ValueError, UnicodeError) as error:
            raise Unwritable(type(error).__name__) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error

    def _attempt(self, sender: str, recipient: str, raw: bytes) -> None:
        try:
            if self.backend.open():
                self.opened += 1
            _dialogue(self.backend.connection, sender, recipient, raw)
        except (Refused, Deferred):
            raise
        except _Dropped:
            self._drop()
            raise
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
            raise _Dropped(f"{type(error).__name__}: {error}", code) from error

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """Bound what happens inside to the allowed seconds, however slowly the other side drips its answers."""
        if self._watch is None:
            self._closed = threading.Event()
            self._watch = threading.Thread(target=self._watch_over, args=(self._closed,), daemon=True)
            self._watch.start()
        self._give_up_at = time.monotonic() + self.allowed
        try:
            yield
        finally:
            self._give_up_at = None

    def _watch_over(self, closed: threading.Event) -> None:
        while not closed.wait(WATCH_SECONDS):
            give_up_at = self._give_up_at
            if give_up_at is not None and time.monotonic() > give_up_at:
                self._cut()

    def _cut(self) -> None:
        """End a dialogue that takes too long: the blocked read in the other thread fails at once."""
        for smtp in (self.backend.connection, self.backend._partial_connection):
            sock = getattr(smtp, "sock", None)
            if sock is not None:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)

    def _drop(self) -> None:
        """Close without a word: the other side may be hanging."""
        for name in ("connection", "_partial_connection"):
            smtp = getattr(self.backend, name)
            if smtp is not None:
                smtp.close()
                setattr(self.backend, name, None)
        self.sent_on_this = 0


class _Dropped(Exception):
    """The connection is of no more use; `handed_over` says whether the server may have the message."""

    def __init__(self, words: str, code: int | None = None, *, handed_over: bool = False) -> None:
        super().__init__(words)
        self.code = code
        self.handed_over = handed_over


def _written(message: EmailMessage) -> tuple[str, str, bytes]:
    """Return (sender, recipient, bytes with CRLF). Raises Unwritable."""
    try:
        raw = message.message().as_bytes(linesep="\r\n")
        sender = parseaddr(message.from_email)[1]
        # A Chinese name before the @ is beyond plain SMTP; a Chinese domain has an ASCII form.
        message.to[0].rpartition("@")[0].encode("ascii")
        recipient = parseaddr(sanitize_address(message.to[0], "ascii"))[1]
    except (ValueError, UnicodeError, IndexError) as error:
        raise Unwritable(type(error).__name__) from error
    if not recipient or any(char in recipient for char in "\r\n<> "):
        raise Unwritable("address")
    return sender, recipient, raw


def _dialogue(smtp: smtplib.SMTP, sender: str, recipient: str, raw: bytes) -> None:
    """Hand one message over. Raises Refused, Deferred, _Dropped, or what smtplib raises before DATA."""
    smtp.ehlo_or_helo_if_needed()
    plain = raw.isascii() or not smtp.has_extn("8bitmime")
    code, words = smtp.mail(sender, () if plain else ("body=8bitmime",))
    if code != 250:
        # The server does not take our own address: not this shopper's fault, so it is never final.
        raise _Dropped(_said(words), code)
    code, words = smtp.rcpt(recipient)
    if code not in (250, 251):
        _reset(smtp)
        raise _verdict(code, words)
    handed_over = False
    try:
        smtp.putcmd("data")
        code, words = smtp.getreply()
        if code == 354:
            handed_over = True
            smtp.send(_stuffed(raw))
            code, words = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise _Dropped(f"{type(error).__name__}: {error}", handed_over=handed_over) from error
    if code != 250:
        _reset(smtp)
        raise _verdict(code, words)


def _stuffed(raw: bytes) -> bytes:
    """Return the message with leading dots doubled and the closing dot added (RFC 5321 §4.5.2)."""
    body = raw.replace(b"\r\n.", b"\r\n..")
    if body.startswith(b"."):
        body = b"." + body
    return body + (b".\r\n" if body.endswith(b"\r\n") else b"\r\n.\r\n")


def _verdict(code: int, words: bytes) -> Exception:
    if code == 421 or code < 0:
        return _Dropped(_said(words), code)
    return Refused(_said(words), code) if 500 <= code < 600 else Deferred(_said(words), code)


def _reset(smtp: smtplib.SMTP) -> None:
    with contextlib.suppress(OSError, smtplib.SMTPException):
        smtp.rset()


def _said(words: bytes) -> str:
    return words.decode("utf-8", "replace")
