"""What a token opens, and what it never does."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
import time_machine

from cases.adapters import api_limit
from cases.models import ApiToken, Helper, User
from cases.services.account_delete import account_freeze
from cases.services.api_token import token_revoke
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic eDp5", "youju_x"])
def test_it_refuses_every_call_without_a_token_that_works(client, case, sent):
    for path in ("cases/", f"cases/{case.ref}/", f"cases/{case.ref}/contacts/", f"cases/{case.ref}/evidence/"):
        answer = client.get(f"/api/v1/{path}", headers={"Authorization": sent} if sent else {})
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer.json()["error"]["code"] == "no_token"


def test_it_opens_nothing_to_a_browser_that_is_signed_in(as_alice, case):
    assert as_alice.get("/api/v1/cases/").status_code == 401
    assert as_alice.post(f"/api/v1/cases/{case.ref}/contacts/", {}).status_code == 401


def test_it_never_takes_a_token_in_the_address(client, program):
    assert client.get(f"/api/v1/cases/?token={program.token}").status_code == 401


def test_it_keeps_a_hash_alone(program):
    row = ApiToken.objects.get()
    assert program.token not in str(row.__dict__)
    assert len(row.token_hash) == 64


def test_it_writes_no_token_into_the_log(program, case, caplog):
    caplog.set_level(logging.DEBUG)
    program.get("cases/")
    program.post(f"cases/{case.ref}/contacts/", {"words": "x" * 400})
    assert program.token not in caplog.text


def test_it_notes_the_last_use_to_the_minute(reader):
    reader.get("cases/")
    assert ApiToken.objects.get().last_used_at == NOW
    with time_machine.travel(NOW + timedelta(seconds=59), tick=False):
        reader.get("cases/")
        assert ApiToken.objects.get().last_used_at == NOW
    with time_machine.travel(NOW + timedelta(seconds=60), tick=False):
        reader.get("cases/")
    assert ApiToken.objects.get().last_used_at == NOW + timedelta(seconds=60)


def test_it_ends_when_it_is_revoked(alice, reader):
    assert reader.get("cases/").status_code == 200
    token_revoke(owner=alice, number=ApiToken.objects.get().pk, now=NOW)
    assert reader.get("cases/").status_code == 401


def test_it_ends_when_the_account_is_frozen(alice, reader):
    account_freeze(user=alice, now=NOW)
    assert reader.get("cases/").status_code == 401


def test_it_reads_only_when_it_may_only_read(reader, case):
    answer = reader.post(f"cases/{case.ref}/contacts/", {"words": "好"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "read_only")
    assert reader.send(f"cases/{case.ref}/evidence/").status_code == 403
    assert not case.contacts.exists()


def test_it_waits_when_asked_too_often(reader, monkeypatch):
    monkeypatch.setitem(api_limit.A_MINUTE, "read", 3)
    assert [reader.get("cases/").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = reader.get("cases/")
    assert 1 <= int(answer["Retry-After"]) <= 60
    with time_machine.travel(NOW + timedelta(seconds=61), tick=False):
        assert reader.get("cases/").status_code == 200


def test_it_slows_down_who_tries_tokens(client, monkeypatch):
    monkeypatch.setattr("cases.views.api.frame.WRONG_A_MINUTE", 3)
    wrong = {"Authorization": "Bearer youju_guess"}
    assert [client.get("/api/v1/cases/", headers=wrong).status_code for _ in range(4)] == [401, 401, 401, 429]


def test_it_speaks_the_language_of_the_account(alice, reader):
    assert "不是你的" in reader.get("cases/none/").json()["error"]["message"]
    User.objects.filter(pk=alice.pk).update(language="en")
    assert "not yours" in reader.get("cases/none/").json()["error"]["message"]


@pytest.mark.parametrize("verb", ["put", "patch", "delete", "options"])
def test_it_takes_no_other_verb(client, program, case, verb):
    call = getattr(client, verb)
    answer = call(f"/api/v1/cases/{case.ref}/", headers={"Authorization": f"Bearer {program.token}"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method")


@pytest.mark.parametrize("path", ["", "users/", "cases/x/letters/", "openapi.yaml"])
def test_it_answers_in_json_wherever_there_is_nothing(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")


@pytest.mark.parametrize("role", ["read", "log", "handle"])
def test_it_acts_for_the_owner_alone_never_for_a_helper(strangers, charlie, case, role):
    """Charlie helps with Alice's case in a browser; a program of Charlie's sees nothing of it."""
    Helper.objects.create(
        case=case, name="小明", role=role, user=charlie, invited_at=NOW, joined_at=NOW, expires_at=NOW
    )
    assert strangers.get("cases/").json() == {"cases": [], "next": None}
    for path in ("", "contacts/", "evidence/"):
        assert strangers.get(f"cases/{case.ref}/{path}").status_code == 404
    assert strangers.post(f"cases/{case.ref}/contacts/", {"words": "好"}).status_code == 404
    assert strangers.send(f"cases/{case.ref}/evidence/").status_code == 404
    assert not case.contacts.exists()
