"""What must be true of everything we ship. Each check returns the faults it found, in words an editor understands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from guides.domain.advice_faults import advice_faults
from guides.domain.clock_rules import RuleFacts
from guides.domain.copy_faults import copy_faults
from guides.domain.entrances import EntranceFacts
from guides.domain.entries import Contents
from guides.domain.faults import Fault
from guides.domain.guide_faults import guide_faults
from guides.domain.knowledge import Knowledge
from guides.domain.lint import LintRules, lint_faults
from guides.domain.platforms import PlatformFacts
from guides.domain.problems import DemandFacts, ProblemFacts
from guides.domain.rising_faults import rising_faults

UNITS = frozenset({"hours", "business_hours", "days", "working_days", "months", "years"})
# The article and our own choices have no official address.
WITHOUT_ADDRESS = frozenset({"SEED", "OWN"})


def knowledge_faults(knowledge: Knowledge, today: date) -> list[str]:
    """Return every fault of the shipped files, none for a release. `today` decides what has expired."""
    faults = list(source_faults(_facts(knowledge), today))
    if faults:
        # The rest reads the dates and sources these vouch for.
        return faults
    return [
        *_name_faults(knowledge),
        *_rule_faults(knowledge, today),
        *_calendar_faults(knowledge),
        *_pattern_faults(knowledge),
        *_guide_faults(knowledge),
        *lint_faults(LintRules.of(knowledge.lint)),
        *advice_faults(knowledge),
        *rising_faults(knowledge),
        *_copy_faults(knowledge),
    ]


def _facts(knowledge: Knowledge) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield (name, content) of everything that carries a source, the facts inside a platform included."""
    for row in knowledge.platforms:
        yield f"platform {row['slug']}", row
        yield f"platform {row['slug']} tier_two", row["tier_two"]
        yield f"platform {row['slug']} order_number", row["order_number"]
        for line in row["hotlines"]:
            yield f"platform {row['slug']} hotline {line['number']}", line
        for limit in row["limits"]:
            yield f"platform {row['slug']} limit {limit['slug']}", limit
    for row in knowledge.entrances:
        yield f"entrance {row['slug']}", row
    for row in knowledge.problem_types:
        yield f"problem_type {row['slug']}", row
    for row in knowledge.demands:
        yield f"demand {row['slug']}", row
    for row in knowledge.clock_rules:
        yield f"clock_rule {row['code']}", row
    for row in knowledge.calendars:
        yield f"calendar {row['year']}", row
    for row in knowledge.cards["cards"]:
        yield f"card {row['slug']}", row
    yield "card reply", knowledge.cards["reply"]
    for noun, rows, key in (
        ("refusal", knowledge.refusals, "slug"),
        ("pitfall", knowledge.pitfalls, "slug"),
        ("human", knowledge.humans, "slug"),
        ("letter", knowledge.letters, "code"),
        *_rising(knowledge),
        ("compensation", knowledge.compensation, "slug"),
        ("route", knowledge.routes, "slug"),
        ("proof", knowledge.proofs, "name"),
    ):
        for row in rows:
            yield f"{noun} {row[key]}", row
    for row in knowledge.refusals:
        for rule in row["own_rules"]:
            yield f"refusal {row['slug']} on {', '.join(rule['platforms'])}", rule
    for right in knowledge.eligibility["rights"]:
        for ruling in right["answers"]:
            yield f"eligibility {right['slug']}", ruling
    for doc in knowledge.guides:
        yield f"guide {doc['slug']}", doc
        for step in doc["steps"]:
            if step.get("source"):
                yield f"guide {doc['slug']} {step['slug']}", step


def _rising(knowledge: Knowledge) -> tuple[tuple[str, Contents, str], ...]:
    """Return what is known about moving up as (noun, rows, name of their key)."""
    return (
        ("ground", knowledge.grounds, "slug"),
        ("form", knowledge.forms, "slug"),
        ("jurisdiction", knowledge.jurisdictions, "slug"),
        ("afterward", knowledge.afterwards, "slug"),
    )


def source_faults(facts: Iterable[tuple[str, Mapping[str, Any]]], today: date) -> Iterator[str]:
    """Yield what is wrong with the source, dates, confidence or label of each (name, fact)."""
    for name, fact in facts:
        if fact["confidence"] not in ("A", "B", "C"):
            grade = repr(fact["confidence"])
            yield Fault(name, f"confidence {grade} does not ship", f"可信度只能是 A、B、C，不能是 {grade}")
        if fact["confidence"] == "C" and not (fact["label_zh"] and fact["label_en"]):
            yield Fault(name, "confidence C needs a label in both languages", "可信度 C 要有中英文标注")
        if bool(fact["label_zh"]) != bool(fact["label_en"]):
            yield Fault(name, "its label is missing in one language", "标注缺一种语言")
        if not fact["source_name"]:
            yield Fault(name, "no source", "没有来源")
        if fact["source"] not in WITHOUT_ADDRESS and not str(fact["source_url"]).startswith("https://"):
            yield Fault(name, "its source has no address", "来源没有 https 网址")
        yield from _date_faults(name, fact, today)


def _date_faults(name: str, fact: Mapping[str, Any], today: date) -> Iterator[str]:
    dates = {}
    for key in ("effective_from", "effective_to", "checked_on"):
        value = fact[key]
        try:
            dates[key] = date.fromisoformat(str(value)) if value is not None else None
        except ValueError:
            yield Fault(name, f"{key} {value!r} is not a date", f"{key} {value!r} 不是日期")
            return
    checked, since, until = dates["checked_on"], dates["effective_from"], dates["effective_to"]
    if checked is None:
        yield Fault(name, "never checked", "没有核对日期")
    elif checked > today:
        yield Fault(name, f"checked on {checked}, which has not come yet", f"核对日期 {checked} 还没到")
    if since and until and since > until:
        yield Fault(name, "ends before it begins", "失效日期早于生效日期")
    if until and until < today and not name.startswith(("calendar", "clock_rule")):
        yield Fault(name, f"expired on {until}", f"已于 {until} 失效")


