"""The cache that rate limits live in: Redis, and while it is away this process's own memory."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as AwayError
from redis.exceptions import TimeoutError as SlowError

logger = logging.getLogger(__name__)


def _or_memory(name: str) -> Callable[..., Any]:
    plain = getattr(RedisCache, name)

    @wraps(plain)
    def call(self: PatientRedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return plain(self, *args, **kwargs)
        except (AwayError, SlowError):
            logger.warning("cache away, %s answered from memory", name)
            return getattr(self.memory, name)(*args, **kwargs)

    return call


class PatientRedisCache(RedisCache):
    """Redis; without it limits go on counting per process, and nobody is locked out or shown an error."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.memory = LocMemCache("away", {"KEY_PREFIX": params.get("KEY_PREFIX", "")})

    get, set, add, touch, delete = map(_or_memory, ("get", "set", "add", "touch", "delete"))
    has_key, incr, clear = map(_or_memory, ("has_key", "incr", "clear"))
    get_many, set_many, delete_many = map(_or_memory, ("get_many", "set_many", "delete_many"))
