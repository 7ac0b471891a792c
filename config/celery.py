"""The Celery application. Its tasks carry ids; the database is the schedule (see docs/architecture.md)."""

import contextlib
import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

from config.broker import repair
from config.checks import refuse_bad_start

repair()
app = Celery("youju")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["cases"])
refuse_bad_start()


@worker_ready.connect
def first_tick(sender: Any, **kwargs: Any) -> None:
    """Catch up at once after a stop, not a tick later."""
    with contextlib.suppress(OperationalError):
        sender.app.send_task("cases.tick", expires=app.conf.beat_schedule["tick"]["options"]["expires"])
