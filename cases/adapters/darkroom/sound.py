"""How long a recording is."""

from __future__ import annotations

from pathlib import Path

from cases.domain.media.boxes import believable, movie

# Bytes of one 20 ms frame by its type, with the type's own byte (RFC 4867, 5.3).
NARROW = {0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6, 15: 1}
WIDE = {0: 18, 1: 24, 2: 33, 3: 37, 4: 41, 5: 47, 6: 51, 7: 59, 8: 61, 9: 6, 14: 1, 15: 1}


def length_of(media_type: str, path: Path) -> int:
    """Return milliseconds, 0 where it does not say. ValueError for what is no recording."""
    if media_type == "audio/amr":
        return amr_length(path.read_bytes())
    if media_type == "audio/mp4":
        with path.open("rb") as file:
            return movie(file, path.stat().st_size).milliseconds
    from tinytag import TinyTag

    seconds = TinyTag.get(str(path)).duration
    if not seconds or seconds <= 0:
        raise ValueError("no sound in it")
    return believable(round(seconds * 1000), path.stat().st_size)


def amr_length(content: bytes) -> int:
    """Return milliseconds of a recording with at least one whole frame. ValueError for anything else."""
    wide = content.startswith(b"#!AMR-WB\n")
    sizes, at, frames = (WIDE, 9, 0) if wide else (NARROW, 6, 0)
    while at < len(content):
        size = sizes.get(content[at] >> 3 & 15)
        if size is None:
            raise ValueError("no such frame")
        if at + size > len(content):
            break
        at, frames = at + size, frames + 1
    if not frames:
        raise ValueError("no frame")
    return frames * 20
