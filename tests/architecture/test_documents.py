"""What the documents tell people to type exists, and what they list is complete."""

from __future__ import annotations

import re

import pytest
from django.core.management import get_commands

from tests.architecture.rules import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").rglob("*.md")])
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.M))


def named(path) -> str:
    return str(path.relative_to(ROOT))


def code_of(text: str) -> str:
    """Return everything set as code: fenced blocks and `spans`."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.S))


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_it_names_targets_and_commands_that_exist(path):
    code = code_of(path.read_text())
    assert set(re.findall(r"(?<![\w./-])make ([a-z]+)", code)) <= TARGETS
    assert set(re.findall(r"manage\.py ([a-z_]+)", code)) <= set(get_commands())


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_it_links_to_what_exists(path):
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text())
    assert not [link for link in links if "://" not in link and not (path.parent / link).exists()]


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_it_points_at_files_that_exist(path):
    pattern = r"`((?:cases|guides|config|tests|templates|static|docs|bench|locale)/[\w./-]*[\w/])`"
    missing = [name for name in re.findall(pattern, path.read_text()) if not (ROOT / name).exists()]
    assert not [name for name in missing if "YEAR" not in name]


def test_it_describes_every_target_of_make():
    lines = (ROOT / "Makefile").read_text()
    assert set(re.findall(r"^([a-z]+):.*## \w", lines, flags=re.M)) == TARGETS
    phony = re.search(r"^\.PHONY: (.*)$", lines, flags=re.M)
    assert phony is not None
    assert set(phony[1].split()) == TARGETS


def test_it_explains_every_environment_variable():
    read = set(re.findall(r'_env\.\w+\(\s*"(\w+)"', (ROOT / "config" / "env.py").read_text()))
    table = (ROOT / "docs" / "operations.md").read_text()
    assert len(read) > 15
    assert not [name for name in sorted(read) if f"`{name}`" not in table]


def test_it_numbers_the_decisions_without_a_gap():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
