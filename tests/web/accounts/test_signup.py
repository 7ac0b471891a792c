"""/accounts/signup/: an address and a password, and one is in."""

from __future__ import annotations

import threading

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client

from cases.models import Mail, User
from tests.web.accounts.conftest import is_signed_in

URL = "/accounts/signup/"
FORM = {"email": "dora@example.com", "password1": "three-green-cups"}


@pytest.mark.django_db
def test_it_lets_a_new_shopper_in_at_once_and_mails_a_code(client, mailed_code):
    response = client.post(URL, FORM)
    assert (response.status_code, response["Location"]) == (302, "/today/")
    assert is_signed_in(client)
    user = User.objects.get(email="dora@example.com")
    assert user.check_password(FORM["password1"])
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("dora@example.com", False, True)
    assert len(mailed_code("dora@example.com")) == 6


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "language", "subject"), [("", "zh-hans", "验证邮箱"), ("/en", "en", "Confirm")])
def test_it_takes_the_language_of_the_page(client, prefix, language, subject):
    client.post(prefix + URL, FORM)
    assert User.objects.get().language == language
    assert Mail.objects.get().subject.startswith(subject)


@pytest.mark.django_db
def test_it_keeps_the_address_in_lower_case(client):
    client.post(URL, FORM | {"email": "Dora@Example.COM"})
    assert User.objects.get().email == "dora@example.com"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"email": "dora"}, "email", "邮箱的样子是"),
        ({"email": ""}, "email", "请填写邮箱"),
        ({"password1": ""}, "password1", "请设一个密码"),
        ({"password1": "short"}, "password1", "密码至少 8 位"),
        ({"password1": "password123"}, "password1", "太多人用了"),
        ({"password1": "dora@example"}, "password1", "和邮箱太像"),
    ],
)
def test_it_answers_bad_input_beside_the_field_and_keeps_the_address(client, change, field, words):
    response = client.post(URL, FORM | change)
    page = response.content.decode()
    assert response.status_code == 200
    assert f'id="id_{field}_error"' in page
    assert words in page.split(f'id="id_{field}_error"')[1].split("</p>")[0]
    assert 'aria-invalid="true"' in page
    if change.get("email", "dora@example.com"):
        assert f'value="{change.get("email", "dora@example.com")}"' in page
    assert FORM["password1"] not in page
    assert not User.objects.exists()


@pytest.mark.django_db
def test_it_refuses_another_verb(client):
    assert client.delete(URL).status_code == 405


@pytest.mark.django_db
def test_it_sends_a_signed_in_shopper_on(as_alice):
    response = as_alice.get(URL)
    assert (response.status_code, response["Location"]) == (302, "/today/")


@pytest.mark.django_db
def test_it_signs_the_owner_in_when_the_old_password_is_typed(client, alice_with_password, password):
    response = client.post(URL, {"email": "alice@example.com", "password1": password})
    assert (response.status_code, response["Location"]) == (302, "/today/")
    assert client.session["_auth_user_id"] == str(alice_with_password.pk)
    assert User.objects.count() == 1
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_it_makes_an_account_of_its_own_for_a_taken_address(client, alice_with_password, password):
    client.post(URL, {"email": "alice@example.com", "password1": "three-green-cups"})
    second = User.objects.exclude(pk=alice_with_password.pk).get()
    assert client.session["_auth_user_id"] == str(second.pk)
    alice_with_password.refresh_from_db()
    assert alice_with_password.check_password(password)
    mail = Mail.objects.get()
    assert mail.user == alice_with_password
    assert mail.subject == "你已经有账号了"
    assert "http" in mail.text


@pytest.mark.django_db
def test_it_never_proves_a_taken_address(client, alice_with_password):
    client.post(URL, {"email": "alice@example.com", "password1": "three-green-cups"})
    code = client.session["account_email_verification_code"]["code"]
    assert code not in Mail.objects.get().text
    client.post("/accounts/confirm-email/", {"code": code})
    assert EmailAddress.objects.get(verified=True).user == alice_with_password


@pytest.mark.django_db
def test_it_lets_the_owner_of_the_mailbox_in_where_a_squatter_came_first(client, mailed_code):
    squatter = Client()
    with time_machine.travel("2026-11-23T07:20:00Z", tick=False) as clock:
        squatter.post(URL, FORM)
        clock.shift(11)
        client.post(URL, FORM | {"password1": "another-blue-lamp"})
        client.post("/accounts/confirm-email/", {"code": mailed_code(FORM["email"])})
    owner = EmailAddress.objects.get(verified=True).user
    assert str(owner.pk) == client.session["_auth_user_id"]
    assert str(owner.pk) != squatter.session["_auth_user_id"]


@pytest.mark.django_db(transaction=True)
def test_it_makes_one_account_of_two_identical_forms_at_once():
    clients = [Client(), Client()]
    barrier = threading.Barrier(2)

    def send(client: Client) -> None:
        barrier.wait()
        try:
            client.post(URL, FORM)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.count() == 1
    assert all(is_signed_in(client) for client in clients)


@pytest.mark.django_db
def test_it_says_that_the_draft_is_kept(client):
    session = client.session
    session["draft_wanted"] = True
    session.save()
    assert "写好的内容还在" in client.get(URL).content.decode()
