"""Compute when a clock rule falls due: one date for each step of the rule."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cases.domain.clocks import Clock, ClockRefused, Refusal
from cases.selectors.clock_rules import RuleFacts, known_codes, rule_clocks, rule_facts, rule_since, start_of


class Command(BaseCommand):
    help = "Prints when a clock rule falls due, with the counting and its source; --json prints one object per date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rule", required=True, metavar="CLK20")
        parser.add_argument("--start", required=True, help="2026-09-24 or 2026-09-24T10:00:00+08:00")
        parser.add_argument("--category", default="", help="the kind of goods, for CLK11")
        parser.add_argument("--json", action="store_true", help="one JSON object per line and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        start, code = _start(options["start"]), options["rule"].upper()
        facts = _facts(code, start)
        try:
            clocks = rule_clocks(facts, start, options["category"])
        except ClockRefused as refusal:
            raise CommandError(_refused(refusal.reason, facts, options["category"])) from refusal
        for clock in clocks:
            told = _object(facts, clock, options["start"], options["category"])
            self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else _lines(told))


def _start(text: str) -> date | datetime:
    try:
        return start_of(text)
    except ValueError as problem:
        sentence = _("“%(text)s” is neither a day like 2026-09-24 nor a moment with its time zone.")
        raise CommandError(sentence % {"text": text}) from problem


def _facts(code: str, start: date | datetime) -> RuleFacts:
    if code not in known_codes():
        sentence = _("There is no rule %(code)s. Rules: %(codes)s.")
        raise CommandError(sentence % {"code": code, "codes": "、".join(known_codes())})
    facts = rule_facts(code, start)
    if facts is None:
        sentence = _("%(code)s holds from %(day)s; the rule before that is not known.")
        raise CommandError(sentence % {"code": code, "day": rule_since(code)})
    return facts


def _refused(reason: Refusal, facts: RuleFacts, category: str) -> str:
    known = "、".join(f"{each.slug}（{each.name.zh}）" for each in facts.categories)
    note = next((each.note.zh for each in facts.categories if each.slug == category), "")
    sentences = {
        Refusal.PROMISE: _("%(code)s is what they promised: parse_promise reads it from their words."),
        Refusal.NEEDS_CATEGORY: _("%(code)s needs --category: %(known)s."),
        Refusal.UNKNOWN_CATEGORY: _("%(code)s has no category “%(category)s”. Categories: %(known)s."),
        Refusal.NO_FIXED_LENGTH: _("%(code)s %(category)s has no fixed length. %(note)s"),
    }
    return sentences[reason] % {"code": facts.code, "known": known, "category": category, "note": note}


def _object(facts: RuleFacts, clock: Clock, start: str, category: str) -> dict[str, Any]:
    source = facts.source
    told: dict[str, Any] = {
        "rule": facts.code,
        "start": start,
        "due": clock.due_at.isoformat(),
        "provisional": clock.provisional,
        "working": list(clock.working),
        "source": {
            "id": source.id,
            "name": source.name,
            "article": source.article,
            "url": source.url,
            "effective_from": source.effective_from.isoformat() if source.effective_from else None,
            "checked_on": source.checked_on.isoformat(),
            "confidence": source.confidence,
            "label": source.label.zh,
        },
        "lane": facts.lane,
        "variant": clock.variant,
    }
    return told | ({"category": category} if category else {})


def _lines(told: dict[str, Any]) -> str:
    source = told["source"]
    head = " ".join(part for part in (told["rule"], told["variant"], told["due"]) if part)
    if told["provisional"]:
        head += " " + _("Holiday arrangements for that year are not loaded; counted by weekends only.")
    cited = " ".join(part for part in (source["name"], source["article"], source["label"]) if part)
    return "\n".join([head, *(f"  {line}" for line in told["working"]), f"  {cited}"])
