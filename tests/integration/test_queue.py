"""Work handed to the worker by name: after the commit, never an error of the page that asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from celery import Celery
from django.db import transaction
from kombu.exceptions import OperationalError

from cases.adapters import queue
from cases.adapters.queue import broker_answers, enqueue
from cases.models import Mail
from cases.services.mail_queue import account_mail_queue
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(monkeypatch) -> list[dict]:
    found: list[dict] = []
    monkeypatch.setattr(queue, "_resting_until", 0.0)
    task = queue._task("cases.send_mail")
    monkeypatch.setattr(task, "apply_async", lambda kwargs, **options: found.append(kwargs))
    return found


def test_it_publishes_after_the_commit_and_not_before(published, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enqueue("cases.send_mail", mail_id="1")
        assert published == []
    assert published == [{"mail_id": "1"}]


def test_it_publishes_nothing_of_what_was_rolled_back(published, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        enqueue("cases.send_mail", mail_id="1")
        raise RuntimeError
    assert published == []


def test_it_says_at_once_when_no_task_has_that_name():
    with pytest.raises(LookupError, match=r"cases\.sendmail"):
        enqueue("cases.sendmail", mail_id="1")


def test_it_swallows_a_broker_that_is_down_and_leaves_it_alone_for_a_while(
    monkeypatch, caplog, django_capture_on_commit_callbacks
):
    asked: list[dict] = []

    def down(kwargs, **options):
        asked.append(kwargs)
        raise OperationalError("redis://:password@10.0.0.1/0")

    monkeypatch.setattr(queue, "_resting_until", 0.0)
    monkeypatch.setattr(queue._task("cases.send_mail"), "apply_async", down)
    for number in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            enqueue("cases.send_mail", mail_id=str(number))
    assert asked == [{"mail_id": "0"}]
    assert "cases.send_mail" in caplog.text
    assert "password" not in caplog.text


def fastest_of_five(act: Callable[[], object]) -> float:
    """Return the seconds of the fastest: a busy machine only ever adds, and the first looks for its modules."""
    taken = []
    for _ in range(5):
        started = time.monotonic()
        act()
        taken.append(time.monotonic() - started)
    return min(taken)


def test_it_waits_no_longer_than_a_second_for_a_broker_that_is_not_there(
    monkeypatch, settings, django_capture_on_commit_callbacks
):
    nowhere = Celery(broker="redis://127.0.0.1:1/0", set_as_current=False)

    @nowhere.task(name="tests.nowhere", shared=False)
    def task(mail_id: str) -> None: ...

    def publish() -> None:
        monkeypatch.setattr(queue, "_resting_until", 0.0)
        with django_capture_on_commit_callbacks(execute=True):
            enqueue("cases.send_mail", mail_id="1")
        assert queue._resting_until > 0

    monkeypatch.setattr(queue, "_task", lambda name: task)
    assert fastest_of_five(publish) < 1


def test_it_tells_whether_the_broker_answers(monkeypatch):
    assert broker_answers()
    nowhere = Celery(broker="redis://127.0.0.1:1/0", set_as_current=False)
    monkeypatch.setattr(queue, "import_string", lambda name: nowhere)
    assert fastest_of_five(broker_answers) < 2
    assert not broker_answers()


def test_it_queues_an_account_mail_and_its_task_together(published, django_capture_on_commit_callbacks):
    user = UserFactory(verified=False)
    with django_capture_on_commit_callbacks(execute=True):
        mail = account_mail_queue(
            user=user, to_address="new@example.com", subject="Code", text="123456", html="<p>123456</p>", now=NOW
        )
    assert published == [{"mail_id": str(mail.pk)}]
    row = Mail.objects.get(pk=mail.pk)
    assert (row.kind, row.state, row.act_at, row.to_address) == ("account", "pending", NOW, "new@example.com")


class SlowlyFound:
    """A Celery application that looks for its tasks once, and takes a moment over it."""

    def __init__(self) -> None:
        self.tasks: dict[str, str] = {}
        self.loader = self
        self.looking = threading.Event()
        self.go_on = threading.Event()

    def import_default_modules(self) -> None:
        if self.looking.is_set():
            return
        self.looking.set()
        self.go_on.wait(10)
        self.tasks["cases.tick"] = "the task"


def test_it_finds_a_task_while_another_thread_is_still_looking(monkeypatch):
    app = SlowlyFound()
    monkeypatch.setattr(queue, "import_string", lambda name: app)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(queue._task, "cases.tick")
        assert app.looking.wait(10)
        second = threads.submit(queue._task, "cases.tick")
        time.sleep(0.05)  # time enough to fail, were it not to wait
        app.go_on.set()
        assert (first.result(10), second.result(10)) == ("the task", "the task")
