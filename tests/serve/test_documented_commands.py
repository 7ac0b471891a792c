"""What docs/bundle.md, docs/api.md and the backup chapter tell people to type works as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cases.models import ApiToken
from cases.services.api_token import token_make
from tests.architecture.rules import ROOT
from tests.case_acts import opened
from tests.exhibits import picture
from tests.factories import NOW, UserFactory

PYTHON = ".venv/bin/python"


def lines_of(document: str, chapter: str = "") -> list[str]:
    """Return the lines of the document's first block of commands after that heading."""
    text = (ROOT / "docs" / document).read_text()
    text = text[text.index(chapter) :]
    block = re.search(r"```console\n(.*?)```", text, re.S)
    assert block is not None
    return block[1].splitlines()


def run(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one line as a shell would, in a folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    line = line.replace(f"{PYTHON} manage.py", f"{sys.executable} {ROOT / 'manage.py'}")
    done = subprocess.run(
        ["sh", "-c", line], cwd=folder, env=kept | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{line}\n{done.stderr}"
    return done


def test_it_moves_an_account_as_the_document_says(tmp_path):
    here = {"DATA_DIR": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    run(f"{PYTHON} manage.py migrate -v 0", tmp_path, **here)
    lines = lines_of("bundle.md")
    assert len(lines) == 4
    for line in lines:
        run(line, tmp_path, **here)


def test_it_backs_up_and_restores_as_the_document_says(tmp_path):
    old, new = ({"DATA_DIR": str(tmp_path / name), "DJANGO_SETTINGS_MODULE": "config.settings.dev"} for name in "ab")
    run(f"{PYTHON} manage.py migrate -v 0", tmp_path, **old)
    backup, restore = (line.replace("/srv/backups/", "") for line in lines_of("operations.md", "## Backup"))
    run(backup, tmp_path, **old)
    run(restore, tmp_path, **new)


@pytest.mark.django_db(transaction=True)
def test_it_answers_every_call_of_the_document(live_server, media, tmp_path):
    alice = UserFactory(email="alice@example.com")
    case = opened(alice, now=NOW)
    token = token_make(owner=alice, name="curl", scope=ApiToken.Scope.WRITE, now=NOW)[1]
    raw = picture()
    (tmp_path / "chat.png").write_bytes(raw)
    lines = lines_of("api.md")
    assert len(lines) == 6
    for line in lines:
        run(line, tmp_path, SITE=live_server.url, TOKEN=token, CASE=case.ref)
    assert (tmp_path / "original.png").read_bytes() == raw
    assert case.contacts.get().promises.get().words == "24小时内给您回复"
    assert case.evidence.get().kind == "chat"
