"""`python -m config.serve`, which is `make run`: everything from one command, in one terminal, without any server."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.serve import commands, prepare
from tests.pipeline.harness import ROOT, wait_for
from tests.ports import free_port

START_SECONDS = 240


class Served:
    """One `make run` with a data folder of its own."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder = folder
        self.port = free_port()
        foreign = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "BASE_URL", "DJANGO_SETTINGS_MODULE")
        kept = {name: value for name, value in os.environ.items() if name not in foreign}
        self.env = kept | {"DATA_DIR": str(folder), "PORT": str(self.port), "TICK_SECONDS": "1"} | env
        self.process = self._spawn(folder / "terminal.txt")

    def _spawn(self, terminal: Path) -> subprocess.Popen[bytes]:
        with terminal.open("ab") as out:
            return subprocess.Popen(
                [sys.executable, "-m", "config.serve"], cwd=ROOT, env=self.env, stdout=out, stderr=out
            )

    @property
    def terminal(self) -> str:
        return (self.folder / "terminal.txt").read_text(errors="replace")

    def wait(self) -> None:
        wait_for(lambda: "is running" in self.terminal or self.process.poll() is not None, START_SECONDS, self.terminal)
        wait_for(self.healthy, START_SECONDS, "a tick")

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}/healthz/", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def family(self) -> dict[int, str]:
        """Return {process: command line} of everything started for this folder, its supervisor left out."""
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                if not entry.name.isdigit():
                    continue
                line = (entry / "cmdline").read_text().replace("\0", " ")
                # The broker overwrites its environment with its title, which holds its socket's path.
                ours = f"DATA_DIR={self.folder}\0".encode() in (entry / "environ").read_bytes()
                if ours or f"{self.folder}/broker" in line:
                    found[int(entry.name)] = line
            except OSError:
                continue
        return {pid: line for pid, line in found.items() if pid != self.process.pid and "-m config.serve " not in line}

    def called(self, word: str) -> int | None:
        """Return the supervisor's own child whose command line has the word; None for none."""
        mine = {pid for pid in self.family() if _parent(pid) == self.process.pid}
        return next((pid for pid, line in self.family().items() if word in line and pid in mine), None)

    def stop(self, number: int = signal.SIGINT) -> float:
        asked = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(40)
        return time.monotonic() - asked


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    folder = Path(tempfile.mkdtemp(prefix="yjs-"))
    one = Served(folder)
    try:
        one.wait()
        yield one
    finally:
        if one.process.poll() is None:
            one.stop()
        shutil.rmtree(folder, ignore_errors=True)


def test_it_prints_the_address_and_starts_every_part(served: Served):
    assert f"http://localhost:{served.port}" in served.terminal
    # Waited for: the tests run in any order, and the one before may have killed a part that is just coming back.
    for word in ("gunicorn", "celery", "worker", "beat", Path(commands.broker_program() or "").name):
        wait_for(lambda word=word: word in " ".join(served.family().values()), 60, f"{word} runs")


