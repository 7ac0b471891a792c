"""The pages of a case as seen on Monday 23 November 2026 at 15:20 in Shanghai."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from cases.models import Case, User
from tests.case_acts import DAY, opened
from tests.factories import NOW


@pytest.fixture(autouse=True)
def _monday_afternoon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(alice: User) -> Case:
    """Alice's case of yesterday: nothing said yet."""
    return opened(alice, now=NOW - DAY, shop="示例店")
