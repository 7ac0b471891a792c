"""Waits out a database that is locked or restarting, for writes that must not be lost."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
PAUSE_SECONDS = 0.25


def patiently(write: Callable[[], Result], seconds: float = 60.0) -> Result:
    """Return what `write` returns, trying again on a fresh connection for up to `seconds`.

    `write` must be safe to repeat: one conditional UPDATE is. Inside a transaction the first error is final.
    """
    give_up = time.monotonic() + seconds
    while True:
        try:
            return write()
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block or time.monotonic() >= give_up:
                raise
            logger.warning("database not ready (%s), trying again", type(error).__name__)
            connection.close()
            time.sleep(PAUSE_SECONDS)
