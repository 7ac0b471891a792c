"""/accounts/reauthenticate/: before something about one's safety changes."""

from __future__ import annotations

import pytest
import time_machine

URL, GUARDED = "/accounts/reauthenticate/", "/accounts/2fa/totp/activate/"


@pytest.fixture
def signed_in(client, alice_with_password, sign_in):
    sign_in(client, "alice@example.com")
    return client


@pytest.mark.django_db
def test_it_stands_before_the_second_factor_and_leads_back(signed_in, password):
    response = signed_in.get(GUARDED)
    assert response["Location"].startswith(f"{URL}?next=")
    assert "请确认是你本人" in signed_in.get(response["Location"]).content.decode()
    response = signed_in.post(URL, {"password": password, "next": GUARDED})
    assert response["Location"] == GUARDED
    assert signed_in.get(GUARDED).status_code == 200


@pytest.mark.django_db
def test_it_lasts_five_minutes(signed_in, password):
    with time_machine.travel("2026-11-23T07:20:00Z", tick=False) as clock:
        signed_in.post(URL, {"password": password})
        clock.shift(299)
        assert signed_in.get(GUARDED).status_code == 200
        clock.shift(2)
        assert signed_in.get(GUARDED).status_code == 302


@pytest.mark.django_db
def test_it_says_that_the_password_is_wrong_beside_the_field(signed_in):
    page = signed_in.post(URL, {"password": "wrong-horse-1"}).content.decode()
    assert "密码不对。" in page.split('id="id_password_error"')[1]
    assert "wrong-horse-1" not in page


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_it_allows_five_wrong_passwords(signed_in, password):
    for _ in range(5):
        assert signed_in.post(URL, {"password": "wrong-horse-1"}).status_code == 200
    response = signed_in.post(URL, {"password": password})
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 300


@pytest.mark.django_db
def test_it_sends_a_stranger_to_the_login_page_and_refuses_another_verb(client, signed_in):
    assert signed_in.delete(URL).status_code == 405
    client.logout()
    assert client.get(URL)["Location"].startswith("/accounts/login/")
