"""One real installation with a real mail server for all journeys: web, worker and beat as `make run` starts them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.installation import Installation
from tests.mailbox import Mailbox

PHONE = {"width": 390, "height": 844}
GRACE = 2


@pytest.fixture(scope="session")
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as running:
        yield running


@pytest.fixture(scope="session")
def installation(mailbox: Mailbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with Installation(
        tmp_path_factory.mktemp("installation"),
        EMAIL_URL=mailbox.url,
        GRACE_SECONDS=str(GRACE),
        TICK_SECONDS="1",
        QUIET_HOURS="",
    ) as running:
        yield running


@pytest.fixture
def phone(browser: Browser, installation: Installation) -> Iterator[Page]:
    """A tab of a phone that has never been here."""
    context = browser.new_context(viewport=PHONE, base_url=installation.url, locale="zh-CN")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_phone(browser: Browser, installation: Installation) -> Iterator[Page]:
    """The same without scripts."""
    context = browser.new_context(viewport=PHONE, base_url=installation.url, locale="zh-CN", java_script_enabled=False)
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()
