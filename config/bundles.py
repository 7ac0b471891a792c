"""One stylesheet and one script for the browser, many small files for people.

The parts stay readable under static/; a finder joins them, so runserver, the tests and collectstatic
all serve the same two files and the first page needs few requests. No build step, nothing to commit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.files.storage import FileSystemStorage

# A library's map of its own sources is not shipped.
SOURCE_MAP = re.compile(r"^// ?# ?sourceMappingURL=.*\n", re.M)
SOURCE = settings.BASE_DIR / "static"

BUNDLES = {
    "css/site.css": [
        "css/tokens.css",
        "css/base.css",
        "css/components.css",
        "css/pages.css",
        "css/case_guide.css",
        "css/accounts.css",
        "css/evidence.css",
        "css/kit.css",
        "css/closing.css",
    ],
    "js/app.js": [
        "js/app/core.js",
        "js/app/copy.js",
        "js/app/clock.js",
        "js/app/dialog.js",
        "js/app/swap.js",
        "js/app/page.js",
        "js/app/offline.js",
        "js/app/cover.js",
    ],
    # What only who is signed in can send: no visitor's first page carries it.
    "js/kept.js": ["js/app/sending.js", "js/app/evidence.js", "js/app/waiting.js"],
    # Two files of allauth, one of ours that starts them.
    "js/passkeys.js": ["mfa/js/webauthn-json.js", "mfa/js/webauthn.js", "js/passkey.js"],
}


def bundle_text(name: str) -> str:
    """Return the parts of one bundle, joined in order; each part ends in a newline."""
    # A script that ends in `})()` would call the next one's opening bracket.
    glue = "\n;\n" if name.endswith(".js") else "\n"
    text = "".join(_part(part).read_text().rstrip() + glue for part in BUNDLES[name])
    return SOURCE_MAP.sub("", text)


def _part(name: str) -> Path:
    """Return the file under static/, or the one a library brings."""
    own = SOURCE / name
    return own if own.exists() else Path(str(AppDirectoriesFinder().find(name)))


class BundleFinder(BaseFinder):
    """Find the joined files under DATA_DIR/bundles, rewriting one whenever its text has changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "bundles")
        self.storage.prefix = None  # type: ignore[attr-defined]
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **_: Any) -> str | list[str]:
        """Return the file of a bundle; an empty list when the path is not one of ours."""
        if path not in BUNDLES:
            return []
        found = str(self._written(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in BUNDLES:
            self._written(name)
            yield name, self.storage

    def _written(self, name: str) -> Path:
        target = Path(self.storage.path(name))
        text = bundle_text(name)
        if not target.exists() or target.read_text() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(target.suffix + ".new")
            fresh.write_text(text)
            fresh.replace(target)
        return target
