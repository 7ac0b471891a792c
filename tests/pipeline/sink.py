"""A mail server that misbehaves on demand, in a process of its own.

    with running_sink() as sink:
        sink.misbehave(at="rcpt", answer="550 no such box", to="bad@")
        ...
        sink.accepted()      # what it took over, in order

A rule says at which point (connect, mail, rcpt, body) it answers what: an SMTP line, "hang" (says nothing for
ever), "drop" (cuts the line) or, at body only, "take and drop" (keeps the message, never says so),
"take in 0.2" (keeps it and says so after so many seconds) and "take after 0.2" (keeps it only after so many).
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
FOREVER = 3600


@dataclass
class Rule:
    at: str
    answer: str
    to: str = ""
    # How many more times it applies; None for always.
    times: int | None = None


class Server:
    """The part inside the process: rules, what was accepted, how often each address was tried."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.accepted: list[tuple[float, str, bytes]] = []
        self.tries: list[dict[str, Any]] = []
        self.connections = 0
        self.greetings: list[str] = []
        self.listener: asyncio.Server | None = None
        self.port = free_port()

    async def listen(self) -> None:
        if self.listener is not None:
            return
        loop = asyncio.get_running_loop()
        self.listener = await loop.create_server(lambda: Line(self), "127.0.0.1", self.port, reuse_address=True)

    async def deafen(self) -> None:
        """Stop listening: connections are refused."""
        if self.listener is not None:
            self.listener.close()
            self.listener = None

    def rule_for(self, at: str, to: str) -> str:
        """Return the answer of the first rule that applies, "" for none."""
        for rule in self.rules:
            if rule.at == at and rule.to in to and rule.times != 0:
                if rule.times is not None:
                    rule.times -= 1
                return rule.answer
        return ""


class Line(SMTP):
    """One connection."""

    def __init__(self, server: Server) -> None:
        self.house = server
        super().__init__(self, hostname="sink", enable_SMTPUTF8=False, loop=asyncio.get_running_loop())

    async def _handle_client(self) -> None:
        self.house.connections += 1
        answer = self.house.rule_for("connect", "")
        if answer == "hang":
            await asyncio.sleep(FOREVER)
        elif answer == "drop":
            self.transport.abort()
            return
        elif answer:
            await self.push(answer)
            self.transport.close()
            return
        await super()._handle_client()

    async def _ruled(self, at: str, to: str) -> str | None:
        answer = self.house.rule_for(at, to)
        if answer == "hang":
            await asyncio.sleep(FOREVER)
        if answer == "drop":
            self.transport.abort()
            return "421 gone"
        return answer or None

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, name: str, responses: list[str]) -> list[str]:
        session.host_name = name
        self.house.greetings.append(name)
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        answer = await self._ruled("mail", "")
        if answer:
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.house.tries.append({"to": address, "at": time.time()})
        answer = await self._ruled("rcpt", address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        to = envelope.rcpt_tos[0]
        rule = self.house.rule_for("body", to)
        if rule == "hang":
            await asyncio.sleep(FOREVER)
        if rule == "drop":
            self.transport.abort()
            return "421 gone"
        if rule.startswith("take after "):
            await asyncio.sleep(float(rule.removeprefix("take after ")))
            rule = ""
        if rule and not rule.startswith("take"):
            return rule
        self.house.accepted.append((time.time(), to, envelope.content))
        if rule == "take and drop":
            self.transport.abort()
        elif rule:
            await asyncio.sleep(float(rule.removeprefix("take in ")))
        return "250 OK"


def _noted(at: float, to: str, content: bytes) -> dict[str, Any]:
    """Return one mail as the test sees it. Read only when asked for: a benchmark must not pay for it."""
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(("plain",))
    return {
        "at": at,
        "to": to,
        "id": str(message["Message-ID"]),
        "subject": str(message["Subject"]),
        "headers": {name: str(value) for name, value in message.items()},
        "text": body.get_content().replace("\r\n", "\n") if body else "",
    }


async def _serve(ready_fd: Any) -> None:
    server = Server()
    await server.listen()
    stop = asyncio.Event()

    async def control(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async for line in reader:
            order = json.loads(line)
            answer: Any = None
            match order["do"]:
                case "rules":
                    server.rules = [Rule(**rule) for rule in order["rules"]]
                case "accepted":
                    answer = [_noted(*one) for one in server.accepted[order["after"] :]]
                case "tries":
                    answer = server.tries
                case "greetings":
                    answer = server.greetings
                case "connections":
                    answer = server.connections
                case "forget":
                    server.accepted, server.tries, server.greetings, server.connections = [], [], [], 0
                case "deafen":
                    await server.deafen()
                case "listen":
                    await server.listen()
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()

    controller = await asyncio.start_server(control, "127.0.0.1", 0)
    print(server.port, controller.sockets[0].getsockname()[1], file=ready_fd, flush=True)
    await stop.wait()


class Sink:
    """The test's hand on the server."""

    def __init__(self, port: int, control: int) -> None:
        self.port = port
        self.url = f"smtp://127.0.0.1:{port}"
        self._line = socket.create_connection(("127.0.0.1", control))
        self._answers = self._line.makefile()
        self._rules: list[dict[str, Any]] = []
        self._seen: list[dict[str, Any]] = []

    def _order(self, do: str, **more: Any) -> Any:
        self._line.sendall(json.dumps({"do": do, **more}).encode() + b"\n")
        return json.loads(self._answers.readline())

    def misbehave(self, *, at: str, answer: str, to: str = "", times: int | None = None) -> None:
        self._rules.append({"at": at, "answer": answer, "to": to, "times": times})
        self._order("rules", rules=self._rules)

    def behave(self) -> None:
        self._rules = []
        self._order("rules", rules=[])

    def accepted(self, to: str = "") -> list[dict[str, Any]]:
        # Only what is new is asked for: a server that reads out all its mail ten times a second delivers none.
        self._seen += self._order("accepted", after=len(self._seen))
        return [mail for mail in self._seen if to in mail["to"]]

    def tries(self, to: str = "") -> list[dict[str, Any]]:
        return [one for one in self._order("tries") if to in one["to"]]

    def connections(self) -> int:
        return int(self._order("connections"))

    def greetings(self) -> list[str]:
        return list(self._order("greetings"))

    def forget(self) -> None:
        self._seen = []
        self._order("forget")

    def refuse(self) -> None:
        self._order("deafen")

    def listen(self) -> None:
        self._order("listen")


@contextlib.contextmanager
def running_sink() -> Iterator[Sink]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.pipeline.sink"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        preexec_fn=lambda: ctypes.CDLL(None).prctl(1, signal.SIGKILL),
    )
    try:
        assert process.stdout is not None
        port, control = process.stdout.readline().split()
        yield Sink(int(port), int(control))
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    asyncio.run(_serve(sys.stdout))
