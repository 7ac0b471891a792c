"""Load the shipped knowledge, or only check it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.module_loading import import_string

from guides.adapters.knowledge_files import FOLDER, read_knowledge
from guides.domain.checks import knowledge_faults
from guides.domain.clock_rules import RuleFacts
from guides.selectors.calendar import rows_of
from guides.services.knowledge import LoadReport, knowledge_load


class Command(BaseCommand):
    help = "Loads the shipped knowledge; an admin's edits stay. --check only validates and exits non-zero on a fault."
    # The files need no database to be checked.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="validate sources, dates and worked examples")

        parser.add_argument("--json", action="store_true", help="one JSON object, nothing else on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            faults = shipped_faults()
            if options["json"]:
                self.stdout.write(json.dumps({"sound": not faults, "faults": faults}, ensure_ascii=False))
            for fault in () if options["json"] else faults:
                self.stderr.write(fault)
            if faults:
                raise CommandError(f"{len(faults)} faults in the shipped knowledge")
            if not options["json"]:
                self.stdout.write("The shipped knowledge is sound.")
            return
        report = knowledge_load(now=timezone.now())
        for line in [json.dumps(as_json(report), ensure_ascii=False)] if options["json"] else told(report):
            self.stdout.write(line)


def shipped_faults(folder: Path = FOLDER) -> list[str]:
    """Return every fault of the shipped files, unreadable ones included."""
    try:
        knowledge = read_knowledge(folder)
        faults = knowledge_faults(knowledge, timezone.localdate())
        rules = tuple(RuleFacts.of(row) for row in knowledge.clock_rules)
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as problem:
        return [f"{type(problem).__name__}: {problem}"]
    rows = rows_of({row["year"]: row["days"] for row in knowledge.calendars})
    # Who computes the clocks is named in the settings: guides has never heard of cases.
    for name in settings.KNOWLEDGE_CHECKS:
        faults += import_string(name)(rules, rows)
    return faults + import_module(settings.LETTER_WORKSHOP).shipped_faults([row["code"] for row in knowledge.letters])


def as_json(report: LoadReport) -> dict[str, Any]:
    """Return {"unchanged", "added", "updated", "withdrawn", "left_alone"}: the names of the rows, each once."""
    return {
        "unchanged": report.unchanged,
        "added": report.added,
        "updated": report.updated,
        "withdrawn": report.withdrawn,
        "left_alone": [str(difference.row) for difference in report.left_alone],
    }


def told(report: LoadReport) -> list[str]:
    """Return the report in lines, one for each row that was left as an admin wrote it."""
    if report.unchanged:
        return ["Knowledge is up to date."]
    lines = [f"Knowledge: {len(report.added)} added, {len(report.updated)} updated, {len(report.withdrawn)} withdrawn."]
    for difference in report.left_alone:
        if difference.columns is None:
            lines.append(f"Left as edited: {difference.row} (no longer shipped)")
            continue
        for column, (shipped, ours) in difference.columns.items():
            lines.append(f"Left as edited: {difference.row} {column}: ours {ours!r}, shipped {shipped!r}")
    return lines
