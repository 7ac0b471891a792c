"""One running installation per data folder: two would write one broker file and send one mail each."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

# What a killed predecessor's broker may need to write its file and go.
PATIENCE_SECONDS = 3.0


class Running(Exception):
    """Another installation uses this folder; the words say which."""


def take(folder: Path) -> int:
    """Return the held file descriptor. Raises Running when it is held elsewhere."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "serve.lock"
    held = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if time.monotonic() > give_up:
                owner = path.read_text().strip() or "unknown"
                raise Running(f"有据 is already running with this data folder (process {owner}): {folder}") from None
            time.sleep(0.1)
    os.ftruncate(held, 0)
    os.write(held, str(os.getpid()).encode())
    # The broker inherits it: the folder is free when its last user is gone.
    os.set_inheritable(held, True)
    return held
