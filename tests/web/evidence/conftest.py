"""Evidence as seen on Monday 23 November 2026 at 15:20 in Shanghai, in a storage of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from cases.models import Case, Evidence, User
from cases.services.evidence_develop import evidence_develop
from tests.case_acts import DAY, opened
from tests.exhibits import picture, receive
from tests.factories import NOW


@pytest.fixture(autouse=True)
def _monday_afternoon(media: Path) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(alice: User) -> Case:
    return opened(alice, now=NOW - DAY, shop="示例店")


@pytest.fixture
def exhibit(case: Case) -> Evidence:
    """证据1 of Alice's case, checked and ready."""
    row = receive(case, picture(size=(600, 800)), NOW).made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row
