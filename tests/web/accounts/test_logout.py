"""/accounts/logout/."""

from __future__ import annotations

import pytest

from tests.web.accounts.conftest import is_signed_in

URL = "/accounts/logout/"


@pytest.mark.django_db
def test_it_ends_the_session_for_good(client, alice_with_password, sign_in):
    sign_in(client, "alice@example.com")
    key, store = client.session.session_key, type(client.session)
    response = client.post(URL)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert not is_signed_in(client)
    assert not store().exists(key)


@pytest.mark.django_db
def test_it_only_asks_on_a_get(as_alice):
    page = as_alice.get(URL)
    assert page.status_code == 200
    assert "退出这台设备" in page.content.decode()
    assert is_signed_in(as_alice)


@pytest.mark.django_db
def test_it_is_no_error_for_a_stranger(client):
    assert client.get(URL)["Location"] == "/"
    assert client.post(URL)["Location"] == "/"


@pytest.mark.django_db
def test_it_refuses_another_verb(as_alice):
    assert as_alice.delete(URL).status_code == 405
