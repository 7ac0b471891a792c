"""/accounts/login/ with a password."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import UserFactory
from tests.web.accounts.conftest import is_signed_in

URL = "/accounts/login/"


@pytest.mark.django_db
def test_it_signs_in_and_lands_on_today(client, alice_with_password, sign_in):
    response = sign_in(client, "alice@example.com")
    assert (response.status_code, response["Location"]) == (302, "/today/")
    assert is_signed_in(client)


@pytest.mark.django_db
def test_it_lands_in_the_language_of_the_page(client, alice_with_password, password):
    response = client.post("/en" + URL, {"login": "alice@example.com", "password": password})
    assert response["Location"] == "/en/today/"


@pytest.mark.django_db
def test_it_takes_an_address_typed_in_capitals(client, alice_with_password, sign_in):
    assert sign_in(client, "ALICE@example.com").status_code == 302


@pytest.mark.django_db
def test_it_never_waits_for_the_address_to_be_proved(client, sign_in, password):
    UserFactory(email="eve@example.com", password=password, verified=False)
    assert sign_in(client, "eve@example.com")["Location"] == "/today/"


@pytest.mark.django_db
def test_it_signs_in_right_after_signing_up_and_out(client, password):
    client.post("/accounts/signup/", {"email": "dora@example.com", "password1": password})
    client.post("/accounts/logout/")
    assert client.post(URL, {"login": "dora@example.com", "password": password})["Location"] == "/today/"


@pytest.mark.django_db
def test_it_tells_two_accounts_of_one_address_by_their_passwords(client, alice_with_password, sign_in):
    Client().post("/accounts/signup/", {"email": "alice@example.com", "password1": "three-green-cups"})
    sign_in(client, "alice@example.com")
    assert client.session["_auth_user_id"] == str(alice_with_password.pk)
    other = Client()
    sign_in(other, "alice@example.com", "three-green-cups")
    assert is_signed_in(other)
    assert other.session["_auth_user_id"] != str(alice_with_password.pk)


@pytest.mark.django_db
def test_it_keeps_the_address_and_never_the_password(client, alice_with_password, sign_in):
    page = sign_in(client, "alice@example.com", "wrong-horse-1").content.decode()
    assert "邮箱或密码不对。" in page
    assert 'value="alice@example.com"' in page
    assert "wrong-horse-1" not in page
    assert "<title>错误：" in page


@pytest.mark.django_db
def test_it_answers_empty_fields_beside_them(client):
    page = client.post(URL, {"login": "", "password": ""}).content.decode()
    assert "请填写邮箱。" in page.split('id="id_login_error"')[1]
    assert "请填写密码。" in page.split('id="id_password_error"')[1]


@pytest.mark.django_db
def test_it_refuses_another_verb(client):
    assert client.delete(URL).status_code == 405


@pytest.mark.django_db
def test_it_refuses_a_form_without_its_token(alice_with_password, password):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(URL, {"login": "alice@example.com", "password": password}).status_code == 403


@pytest.mark.django_db
def test_it_tells_a_closed_account_only_to_who_knows_the_password(client, alice_with_password, sign_in):
    alice_with_password.is_active = False
    alice_with_password.save(update_fields=["is_active"])
    assert "邮箱或密码不对。" in sign_in(client, "alice@example.com", "wrong-horse-1").content.decode()
    response = sign_in(client, "alice@example.com")
    assert response["Location"] == "/accounts/inactive/"
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_it_starts_a_new_session_at_every_login(client, alice_with_password, sign_in):
    client.get(URL)
    session = client.session
    session["before"] = 1
    session.save()
    old = session.session_key
    sign_in(client, "alice@example.com")
    assert client.session.session_key != old
    assert not type(client.session)().exists(old)


@pytest.mark.django_db
def test_it_sends_a_signed_in_shopper_on(as_alice):
    assert as_alice.get(URL)["Location"] == "/today/"
