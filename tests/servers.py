"""Private PostgreSQL and Redis servers for one test run, as an unprivileged user, gone at the end.

`with running_servers() as servers:` gives their addresses. `python -m tests.servers -- COMMAND` runs a command
with DATABASE_URL and REDIS_URL set; without a command it prints both and waits for Ctrl-C.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import redis

from tests import machine
from tests.ports import free_port

UNPRIVILEGED = ("nobody", "nogroup")
START_SECONDS = 30
DURABILITY_OFF = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]


@dataclass(frozen=True)
class Servers:
    database_url: str
    redis_url: str
    postgres_socket_dir: str

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}

    def fresh_database(self, name: str) -> str:
        """Make an empty database of that name, dropping an older one, and return its DATABASE_URL."""
        with psycopg.connect(host=self.postgres_socket_dir, user="youju", dbname="postgres", autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            admin.execute(f'CREATE DATABASE "{name}"')
        return _database_url(self.postgres_socket_dir, name)


def _database_url(socket_dir: str, name: str) -> str:
    return f"postgres://youju@/{name}?host={socket_dir}"


def _identity() -> dict[str, Any]:
    """Return the Popen arguments that drop root's rights; initdb refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    user, group = UNPRIVILEGED
    return {"user": user, "group": group, "extra_groups": []}


def _die_with_parent(with_signal: int) -> Callable[[], None]:
    """Return what a child runs before its program, so that a killed test run leaves no server behind."""
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(1, with_signal)


def _wait(is_up: Callable[[], object], process: subprocess.Popen[bytes], log: Path, name: str) -> None:
    give_up = time.monotonic() + START_SECONDS
    while True:
        with contextlib.suppress(psycopg.OperationalError, redis.RedisError, OSError):
            is_up()
            return
        if process.poll() is not None or time.monotonic() > give_up:
            raise RuntimeError(f"{name} did not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)


def _program(path: str | None, name: str) -> str:
    if path is None:
        raise RuntimeError(f"{name} is missing: the tests run on PostgreSQL and Redis too. `make test` installs both.")
    return path


@contextlib.contextmanager
def _served(command: list[str], log: Path, stop_signal: int) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
            start_new_session=True,
            preexec_fn=_die_with_parent(stop_signal),
            **_identity(),
        )
    try:
        yield process
    finally:
        process.send_signal(stop_signal)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def running_postgres(home: Path, durable: bool = False) -> Iterator[str]:
    """Yield the socket directory of a fresh PostgreSQL with a superuser and a database named youju.

    `durable` flushes to disk as production does; without it a test run is faster and no less strict.
    """
    initdb = _program(machine.postgres_program("initdb"), "PostgreSQL (initdb)")
    server = _program(machine.postgres_program("postgres"), "PostgreSQL (postgres)")
    data = home / "pg"
    made = subprocess.run(
        [initdb, "-D", str(data), "-U", "youju", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        capture_output=True,
        cwd=home,
        check=False,
        **_identity(),
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr.decode(errors='replace')}")
    command = [server, "-D", str(data), "-k", str(home), "-c", "listen_addresses=", "-c", "max_connections=200"]
    log = home / "postgres.log"
    with _served([*command, *([] if durable else DURABILITY_OFF)], log, signal.SIGINT) as process:
        _wait(
            lambda: psycopg.connect(host=str(home), user="youju", dbname="postgres").close(), process, log, "PostgreSQL"
        )
        with psycopg.connect(host=str(home), user="youju", dbname="postgres", autocommit=True) as admin:
            admin.execute("CREATE DATABASE youju")
        yield str(home)


@contextlib.contextmanager
def running_redis(home: Path) -> Iterator[str]:
    """Yield the URL of an empty Redis that keeps nothing on disk."""
    program = _program(machine.redis_program(), "Redis (redis-server)")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    log = home / "redis.log"
    with _served([*command, "--dir", str(home), "--maxmemory-policy", "noeviction"], log, signal.SIGTERM) as process:
        _wait(lambda: redis.Redis(port=port).ping(), process, log, "Redis")
        yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def running_servers(durable: bool = False) -> Iterator[Servers]:
    """Yield the addresses of both servers; raises RuntimeError with a sentence when one is missing."""
    home = Path(tempfile.mkdtemp(prefix="yj-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(home, *UNPRIVILEGED)
        with running_postgres(home, durable) as socket_dir, running_redis(home) as redis_url:
            yield Servers(_database_url(socket_dir, "youju"), redis_url, socket_dir)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(arguments: list[str]) -> int:
    command = arguments[arguments.index("--") + 1 :] if "--" in arguments else []
    try:
        with running_servers() as servers:
            if command:
                return subprocess.run(command, env=os.environ | servers.environment(), check=False).returncode
            for name, value in servers.environment().items():
                print(f"export {name}='{value}'", flush=True)  # noqa: T201
            with contextlib.suppress(KeyboardInterrupt):
                signal.pause()
            return 0
    except RuntimeError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
