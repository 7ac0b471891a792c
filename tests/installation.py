"""The whole product as a shopper's computer runs it: `python -m config.serve`, with a DATA_DIR of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
# The first start migrates and loads the knowledge; beside other tests that takes a while.
START_SECONDS = 240


class Installation:
    """Use as a context manager; `url` is where it answers. Keyword arguments become environment variables."""

    def __init__(self, data_dir: Path, **environment: str) -> None:
        # A broker's socket has to have a short path.
        self._short = tempfile.TemporaryDirectory(prefix="yj-")
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = data_dir / "serve.log"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        self.environment = kept | {"DATA_DIR": self._short.name, "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        self.environment |= environment
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Installation:
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "config.serve"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        ended = self._process.poll()
        if ended is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(40)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._short.cleanup()
        if ended is not None:
            raise AssertionError(f"config.serve ended by itself with {ended}:\n{self.printed()[-4000:]}")

    def printed(self) -> str:
        return self.log.read_text(errors="replace")

    def _wait_until_it_answers(self) -> None:
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up:
            assert self._process is not None
            if self._process.poll() is not None:
                raise AssertionError("config.serve ended before it answered")
            try:
                urllib.request.urlopen(f"{self.url}/healthz/", timeout=2).close()
                return
            except urllib.error.HTTPError as answer:
                # 503 until the first tick of beat: the pages are there already.
                if answer.code == 503:
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"nothing answers after {START_SECONDS} s:\n{self.printed()[-4000:]}")
