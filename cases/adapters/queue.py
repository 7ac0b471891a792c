"""Hands work to the worker by task name, after the commit. A broker that is down is never the shopper's problem:
the row in the database is the work, and the next tick finds it."""

from __future__ import annotations

import logging
import threading
import time
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

# After a failed publish the broker is left alone for so long, so that one page at most waits for it.
REST_SECONDS = 5.0
_RETRY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1}
_resting_until = 0.0
# Celery looks for its tasks once: a second thread that asks meanwhile must wait, else it finds none.
_finding = threading.Lock()


def enqueue(name: str, **kwargs: Any) -> None:
    """Return at once; the task of that name runs with `kwargs` (ids only) after this transaction's commit.

    Raises LookupError at once for a name no task has.
    """
    task = _task(name)
    transaction.on_commit(partial(_publish, task, kwargs), robust=True)


def broker_answers(seconds: float = 0.5) -> bool:
    """Return whether the broker accepts a connection within `seconds`."""
    app = import_string(settings.TASK_APP)
    try:
        with app.connection_for_write(connect_timeout=seconds) as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=seconds)
            return True
    except Exception:
        return False


def _task(name: str) -> Any:
    app = import_string(settings.TASK_APP)
    with _finding:
        if name not in app.tasks:
            app.loader.import_default_modules()
    try:
        return app.tasks[name]
    except KeyError as error:
        raise LookupError(f"no task is called {name!r}") from error


def _publish(task: Any, kwargs: dict[str, Any]) -> None:
    global _resting_until
    if time.monotonic() < _resting_until:
        return
    try:
        task.apply_async(kwargs=kwargs, retry=True, retry_policy=_RETRY)
    except Exception as error:
        _resting_until = time.monotonic() + REST_SECONDS
        logger.warning("broker does not answer (%s); the next tick will do %s", type(error).__name__, task.name)
