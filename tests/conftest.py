"""The people, the moment and the machinery every test may ask for.

`pytest` alone runs on SQLite. `make test` starts a process per share of the suite (SHARES), the two that compute before
those that wait: what touches data runs in two of them, on SQLite and again on PostgreSQL and Redis.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests.browser.chromium import browser
from tests.bucket import bucket, s3_address

if TYPE_CHECKING:
    from django.test import Client

    from cases.models import User

__all__ = ["browser", "bucket", "s3_address"]

HERE = Path(__file__).parent
# The same examples on every run, and no verdict on how fast a busy machine is: a failure is always about the code.
# HYPOTHESIS_PROFILE=default explores anew.
hypothesis.settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
# What each process runs, by folder. Fault tests mostly wait, so they have processes of their own.
SHARES = {
    "sqlite": ("architecture", "golden", "integration", "unit", "web"),
    "postgres": ("integration", "web"),
    "faults": ("pipeline", "serve"),
    "postgres-faults": ("pipeline",),
    "browser": ("browser", "journeys"),
}

_servers = contextlib.ExitStack()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rounds", type=int, default=5, help="rounds of kill -9 in the fault tests (make soak: 50)")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config, specs: list[Any]) -> None:
    """Start private servers for the processes on PostgreSQL and hand them their addresses."""
    from tests.servers import running_servers

    wanting = {spec.id: spec for spec in specs if str(spec.id).startswith("postgres")}
    if not wanting:
        return
    try:
        servers = _servers.enter_context(running_servers())
    except RuntimeError as problem:
        raise pytest.UsageError(str(problem)) from problem
    for name, spec in wanting.items():
        spec.env["DATABASE_URL"] = servers.database_url
        if name == "postgres":
            # The fault tests have a Redis of their own to kill.
            spec.env["REDIS_URL"] = servers.redis_url


def pytest_unconfigure() -> None:
    _servers.close()


def _folder(item: pytest.Item) -> str:
    inside = item.path.relative_to(HERE).parts if item.path.is_relative_to(HERE) else ("",)
    return inside[0]


def _runs_in(process: str, item: pytest.Item) -> bool:
    if process == "postgres" and item.get_closest_marker("both_databases"):
        return True
    return _folder(item) in SHARES[process]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give each process its share; one process alone (plain `pytest`) runs all of them."""
    process = getattr(config, "workerinput", {}).get("workerid")
    if process in SHARES:
        items[:] = [item for item in items if _runs_in(process, item)]


@pytest.fixture(autouse=True)
def _forget_between_tests() -> Iterator[None]:
    """Rate limits live in the cache and the language in the thread: they start afresh; the knowledge is asked for anew.

    What it was made into is kept by its version. A test that puts other facts under the same version says
    `stamp.forget()` before and after.
    """
    from django.core.cache import cache
    from django.utils import translation

    from guides.adapters import stamp

    cache.clear()
    stamp.look_again()
    yield
    translation.activate("zh-hans")


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--rounds"))


@pytest.fixture
def now() -> datetime:
    """Monday 23 November 2026, 15:20 in Shanghai, as aware UTC."""
    from tests.factories import NOW

    return NOW


@pytest.fixture
def alice(db: None) -> User:
    """The shopper who owns what a test makes."""
    from tests.factories import UserFactory

    return UserFactory(email="alice@example.com")


@pytest.fixture
def bob(db: None) -> User:
    """Helps: staff, so he may edit guides and see failed mail, but no shopper's case."""
    from tests.factories import UserFactory

    return UserFactory(email="bob@example.com", is_staff=True)


@pytest.fixture
def charlie(db: None) -> User:
    """A signed-in stranger who must see nothing."""
    from tests.factories import UserFactory

    return UserFactory(email="charlie@example.com")


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """An empty storage of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def _signed_in(user: User) -> Client:
    from django.test import Client

    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def as_alice(alice: User) -> Client:
    return _signed_in(alice)


@pytest.fixture
def as_bob(bob: User) -> Client:
    return _signed_in(bob)


@pytest.fixture
def as_charlie(charlie: User) -> Client:
    return _signed_in(charlie)
