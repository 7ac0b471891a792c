"""A loop of ticks, for a machine without any broker: codes go out within a second, the rest every TICK_SECONDS."""

from __future__ import annotations

import os
import signal
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

SECOND = 1.0


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from cases.services.mail_send import mail_send_due
    from cases.services.tick import Reads, tick_run

    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: stopping.append(got))
    due = 0.0
    while not stopping:
        if time.monotonic() >= due:
            due = time.monotonic() + settings.TICK_SECONDS
            tick_run(now_fn=timezone.now, go_on=lambda: not stopping, reads=Reads(most=1))
        else:
            mail_send_due(now_fn=timezone.now, go_on=lambda: not stopping)
        time.sleep(min(SECOND, settings.TICK_SECONDS))


if __name__ == "__main__":
    main()
