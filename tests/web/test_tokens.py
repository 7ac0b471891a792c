"""/me/security/tokens/: made, shown once, revoked."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.urls import reverse

from cases.models import ApiToken
from cases.services import api_token
from tests.factories import NOW

pytestmark = pytest.mark.django_db
PAGE = "/me/security/tokens/"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def shown(answer) -> str:
    found = re.search(r'value="(youju_[\w-]{43})"', answer.content.decode())
    return found[1] if found else ""


def test_it_shows_a_new_token_this_once(as_alice, client):
    answer = as_alice.post(PAGE, {"name": "账本同步", "scope": "read"})
    token = shown(answer)
    assert token
    assert answer["Cache-Control"] == "private, no-store"
    later = as_alice.get(PAGE).content.decode()
    assert token not in later
    assert "账本同步" in later
    assert "还没用过" in later
    assert client.get("/api/v1/cases/", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert "刚刚" in as_alice.get(PAGE).content.decode() or "15:20" in as_alice.get(PAGE).content.decode()


@pytest.mark.parametrize("sent", [{}, {"name": "", "scope": "read"}, {"name": "x", "scope": "admin"}])
def test_it_says_what_is_missing(as_alice, sent):
    answer = as_alice.post(PAGE, sent)
    assert answer.status_code == 422
    assert not shown(answer)
    assert not ApiToken.objects.exists()


def test_it_is_revoked_by_its_owner_alone(as_alice, as_charlie, client):
    token = shown(as_alice.post(PAGE, {"name": "账本同步", "scope": "write"}))
    path = reverse("me-token-revoke", args=[ApiToken.objects.get().pk])
    assert as_charlie.post(path).status_code == 404
    assert client.post(path).url.startswith(reverse("account_login"))
    assert as_alice.get(path).status_code == 405
    assert as_alice.post(path).url == PAGE
    assert as_alice.post(path).status_code == 404
    assert "账本同步" not in as_alice.get(PAGE).content.decode()
    assert client.get("/api/v1/cases/", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_it_is_seen_by_its_owner_alone(as_alice, as_charlie, client):
    as_alice.post(PAGE, {"name": "账本同步", "scope": "read"})
    assert "账本同步" not in as_charlie.get(PAGE).content.decode()
    assert client.get(PAGE).url.startswith(reverse("account_login"))


def test_it_stops_at_a_number(as_alice, monkeypatch):
    monkeypatch.setattr(api_token, "MOST", 1)
    as_alice.post(PAGE, {"name": "1", "scope": "read"})
    assert as_alice.post(PAGE, {"name": "2", "scope": "read"}).status_code == 422
    assert ApiToken.objects.count() == 1
