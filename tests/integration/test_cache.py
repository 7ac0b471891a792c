"""The broker may be away: pages and limits go on."""

from __future__ import annotations

from cases.adapters.cache import PatientRedisCache


def test_it_answers_from_memory_while_redis_is_away() -> None:
    cache = PatientRedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 1}, "KEY_PREFIX": "t"})
    cache.set("limit", [1, 2], 60)
    assert cache.get("limit") == [1, 2]
    assert cache.add("limit", 3) is False
    assert cache.delete("limit") is True
    assert cache.get("limit") is None
