"""A small process that does one kind of work on files for us: a job per line in, an answer per line out.

It is started when first needed, one per process of ours, with nothing of our environment: no address of a database,
no key. One that does not answer in time is ended, and the next job starts another.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
from typing import Any

from django.conf import settings

# Large pages: a fresh process decodes a picture a fifth faster when its memory is not mapped in 4 KB at a time. Where
# the C library does not know the word, nothing changes.
LARGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
NOTHING_OF_OURS = {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"} | LARGE_PAGES


class Helper:
    """`ask` it with a job; `seconds` is how long one may take, the process's own limits included."""

    def __init__(self, module: str, seconds: float) -> None:
        self.module = module
        self.seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, job: dict[str, Any]) -> dict[str, Any] | None:
        """Return the answer; None when the process ended over it twice, or did not answer in time."""
        line = json.dumps(job).encode() + b"\n"
        with self._lock:
            # It may have gone to rest a moment ago: the second time it is a new one.
            for _ in range(2):
                answer = self._ask(line)
                if answer is not None:
                    return answer
        return None

    def stop(self) -> None:
        """End the process, if it is ours; the next job starts another."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        with contextlib.suppress(OSError):
            process.kill()
            process.wait(timeout=5)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _ask(self, line: bytes) -> dict[str, Any] | None:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(line)
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], self.seconds)
            answer = process.stdout.readline() if ready else b""
            if answer:
                return dict(json.loads(answer))
        except (OSError, ValueError):
            pass
        self.stop()
        return None

    def _running(self) -> subprocess.Popen[bytes]:
        # After a fork the parent's process is not ours to talk to.
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self.stop()
            self._process, self._owner = self._start(), os.getpid()
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", self.module],
            cwd=settings.BASE_DIR,
            env=NOTHING_OF_OURS | {"PYTHONPATH": str(settings.BASE_DIR)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
