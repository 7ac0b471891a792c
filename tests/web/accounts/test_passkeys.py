"""/accounts/2fa/webauthn/…: what can be tested without a device; the ceremony itself is in tests/browser."""

from __future__ import annotations

import json

import pytest
from django.utils.html import escape

from cases.models import User
from tests.factories import UserFactory

LIST, ADD, LOGIN = "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/login/"


@pytest.fixture
def signed_in(client, alice_with_password, sign_in, password):
    sign_in(client, "alice@example.com")
    client.post("/accounts/reauthenticate/", {"password": password})
    return client


@pytest.mark.django_db
def test_it_offers_the_options_in_an_attribute(signed_in):
    page = signed_in.get(ADD).content.decode()
    assert escape('"challenge"') in page.split("data-options=")[1]
    assert 'data-passkey="addForm"' in page
    assert "通行密钥 1" in page


@pytest.mark.django_db
def test_it_keeps_each_button_shut_until_its_script_has_come(client, signed_in):
    # A tap before the deferred script is attached would be lost without a word; passkey.js opens the button.
    assert "data-passkey-start disabled>" in signed_in.get(ADD).content.decode()
    signed_in.logout()
    assert "data-passkey-start disabled>" in client.get("/accounts/login/").content.decode()


@pytest.mark.django_db
def test_it_names_the_site_in_the_browsers_dialog(signed_in):
    page = signed_in.get(ADD).content.decode()
    assert escape(json.dumps("有据")) in page


@pytest.mark.django_db
@pytest.mark.parametrize("credential", ["", "{}", "nonsense", '{"id":"x"}', "[]", "1", '{"response":{}}'])
def test_it_refuses_an_answer_that_is_none(signed_in, alice, credential):
    response = signed_in.post(ADD, {"name": "x", "credential": credential, "passwordless": "on"})
    assert response.status_code == 200
    assert not alice.authenticator_set.exists()


@pytest.mark.django_db
def test_it_gives_the_login_options_to_the_script_only(client):
    response = client.get(LOGIN, headers={"accept": "application/json"})
    assert "challenge" in response.json()["request_options"]["publicKey"]
    assert client.get(LOGIN)["Location"] == "/accounts/login/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "credential", ["", "{}", "nonsense", '{"id":"x"}', "[]", "1", '{"response":{"userHandle":"MQ"}}']
)
def test_it_signs_nobody_in_with_nonsense(client, alice, credential):
    client.get(LOGIN, headers={"accept": "application/json"})
    assert client.post(LOGIN, {"credential": credential})["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_it_limits_passkey_logins_per_network(client):
    for _ in range(10):
        client.post(LOGIN, {"credential": "{}"})
    response = client.post(LOGIN, {"credential": "{}"})
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60


@pytest.mark.django_db
def test_it_shows_no_key_of_somebody_else(signed_in):
    mallory: User = UserFactory(email="mallory@example.com")
    key = mallory.authenticator_set.create(type="webauthn", data={"name": "hers", "credential": {}})
    assert "hers" not in signed_in.get(LIST).content.decode()
    for path in ("edit", "remove"):
        assert signed_in.get(f"{LIST}keys/{key.pk}/{path}/").status_code == 404
        assert signed_in.post(f"{LIST}keys/{key.pk}/{path}/", {"name": "mine"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "hers"


@pytest.mark.django_db
def test_it_renames_and_removes_ones_own(signed_in, alice):
    key = alice.authenticator_set.create(type="webauthn", data={"name": "old", "credential": {}})
    signed_in.post(f"{LIST}keys/{key.pk}/edit/", {"name": "我的手机"})
    key.refresh_from_db()
    assert key.data["name"] == "我的手机"
    page = signed_in.post(f"{LIST}keys/{key.pk}/edit/", {"name": ""}).content.decode()
    assert "请填写名字。" in page
    signed_in.post(f"{LIST}keys/{key.pk}/remove/")
    assert not alice.authenticator_set.exists()


@pytest.mark.django_db
def test_it_refuses_a_stranger_and_another_verb(client, as_alice):
    assert client.get(LIST).status_code == 302
    assert client.get(ADD).status_code == 302
    assert as_alice.post(LIST).status_code == 405
