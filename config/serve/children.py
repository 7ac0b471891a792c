"""The processes: a family that restarts who dies and stops in order."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

from config import env

PR_SET_PDEATHSIG = 1
PAUSE_FIRST, PAUSE_MOST, WELL_AFTER = 0.3, 10.0, 5.0
# Together below the promised 30 s.
POLITE_SECONDS, LAST_SECONDS = 20.0, 5.0


@dataclass
class Child:
    """One process that is wanted for as long as the family lives."""

    name: str
    command: list[str]
    pass_fds: tuple[int, ...] = ()
    # Stops after all the others: they need it to the end.
    last: bool = False
    # Seconds after the first ones in which this one is started at the latest.
    wait: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    started: float = 0.0
    pause: float = PAUSE_FIRST
    due: float = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=env.BASE_DIR,
            pass_fds=self.pass_fds,
            # A session of its own: Ctrl-C reaches the supervisor alone, which stops the others in order.
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )

    def tend(self) -> None:
        """Start again what has died, with a pause that grows while it keeps dying."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.pause = PAUSE_FIRST if now - self.started > WELL_AFTER else min(self.pause * 2, PAUSE_MOST)
        self.process, self.due = None, now + self.pause
        ended = f"signal {-code}" if code < 0 else f"exit {code}"
        print(f"The {self.name} has stopped ({ended}); starting it again.", file=sys.stderr, flush=True)

    def ask_to_stop(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def kill(self) -> None:
        """End it and what it has started, at once."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def wait_until(self, give_up: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(give_up - time.monotonic(), 0.0))
        except subprocess.TimeoutExpired:
            self.kill()
            self.process.wait()


class Family:
    """All children."""

    def __init__(self, members: list[Child]) -> None:
        self.members = members

    def start(self) -> None:
        """Start those that wait for nothing; `tend` starts the others in their time."""
        for child in self.members:
            child.due = time.monotonic() + child.wait
        self.tend()

    def start_the_rest(self) -> None:
        for child in self.members:
            child.due = min(child.due, time.monotonic())

    def tend(self) -> None:
        for child in self.members:
            child.tend()

    def stop(self) -> None:
        """Ask all to finish what they do, then those they need; who takes too long is ended."""
        for children, seconds in ((self._those(last=False), POLITE_SECONDS), (self._those(last=True), LAST_SECONDS)):
            give_up = time.monotonic() + seconds
            for child in children:
                child.ask_to_stop()
            for child in children:
                child.wait_until(give_up)

    def kill(self) -> None:
        for child in self.members:
            child.kill()

    def _those(self, *, last: bool) -> list[Child]:
        return [child for child in self.members if child.last is last]


def _die_with_parent() -> None:
    """Runs in the child: when the supervisor is killed, the kernel asks the child to stop."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
