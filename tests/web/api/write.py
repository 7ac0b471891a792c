"""Writes the descriptions that docs/ keeps: `python -m tests.web.api.write` after a table or a call has changed."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from tests.architecture.rules import ROOT  # noqa: E402
from tests.web.api.test_schema import WRITTEN, as_written  # noqa: E402

if __name__ == "__main__":
    for name, make in WRITTEN.items():
        (ROOT / "docs" / name).write_text(as_written(make()))
