"""/healthz/ tells a monitor whether reminders go out, and nothing about anyone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from cases.models import Heartbeat, Mail
from tests.factories import MailFactory

pytestmark = pytest.mark.django_db


def ticked(seconds_ago: float = 5) -> None:
    Heartbeat.objects.update_or_create(name="tick", defaults={"at": timezone.now() - timedelta(seconds=seconds_ago)})


def waiting(seconds: float, **fields) -> Mail:
    return MailFactory(act_at=timezone.now() - timedelta(seconds=seconds), **fields)


def test_it_is_well_while_ticks_come_and_mail_goes(client):
    ticked()
    waiting(5)
    answer = client.get("/healthz/")
    assert answer.status_code == 200
    told = answer.json()
    assert set(told) == {"status", "database", "broker", "tick_age", "oldest_unsent", "oldest_stuck", "failing", "dead"}
    assert (told["status"], told["database"]) == ("ok", "ok")
    assert 5 <= told["tick_age"] < 60
    assert 5 <= told["oldest_unsent"] < 60


def test_it_turns_red_when_the_scheduler_is_dead(client):
    ticked(91)
    answer = client.get("/healthz/")
    assert answer.status_code == 503
    assert answer.json()["status"] == "red"


def test_it_is_red_before_the_first_tick(client):
    answer = client.get("/healthz/")
    assert answer.status_code == 503
    assert answer.json()["tick_age"] is None


def test_it_turns_red_when_a_mail_waits_too_long(client):
    ticked()
    waiting(121)
    assert client.get("/healthz/").status_code == 503


def test_it_counts_a_failing_mail_from_its_first_failure(client):
    ticked()
    since = timezone.now() - timedelta(seconds=200)
    MailFactory(act_at=timezone.now() + timedelta(seconds=300), failing_since=since)
    answer = client.get("/healthz/")
    assert answer.status_code == 503
    assert answer.json()["failing"] == 1
    assert answer.json()["oldest_unsent"] >= 200


def refused(**fields) -> Mail:
    later, since = timezone.now() + timedelta(seconds=300), timezone.now() - timedelta(seconds=200)
    return MailFactory(act_at=later, failing_since=since, last_code=450, **fields)


def test_it_stays_green_for_one_mailbox_that_is_full(client, alice):
    ticked()
    refused(user=alice)
    refused(user=alice)
    answer = client.get("/healthz/")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["failing"], told["oldest_stuck"]) == (2, 0)
    assert told["oldest_unsent"] >= 200


def test_it_turns_red_when_several_mailboxes_are_refused(client, alice, charlie):
    ticked()
    refused(user=alice)
    refused(user=charlie)
    assert client.get("/healthz/").status_code == 503


def test_it_is_not_worried_about_mail_for_later(client):
    ticked()
    MailFactory(act_at=timezone.now() + timedelta(hours=9))
    answer = client.get("/healthz/")
    assert answer.status_code == 200
    assert answer.json()["oldest_unsent"] == 0


def test_it_warns_of_dead_mail_without_turning_red(client):
    ticked()
    MailFactory(state="dead", act_at=None)
    answer = client.get("/healthz/")
    assert answer.status_code == 200
    assert answer.json()["dead"] == 1


def test_it_answers_503_without_a_database(client, monkeypatch):
    def down(*args, **kwargs):
        raise OperationalError("no connection to alice's database")

    monkeypatch.setattr("cases.selectors.health._from_database", down)
    answer = client.get("/healthz/")
    assert answer.status_code == 503
    assert answer.json()["database"] == "down"
    assert b"alice" not in answer.content


def test_it_tells_whether_the_broker_answers(client, settings, monkeypatch):
    ticked()
    monkeypatch.setattr("cases.selectors.health.broker_answers", lambda: False)
    answer = client.get("/healthz/")
    assert answer.json()["broker"] == "down"
    assert answer.status_code == 200


def test_it_is_never_cached_and_only_read(client):
    ticked()
    assert "no-cache" in client.get("/healthz/")["Cache-Control"]
    assert client.post("/healthz/").status_code == 405


def test_it_has_no_language(client):
    ticked()
    assert client.get("/en/healthz/").status_code == 404
