"""`python -m cases.adapters.darkroom.server`: reads a job per line, answers a line. Each job is a process of its own.

The decoders are imported once, here; the job is a fork with limits on memory, processor, file size and time. Whatever
a file does to it, this process goes on. It ends when its reader does, and when nobody has asked for a minute.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

from cases.adapters.darkroom.develop import develop
from cases.adapters.darkroom.pixels import Damaged
from cases.adapters.darkroom.plates import plates

IDLE_SECONDS = 60.0
MB = 1024 * 1024
WORKS = {"develop": develop, "plates": plates}
# Errors of decoders are about the file, whichever they are; these are about its size.
GREEDY = (MemoryError,)


def main() -> None:
    warm_up()
    while True:
        ready, _, _ = select.select([sys.stdin.buffer], [], [], IDLE_SECONDS)
        line = sys.stdin.buffer.readline() if ready else b""
        if not line:
            return
        answer = run(json.loads(line))
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


def warm_up() -> None:
    """Load the decoders before the first job."""
    import pi_heif
    import pypdfium2
    import tinytag  # noqa: F401
    from PIL import Image

    pi_heif.register_heif_opener(thumbnails=False)
    pypdfium2.PdfDocument.new().close()
    Image.init()


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Return what became of the job: {"ok": true, …} or {"ok": false, "reason"}."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _child(job, writer)
    os.close(writer)
    said, in_time = _read_all(reader, float(job["seconds"]))
    if not in_time:
        # With whatever it has started: the child leads a group of its own.
        for end in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError):
                end(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(reader)
    if not in_time:
        return {"ok": False, "reason": "time"}
    with contextlib.suppress(ValueError):
        return dict(json.loads(said))
    over = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
    return {"ok": False, "reason": "time" if over else "crash"}


def _child(job: dict[str, Any], writer: int) -> None:
    """Do the job under its limits and end, without any of the parent's clean-up."""
    try:
        _limit(job)
        answer = {"ok": True} | WORKS[job.get("work", "develop")](job)
    except Damaged as error:
        answer = {"ok": False, "reason": error.reason}
    except GREEDY:
        answer = {"ok": False, "reason": "memory"}
    except Exception as error:
        answer = {"ok": False, "reason": "damaged", "error": type(error).__name__}
    with contextlib.suppress(OSError):
        os.write(writer, json.dumps(answer).encode())
    os._exit(0)


def _limit(job: dict[str, Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.setpgid(0, 0)
    used = _address_space()
    for name, value in (
        (resource.RLIMIT_AS, used + int(job["memory_mb"]) * MB),
        (resource.RLIMIT_CPU, int(job["cpu_seconds"])),
        (resource.RLIMIT_FSIZE, int(job["file_mb"]) * MB),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        # A system that does not know a limit is still bounded in time by the parent.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (value, value))


def _address_space() -> int:
    """Return the bytes this process has mapped already; a guess where the system does not say."""
    said = Path("/proc/self/statm")
    return int(said.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE") if said.exists() else 512 * MB


def _read_all(reader: int, seconds: float) -> tuple[bytes, bool]:
    """Return what was written until the end, and whether the end came in time."""
    said, end = b"", time.monotonic() + seconds
    while True:
        ready, _, _ = select.select([reader], [], [], max(end - time.monotonic(), 0))
        if not ready:
            return said, False
        piece = os.read(reader, 65536)
        if not piece:
            return said, True
        said += piece


if __name__ == "__main__":
    main()
