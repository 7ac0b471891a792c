"""What is installed is exactly what was pinned, from whatever index the machine uses."""

from __future__ import annotations

import re

import pytest

from tests.architecture.rules import ROOT

EXTRAS = ("requirements-s3.txt", "requirements-ocr.txt")
FILES = ("requirements.txt", "requirements-dev.txt", *EXTRAS)
PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?==(\S+)")


def pins_of(name: str) -> dict[str, str]:
    found = (PIN.match(line) for line in (ROOT / name).read_text().splitlines())
    return {match[1].lower().replace("_", "-"): match[2] for match in found if match}


@pytest.mark.parametrize("name", FILES)
def test_it_pins_every_requirement_with_a_hash(name):
    text = (ROOT / name).read_text()
    blocks = re.split(r"\n(?=[A-Za-z0-9])", "\n" + re.sub(r"^\s*#.*\n", "", text, flags=re.M))
    entries = [block for block in blocks if block.strip()]
    assert len(entries) == len(pins_of(name)) > (5 if name in EXTRAS else 30)
    assert not [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]


@pytest.mark.parametrize("name", FILES)
def test_it_names_no_index_and_no_address(name):
    assert not re.search(r"https?://|--index|--extra-index|--find-links| @ ", (ROOT / name).read_text())


@pytest.mark.parametrize("name", FILES)
def test_it_locks_every_direct_requirement(name):
    lines = (ROOT / name.replace(".txt", ".in")).read_text().splitlines()
    wanted = {re.split(r"[\[=<>~;\s]", line)[0].lower() for line in lines if line and line[0] not in "#-"}
    assert wanted <= {pin.replace("_", "-") for pin in pins_of(name)} | {"factory_boy"}


@pytest.mark.parametrize("name", ["requirements.txt", *EXTRAS])
def test_it_tests_with_the_versions_it_ships(name):
    shipped, tested = pins_of(name), pins_of("requirements-dev.txt")
    assert shipped.items() <= tested.items()


def test_it_names_no_package_registry_anywhere():
    hosts = re.compile("|".join(("python" + "hosted", "//py" + "pi", "registry[.]" + "npm", "deb[.]" + "debian")))
    suspects = [
        ROOT / "Makefile",
        ROOT / "pyproject.toml",
        ROOT / ".ci" / "run",
        *ROOT.glob("*.md"),
        *ROOT.glob("*.in"),
    ]
    suspects += [path for folder in ("tests", "config", "docs") for path in (ROOT / folder).rglob("*.*")]
    suspects += [
        path for app in ("cases", "guides") for end in ("py", "yaml") for path in (ROOT / app).rglob(f"*.{end}")
    ]
    assert not [path for path in suspects if path.suffix != ".pyc" and hosts.search(path.read_text(errors="ignore"))]
