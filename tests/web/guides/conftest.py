"""The guides as seen on Monday 23 November 2026 at 15:20 in Shanghai, with everything that ships loaded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from guides.services.knowledge import knowledge_load
from tests.factories import NOW


@pytest.fixture(autouse=True)
def _monday_afternoon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def loaded(db: None) -> None:
    """Load the shipped knowledge, so that guides have revisions to report and vote on."""
    knowledge_load(now=NOW)
