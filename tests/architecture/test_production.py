"""A production start is refused on a dangerous setting, and a good one passes `check --deploy` without a warning."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.architecture.rules import ROOT

GOOD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "SECRET_KEY": "k9#vT2wq8LzR5mXc7YbN4hJd6FgS1aPe3UoKiWtVyBxQnZrM0E",
    "BASE_URL": "https://youju.example",
    "ALLOWED_HOSTS": "youju.example",
}


def check_deploy(tmp_path, **changes: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=kept | GOOD | {"DATA_DIR": str(tmp_path)} | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_passes_the_deployment_check_without_a_warning(tmp_path):
    ran = check_deploy(tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "no issues (0 silenced)" in ran.stdout


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"SECRET_KEY": "short"}, "youju.E001"),
        ({"SECRET_KEY": "a" * 60}, "youju.E001"),
        ({"SECRET_KEY": "changeme" + GOOD["SECRET_KEY"]}, "youju.E001"),
        ({"DEBUG": "1"}, "youju.E002"),
        ({"ALLOWED_HOSTS": "*"}, "youju.E004"),
        ({"BASE_URL": "http://youju.example"}, "youju.E005"),
    ],
)
def test_it_refuses_a_dangerous_setting(tmp_path, changes, error):
    ran = check_deploy(tmp_path, **changes)
    assert ran.returncode != 0
    assert error in ran.stderr


def test_it_refuses_to_start_without_a_secret_key(tmp_path):
    ran = check_deploy(tmp_path, SECRET_KEY="")
    assert ran.returncode != 0
    assert "SECRET_KEY" in ran.stderr


def test_it_refuses_public_media(settings, monkeypatch):
    from config import checks

    # A changed setting hides the module's name from the check.
    monkeypatch.setattr(checks, "_is_production", lambda: True)
    settings.SECRET_KEY, settings.DEBUG = GOOD["SECRET_KEY"], False
    settings.BASE_URL, settings.ALLOWED_HOSTS = GOOD["BASE_URL"], ["youju.example"]
    assert checks.refuse_bad_production_settings(None) == []
    settings.MEDIA_URL = "/media/"
    assert [found.id for found in checks.refuse_bad_production_settings(None)] == ["youju.E003"]


def test_it_never_wraps_a_request_in_a_transaction(settings):
    assert not any(database.get("ATOMIC_REQUESTS") for database in settings.DATABASES.values())


def test_it_allows_no_inline_script_and_no_other_site(settings):
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    for name in ("script-src", "style-src", "connect-src", "font-src", "form-action"):
        assert directives[name] == ["'self'"], name
    assert directives["frame-ancestors"] == ["'none'"]
