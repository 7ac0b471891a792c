"""The dossier's pages as seen on Monday 23 November 2026 at 15:20 in Shanghai, in a storage of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from cases.models import Case, Pack, User
from cases.services.pack_make import pack_make
from cases.services.share import share_make
from tests.case_acts import again
from tests.dossiers import disputed
from tests.factories import NOW


@pytest.fixture(autouse=True)
def _monday_afternoon(media: Path) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(alice: User) -> Case:
    return disputed(alice)


@pytest.fixture
def pack(case: Case) -> Pack:
    """Version 1, its files still to be made."""
    return pack_make(case=again(case), whole_number=False, now=NOW)


@pytest.fixture
def link(case: Case, pack: Pack):
    """Return a function that makes a link and returns its token."""

    def made(scope: str = "all", *, days: int = 7, hours: int | None = 48) -> str:
        by = NOW + timedelta(hours=hours) if hours is not None else None
        return share_make(
            case=again(case), pack=pack, scope=scope, to_whom="云栖客服", days=days, answer_by=by, now=NOW
        )[1]

    return made