def _name_faults(knowledge: Knowledge) -> Iterator[str]:
    """Unique keys, both languages wherever there is one, and readable by what the pages use."""
    for noun, rows, key in (
        ("platform", knowledge.platforms, "slug"),
        ("entrance", knowledge.entrances, "slug"),
        ("problem_type", knowledge.problem_types, "slug"),
        ("demand", knowledge.demands, "slug"),
        ("calendar", knowledge.calendars, "year"),
        ("refusal", knowledge.refusals, "slug"),
        ("pitfall", knowledge.pitfalls, "slug"),
        ("human", knowledge.humans, "slug"),
        ("letter", knowledge.letters, "code"),
        *_rising(knowledge),
        ("guide", knowledge.guides, "slug"),
    ):
        for value, count in Counter(row[key] for row in rows).items():
            if count > 1:
                yield f"{noun} {value}: listed {count} times"
    for name, fact in _facts(knowledge):
        yield from language_faults(name, fact)
    for row in knowledge.platforms:
        PlatformFacts.of(row)
    for row in knowledge.entrances:
        if not all(step.zh and step.en for step in EntranceFacts.of(row).steps):
            yield f"entrance {row['slug']}: a step lacks a language"
    for row in knowledge.demands:
        DemandFacts.of(row)
    for row in knowledge.problem_types:
        facts = ProblemFacts.of(row)
        if not facts.must:
            yield f"problem_type {facts.slug}: nothing to gather"
        if not all(item.zh and item.en for item in (*facts.must, *facts.helps)):
            yield f"problem_type {facts.slug}: a checklist item lacks a language"


def language_faults(name: str, value: Any) -> Iterator[str]:
    """Yield each pair of columns, however deep, of which one language is missing."""
    if isinstance(value, Mapping):
        for key in value:
            if key.endswith("_zh") and bool(value[key]) != bool(value.get(f"{key[:-3]}_en")):
                yield Fault(name, f"{key[:-3]} is missing in one language", f"{key[:-3]} 缺一种语言")
        for each in value.values():
            yield from language_faults(name, each)
    elif isinstance(value, list):
        for each in value:
            yield from language_faults(name, each)


def _rule_faults(knowledge: Knowledge, today: date) -> Iterator[str]:
    rules = [RuleFacts.of(row) for row in knowledge.clock_rules]
    for (code, since), count in Counter((rule.code, rule.source.effective_from) for rule in rules).items():
        if count > 1:
            yield f"clock_rule {code}: two versions from {since}"
    for code in {rule.code for rule in rules}:
        if not any(rule.holds_on(today) for rule in rules if rule.code == code):
            yield f"clock_rule {code}: no version is in force"
    platforms = {row["slug"] for row in knowledge.platforms}
    for rule in rules:
        yield from rule_faults(rule, platforms)


def rule_faults(rule: RuleFacts, platforms: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with the shape of one version of a rule."""
    name = f"clock_rule {rule.code}"
    if rule.lane not in ("theirs", "mine"):
        yield Fault(name, f"lane {rule.lane!r}", f"没有 {rule.lane!r} 这种期限归属")
    filled = {"fixed": bool(rule.steps), "category": bool(rule.categories), "promise": not rule.steps}
    if not filled.get(rule.kind):
        yield Fault(
            name, f"kind {rule.kind!r} and its steps do not agree", f"种类 {rule.kind!r} 和 steps、categories 对不上"
        )
    for step in (*rule.steps, *(step for each in rule.categories for step in each.steps)):
        if step.unit not in UNITS or step.length < 1:
            yield Fault(name, f"{step.length} {step.unit} is no length", f"{step.length} {step.unit} 不是一段时间")
    for unknown in set(rule.platforms) - set(platforms):
        yield Fault(name, f"platform {unknown} is not listed", f"没有平台 {unknown}")
    if rule.kind != "promise" and not rule.examples:
        yield Fault(name, "no worked example", "没有算例")


def _calendar_faults(knowledge: Knowledge) -> Iterator[str]:
    for row in knowledge.calendars:
        for text, (working, _name) in row["days"].items():
            day = date.fromisoformat(text)
            if day.year != row["year"]:
                yield f"calendar {row['year']}: {text} is in another year"
            if working and day.weekday() < 5:
                yield f"calendar {row['year']}: {text} is a weekday and needs no extra working day"


def _copy_faults(knowledge: Knowledge) -> Iterator[str]:
    numbers = frozenset(line["number"] for row in knowledge.platforms for line in row["hotlines"])
    for name, fact in _facts(knowledge):
        yield from copy_faults(name, fact, numbers)


def _guide_faults(knowledge: Knowledge) -> Iterator[str]:
    platforms = frozenset(row["slug"] for row in knowledge.platforms)
    problems = frozenset(row["slug"] for row in knowledge.problem_types)
    for doc in knowledge.guides:
        for fault in guide_faults(doc, platforms, problems):
            yield f"guide {doc['slug']}: {fault}"


def _pattern_faults(knowledge: Knowledge) -> Iterator[str]:
    for row in knowledge.platforms:
        try:
            re.compile(row["order_number"]["pattern"])
        except re.error as problem:
            yield f"platform {row['slug']}: order number pattern: {problem}"
