"""A mail server in trouble: back-off, dead letters, and the others' mail going on."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.db import OperationalError

from cases.models import Case, Mail, User
from cases.services import mail_outcome
from cases.services.mail_outcome import back_off
from cases.services.mail_send import mail_send_due
from tests.factories import NOW, MailFactory, UserFactory
from tests.integration.test_mail_send import write
from tests.pipeline.sink import Sink, running_sink

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[Sink]:
    with running_sink() as sink:
        yield sink


@pytest.fixture
def sink(server: Sink, settings) -> Iterator[Sink]:
    settings.RETRY_SECONDS = 15
    server.forget()
    yield server
    server.behave()


def send(sink: Sink, now: datetime = NOW, **kwargs) -> Counter[str]:
    line = EmailBackend(host="127.0.0.1", port=sink.port)
    return mail_send_due(now_fn=lambda: now, connection=line, compose=write, **kwargs)


def mail_to(address: str, **fields) -> Mail:
    return MailFactory(deadline__case__owner=UserFactory(email=address), **fields)


def test_it_waits_twice_as_long_after_each_try_up_to_ten_minutes(settings):
    settings.RETRY_SECONDS = 15
    waits = [back_off(tries).total_seconds() for tries in range(1, 12)]
    plain = [15, 30, 60, 120, 240, 480, 600, 600, 600, 600, 600]
    assert all(0.9 * want <= wait <= 1.1 * want for wait, want in zip(waits, plain, strict=True))


@pytest.mark.parametrize("seconds", [1, 15])
def test_it_tries_at_most_twelve_times_in_five_minutes(settings, seconds: int):
    settings.RETRY_SECONDS = seconds
    spent = tries = 0.0
    while spent < 300:
        tries += 1
        spent += back_off(int(tries)).total_seconds()
    assert tries <= 12


def test_it_tries_again_after_a_deferral_and_shows_the_mail_meanwhile(sink: Sink):
    sink.misbehave(at="rcpt", answer="451 later")
    row = mail_to("alice@example.com")
    assert send(sink) == {"failed": 1}
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_code, row.failing_since, row.lease_until) == (
        "pending",
        1,
        451,
        NOW,
        None,
    )
    assert NOW + timedelta(seconds=13) < row.act_at < NOW + timedelta(seconds=17)
    assert (row.noted_at, row.subject) == (NOW, "卷0001：对方超时了")
    assert send(sink, NOW + timedelta(seconds=10)) == {}
    sink.behave()
    assert send(sink, NOW + timedelta(seconds=20)) == {"sent": 1}
    row.refresh_from_db()
    assert (row.failing_since, row.last_error) == (None, "")
    assert sink.accepted()[0]["id"] == f"<{row.pk}@youju.test>"


def test_it_buries_a_refused_mail_after_three_tries_and_tells_the_owner(sink: Sink):
    sink.misbehave(at="rcpt", answer="550 5.1.1 no such box", to="bad@")
    row = mail_to("bad@example.com")
    now = NOW
    results = []
    for _ in range(5):
        results += send(sink, now)
        now += timedelta(minutes=2)
    assert results == ["failed", "failed", "dead"]
    assert len(sink.tries("bad@")) == 3
    row.refresh_from_db()
    assert (row.state, row.act_at, row.last_code) == ("dead", None, 550)
    assert "no such box" in row.last_error
    assert User.objects.get(pk=row.user_id).mail_failed_at is not None


def test_it_gives_a_mail_up_and_tells_its_owner_together_or_not_at_all(sink: Sink, monkeypatch):
    """A worker that dies between the two leaves the mail to the next one, which does both."""
    sink.misbehave(at="rcpt", answer="550 no", to="bad@")
    row = mail_to("bad@example.com", refusals=2)
    with monkeypatch.context() as dying:
        dying.setattr(mail_outcome, "User", None)
        with pytest.raises(AttributeError):
            send(sink)
    row.refresh_from_db()
    assert (row.state, row.refusals) == ("pending", 2)
    Mail.objects.filter(pk=row.pk).update(lease_until=NOW)
    assert send(sink, NOW + timedelta(hours=1)) == {"dead": 1}
    assert User.objects.get(pk=row.user_id).mail_failed_at == NOW + timedelta(hours=1)


def helped(row: Mail) -> Mail:
    """Let the row's case have a helper who wants to hear of it by mail."""
    Case.objects.filter(pk=row.case_id).update(mailed_helpers=1)
    return row


