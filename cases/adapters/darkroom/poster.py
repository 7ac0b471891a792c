"""Stills of a film, by the ffmpeg program where there is one: a fixed demuxer, no network, no other file."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

DEMUXERS = {"video/mp4": "mov", "video/quicktime": "mov", "video/webm": "matroska"}
SECONDS = 8
# All stills together; what is not made by then is left out.
ALL_SECONDS = 12
LENGTH = re.compile(rb"Duration: (\d+):(\d\d):(\d\d)\.(\d\d)")


def poster(ffmpeg: str, media_type: str, path: Path, out: Path) -> Image.Image | None:
    """Return a still from the first second; None when the program cannot make one."""
    return _still(ffmpeg, media_type, path, out / "still.png", 0)


def stills(
    ffmpeg: str, media_type: str, path: Path, out: Path, milliseconds: int, count: int
) -> Iterator[tuple[int, Image.Image]]:
    """Yield (its number, a still) from the middle of each of `count` equal parts of the film, as far as time allows."""
    end = time.monotonic() + ALL_SECONDS
    for n in range(count):
        if time.monotonic() > end:
            return
        at = milliseconds * (2 * n + 1) / (2 * count) / 1000
        image = _still(ffmpeg, media_type, path, out / f"still-{n + 1}.png", at)
        if image is not None:
            yield n + 1, image


def length(ffmpeg: str, media_type: str, path: Path) -> int | None:
    """Return how long the film says it is, in milliseconds; None when it does not."""
    command = [*_opened(ffmpeg), *_input(media_type, path)]
    try:
        said = subprocess.run(command, check=False, timeout=SECONDS, capture_output=True, env={}).stderr
    except (OSError, subprocess.SubprocessError):
        return None
    found = LENGTH.search(said)
    if found is None:
        return None
    hours, minutes, seconds, hundredths = (int(part) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10


def _still(ffmpeg: str, media_type: str, path: Path, still: Path, at: float) -> Image.Image | None:
    command = [*_opened(ffmpeg), "-v", "error", "-ss", f"{at:.3f}", *_input(media_type, path)]
    command += ["-map", "0:v:0", "-frames:v", "1", "-vf", "scale='min(1600,iw)':-2", "-y", str(still)]
    try:
        subprocess.run(command, check=True, timeout=SECONDS, capture_output=True, env={})
        with Image.open(still, formats=["PNG"]) as image:
            image.load()
            return image.copy()
    except (OSError, subprocess.SubprocessError):
        return None


def _opened(ffmpeg: str) -> list[str]:
    # One thread: each takes memory of the job's.
    return [ffmpeg, "-nostdin", "-threads", "1", "-protocol_whitelist", "file"]


def _input(media_type: str, path: Path) -> list[str]:
    return ["-f", DEMUXERS[media_type], "-i", str(path)]
