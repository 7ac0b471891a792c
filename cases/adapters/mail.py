"""Mail into files, for an installation without a mail server: one .eml per message under DATA_DIR/mail."""

from __future__ import annotations

import contextlib
import re
import secrets
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

# A line that holds a code and nothing else: 123456, 123 456 or ABCD-EFGH.
CODE_LINE = re.compile(r"^[ \t]*(\d{6}|\d{3} \d{3}|[A-Z0-9]{3,5}-[A-Z0-9]{3,5})[ \t]*$", re.MULTILINE)


class EmlFileBackend(BaseEmailBackend):
    """Write messages as files named by moment and a random part, each complete from the moment it is visible."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Return the number of files written. Raises OSError when the disk refuses."""
        folder = settings.DATA_DIR / "mail"
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder, message.message().as_bytes(linesep="\r\n"))
            _announce(message)
        return len(email_messages)


def _write(folder: Path, raw: bytes) -> None:
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}.eml"
    part = folder / f".{name}.part"
    with part.open("wb") as out:
        out.write(raw)
    part.rename(folder / name)


def _announce(message: EmailMessage) -> None:
    """Print the code of an account mail where `make run` shows it: without a mail server nobody else would."""
    if message.extra_headers.get("X-Youju-Kind") != "account":
        return
    found = CODE_LINE.search(str(message.body))
    if found is None:
        return
    # The real stdout: a worker turns sys.stdout into log lines.
    out = sys.__stdout__ or sys.stdout
    print(f"验证码 / code for {masked(message.to[0])}: {found[1]}", file=out, flush=True)


def masked(address: str) -> str:
    """Return the address with only its first letter and its domain left: a***@example.com."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}***@{domain}"


def forget_mails(ids: Iterable[str], address: str) -> int:
    """Return how many files were removed: the copies of these mails, and whatever went to `address` ("": nothing)."""
    folder = settings.DATA_DIR / "mail"
    marks = {f"<{one}@".encode() for one in ids}
    removed = 0
    for path in sorted(folder.glob("*.eml")) if folder.is_dir() else []:
        with contextlib.suppress(FileNotFoundError):
            head = path.read_bytes().partition(b"\r\n\r\n")[0]
            if _is_of(head, marks, address):
                path.unlink()
                removed += 1
    return removed


def _is_of(head: bytes, marks: set[bytes], address: str) -> bool:
    message = BytesHeaderParser().parsebytes(head)
    number = str(message.get("Message-ID", "")).partition("@")[0] + "@"
    to = [found.lower() for _name, found in getaddresses(message.get_all("To", []))]
    return number.encode() in marks or bool(address and address.lower() in to)
