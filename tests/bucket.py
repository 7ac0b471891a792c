"""A real S3 server for one test run (moto's, over HTTP; it does not check signatures) and an empty bucket per test."""

from __future__ import annotations

import contextlib
import http.client
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ports import free_port
from tests.servers import _die_with_parent

START_SECONDS = 60


@contextlib.contextmanager
def running_s3() -> Iterator[str]:
    """Yield host:port of a server that keeps everything in memory."""
    port = free_port()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent(15),
        )
        try:
            give_up = time.monotonic() + START_SECONDS
            while not _answers(port):
                if process.poll() is not None or time.monotonic() > give_up:
                    log.seek(0)
                    raise RuntimeError(f"the S3 server did not start:\n{log.read().decode()[-2000:]}")
                time.sleep(0.1)
            yield f"127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, 2)) as asked:
        asked.request("GET", "/")
        return asked.getresponse().status < 500
    return False


@pytest.fixture(scope="session")
def s3_address() -> Iterator[str]:
    with running_s3() as address:
        yield address


@pytest.fixture
def bucket(s3_address: str, settings: Any, media: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty bucket that evidence lies in during this test; the client to look into it with."""
    from cases.adapters import bucket as adapter
    from config import env

    name = f"youju-{secrets.token_hex(4)}"
    monkeypatch.setattr(env, "STORAGE_URL", f"http://key:secret%2F1@{s3_address}/{name}/evidence")
    settings.EVIDENCE_BUCKET = env.bucket()
    client = adapter._client()
    client.create_bucket(Bucket=name)
    return Bucket(client, name)


class Bucket:
    def __init__(self, client: Any, name: str) -> None:
        self.client, self.name = client, name

    def names(self) -> list[str]:
        """Return what lies in it, without our prefix."""
        found = self.client.list_objects_v2(Bucket=self.name).get("Contents", [])
        return [one["Key"].removeprefix("evidence/") for one in found]

    def put(self, name: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.name, Key=f"evidence/{name}", Body=content)
