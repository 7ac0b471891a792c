"""Wording that does not help, and wording that harms the shopper's own side, as patterns with advice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class LintWord:
    """`pattern` is a regular expression searched in the text; `word` names it; the suggestions say what to write.

    `excuse` is what must not follow the pattern in the texts below; whether an explanation is concrete is for the
    reader of a whole text to judge.
    """

    pattern: str
    word: str
    suggest_zh: str
    suggest_en: str
    # It is about the problem, so a concrete detail excuses it.
    unless_explained: bool = False
    excuse: str = ""
    # Texts in which it must, and must not, be found.
    fires: tuple[str, ...] = field(default=(), compare=False)
    silent: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class LintRules:
    vague: tuple[LintWord, ...]
    private_deal: tuple[LintWord, ...]
    threat: tuple[LintWord, ...]
    # Words by which a text already says what the shopper wants.
    demands: tuple[str, ...]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> LintRules:
        """Return the rules of lint.yaml with its macros filled in."""
        macros = content.get("macros", {})
        return cls(
            vague=tuple(_words(content["vague"], macros)),
            private_deal=tuple(_words(content["private_deal"], macros)),
            threat=tuple(_words(content["threat"], macros)),
            demands=tuple(content["demands"]),
        )


def lint_faults(rules: LintRules) -> Iterator[str]:
    """Try every wording rule on its own texts."""
    for section in ("vague", "private_deal", "threat"):
        for word in getattr(rules, section):
            pattern = word.pattern + word.excuse
            for text in word.fires:
                if not re.search(pattern, text):
                    yield f"lint {section} {word.word}: must fire on {text!r}"
            for text in word.silent:
                if re.search(pattern, text):
                    yield f"lint {section} {word.word}: must not fire on {text!r}"
            if not word.fires or not word.silent:
                yield f"lint {section} {word.word}: needs a text that fires and one that does not"
            if not word.suggest_zh or not word.suggest_en:
                yield f"lint {section} {word.word}: needs advice in both languages"


def _words(section: Mapping[str, Any], macros: Mapping[str, str]) -> Iterator[LintWord]:
    for group in section["groups"]:
        for entry in group["words"]:
            explained = bool(entry.get("unless_explained"))
            yield LintWord(
                pattern=_filled(entry.get("pattern", entry["word"]), macros),
                excuse=_filled("<explained>", macros) if explained else "",
                word=entry["word"],
                suggest_zh=group["suggest_zh"],
                suggest_en=group["suggest_en"],
                unless_explained=explained,
                fires=tuple(entry["fires"]),
                silent=tuple(entry["silent"]),
            )


def _filled(pattern: str, macros: Mapping[str, str]) -> str:
    # Twice, because a macro may use another one.
    for _ in range(2):
        for name, body in macros.items():
            pattern = pattern.replace(f"<{name}>", body)
    return pattern
