"""verify_evidence names what is missing, changed, truncated or orphaned; the sweep mends what may be mended."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases.adapters import storage
from cases.adapters.storage import Intake, StorageFull
from cases.services.evidence_check import strays_sweep
from tests.exhibits import arrive, picture, receive
from tests.factories import NOW, CaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def verify() -> dict:
    out = StringIO()
    try:
        call_command("verify_evidence", "--json", stdout=out)
    except CommandError:
        assert not json.loads(out.getvalue())["ok"]
    return json.loads(out.getvalue())


def faults() -> list[tuple[str, str]]:
    return [(one["fault"], one["name"]) for one in verify()["faults"]]


@pytest.fixture
def kept(alice):
    return receive(CaseFactory(owner=alice), picture(), NOW).made[0]


def test_it_is_content_with_what_is_whole(kept):
    assert verify() == {"checked": 1, "ok": True, "faults": []}


def test_it_names_a_missing_file_with_its_case_and_number(kept):
    storage.remove(kept.name)
    fault = verify()["faults"][0]
    assert (fault["fault"], fault["name"], fault["case"], fault["number"]) == ("missing", kept.name, kept.case.ref, 1)


def test_it_names_a_changed_file(kept):
    path = storage.path_of(kept.name)
    content = bytearray(path.read_bytes())
    content[20] ^= 1
    path.write_bytes(content)
    assert faults() == [("changed", kept.name)]


def test_it_names_a_truncated_file(kept):
    path = storage.path_of(kept.name)
    path.write_bytes(path.read_bytes()[:-1])
    assert faults() == [("truncated", kept.name)]


def test_it_names_an_orphan(kept, media):
    (media / kept.name[:2] / ("0" * 32)).write_bytes(b"x")
    (media / "stray.jpg").write_bytes(b"x")
    assert faults() == [("orphan", f"{kept.name[:2]}/{'0' * 32}"), ("orphan", "stray.jpg")]


def test_it_exits_with_an_error_only_for_faults(kept):
    call_command("verify_evidence", stdout=StringIO())
    storage.remove(kept.name)
    with pytest.raises(CommandError):
        call_command("verify_evidence", stdout=StringIO())


def test_it_leaves_an_upload_under_way_alone(db):
    arrived = arrive(picture())
    assert faults() == []
    assert strays_sweep(now=timezone.now() + timedelta(days=3)) == 0
    assert storage.path_of(arrived.intake.name).exists()
    arrived.intake.discard()


KILLED = """
import os, signal, sys
import django
from django.conf import settings
settings.configure(MEDIA_ROOT=sys.argv[1], EVIDENCE_BUCKET={})
from cases.adapters.storage import Intake
whole, part = Intake(), Intake()
whole.write(b"x" * 100000)
whole.finish()
part.write(b"x" * 100000)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_clears_what_a_killed_upload_left_at_the_next_tick(kept, media):
    dead = subprocess.run([sys.executable, "-c", KILLED, str(media)], check=False)
    assert dead.returncode == -signal.SIGKILL
    assert [fault for fault, _ in faults()] == ["orphan", "orphan"]
    assert strays_sweep(now=timezone.now()) == 2
    assert faults() == []
    assert storage.path_of(kept.name).exists()


def test_it_clears_what_was_left_while_another_looks_too(kept, media, monkeypatch):
    """Web, worker and a check look at the markers at the same moment: none of them is taken for a living writer."""
    subprocess.run([sys.executable, "-c", KILLED, str(media)], check=False)
    real = fcntl.flock
    held = []

    def beside_another(handle: int, how: int) -> None:
        real(handle, how)
        if not held:
            held.append(sorted((media / "open").iterdir())[0])
            assert not storage._is_locked(held[0])

    monkeypatch.setattr(storage.fcntl, "flock", beside_another)
    assert strays_sweep(now=timezone.now()) == 2
    assert held


def test_it_keeps_a_file_whose_row_was_committed_before_the_kill(alice, media):
    arrived = arrive(picture())
    row = receive(CaseFactory(owner=alice), picture(), NOW).made[0]
    arrived.intake.discard()
    (media / "open" / row.name[3:]).touch()  # the marker outlived its process
    strays_sweep(now=timezone.now())
    assert storage.path_of(row.name).exists()
    assert not (media / "open" / row.name[3:]).exists()


def test_it_gives_an_unexplained_file_its_day(kept, media, settings):
    stray = media / kept.name[:2] / ("0" * 32)
    stray.write_bytes(b"x")
    assert strays_sweep(now=timezone.now()) == 0
    os.utime(stray, (time.time() - settings.STRAY_SECONDS - 1,) * 2)
    assert strays_sweep(now=timezone.now() + timedelta(hours=1)) == 1
    assert not stray.exists()
    assert storage.path_of(kept.name).exists()


@pytest.mark.parametrize("moment", ["write", "fsync", "replace", "open"])
def test_it_leaves_nothing_when_the_disk_is_full(moment, media, monkeypatch):
    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    def take() -> None:
        intake = Intake()
        if moment == "write":
            # A file that takes no more, as the kernel says it: /dev/full answers every write with ENOSPC.
            intake._file = open("/dev/full", "wb", 0)  # noqa: SIM115
        intake.write(b"x" * 1000)
        if moment in ("fsync", "replace"):
            monkeypatch.setattr(storage.os, moment, full)
        intake.finish()

    if moment == "open":
        monkeypatch.setattr(storage.fcntl, "flock", full)
    with pytest.raises(StorageFull):
        take()
    monkeypatch.undo()
    left = [path for path in media.rglob("*") if path.is_file() and not path.name.endswith(".new")]
    assert left == []


def test_it_opens_no_name_that_is_not_ours():
    for name in ("../secret_key", "/etc/passwd", "ab/" + "g" * 32, "", "ab/" + "0" * 32 + ".part"):
        with pytest.raises(ValueError):
            storage.path_of(name)