def test_it_refuses_a_second_start_on_the_same_folder(served: Served):
    second = subprocess.run(
        [sys.executable, "-m", "config.serve"],
        cwd=ROOT,
        env=served.env | {"PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert second.returncode == 1
    assert re.search(rf"already running .*{served.process.pid}.*{served.folder}", second.stderr)
    wait_for(served.healthy, 60, "health")


def test_it_refuses_a_port_that_is_taken(served: Served, tmp_path: Path):
    second = subprocess.run(
        [sys.executable, "-m", "config.serve"],
        cwd=ROOT,
        env=served.env | {"DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert second.returncode == 1
    assert f"Port {served.port}" in second.stderr
    assert "PORT=8001" in second.stderr


# Each of them once: the reader of screenshots is a worker too, told apart by what follows the word.
PARTS = ["gunicorn", "config.celery worker --pool", "config.celery worker --queues reading", "config.celery beat"]


@pytest.mark.parametrize("word", PARTS)
def test_it_starts_a_killed_part_again(served: Served, word: str):
    before = wait_for(lambda: served.called(word), 60, f"{word} runs")
    said = served.terminal.count("starting it again")
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: served.called(word) not in (None, before), 60, f"{word} runs again")
    wait_for(served.healthy, 60, "health")
    assert served.terminal.count("starting it again") > said


def test_it_starts_a_killed_broker_again(served: Served):
    word = Path(commands.broker_program() or "").name
    before = wait_for(lambda: served.called(word), 60, "the broker runs")
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: served.called(word) not in (None, before), 60, "the broker runs again")
    wait_for(served.healthy, 60, "health")


def test_it_prints_the_code_of_a_new_account_because_no_mail_server_does(served: Served):
    """The sign-up page itself is tested elsewhere; here its mail goes its way through the running parts."""
    code = "\n".join(
        [
            "import django; django.setup()",
            "from django.db import transaction; from django.utils import timezone",
            "from cases.models import User; from cases.services.mail_queue import account_mail_queue",
            "with transaction.atomic():",
            "    user = User.objects.create_user('alice@example.com')",
            "    account_mail_queue(user=user, to_address=user.email, subject='x', text='Code:\\n\\n493027\\n',"
            " now=timezone.now())",
        ]
    )
    env = served.env | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)
    wait_for(lambda: "a***@example.com: 493027" in served.terminal, 60, "the code in the terminal")
    assert "alice@example.com" not in served.terminal
    [mail] = (served.folder / "mail").glob("*.eml")
    assert "493027" in mail.read_text()


def test_it_stops_everything_on_ctrl_c_and_starts_again_without_preparing(served: Served):
    assert served.stop() < 30
    assert served.process.returncode == 0
    wait_for(lambda: not served.family(), 40, f"nothing is left: {served.family()}")
    # Only if no other work changed a watched file meanwhile: then preparing again is right.
    unchanged = (served.folder / "prepared").read_text() == fingerprint(served)
    (served.folder / "terminal.txt").unlink()
    served.process = served._spawn(served.folder / "terminal.txt")
    served.wait()
    assert ("Preparing" in served.terminal) is not unchanged


def fingerprint(served: Served) -> str:
    code = "from config.serve.prepare import fingerprint; print(fingerprint())"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=served.env, capture_output=True, check=True)
    return ran.stdout.decode().strip()


def test_it_takes_its_children_along_when_it_is_killed(served: Served):
    wait_for(served.healthy, 60, "it runs")
    served.process.kill()
    served.process.wait()
    wait_for(lambda: not served.family(), 40, f"nothing is left: {served.family()}")
    served.process = served._spawn(served.folder / "terminal.txt")
    served.wait()


def test_it_ticks_without_any_broker_program(monkeypatch):
    monkeypatch.setattr(commands, "broker_program", lambda: None)

    class Listener:
        def fileno(self) -> int:
            return 9

    names = [child.name for child in commands.members(Listener(), 8)]  # type: ignore[arg-type]
    assert names == ["web server", "tick loop"]


@pytest.mark.parametrize("installed", [True, False])
def test_it_reads_pictures_in_a_worker_of_its_own_where_the_extra_is(installed: bool, monkeypatch):
    monkeypatch.setattr(commands, "can_read", lambda: installed)

    class Listener:
        def fileno(self) -> int:
            return 9

    names = [child.name for child in commands.members(Listener(), 8)]  # type: ignore[arg-type]
    assert ("reader" in names) == installed
    assert "reading" in commands.reader_command()
    assert "reading" not in commands.worker_command()


def test_it_notices_a_changed_file(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(prepare.env, "BASE_DIR", tmp_path)
    (tmp_path / "static").mkdir()
    before = prepare.fingerprint()
    (tmp_path / "static" / "new.css").write_text("a{}")
    assert prepare.fingerprint() != before
