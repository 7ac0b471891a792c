"""The same act many times at once, each in its own thread with its own connection."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(act: Callable[[], Any], times: int = 8) -> list[Any]:
    """Return what each thread returned; the first error of any of them is raised here."""
    start, results, errors = threading.Barrier(times), [], []

    def run() -> None:
        try:
            start.wait()
            results.append(act())
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results
