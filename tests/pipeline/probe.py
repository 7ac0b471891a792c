"""The probe's own side: reads orders as JSON lines, acts through the services, answers with JSON lines."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

ORDERS: dict[str, Callable[..., Any]] = {}


def order(function: Callable[..., Any]) -> Callable[..., Any]:
    ORDERS[function.__name__] = function
    return function


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()


@order
def lapses(tag: str, number: int, seconds: float = 0.0, every: float = 0.0, days_ago: float = 0.0) -> list[str]:
    """Record `number` promises, each of a shopper of its own; return their addresses.

    The n-th is due `seconds + n * every` from now, minus `days_ago`; the clock was started a day before that.
    """
    from django.db import transaction

    from cases.services.deadlines import deadline_start
    from tests.factories import CaseFactory, ContactFactory, PromiseFactory, UserFactory

    addresses = []
    with transaction.atomic():
        for index in range(number):
            due_at = _now() + timedelta(seconds=seconds + index * every, days=-days_ago)
            heard_at = due_at - timedelta(days=1)
            address = f"{tag}-{index}@example.com"
            case = CaseFactory(owner=UserFactory(email=address), opened_at=heard_at)
            contact = ContactFactory(case=case, at=heard_at)
            promise = PromiseFactory(case=case, contact=contact, heard_at=heard_at, due_at=due_at)
            deadline_start(
                case=case,
                lane="theirs",
                rule="CLK01",
                tier="merchant",
                promise=promise,
                trigger_at=heard_at,
                due_at=due_at,
                # Recorded after its warning and before it is due: the first mail is the lapse's.
                now=due_at - timedelta(hours=1),
            )
            addresses.append(address)
    return addresses


@order
def settle(tag: str) -> None:
    from cases.services.deadlines import deadline_end

    for row in _deadlines(tag):
        deadline_end(deadline=row, state="met", now=_now())


@order
def move(tag: str, seconds: float) -> None:
    from cases.services.deadlines import deadline_move

    for row in _deadlines(tag):
        deadline_move(deadline=row, due_at=_now() + timedelta(seconds=seconds), now=_now())


@order
def mute(tag: str) -> None:
    from cases.models import Case

    Case.objects.filter(owner__email__startswith=f"{tag}-").update(muted_at=_now())


@order
def mails(tag: str) -> list[dict[str, Any]]:
    """Return the tag's mail rows, oldest first."""
    from cases.models import Mail

    rows = Mail.objects.filter(user__email__startswith=f"{tag}-").order_by("created_at")
    fields, moments = ("user__email", "state", "stage", "attempts", "last_code"), ("due_at", "lease_until")
    found = list(rows.values(*fields, *moments))
    return [row | {name: row[name].timestamp() if row[name] else None for name in moments} for row in found]


@order
def events(tag: str, kind: str) -> int:
    from cases.models import CaseEvent

    return CaseEvent.objects.filter(case__owner__email__startswith=f"{tag}-", kind=kind).count()


@order
def banners(tag: str) -> int:
    """Return how many of the tag's shoppers are told that their mail does not arrive."""
    from cases.models import User

    return User.objects.filter(email__startswith=f"{tag}-", mail_failed_at__isnull=False).count()


@order
def signed_in(tag: str, number: int) -> list[dict[str, str]]:
    """Make shoppers with an open case each; return what their browser knows: address, session and case."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from tests.factories import CaseFactory, UserFactory

    browsers = []
    for index in range(number):
        user = UserFactory(email=f"{tag}-{index}@example.com")
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        ref = CaseFactory(owner=user, opened_at=_now(), order__platform="taobao").ref
        browsers.append({"address": user.email, "session": session.session_key, "ref": ref})
    return browsers


@order
def contacts(tag: str) -> int:
    from cases.models import Contact

    return Contact.objects.filter(case__owner__email__startswith=f"{tag}-").count()


@order
def exhibits(tag: str) -> list[list[str]]:
    """Return (case ref, hash) of every exhibit of these shoppers."""
    from cases.models import Evidence

    rows = Evidence.objects.kept().filter(owner__email__startswith=f"{tag}-")
    return sorted([row.case.ref, row.sha256] for row in rows.select_related("case"))


@order
def exhibits_given(tag: str, number: int) -> None:
    """Give the tag's only case so many pictures, looked at already."""
    from cases.models import Case
    from cases.services.evidence_develop import evidence_sweep
    from tests.exhibits import picture, receive

    case = Case.objects.select_related("owner", "order").get(owner__email__startswith=f"{tag}-")
    for at in range(number):
        receive(case, picture("JPEG", (1200, 1600), color=(at * 17, 90, 90)), _now())
    while evidence_sweep(now_fn=_now):
        pass