@pytest.mark.parametrize(("mode", "became"), [("instant", "sent"), ("digest", "folded"), ("off", "in_app")])
def test_it_settles_a_mail_and_tells_helpers_together_or_not_at_all(mode, became, sink: Sink, monkeypatch):
    """A worker that dies between the two leaves the mail to the next one, which does both."""
    row = helped(mail_to("alice@example.com"))
    User.objects.filter(pk=row.user_id).update(mail_mode=mode, mail_failed_at=NOW)
    told = []

    def dies(**_kwargs) -> None:
        raise SystemExit

    monkeypatch.setattr(mail_outcome, "helper_copies", dies)
    with pytest.raises(SystemExit):
        send(sink)
    row.refresh_from_db()
    assert row.state == "pending"
    assert User.objects.get(pk=row.user_id).mail_failed_at is not None
    monkeypatch.setattr(mail_outcome, "helper_copies", lambda **kwargs: told.append(kwargs["mail"].pk))
    Mail.objects.filter(pk=row.pk).update(lease_until=NOW)
    assert send(sink, NOW + timedelta(hours=1)) == {became: 1}
    assert told == [row.pk]
    assert (User.objects.get(pk=row.user_id).mail_failed_at is None) is (became == "sent")


def test_it_does_not_send_again_what_it_cannot_tell_helpers(sink: Sink, monkeypatch, caplog):
    row = helped(mail_to("alice@example.com"))

    def broken(**_kwargs) -> None:
        raise ValueError("alice's words")

    monkeypatch.setattr(mail_outcome, "helper_copies", broken)
    assert send(sink) == {"sent": 1}
    row.refresh_from_db()
    assert row.state == "sent"
    assert "its helpers could not be told" in caplog.text
    assert "alice's words" not in caplog.text


def test_it_counts_refusals_alone_and_not_the_times_the_server_was_away(sink: Sink):
    """Five tries without a connection, then one refusal: that was the first."""
    row = mail_to("slow@example.com", attempts=5, failing_since=NOW - timedelta(hours=1))
    sink.misbehave(at="rcpt", answer="550 5.7.1 greylisted for good", to="slow@")
    now, results = NOW, []
    for _ in range(3):
        results += send(sink, now)
        now += timedelta(hours=2)
    assert results == ["failed", "failed", "dead"]
    row.refresh_from_db()
    assert (row.refusals, row.attempts) == (3, 8)


def test_it_does_not_count_a_deferral_as_a_refusal(sink: Sink):
    row = mail_to("busy@example.com", refusals=2)
    sink.misbehave(at="rcpt", answer="451 later", to="busy@")
    assert send(sink) == {"failed": 1}
    row.refresh_from_db()
    assert row.refusals == 2
    sink.behave()
    sink.misbehave(at="rcpt", answer="550 no", to="busy@")
    assert send(sink, NOW + timedelta(hours=1)) == {"dead": 1}


def test_it_does_not_blame_the_owners_address_for_another(sink: Sink):
    sink.misbehave(at="rcpt", answer="550 no such box", to="new@")
    user = UserFactory(email="alice@example.com")
    row = Mail.objects.create(
        kind="account", user=user, to_address="new@example.com", text="123456", act_at=NOW, created_at=NOW, refusals=2
    )
    assert send(sink) == {"dead": 1}
    row.refresh_from_db()
    assert row.text == ""
    assert User.objects.get(pk=user.pk).mail_failed_at is None


def test_it_clears_the_owners_banner_with_the_next_mail_that_goes(sink: Sink):
    row = mail_to("alice@example.com")
    User.objects.filter(pk=row.user_id).update(mail_failed_at=NOW)
    send(sink)
    assert User.objects.get(pk=row.user_id).mail_failed_at is None


def test_it_lets_nobody_wait_for_a_bad_address(sink: Sink):
    sink.misbehave(at="rcpt", answer="550 no", to="bad")
    for number in range(5):
        mail_to(f"bad{number}@example.com", act_at=NOW - timedelta(hours=1))
    mail_to("alice@example.com")
    assert send(sink) == {"failed": 5, "sent": 1}


