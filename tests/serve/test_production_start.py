"""What manage.py's checks never see: gunicorn, the worker and the beat refuse a dangerous setting by themselves."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.pipeline.harness import ROOT

GOOD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "SECRET_KEY": "k9#vT2wq8LzR5mXc7YbN4hJd6FgS1aPe3UoKiWtVyBxQnZrM0E",
    "BASE_URL": "https://youju.example",
    "ALLOWED_HOSTS": "youju.example",
}


def imported(module: str, tmp_path, **changes: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        cwd=ROOT,
        env=kept | GOOD | {"DATA_DIR": str(tmp_path)} | changes,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("module", ["config.wsgi", "config.celery"])
def test_it_starts_with_good_settings(module: str, tmp_path):
    ran = imported(module, tmp_path)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("module", ["config.wsgi", "config.celery"])
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY is missing or weak."),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"DEBUG": "1"}, "DEBUG is on."),
    ],
)
def test_it_refuses_to_start_with_a_dangerous_setting(module: str, tmp_path, changes: dict, words: str):
    ran = imported(module, tmp_path, **changes)
    assert ran.returncode != 0
    assert words in ran.stderr
