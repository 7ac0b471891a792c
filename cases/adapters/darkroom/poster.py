"""One still of a film, by the ffmpeg program where there is one: a fixed demuxer, no network, no other file."""

from __future__ import annotations

import subprocess
from pathlib import Path

from PIL import Image

DEMUXERS = {"video/mp4": "mov", "video/quicktime": "mov", "video/webm": "matroska"}
SECONDS = 8


def poster(ffmpeg: str, media_type: str, path: Path, out: Path) -> Image.Image | None:
    """Return a still from the first second; None when the program cannot make one."""
    still = out / "still.png"
    command = [ffmpeg, "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-f", DEMUXERS[media_type]]
    command += ["-i", str(path), "-map", "0:v:0", "-frames:v", "1", "-vf", "scale='min(1600,iw)':-2", "-y", str(still)]
    try:
        subprocess.run(command, check=True, timeout=SECONDS, capture_output=True, env={})
        with Image.open(still, formats=["PNG"]) as image:
            image.load()
            return image.copy()
    except (OSError, subprocess.SubprocessError):
        return None
