"""Who may import whom (architecture.md, section 2)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.architecture.rules import ROOT, python_files


def test_it_keeps_the_import_contracts():
    lint = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr


def test_it_leaves_django_out_of_the_domain():
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in python_files("cases/domain", "guides/domain")
    ]
    modules = [name.removesuffix(".__init__") for name in names]
    assert "cases.domain" in modules
    code = (
        f"import sys, importlib\nfor name in {modules!r}: importlib.import_module(name)\nprint('django' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "False", ran.stdout + ran.stderr
