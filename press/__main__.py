"""`python -m press SHEET OUT SECONDS`: set one sheet from the data beside it, within limits, and end."""

from __future__ import annotations

import contextlib
import resource
import sys
from pathlib import Path

import typst

from press.typeset import compile_file

CPU_SECONDS, FILE_BYTES = 120, 512 * 1024 * 1024


def main() -> int:
    """Return 0 when the file is written; else 1, with the reason on the error output."""
    for name, most in ((resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_FSIZE, FILE_BYTES)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (most, most))
    try:
        compile_file(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    except typst.TypstError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
