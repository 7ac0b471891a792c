"""Checks a text as the letter page does: vague words, missing elements, private deals, threats. Needs no database."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.domain.pitfalls import LintResult
from cases.selectors.lint import lint_text

KINDS = ("vague", "private_deal", "threat")


class Command(BaseCommand):
    help = "Check a text for vague words, missing elements, private deals and threats."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text")
        parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        result = lint_text(options["text"])
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(result), ensure_ascii=False))
            return
        for kind in KINDS:
            for hit in getattr(result, kind):
                self.stdout.write(f"{kind}: {hit.said} → {hit.suggest_zh}")
        if result.missing:
            self.stdout.write(f"missing: {', '.join(result.missing)}")
        if result.is_clean:
            self.stdout.write("nothing to change")


def _as_json(result: LintResult) -> dict[str, Any]:
    """Return the contract's four lists, of the words as they stand in the text, and `hits` with their advice."""
    return {
        "vague": [hit.said for hit in result.vague],
        "missing": list(result.missing),
        "private_deal": [hit.said for hit in result.private_deal],
        "threat": [hit.said for hit in result.threat],
        "hits": [
            {
                "kind": kind,
                "rule": hit.word,
                "word": hit.said,
                "start": hit.start,
                "end": hit.end,
                "suggest_zh": hit.suggest_zh,
                "suggest_en": hit.suggest_en,
            }
            for kind in KINDS
            for hit in getattr(result, kind)
        ],
    }
