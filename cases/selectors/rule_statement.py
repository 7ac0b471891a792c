"""What a clock rule says, in one line: how long, for what, and how it is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guides.domain.clock_rules import RuleFacts, StepFacts
from guides.domain.words import Words

UNITS = {
    "hours": Words("小时", "hours"),
    "business_hours": Words("个工作小时", "business hours"),
    "days": Words("天", "days"),
    "working_days": Words("个工作日", "working days"),
    "months": Words("个月", "months"),
    "years": Words("年", "years"),
}


def rule_statements(rule: RuleFacts) -> Iterator[Words]:
    """Yield the rule's own statement, then one for each kind of goods it treats apart."""
    yield _joined(rule.name, [*map(_length, rule.steps), rule.counting])
    for category in rule.categories:
        name = Words(f"{rule.name.zh}：{category.name.zh}", f"{rule.name.en}: {category.name.en}")
        yield _joined(name, [*map(_length, category.steps), category.note])


def _length(step: StepFacts) -> Words:
    unit = UNITS[step.unit]
    en = f"{step.length} {unit.en if step.length != 1 else unit.en.removesuffix('s')}"
    does = step.does
    return Words(
        f"{step.length} {unit.zh}（{does.zh}）" if does.zh else f"{step.length} {unit.zh}",
        f"{en} ({does.en})" if does.en else en,
    )


def _joined(name: Words, parts: Iterable[Words]) -> Words:
    said = [part for part in parts if part.zh]
    if not said:
        return name
    zh, en = "；".join(part.zh for part in said), "; ".join(part.en for part in said)
    return Words(f"{name.zh}：{zh}", f"{name.en}: {en}")
