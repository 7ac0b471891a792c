"""A real SMTP server that keeps what it is given."""

from __future__ import annotations

import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.ports import free_port


class Mailbox:
    """Use as a context manager; `url` is an EMAIL_URL."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.arrived_at: list[float] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self.url = f"smtp://127.0.0.1:{self._controller.port}"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        # The moment first: who waits for a message looks its moment up at once.
        self.arrived_at.append(time.monotonic())
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 Kept"

    def __enter__(self) -> Mailbox:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def wait_for(self, wanted: Callable[[EmailMessage], bool], seconds: float) -> EmailMessage:
        """Return the first message that is wanted; AssertionError when none came in time."""
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up:
            for message in self.messages:
                if wanted(message):
                    return message
            time.sleep(0.1)
        raise AssertionError(f"no such mail within {seconds} s; came: {[m['Subject'] for m in self.messages]}")


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    """Return the plain (or "html") part as text."""
    part = message.get_body((kind,))
    assert part is not None, f"the mail has no {kind} part"
    return str(part.get_content())
