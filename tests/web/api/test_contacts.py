"""GET and POST /api/v1/cases/<ref>/contacts/, and one contact."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.models import Contact, Deadline
from cases.selectors import api
from cases.services.case_state import case_close
from tests.case_acts import again, clock_of, heard
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(case) -> str:
    return f"cases/{case.ref}/contacts/"


def test_it_logs_what_they_said_and_starts_the_clock_as_the_page_does(program, path, case):
    said = {"words": "24小时内给您回复", "agent": "6789", "reply": "received", "at": "2026-11-23T14:20:00+08:00"}
    answer = program.post(path, said)
    assert answer.status_code == 201
    made = Contact.objects.get(case=case)
    assert (made.agent.number, made.tier, made.direction, made.at) == (
        "6789",
        "merchant",
        "in",
        NOW - timedelta(hours=1),
    )
    shown = answer.json()
    assert shown["promises"][0]["due_at"] == "2026-11-24T14:20:00+08:00"
    assert (shown["promises"][0]["kind"], shown["promises"][0]["state"]) == ("hours", "running")
    assert clock_of(made).due_at == NOW + timedelta(hours=23)
    assert program.get(f"{path}{shown['id']}/").json() == shown


def test_it_keeps_a_vague_promise_and_says_why_no_clock_runs(program, path, case):
    shown = program.post(path, {"words": "尽快给您处理"}).json()
    assert (shown["promises"][0]["due_at"], shown["promises"][0]["state"]) == (None, "vague")
    assert shown["promises"][0]["reason"]
    assert not Deadline.objects.filter(case=case, promise__isnull=False).exists()


def test_it_takes_the_promised_moment_where_the_words_do_not_say_it(program, path):
    shown = program.post(path, {"words": "说好了", "promise_due": "2026-11-25T18:00:00+08:00"}).json()
    assert shown["promises"][0]["due_at"] == "2026-11-25T18:00:00+08:00"


@pytest.mark.parametrize(("running", "state"), [("replace", "replaced"), ("join", "running"), (None, "running")])
def test_it_replaces_what_runs_only_when_told_to(program, path, case, running, state):
    early = heard(case, NOW - timedelta(hours=2), hours=48)
    program.post(path, {"words": "24小时内给您回复", "running": running})
    assert early.promises.get().state == state


def test_it_acts_once_for_one_key(program, path, case):
    first = program.post(path, {"words": "24小时内给您回复"}, key="same-key-1")
    again_ = program.post(path, {"words": "24小时内给您回复"}, key="same-key-1")
    assert (first.status_code, again_.status_code) == (201, 200)
    assert first.json() == again_.json()
    program.post(path, {"words": "24小时内给您回复"}, key="other-key")
    assert Contact.objects.filter(case=case).count() == 2


@pytest.mark.parametrize("key", ["", "short", "x" * 101])
def test_it_asks_for_a_key(program, path, case, key):
    answer = program.post(path, {"words": "好"}, key=key)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["Idempotency-Key"])
    assert not case.contacts.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"at": "昨天"}, "at"),
        ({"at": "2026-11-23T14:20:00"}, "at"),
        ({"at": "2026-11-24T14:20:00+08:00"}, "at"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "at"),
        ({"words": "长" * 301}, "words"),
        ({"tier": "court"}, "tier"),
        ({"reply": "maybe"}, "reply"),
        ({"offered_amount": "-3"}, "offered_amount"),
        ({"offered_amount": 12}, "offered_amount"),
        ({"agent": ["6789"]}, "agent"),
        ({"agent": "6\x00"}, "agent"),
        ({"channel": "pigeon"}, "channel"),
        ({"promise_due": "2026-11-01T00:00:00+08:00"}, "promise_due"),
        ({"running": "both"}, "running"),
        ({"owner": "1"}, "owner"),
    ],
)
def test_it_names_the_field_that_does_not_fit(program, path, case, said, field):
    answer = program.post(path, said)
    assert answer.status_code == 422
    assert list(answer.json()["error"]["fields"]) == [field]
    assert all(answer.json()["error"]["fields"][field])
    assert not case.contacts.exists()


def test_it_takes_json_alone(program, path):
    sent = {"Authorization": f"Bearer {program.token}", "Idempotency-Key": "key-0001"}
    for body, kind, status in (
        ("words=x", "application/x-www-form-urlencoded", 415),
        ("{", "application/json", 422),
        ("[]", "application/json", 422),
        ("[" * 60_000, "application/json", 422),
        ("x" * 70_000, "application/json", 413),
    ):
        answer = program.client.post(f"/api/v1/{path}", body, content_type=kind, headers=sent)
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")


def test_it_leaves_a_closed_case_alone(program, path, case):
    case_close(case=again(case), outcome="withdrawn", now=NOW)
    assert program.post(path, {"words": "好"}).json()["error"]["code"] == "closed"


def test_it_lists_them_page_by_page(program, path, case, monkeypatch):
    monkeypatch.setattr(api, "PAGE", 2)
    made = [heard(case, NOW - timedelta(hours=n), key=f"k{n}", words=f"{n}").pk for n in range(3)]
    first = program.get(path).json()
    rest = program.get(f"{path}?after={first['next']}").json()
    assert [one["id"] for one in first["contacts"] + rest["contacts"]] == made
