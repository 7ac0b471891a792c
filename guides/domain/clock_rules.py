"""What is known of a clock: its trigger, length and counting, and from when the rule holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guides.domain.sources import Source
from guides.domain.words import Words


@dataclass(frozen=True, slots=True)
class StepFacts:
    """`unit` is one of hours, business_hours, days, working_days, months, years."""

    unit: str
    length: int
    does: Words


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    slug: str
    name: Words
    note: Words
    # Empty where the rule names no fixed length.
    steps: tuple[StepFacts, ...]


@dataclass(frozen=True, slots=True)
class RuleExample:
    """`start` and each of `due` are ISO dates or moments."""

    start: str
    due: tuple[str, ...]
    category: str


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """One version of a rule. `lane` is theirs or mine, `kind` fixed, promise or category."""

    code: str
    name: Words
    lane: str
    trigger: str
    kind: str
    steps: tuple[StepFacts, ...]
    categories: tuple[CategoryFacts, ...]
    # Empty means every platform.
    platforms: tuple[str, ...]
    next_day_counts: bool
    extends_over_holiday: bool
    reaches_back: bool
    counting: Words
    note: Words
    examples: tuple[RuleExample, ...]
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> RuleFacts:
        return cls(
            code=content["code"],
            name=Words(content["name_zh"], content["name_en"]),
            lane=content["lane"],
            trigger=content["trigger"],
            kind=content["kind"],
            steps=_steps(content["steps"]),
            categories=tuple(
                CategoryFacts(
                    slug=each["slug"],
                    name=Words(each["name_zh"], each["name_en"]),
                    note=Words(each.get("note_zh", ""), each.get("note_en", "")),
                    steps=_steps(each["steps"]),
                )
                for each in content["categories"]
            ),
            platforms=tuple(content["platforms"]),
            next_day_counts=content["next_day_counts"],
            extends_over_holiday=content["extends_over_holiday"],
            reaches_back=content["reaches_back"],
            counting=Words(content["counting_zh"], content["counting_en"]),
            note=Words(content["note_zh"], content["note_en"]),
            examples=tuple(
                RuleExample(str(each["start"]), tuple(str(due) for due in each["due"]), each.get("category", ""))
                for each in content["examples"]
            ),
            source=Source.of(content),
        )

    def holds_on(self, day: date) -> bool:
        """True when this version is in force for a clock that starts that day."""
        since, until = self.source.effective_from, self.source.effective_to
        return (since is None or since <= day) and (until is None or day <= until)


def rule_in_force(versions: Iterable[RuleFacts], day: date) -> RuleFacts | None:
    """Return the newest version in force on the day, None when there is none.

    Before the first version only one that reaches back counts: it binds whoever acts now, whenever it began.
    """
    in_order = sorted(versions, key=lambda rule: rule.source.effective_from or date.min)
    holding = [rule for rule in in_order if rule.holds_on(day)]
    if holding:
        return holding[-1]
    first = in_order[0] if in_order else None
    reaches = first is not None and first.reaches_back and day < (first.source.effective_from or date.min)
    return first if reaches else None


def _steps(entries: Iterable[Mapping[str, Any]]) -> tuple[StepFacts, ...]:
    return tuple(
        StepFacts(each["unit"], each["length"], Words(each.get("does_zh", ""), each.get("does_en", "")))
        for each in entries
    )
