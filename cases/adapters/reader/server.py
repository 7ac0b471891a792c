"""`python -m cases.adapters.reader.server`: the path of a picture of ours per line in, its text per line out.

It only ever gets pictures we drew ourselves, never the bytes anybody sent. The models lie in the package; nothing here
may reach a network. It ends when its reader does, after a minute of rest, and after so many pictures.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

IDLE_SECONDS = 60.0
MOST_JOBS = 200
MEMORY_BYTES = 6 * 1024**3
# A longer picture is read in pieces of this height, each seeing this much of its neighbours.
PIECE, OVERLAP = 1600, 120


def main() -> None:
    cut_off()
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    os.nice(5)
    # The libraries talk; the answers have the pipe to themselves.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    engine = None
    for _ in range(MOST_JOBS):
        ready, _, _ = select.select([sys.stdin.buffer], [], [], IDLE_SECONDS)
        line = sys.stdin.buffer.readline() if ready else b""
        if not line:
            return
        try:
            engine = engine or load()
            answer: dict[str, Any] = {"ok": True, "lines": read(engine, Path(json.loads(line)["path"]))}
        except Exception as error:
            answer = {"ok": False, "error": type(error).__name__}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def cut_off() -> None:
    """Let nothing in this process open a connection."""

    def refuse(*_args: Any, **_options: Any) -> NoReturn:
        raise OSError("reading a picture needs no network")

    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.socket.connect_ex = refuse  # type: ignore[method-assign]
    socket.getaddrinfo = refuse


def load() -> Any:
    """Return the reader with its models."""
    from rapidocr import RapidOCR

    threads = min(2, os.cpu_count() or 1)
    return RapidOCR(params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": threads})


def read(engine: Any, path: Path) -> list[dict[str, Any]]:
    """Return the lines of the picture with their places in thousandths."""
    import numpy
    from PIL import Image

    with Image.open(path, formats=["WEBP", "PNG"]) as image:
        whole = image.convert("RGB")
    found: list[dict[str, Any]] = []
    for top, bottom, first, last in pieces(whole.height):
        part = numpy.asarray(whole.crop((0, top, whole.width, bottom)))[:, :, ::-1]
        said = engine(part)
        for corners, text, confidence in zip(*_parts(said), strict=True):
            left, high = (float(value) for value in corners.min(axis=0))
            right, low = (float(value) for value in corners.max(axis=0))
            if first <= top + (high + low) / 2 < last:
                box = [left, top + high, right - left, low - high]
                sides = (whole.width, whole.height) * 2
                shares = [round(1000 * value / side, 2) for value, side in zip(box, sides, strict=True)]
                found.append({"box": shares, "text": str(text), "confidence": round(float(confidence), 3)})
    return found


def pieces(height: int) -> list[tuple[int, int, float, float]]:
    """Return (top, bottom, from, to): what is cut out, and the part of it whose lines are its own."""
    if height <= PIECE + 2 * OVERLAP:
        return [(0, height, 0, height)]
    starts = range(0, height, PIECE)
    return [
        (max(start - OVERLAP, 0), min(start + PIECE + OVERLAP, height), start, min(start + PIECE, height))
        for start in starts
    ]


def _parts(said: Any) -> tuple[Any, Any, Any]:
    return (said.boxes, said.txts, said.scores) if said.boxes is not None else ((), (), ())


if __name__ == "__main__":
    main()
