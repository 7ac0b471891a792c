"""Asks the bounded process to look at a file. One such process per process of ours, started when first needed."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from django.conf import settings

SECONDS, CPU_SECONDS, MEMORY_MB, FILE_MB = 20.0, 10, 640, 128
# What the process itself may take beyond its job's time before it is given up.
PATIENCE = 10.0

_lock = threading.Lock()
_process: subprocess.Popen[bytes] | None = None
_owner = 0


def develop(path: Path, media_type: str, out: Path, covers: list[list[float]] | None = None) -> dict[str, Any]:
    """Return {"ok": true, …} with the pictures made in `out`, or {"ok": false, "reason"}. Never raises for a file."""
    job = {
        "path": str(path),
        "media_type": media_type,
        "out": str(out),
        "covers": covers or [],
        "seconds": SECONDS,
        "cpu_seconds": CPU_SECONDS,
        "memory_mb": MEMORY_MB,
        "file_mb": FILE_MB,
        "ffmpeg": shutil.which("ffmpeg") or "",
    }
    line = json.dumps(job).encode() + b"\n"
    with _lock:
        # It may have gone to rest a moment ago: the second time it is a new one.
        for _ in range(2):
            answer = _ask(line)
            if answer is not None:
                return answer
    return {"ok": False, "reason": "crash"}


def stop() -> None:
    """End the process, if it is ours; the next job starts another."""
    global _process
    if _process is not None and _owner == os.getpid():
        with contextlib.suppress(OSError):
            _process.kill()
            _process.wait(timeout=5)
        for pipe in (_process.stdin, _process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
    _process = None


def _ask(line: bytes) -> dict[str, Any] | None:
    """Return the answer; None when the process is gone."""
    process = _running()
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(line)
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], SECONDS + PATIENCE)
        answer = process.stdout.readline() if ready else b""
        if answer:
            return dict(json.loads(answer))
    except (OSError, ValueError):
        pass
    stop()
    return None


def _running() -> subprocess.Popen[bytes]:
    global _process, _owner
    # After a fork the parent's process is not ours to talk to.
    if _process is None or _owner != os.getpid() or _process.poll() is not None:
        if _owner == os.getpid():
            stop()
        _process, _owner = _start(), os.getpid()
    return _process


def _start() -> subprocess.Popen[bytes]:
    """Start it with nothing of our environment: no address of a database, no key."""
    return subprocess.Popen(
        [sys.executable, "-m", "cases.adapters.darkroom.server"],
        cwd=settings.BASE_DIR,
        env={"PYTHONPATH": str(settings.BASE_DIR), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
