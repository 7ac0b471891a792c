"""A missing server or browser fails the run with a sentence; nothing is skipped."""

from __future__ import annotations

import pytest

from tests import machine, servers
from tests.conftest import HERE, SHARES


@pytest.fixture
def bare(monkeypatch):
    """A computer with none of what the tests need, and no way to install it."""
    monkeypatch.setattr(machine, "POSTGRES_BINARIES", "/nowhere/*/bin")
    monkeypatch.setenv("PATH", "/nowhere")


def test_it_says_which_packages_are_missing(bare, capsys):
    assert machine.missing_packages() == list(machine.NEEDED)
    assert machine.main() == 1
    said = capsys.readouterr().err
    assert all(package in said for package in ("postgresql", "redis-server", "chromium", "fonts-noto-cjk", "gettext"))


def test_it_fails_without_a_postgresql_server(bare):
    with pytest.raises(RuntimeError, match="PostgreSQL"), servers.running_servers():
        pass


def test_it_fails_without_a_redis_server(bare, tmp_path):
    with pytest.raises(RuntimeError, match="Redis"), servers.running_redis(tmp_path):
        pass


def test_it_needs_nothing_more_here():
    assert machine.missing_packages() == []


def test_it_leaves_no_folder_of_tests_out():
    """Every folder with tests is somebody's share, and what touches data is in two: one on each database."""
    folders = {path.parent.relative_to(HERE).parts[0] for path in HERE.rglob("test_*.py")}
    assert folders <= {folder for share in SHARES.values() for folder in share}
    for folder in ("integration", "web", "pipeline"):
        processes = [process for process, share in SHARES.items() if folder in share]
        assert len(processes) == 2
        assert len([process for process in processes if process.startswith("postgres")]) == 1
    makefile = (HERE.parent / "Makefile").read_text()
    assert all(f"popen//id={process} " in makefile or f"popen//id={process}\n" in makefile for process in SHARES)
