"""How many waiting mails a second one sender process gets out: claim, look again, compose, hand over, mark.

`python -m bench.mail` sends the outbox of its environment's database into an SMTP sink in a process of its own.
Yardsticks of the same run: `compose+send` writes the same mails and hands them over without any database, and
`ready bytes` is a bare SMTP loop with one message made beforehand. Every run puts its rows back.
"""

from __future__ import annotations

import argparse
import os
import smtplib
from collections.abc import Callable
from datetime import datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.core.mail.backends.smtp import EmailBackend  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.measure import RUNS, cpu_timed, interleaved, report, timed  # noqa: E402
from cases.models import Case, Mail, User  # noqa: E402
from cases.selectors.outbox import RELATED, UNREAD  # noqa: E402
from cases.services.deadline_sweep import deadlines_sweep  # noqa: E402
from cases.services.mail_send import courier_new, mail_send_due  # noqa: E402
from cases.services.mail_write import mail_message, mail_write  # noqa: E402
from tests.pipeline.sink import Sink, running_sink  # noqa: E402


class Outbox:
    """The mails that wait, put back before every run."""

    def __init__(self, now: datetime, number: int) -> None:
        while deadlines_sweep(now=now).claimed:
            pass
        User.objects.update(quiet_hours="", mail_mode="instant")
        _verify_everyone()
        waiting = Mail.objects.filter(kind="stage", act_at__lte=now, case__closed_at__isnull=True)
        self.ids = list(waiting.values_list("pk", flat=True)[:number])
        Mail.objects.filter(act_at__isnull=False).exclude(pk__in=self.ids).update(state="cancelled", act_at=None)
        self.now = now
        self.put_back()

    def put_back(self) -> None:
        rows = Mail.objects.filter(pk__in=self.ids)
        rows.update(state="pending", act_at=self.now, sent_at=None, noted_at=None, attempts=0, subject="", text="")


def _verify_everyone() -> None:
    known = set(EmailAddress.objects.values_list("user_id", flat=True))
    missing = User.objects.exclude(pk__in=known).values_list("pk", "email")
    rows = [EmailAddress(user_id=pk, email=email, verified=True, primary=True) for pk, email in missing]
    EmailAddress.objects.bulk_create(rows, batch_size=500)
    EmailAddress.objects.update(verified=True)


def send(outbox: Outbox, sink: Sink) -> None:
    counts = mail_send_due(
        now_fn=lambda: outbox.now, limit=len(outbox.ids), connection=EmailBackend(host="127.0.0.1", port=sink.port)
    )
    if counts["sent"] != len(outbox.ids):
        raise SystemExit(f"not everything was sent: {dict(counts)}")


def compose_and_send(outbox: Outbox, sink: Sink) -> None:
    courier = courier_new(EmailBackend(host="127.0.0.1", port=sink.port))
    for mail in outbox_mails(outbox):
        courier.deliver(mail_message(mail=mail, composed=mail_write(mail=mail, now=outbox.now)))
    courier.close()


def outbox_mails(outbox: Outbox) -> list[Mail]:
    if not _loaded:
        _loaded.extend(Mail.objects.filter(pk__in=outbox.ids).select_related(*RELATED).defer(*UNREAD))
    return _loaded


_loaded: list[Mail] = []


def ready_bytes(outbox: Outbox, sink: Sink) -> None:
    mail = outbox_mails(outbox)[0]
    raw = mail_message(mail=mail, composed=mail_write(mail=mail, now=outbox.now)).message().as_bytes(linesep="\r\n")
    with smtplib.SMTP("127.0.0.1", sink.port) as smtp:
        for _ in outbox.ids:
            smtp.sendmail("youju@example.com", ["someone@example.com"], raw)


def rate(outbox: Outbox, sink: Sink, work: Callable[[Outbox, Sink], None]) -> float:
    outbox.put_back()
    sink.forget()
    return len(outbox.ids) / timed(lambda: work(outbox, sink))


def cpu(outbox: Outbox, sink: Sink, work: Callable[[Outbox, Sink], None]) -> float:
    """Return the sender's processor milliseconds a mail."""
    outbox.put_back()
    sink.forget()
    return cpu_timed(lambda: work(outbox, sink)) / len(outbox.ids) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    outbox = Outbox(timezone.now(), given.number)
    if not outbox.ids:
        raise SystemExit("Nothing to send in this database: seed it with seed_bulk --due N.")
    with running_sink() as sink:
        facts: dict[str, Any] = {"engine": connection.vendor, "cases": Case.objects.count(), "mails": len(outbox.ids)}
        outbox_mails(outbox)
        steps = {"ready bytes": ready_bytes, "compose+send": compose_and_send, "send": send}
        work = {name: (lambda step=step: rate(outbox, sink, step)) for name, step in steps.items()}
        report("mail", "mails/s", interleaved(work, given.runs), yardstick="compose+send", **facts)
        work = {name: (lambda step=step: cpu(outbox, sink, step)) for name, step in steps.items()}
        report("mail", "cpu ms", interleaved(work, given.runs), yardstick="compose+send", **facts)
        outbox.put_back()
        sink.forget()
        with CaptureQueriesContext(connection) as captured:
            send(outbox, sink)
        outbox.put_back()
        counted = {"statements": [len(captured) / len(outbox.ids)], "connections": [float(sink.connections())]}
        report("mail", "per mail / per run", counted, **facts)


if __name__ == "__main__":
    main()
