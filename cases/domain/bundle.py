"""The case bundle as a format: its name, what may lie in the archive, and how large it may be. See docs/bundle.md."""

from __future__ import annotations

import re

FORMAT = "youju-bundle"
VERSION = 1
MANIFEST, DATA = "manifest.json", "data.json"
FILE = re.compile(r"files/[0-9a-f]{64}")
MB = 1024 * 1024
# A shopper with a thousand busy cases has some 20 MB of rows.
DATA_MOST = 64 * MB
MANIFEST_MOST = 16 * MB
ENTRIES_MOST = 50_000


class BundleRefused(ValueError):
    """The archive is not taken, and nothing of it was. `reason` is a word for the page, `detail` says where."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


def file_path(sha256: str) -> str:
    """Return where the file with this hash lies in the archive."""
    return f"files/{sha256}"


def may_lie(path: str) -> bool:
    """Return whether a bundle may hold a file of that name: nothing of it is ever a path of ours."""
    return path in (MANIFEST, DATA) or FILE.fullmatch(path) is not None
