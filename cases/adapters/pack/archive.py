"""The ZIP of a dossier: numbered files, `manifest.json` with their fingerprints, a page that checks them offline."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from cases.domain.zone import local

PIECE = 1024 * 1024
VERIFY = Path(__file__).with_name("verify.html")
PLACE = "/*manifest*/null"


class Archive:
    """A ZIP being written. `add` streams a file in, `close` adds the manifest and the page that checks."""

    def __init__(self, path: Path, made_at: datetime) -> None:
        self.files: list[dict[str, Any]] = []
        here = local(made_at)
        self._stamp = (here.year, here.month, here.day, here.hour, here.minute, here.second)
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED)

    def add(self, name: str, path: Path, **said: Any) -> dict[str, Any]:
        """Put the file in under `name`; return its line of the manifest."""
        found, size = hashlib.sha256(), 0
        with path.open("rb") as file, self._zip.open(self._info(name, path.stat().st_size), "w") as into:
            while piece := file.read(PIECE):
                into.write(piece)
                found.update(piece)
                size += len(piece)
        line = {"path": name, "sha256": found.hexdigest(), "size": size, **said}
        self.files.append(line)
        return line

    def add_text(self, name: str, text: str) -> None:
        content = text.encode()
        info = self._info(name, len(content))
        self._zip.writestr(info, content, zipfile.ZIP_DEFLATED)
        self.files.append({"path": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)})

    def close(self, about: dict[str, Any]) -> None:
        manifest = about | {"files": self.files}
        written = json.dumps(manifest, ensure_ascii=False, indent=1)
        self._zip.writestr(self._info("manifest.json"), written, zipfile.ZIP_DEFLATED)
        page = VERIFY.read_text(encoding="utf-8").replace(PLACE, script_json(manifest))
        self._zip.writestr(self._info("verify.html"), page, zipfile.ZIP_DEFLATED)
        self._zip.close()

    def _info(self, name: str, size: int = 0) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._stamp)
        info.external_attr = 0o644 << 16
        info.file_size = size
        return info


def script_json(value: Any) -> str:
    """Return the value as JSON that cannot end the script it stands in."""
    shown = json.dumps(value, ensure_ascii=False)
    return shown.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
