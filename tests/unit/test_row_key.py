"""Keys of the outbox: they sort by time and cannot be guessed."""

from __future__ import annotations

from datetime import timedelta
from uuid import RFC_4122

from cases.domain.row_key import time_key
from tests.factories import NOW


def test_it_sorts_by_the_moment_it_was_made():
    keys = [time_key(NOW + timedelta(seconds=after)) for after in (0, 0.002, 1, 10_000, 1e9)]
    assert keys == sorted(keys)
    assert keys[0].int >> 80 == NOW.timestamp() * 1000


def test_it_is_a_uuid_of_version_7():
    key = time_key(NOW)
    assert (key.version, key.variant) == (7, RFC_4122)


def test_it_never_gives_the_same_key_twice():
    assert len({time_key(NOW) for _ in range(10_000)}) == 10_000
