"""Work that waits. Ids in, the clock, one service call."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from cases.services.evidence_develop import evidence_develop
from cases.services.export_make import export_make
from cases.services.mail_send import mail_send_one
from cases.services.pack_build import pack_build
from cases.services.picture_read import picture_read
from cases.services.tick import Reads, tick_run


# Acknowledged when they start: the rows decide what is left to do, so a lost run needs no repetition.
@shared_task(name="cases.tick", acks_late=False)
def tick(**_: Any) -> None:
    # Shorter than the beat's own step, so that one process of the worker is always free for a waiting code.
    end = time.monotonic() + max(settings.TICK_SECONDS * 0.9, 1.0)
    # Pictures have a worker of their own; only what that one has left for long is read here, one a tick.
    tick_run(now_fn=timezone.now, go_on=lambda: time.monotonic() < end, reads=Reads(1, timedelta(minutes=5)))


@shared_task(name="cases.send_mail", acks_late=False)
def send_mail(*, mail_id: str, **_: Any) -> None:
    mail_send_one(mail_id=mail_id, now_fn=timezone.now)


@shared_task(name="cases.develop", acks_late=False)
def develop(*, evidence_id: int, **_: Any) -> None:
    evidence_develop(evidence_id=evidence_id, now_fn=timezone.now)


@shared_task(name="cases.read", acks_late=False)
def read(*, evidence_id: int, **_: Any) -> None:
    picture_read(evidence_id=evidence_id, now_fn=timezone.now)


@shared_task(name="cases.bind", acks_late=False)
def bind(*, variant_id: int, **_: Any) -> None:
    pack_build(variant_id=variant_id, now_fn=timezone.now)


@shared_task(name="cases.export", acks_late=False)
def export(*, export_id: int, **_: Any) -> None:
    export_make(export_id=export_id, now_fn=timezone.now)