def test_it_lets_nobody_wait_for_one_hanging_address(sink: Sink, settings):
    # Time enough for Alice's mail on a busy machine.
    settings.LEASE_SECONDS = 5
    sink.misbehave(at="rcpt", answer="hang", to="slow@")
    mail_to("slow@example.com", act_at=NOW - timedelta(hours=1))
    mail_to("alice@example.com")
    started = time.monotonic()
    assert send(sink) == {"failed": 1, "sent": 1}
    # Not the time that a server is given by itself.
    assert time.monotonic() - started < settings.LEASE_SECONDS * 2 < settings.SMTP_TIMEOUT_SECONDS


def test_it_saves_the_others_tries_when_the_server_is_gone(sink: Sink):
    for number in range(10):
        mail_to(f"shopper{number}@example.com")
    sink.refuse()
    try:
        assert send(sink) == {"failed": 3}
    finally:
        sink.listen()
    assert Mail.objects.filter(attempts=0).count() == 7
    assert send(sink) == {"sent": 7}


def test_it_gives_up_after_three_days(sink: Sink):
    sink.misbehave(at="rcpt", answer="451 later")
    row = mail_to("alice@example.com", failing_since=NOW - timedelta(days=3), attempts=400)
    assert send(sink) == {"dead": 1}
    row.refresh_from_db()
    assert (row.state, row.failing_since) == ("dead", None)


def test_it_goes_on_trying_for_three_days(sink: Sink):
    sink.misbehave(at="rcpt", answer="451 later")
    mail_to("alice@example.com", failing_since=NOW - timedelta(days=2, hours=23), attempts=400)
    assert send(sink) == {"failed": 1}


def test_it_never_buries_mail_because_the_server_dislikes_us(sink: Sink):
    sink.misbehave(at="mail", answer="550 not from you")
    row = mail_to("alice@example.com", attempts=50)
    assert send(sink) == {"failed": 1}
    row.refresh_from_db()
    assert (row.state, row.last_code) == ("pending", 550)


def test_it_keeps_the_message_id_when_the_line_breaks_after_the_text(sink: Sink):
    sink.misbehave(at="body", answer="take and drop", times=1)
    row = mail_to("alice@example.com")
    assert send(sink) == {"failed": 1}
    assert send(sink, NOW + timedelta(minutes=1)) == {"sent": 1}
    assert [mail["id"] for mail in sink.accepted()] == [f"<{row.pk}@youju.test>"] * 2


def test_it_marks_what_was_accepted_even_when_the_database_is_locked_for_a_while(sink: Sink, monkeypatch):
    row = mail_to("alice@example.com")
    locked = iter([True, True, False])
    real = mail_outcome.patiently

    def stubborn(run, *args):
        def flaky():
            if next(locked, False):
                raise OperationalError("database is locked")
            return run()

        return real(flaky, *args)

    # The test's own transaction may not be closed: outside of tests the connection is made anew.
    monkeypatch.setattr("cases.adapters.patience.connection", _Outside())
    monkeypatch.setattr(mail_outcome, "patiently", stubborn)
    assert send(sink) == {"sent": 1}
    row.refresh_from_db()
    assert row.state == "sent"
    assert len(sink.accepted()) == 1


class _Outside:
    """A connection outside any transaction."""

    in_atomic_block = False

    def close(self) -> None: ...


def test_it_uses_one_connection_for_a_batch(sink: Sink):
    for number in range(7):
        mail_to(f"shopper{number}@example.com")
    send(sink)
    assert (len(sink.accepted()), sink.connections()) == (7, 1)


def test_it_begins_nothing_that_its_lease_might_not_outlast(sink: Sink, settings):
    settings.LEASE_SECONDS = 0.2

    def slow(mail: Mail, now: datetime):
        time.sleep(0.17)
        return write(mail, now)

    row = mail_to("alice@example.com")
    line = EmailBackend(host="127.0.0.1", port=sink.port)
    assert mail_send_due(now_fn=lambda: NOW, connection=line, compose=slow, limit=1) == {"released": 1}
    row.refresh_from_db()
    assert (row.state, row.attempts, row.lease_until) == ("pending", 0, None)
    assert sink.connections() == 0
