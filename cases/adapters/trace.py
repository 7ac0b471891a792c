"""Where an error happened, without the values it happened with: logs hold no one's words or addresses."""

from __future__ import annotations

import traceback


def trace_of(error: BaseException) -> str:
    """Return the error's type and its last four frames, innermost first: "KeyError at compose.py:41, send.py:88"."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames)]
    return f"{type(error).__name__} at {', '.join(places)}"
