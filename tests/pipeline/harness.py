"""One whole installation in real processes that a test may kill: broker, web, workers, beats, and a probe to the data.

SQLite in a folder of its own with the embedded broker, or, where DATABASE_URL names PostgreSQL, a database of its
own there and a Redis of its own. All with short times, so that faults take seconds.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from config.serve import commands
from tests import machine
from tests.pipeline.sink import Sink
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 12
SHORT = {
    "TICK_SECONDS": "1",
    "GRACE_SECONDS": "1",
    "RETRY_SECONDS": "1",
    "LEASE_SECONDS": str(LEASE_SECONDS),
    "QUIET_HOURS": "",
    "DJANGO_SETTINGS_MODULE": "config.settings.dev",
}
KILL_SECONDS = 30.0
# How long a test waits for one answer: only where the time itself is promised does it count.
ANSWER_SECONDS = 30.0


def wait_for(what: Callable[[], Any], seconds: float, why: str) -> Any:
    """Return the first true answer; fails after `seconds` with the reason."""
    give_up = time.monotonic() + seconds
    while True:
        found = what()
        if found:
            return found
        if time.monotonic() > give_up:
            raise AssertionError(f"not within {seconds:g} s: {why}")
        time.sleep(0.1)


# Looked up here: between fork and exec, while other threads run, nothing may be loaded.
_prctl = ctypes.CDLL(None).prctl


def _die_with_us() -> None:
    _prctl(1, signal.SIGKILL)


def _processes() -> list[tuple[int, int, int]]:
    """Return (process, parent, group) of everything that lives, oldest first; what has only not been buried is dead."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                state, parent, group, *_ = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
                if state not in "ZX":
                    found.append((int(entry.name), int(parent), int(group)))
    return sorted(found)


def _living(group: int) -> list[int]:
    return [pid for pid, _, its_group in _processes() if its_group == group]


class House:
    """The installation. `start`, `kill` and `stop` take a name such as worker, worker2, beat, beat2, web, broker."""

    def __init__(self, folder: Path, sink: Sink, env: dict[str, str]) -> None:
        self.folder = folder
        self.sink = sink
        self.port = free_port()
        self.redis_port = free_port()
        self.on_postgres = env.get("DATABASE_URL", "").startswith("postgres")
        self.env = env | SHORT | {"DATA_DIR": str(folder), "PORT": str(self.port), "EMAIL_URL": sink.url}
        if self.on_postgres:
            self.env["REDIS_URL"] = f"redis://127.0.0.1:{self.redis_port}/0"
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.log = (folder / "log.txt").open("ab")

    # Processes

    def command(self, name: str) -> list[str]:
        kind = name.rstrip("23456789")
        if kind == "broker":
            return self._broker()
        if kind == "worker":
            return [*commands.worker_command(), "-n", f"{name}@%h"]
        return {"beat": commands.beat_command, "web": lambda: commands.web_command(f"127.0.0.1:{self.port}")}[kind]()

    def _broker(self) -> list[str]:
        if not self.on_postgres:
            return json.loads(
                self._run(
                    "import json; from config.serve import commands as c; "
                    "print(json.dumps(c.broker_command(c.broker_program())))"
                )
            )
        program = machine.redis_program()
        assert program, "redis-server is missing"
        options = ["--port", str(self.redis_port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        return [program, *options, "--dir", str(self.folder)]

    def _run(self, code: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def start(self, *names: str) -> None:
        for name in names:
            assert name not in self.running, f"{name} runs already"
            self.running[name] = subprocess.Popen(
                self.command(name),
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=self.log,
                stderr=self.log,
                start_new_session=True,
                preexec_fn=_die_with_us,
            )

    def kill(self, *names: str) -> None:
        """`kill -9` of a process and of everything it has started."""
        for name in names:
            process = self.running.pop(name)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            # On a busy machine its children take a while to die, and hold ports and locks until then.
            wait_for(lambda group=process.pid: not _living(group), KILL_SECONDS, f"all of {name} is gone")

    def stop(self, name: str, seconds: float = 30) -> float:
        """SIGTERM; return how long it took to end. Fails above `seconds`."""
        process = self.running.pop(name)
        asked = time.monotonic()
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.running[name] = process
            self.kill(name)
            raise AssertionError(f"{name} has not ended within {seconds:g} s\n{self.log_text()[-3000:]}") from None
        return time.monotonic() - asked

    def died(self) -> list[str]:
        """Return the parts that ended by themselves and forget them: a fault around a part must not end it."""
        gone = [name for name, process in self.running.items() if process.poll() is not None]
        for name in gone:
            self.running.pop(name)
        return gone

    def children(self, name: str) -> list[int]:
        """Return the living processes it has started itself, oldest first."""
        return [pid for pid, parent, _ in _processes() if parent == self.running[name].pid]

    def ensure(self, *names: str) -> None:
        """Have exactly these running."""
        for name in [name for name in self.running if name not in names]:
            self.kill(name)
        self.start(*[name for name in names if name not in self.running])

    # What it says of itself

    def health(self) -> dict[str, Any]:
        """Return what /healthz/ says, with the HTTP status under "code"; {} while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz/", timeout=ANSWER_SECONDS) as answer:
                return json.load(answer) | {"code": answer.status}
        except urllib.error.HTTPError as answer:
            return json.load(answer) | {"code": answer.code}
        except OSError:
            return {}

    def wait_for_tick(self, seconds: float) -> float:
        """Wait until a tick has run that began after this call; return how long that took."""
        asked = time.monotonic()

        def ticked() -> bool:
            told = self.health()
            return told.get("code") == 200 and told["tick_age"] < time.monotonic() - asked

        try:
            wait_for(ticked, seconds, "a tick after everything was started")
        except AssertionError as late:
            raise AssertionError(f"{late}: {self.health()}\n{self.log_text()[-3000:]}") from None
        took = time.monotonic() - asked
        self.log.write(f"--- tick seen after {took:.1f} s\n".encode())
        self.log.flush()
        return took

    def log_text(self) -> str:
        return (self.folder / "log.txt").read_text(errors="replace")


class Probe:
    """A process with Django that makes and reads rows; each method is one of `probe.py`'s orders."""

    def __init__(self, house: House) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.pipeline.probe"],
            cwd=ROOT,
            env=house.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=house.log,
            text=True,
        )

    def __getattr__(self, order: str) -> Callable[..., Any]:
        def ask(**arguments: Any) -> Any:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            print(json.dumps({"order": order, "with": arguments}), file=self.process.stdin, flush=True)
            line = self.process.stdout.readline()
            assert line, f"the probe died at {order}; see log.txt"
            answer = json.loads(line)
            assert "error" not in answer, answer["error"]
            return answer["result"]

        return ask

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def running_house(sink: Sink) -> Iterator[tuple[House, Probe]]:
    """Yield a migrated installation with nothing running yet, and a probe into it."""
    # Short: the broker's socket lies in it.
    folder = Path(tempfile.mkdtemp(prefix="yjp-"))
    env = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DATABASE_URL", "EMAIL_URL")}
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        env["DATABASE_URL"] = _database_of_its_own(given)
    house = House(folder, sink, env)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "config.serve.prepare"], cwd=ROOT, env=house.env, capture_output=True, check=False
        )
        assert ran.returncode == 0, ran.stderr.decode()
        probe = Probe(house)
        try:
            yield house, probe
        finally:
            probe.close()
            house.ensure()
    finally:
        house.log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _database_of_its_own(given: str) -> str:
    name = f"pipeline_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
    return urlsplit(given)._replace(path=f"/{name}").geturl()
