"""/me/delete/ and the page that undoes it."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.urls import reverse

from cases.models import Deletion, Mail, User
from cases.selectors.leave import user_to_undo
from cases.services.account_delete import UNDO, account_freeze, account_undo
from cases.services.undo_link import undo_token
from tests.case_acts import DAY, opened
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/me/delete/"
PASSWORD = "a-long-pass-phrase-1"


@pytest.fixture(autouse=True)
def _monday(media):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def dora() -> User:
    """A shopper with a password."""
    return UserFactory(email="dora@example.com", password=PASSWORD)


def signed_in(client, user: User):
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def test_it_says_what_goes_and_when(as_alice, alice, client):
    opened(alice, now=NOW)
    page = as_alice.get(PAGE).content.decode()
    for words in (alice.email, "1 个案件", "7 天", "30 天", reverse("me-export")):
        assert words in page
    assert client.get(PAGE).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("typed", ["", "charlie@example.com", "alice"])
def test_it_goes_only_when_the_address_is_typed(as_alice, alice, typed):
    answer = as_alice.post(PAGE, {"email": typed})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Deletion.objects.exists()
    assert as_alice.get(PAGE).status_code == 200


def test_it_freezes_at_once_and_offers_the_way_back(as_alice, alice):
    answer = as_alice.post(PAGE, {"email": " Alice@Example.com "})
    assert re.fullmatch(r"/u/[^/]+/", answer.url)
    assert Deletion.objects.get(user=alice).purge_at == NOW + UNDO
    assert as_alice.get("/today/").url.startswith(reverse("account_login"))
    page = as_alice.get(answer.url)
    assert "撤销" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert User.objects.get(pk=alice.pk).is_active is False
    assert as_alice.post(answer.url).url == reverse("account_login")
    assert User.objects.get(pk=alice.pk).is_active
    assert as_alice.get(answer.url).status_code == 410


def test_it_mails_the_way_back_to_a_proved_address_alone(as_alice, alice, client):
    as_alice.post(PAGE, {"email": alice.email})
    mail = Mail.objects.get(kind="account")
    link = re.search(r"https://youju\.test(/u/\S+)", mail.text)
    assert link is not None
    assert client.get(link[1]).status_code == 200
    assert alice.email not in mail.subject
    unproved = UserFactory(email="x@example.com", verified=False)
    client.force_login(unproved, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(PAGE, {"email": unproved.email})
    assert Deletion.objects.filter(user=unproved).exists()
    assert not Mail.objects.filter(user=unproved, text__contains="/u/").exists()


def test_it_lets_who_knows_the_password_back_in(client, dora):
    account_freeze(user=dora, now=NOW)
    answer = client.post(reverse("account_login"), {"login": dora.email, "password": PASSWORD})
    assert re.fullmatch(r"/u/[^/]+/", answer.url)
    wrong = client.post(reverse("account_login"), {"login": dora.email, "password": "another-one-2"})
    assert "/u/" not in wrong.get("Location", "")
    client.post(answer.url)
    assert signed_in(client, dora).get("/today/").status_code == 200


def test_it_asks_for_the_password_once_more(client, dora):
    signed_in(client, dora)
    again = reverse("account_reauthenticate")
    assert client.get(PAGE).url.startswith(again)
    assert client.post(f"{again}?next={PAGE}", {"password": PASSWORD}).url == PAGE
    assert client.get(PAGE).status_code == 200
    with time_machine.travel(NOW + DAY / 2, tick=False):
        assert client.get(PAGE).url.startswith(reverse("account_reauthenticate"))


def test_it_undoes_this_deletion_and_no_other(alice):
    first = undo_token(account_freeze(user=alice, now=NOW))
    assert user_to_undo(first, NOW) == alice
    account_undo(user=alice, now=NOW)
    account_freeze(user=alice, now=NOW + DAY)
    assert user_to_undo(first, NOW + DAY) is None
    assert user_to_undo(first, NOW + UNDO) is None


@pytest.mark.parametrize("token", ["x", "x:y:z", "WzEsMV0:1:2"])
def test_it_knows_no_other_token(client, token):
    assert client.get(f"/u/{token}/").status_code == 410
    assert client.post(f"/u/{token}/").status_code == 410


def test_it_is_too_late_after_seven_days(client, alice):
    token = undo_token(account_freeze(user=alice, now=NOW))
    with time_machine.travel(NOW + UNDO, tick=False):
        assert client.post(f"/u/{token}/").status_code == 410
    assert not User.objects.get(pk=alice.pk).is_active
