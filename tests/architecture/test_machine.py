"""A missing server or browser fails the run with a sentence; nothing is skipped."""

from __future__ import annotations

import pytest

from tests import machine, servers


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
