"""Asks the bounded process to look at a file. One such process per process of ours, started when first needed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from cases.adapters.helper import Helper

STILLS = 6
SECONDS, CPU_SECONDS, MEMORY_MB, FILE_MB = 20.0, 10, 640, 128
# What the process itself may take beyond its job's time before it is given up.
PATIENCE = 10.0
# Reasons to try again more carefully.
HEAVY = ("crash", "time", "memory")

helper = Helper("cases.adapters.darkroom.server", SECONDS + PATIENCE)


def develop(
    path: Path, media_type: str, out: Path, covers: list[list[float]] | None = None, *, careful: bool = False
) -> dict[str, Any]:
    """Return {"ok": true, …} with the pictures made in `out`, or {"ok": false, "reason"}. Never raises for a file.

    `careful` after a failure: the first picture alone, neither further pages nor stills, and a covered copy as small
    as pages show it.
    """
    job = {"path": str(path), "media_type": media_type, "out": str(out), "covers": covers or [], "careful": careful}
    return _answer(job | {"pages": 1 if careful else settings.PDF_PAGES, "stills": 0 if careful else STILLS})


def plates(path: Path, media_type: str, out: Path, marks: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """Return {"ok": true, "copy", "plates"} with what a dossier shows of the file, made in `out`; else as above."""
    job = {"work": "plates", "path": str(path), "media_type": media_type, "out": str(out)}
    answer = _answer(job | {"marks": list(marks)})
    if answer.get("reason") in HEAVY:
        # Without what takes the most, it may still be shown.
        answer = _answer(job | {"marks": list(marks), "careful": True})
    return answer


def _answer(job: dict[str, Any]) -> dict[str, Any]:
    job |= {
        "seconds": SECONDS,
        "cpu_seconds": CPU_SECONDS,
        "memory_mb": MEMORY_MB,
        "file_mb": FILE_MB,
        "ffmpeg": shutil.which("ffmpeg") or "",
    }
    return helper.ask(job) or {"ok": False, "reason": "crash"}


def stop() -> None:
    """End the process, if it is ours; the next job starts another."""
    helper.stop()