@order
def pack(tag: str) -> dict[str, Any]:
    """Return how far the tag's only dossier is."""
    from cases.models import PackVariant

    row = PackVariant.objects.get(pack__case__owner__email__startswith=f"{tag}-")
    return {"state": row.state, "done": row.done, "tries": row.tries, "files": row.files.count()}


@order
def pack_lease_over(tag: str) -> None:
    """Let the dead worker's lease be over, as it is by itself after a while."""
    from cases.models import PackVariant

    PackVariant.objects.filter(pack__case__owner__email__startswith=f"{tag}-").update(act_at=_now())


@order
def tick() -> dict[str, int]:
    """Run one pass of everything, in this process."""
    from cases.services.tick import tick_run

    return dict(tick_run(now_fn=_now))


@order
def evidence_faults() -> list[list[str]]:
    from cases.services.evidence_check import evidence_faults

    return [[one.fault, one.name] for one in evidence_faults()]


@order
def unfinished_files() -> list[str]:
    from cases.adapters import storage

    # os.walk goes on when a worker's folder disappears under it.
    found = [name for _, _, names in os.walk(storage.root()) for name in names if name.endswith(storage.PART)]
    return [*storage.leftovers(), *found]


@order
def heartbeat_ago(seconds: float) -> None:
    """Make the last tick that old."""
    from cases.models import Heartbeat

    Heartbeat.objects.filter(name="tick").update(at=_now() - timedelta(seconds=seconds))


@order
def queue_code(tag: str) -> str:
    """Queue an account mail as signing up does; return its address."""
    from django.db import transaction

    from cases.services.mail_queue import account_mail_queue
    from tests.factories import UserFactory

    address = f"{tag}-0@example.com"
    with transaction.atomic():
        user = UserFactory(email=address, verified=False)
        account_mail_queue(user=user, to_address=address, subject="Code", text="123456\n", now=_now())
    return address


@order
def broker_rested() -> None:
    """Wait until a broker that was away is asked again, as every process does after a few seconds."""
    from cases.adapters import queue

    time.sleep(max(queue._resting_until - time.monotonic(), 0))


@order
def hold_lock(seconds: float) -> float:
    """Keep every other writer out for so long, from a thread; return the moment from which the lock was held."""
    held = threading.Event()
    since = []

    def hold() -> None:
        from django.db import connection, transaction

        with transaction.atomic():
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    # In the order of the sweep: the other way round each would wait for the other.
                    cursor.execute("LOCK TABLE cases_deadline, cases_mail IN EXCLUSIVE MODE")
            since.append(time.time())
            held.set()
            time.sleep(seconds)
        connection.close()

    threading.Thread(target=hold, daemon=True).start()
    if not held.wait(30):
        raise TimeoutError("the lock was not to be had")
    return since[0]


@order
def cut_connections() -> int:
    """End every other session of the database, as its restart does; return how many there were (0 on SQLite)."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


@order
def flush_broker() -> None:
    """FLUSHALL."""
    from config.celery import app

    with app.connection_for_write() as connection:
        connection.default_channel.client.flushall()


def _deadlines(tag: str) -> Any:
    from cases.models import Deadline

    return Deadline.objects.filter(case__owner__email__startswith=f"{tag}-")


def main() -> None:
    import django

    django.setup()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"result": ORDERS[asked["order"]](**asked["with"])}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
