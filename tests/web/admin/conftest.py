"""An administrator in front of the knowledge as it ships, at a moment that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from guides.adapters import stamp
from guides.services.knowledge import knowledge_load
from tests.factories import NOW, UserFactory
from tests.web.studio.conftest import signed_in


@pytest.fixture
def admin(db: None) -> Client:
    return signed_in(UserFactory(email="root@example.com", is_staff=True, is_superuser=True))


@pytest.fixture
def now(db: None) -> Iterator[datetime]:
    """The admin's pages read the clock themselves: here it stands still at NOW."""
    with time_machine.travel(NOW, tick=False):
        knowledge_load(now=NOW)
        stamp.forget()
        yield NOW
