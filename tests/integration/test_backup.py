"""A backup is made while the installation runs, and a fresh one reads it back whole; nothing is ever overwritten."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from cases.adapters import dump, storage
from cases.models import Case, Evidence, User
from cases.services.account_delete import account_purge
from cases.services.backup import BackupRefused, backup_restore
from tests.architecture.rules import ROOT
from tests.case_acts import opened
from tests.exhibits import picture, receive
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(media: Path, tmp_path: Path) -> Path:
    """A backup of an installation with one case and one exhibit."""
    case = opened(UserFactory(email="alice@example.com"), now=NOW, problem="袖口开线")
    receive(case, picture(), NOW)
    path = tmp_path / "2026-11-23.zip"
    call_command("backup", to=path, stdout=io.StringIO())
    return path


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a fresh installation with an empty database of the same kind."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    made = kept | {"DATA_DIR": str(tmp_path / "fresh"), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    if connection.vendor == "sqlite":
        yield made
        return
    settings = connection.settings_dict
    host = settings["HOST"] or settings["OPTIONS"].get("host", "")
    name = f"restored_{os.getpid()}"
    with psycopg.connect(host=host, user=settings["USER"], dbname="postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
        yield made | {"DATABASE_URL": f"postgres://{settings['USER']}@/{name}?{urlencode({'host': host})}"}
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_it_comes_back_whole_in_a_fresh_installation(backup, elsewhere):
    done = manage(elsewhere, "restore", str(backup), "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["files"], said["faults"], said["deleted"]) == (1, 0, 0)
    ask = "from cases.models import *; print(Case.objects.get().problem, User.objects.get().email)"
    assert manage(elsewhere, "shell", "-v", "0", "-c", ask).stdout.strip() == "袖口开线 alice@example.com"
    assert json.loads(manage(elsewhere, "verify_evidence", "--json").stdout)["ok"]
    again = manage(elsewhere, "restore", str(backup))
    assert again.returncode == 1
    assert "not empty" in again.stderr


def test_it_deletes_again_who_was_deleted_since(backup, elsewhere, tmp_path):
    settings = tmp_path / "old"
    with override_settings(DATA_DIR=settings):
        number = User.objects.get().pk
        account_purge(user=User.objects.get())
    assert (settings / "deleted_accounts.txt").read_text().startswith(f"{number} 20")
    done = manage(elsewhere, "restore", str(backup), "--json", "--deleted", str(settings / "deleted_accounts.txt"))
    assert json.loads(done.stdout)["deleted"] == 1, done.stderr
    assert manage(elsewhere, "export_account", "alice@example.com", "--to", str(tmp_path / "x")).returncode == 1
    checked = json.loads(manage(elsewhere, "verify_evidence", "--json").stdout)
    assert (checked["checked"], checked["ok"]) == (0, True)


def test_it_is_one_moment_of_the_database_while_others_write(backup, tmp_path):
    """What was committed is in it, what comes after is not; and the copy says so itself."""
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("backup.json"))
        assert {one["path"].partition("/")[0] for one in manifest["files"]} == {dump.name_in_backup(), "media"}
        for one in manifest["files"]:
            assert hashlib.sha256(archive.read(one["path"])).hexdigest() == one["sha256"]
    assert manifest["database"] == connection.vendor
    assert backup.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.part"))


def test_it_holds_what_is_written_but_not_yet_checkpointed(media, tmp_path):
    """SQLite keeps the latest rows beside the file: a plain copy of it would miss them."""
    opened(UserFactory(), now=NOW, problem="最后一行")
    call_command("backup", to=tmp_path / "a.zip", stdout=io.StringIO())
    if connection.vendor == "sqlite":
        with zipfile.ZipFile(tmp_path / "a.zip") as archive:
            assert "最后一行".encode() in archive.read("database.sqlite3")
    assert Case.objects.count() == 1


def test_it_leaves_out_what_is_being_written(media, tmp_path):
    intake = storage.Intake()
    intake.write(b"half")
    try:
        call_command("backup", to=tmp_path / "a.zip", stdout=io.StringIO())
    finally:
        intake.discard()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == [dump.name_in_backup(), "backup.json"]


def test_it_overwrites_no_backup(backup):
    before = backup.read_bytes()
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", to=backup)
    assert backup.read_bytes() == before


def test_it_refuses_to_restore_over_anything(backup, monkeypatch):
    number = Evidence.objects.count()
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", backup)
    monkeypatch.setattr(dump, "is_empty", lambda: True)
    with pytest.raises(CommandError, match="There are files"):
        call_command("restore", backup)
    assert Evidence.objects.count() == number


def spoilt(backup: Path, change: Any) -> io.BytesIO:
    """Return the backup with its manifest or its parts changed."""
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts.pop("backup.json"))
    change(manifest, parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in (parts | {"backup.json": json.dumps(manifest).encode()}).items():
            archive.writestr(name, part)
    out.seek(0)
    return out


def _flip(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("media/"))
    parts[name] = b"x" + parts[name][1:]


def _climb(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    for name in ("media/../../evil", "media/a/../../../evil"):
        manifest["files"].append({"path": name, "size": 1, "sha256": hashlib.sha256(b"x").hexdigest()})
        parts[name] = b"x"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda manifest, parts: manifest.update(version=2), "newer version"),
        (lambda manifest, parts: manifest.update(format="zip"), "no backup"),
        (lambda manifest, parts: manifest.update(database="oracle"), "made of oracle"),
        (lambda manifest, parts: manifest["migrations"]["cases"].append("9999_future"), "9999_future"),
        (lambda manifest, parts: parts.update({"media/aa/b": b""}), "not whole"),
        (lambda manifest, parts: parts.pop(dump.name_in_backup()), "not whole"),
        (_flip, "damaged"),
        (_climb, "none of ours"),
    ],
)
def test_it_refuses_a_backup_that_does_not_fit_before_it_touches_anything(backup, monkeypatch, change, words):
    monkeypatch.setattr(dump, "is_empty", lambda: True)
    monkeypatch.setattr(dump, "restore_from", lambda path: pytest.fail("the database was touched"))
    for file in storage.lying():
        storage.sweep_away(file.name)
    with pytest.raises(BackupRefused, match=words):
        backup_restore(file=spoilt(backup, change))
    assert list(storage.lying()) == []
    assert not (storage.root().parent / "evil").exists()


def test_it_forgets_backups_older_than_it_was_told_and_nothing_else(backup, tmp_path):
    old = tmp_path / "old.zip"
    old.write_bytes(backup.read_bytes())
    other = tmp_path / "holiday.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    for path in (old, other):
        os.utime(path, (0, 0))
    out = io.StringIO()
    call_command("backup", to=tmp_path / "new.zip", keep_days=30, json=True, stdout=out)
    assert json.loads(out.getvalue())["removed"] == ["old.zip"]
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["2026-11-23.zip", "holiday.zip", "new.zip"]
