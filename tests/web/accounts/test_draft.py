"""What was written before there was an account waits through every step of a login (see also test_draft_journey)."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.models import Case

FORM = {
    "platform": "taobao",
    "number": "123456",
    "item": "衬衫",
    "problem_type": "defect",
    "problem": "袖口开线",
    "demand": "exchange",
    "key": "form-1",
}


@pytest.fixture
def writer(client: Client, db: None) -> Client:
    """A browser in which somebody without an account has pressed save."""
    assert client.post("/new/", FORM)["Location"] == "/accounts/signup/"
    return client


def test_it_survives_the_steps_of_a_login_by_code(writer, alice, mailed_code):
    writer.post("/accounts/login/code/", {"email": "alice@example.com"})
    assert not Case.objects.exists()
    response = writer.post("/accounts/login/code/confirm/", {"code": mailed_code("alice@example.com")})
    case = Case.objects.get()
    assert (case.owner, response["Location"]) == (alice, f"/c/{case.ref}/")


def test_it_survives_a_new_password(writer, alice_with_password, mailed_code):
    writer.post("/accounts/password/reset/", {"email": "alice@example.com"})
    writer.post("/accounts/password/reset/confirm/", {"code": mailed_code("alice@example.com")})
    response = writer.post("/accounts/password/reset/complete/", {"password1": "three-green-cups"})
    assert response["Location"] == f"/c/{Case.objects.get().ref}/"


def test_it_waits_for_the_second_factor(writer, alice_with_password, sign_in):
    alice_with_password.authenticator_set.create(type="totp", data={"secret": "A" * 32})
    alice_with_password.authenticator_set.create(type="recovery_codes", data={"migrated_codes": ["12345678"]})
    sign_in(writer, "alice@example.com")
    assert not Case.objects.exists()
    response = writer.post("/accounts/2fa/authenticate/", {"code": "12345678"})
    assert response["Location"] == f"/c/{Case.objects.get().ref}/"


def test_it_goes_to_the_owner_who_signs_up_again_with_the_old_password(writer, alice_with_password, password):
    response = writer.post("/accounts/signup/", {"email": "alice@example.com", "password1": password})
    case = Case.objects.get()
    assert (case.owner, response["Location"]) == (alice_with_password, f"/c/{case.ref}/")


def test_it_goes_to_the_new_account_of_a_taken_address(writer, alice_with_password):
    """The shopper must see the case they have just written, and the owner must not."""
    response = writer.post("/accounts/signup/", {"email": "alice@example.com", "password1": "three-green-cups"})
    case = Case.objects.get()
    assert case.owner != alice_with_password
    assert writer.get(response["Location"]).status_code == 200


def test_it_comes_before_next(writer, alice_with_password, password):
    response = writer.post(
        "/en/accounts/login/", {"login": "alice@example.com", "password": password, "next": "/en/new/"}
    )
    assert response["Location"] == f"/en/c/{Case.objects.get().ref}/"


def test_it_becomes_one_case_only(writer, alice_with_password, sign_in):
    sign_in(writer, "alice@example.com")
    writer.post("/accounts/logout/")
    assert sign_in(writer, "alice@example.com")["Location"] == "/today/"
    assert Case.objects.count() == 1
