"""`read_screenshot FILE [--json]`: what a picture seems to say. Proposals only; nothing is stored."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.adapters import storage
from cases.adapters.darkroom import client as darkroom
from cases.adapters.reader import client as reader
from cases.domain.exhibit_names import moment_in_exif, moment_in_name
from cases.domain.media import Refused, sniff_whole
from cases.domain.screenshots import Spot
from cases.domain.zone import local
from cases.selectors.screenshots import facts_in


class Command(BaseCommand):
    help = "Read a screenshot on this machine and print what it seems to say. Needs requirements-ocr.txt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if not reader.is_there():
            raise CommandError("reading screenshots needs the extra: pip install -r requirements-ocr.txt")
        shown = self._read(options["file"])
        if options["json"]:
            self.stdout.write(json.dumps(shown, ensure_ascii=False))
            return
        for name in ("order_number", "amount", "agent_number", "promise", "heard_at"):
            self.stdout.write(f"{name}: {shown[name] or '-'}")
        for line in shown["text"]:
            self.stdout.write(f"{line['confidence']:.2f} {line['text']}")

    def _read(self, path: Path) -> dict[str, Any]:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        found = sniff_whole(content)
        if isinstance(found, Refused) or not found.type.name.startswith("image/"):
            raise CommandError(f"{path} is no picture")
        with storage.work_folder() as folder:
            answer = darkroom.develop(path.resolve(), found.type.name, folder)
            if not answer["ok"] or "screen" not in answer.get("made", {}):
                raise CommandError(f"{path} cannot be opened: {answer.get('reason') or answer.get('note')}")
            lines = reader.read(Path(answer["made"]["screen"]["path"]))
        if lines is None:
            raise CommandError(f"{path} could not be read")
        facts = facts_in(lines, _taken(path, answer))
        values = {
            name: spot.value if isinstance(spot := getattr(facts, name), Spot) else None
            for name in ("order_number", "amount", "agent_number", "promise")
        }
        return values | {"heard_at": local(facts.moment).isoformat() if facts.moment else None, "text": lines}


def _taken(path: Path, answer: dict[str, Any]) -> datetime:
    """Return when the picture was made as far as it says: its own time, its name's, else now."""
    now = timezone.now()
    said = moment_in_exif(answer["taken"], answer.get("offset", ""), now) if answer.get("taken") else None
    return said or moment_in_name(path.name, now) or now
