"""What was written before there was an account becomes a case on every way in, and is where one lands."""

from __future__ import annotations

from typing import Any

import pytest

from cases.models import Case, User
from cases.views.accounts import drafts
from tests.factories import CaseFactory


@pytest.fixture(autouse=True)
def claimed(monkeypatch: pytest.MonkeyPatch) -> list[User]:
    """Whose draft was claimed, in order. The session holds one until it is claimed."""
    owners: list[User] = []

    def draft_claim(*, request_session: Any, user: User, now: Any) -> Case | None:
        if not request_session.pop("draft", None):
            return None
        owners.append(user)
        return CaseFactory(owner=user)

    monkeypatch.setattr(drafts, "_draft_claim", lambda: draft_claim)
    return owners


@pytest.fixture
def writer(client):
    """A browser in which something was written without an account."""
    session = client.session
    session["draft"] = {"problem": "袖口开线"}
    session.save()
    return client


@pytest.mark.django_db
def test_it_becomes_a_case_at_sign_up(writer, claimed):
    response = writer.post("/accounts/signup/", {"email": "dora@example.com", "password1": "three-green-cups"})
    case = Case.objects.get()
    assert response["Location"] == f"/c/{case.ref}/"
    assert claimed == [User.objects.get(email="dora@example.com")]


@pytest.mark.django_db
def test_it_becomes_a_case_at_login_whatever_next_says(writer, alice_with_password, password, claimed):
    response = writer.post(
        "/en/accounts/login/", {"login": "alice@example.com", "password": password, "next": "/en/new/"}
    )
    assert response["Location"] == f"/en/c/{Case.objects.get().ref}/"
    assert claimed == [alice_with_password]


@pytest.mark.django_db
def test_it_survives_the_steps_of_a_login_by_code(writer, alice, mailed_code, claimed):
    writer.post("/accounts/login/code/", {"email": "alice@example.com"})
    assert claimed == []
    response = writer.post("/accounts/login/code/confirm/", {"code": mailed_code("alice@example.com")})
    assert response["Location"] == f"/c/{Case.objects.get().ref}/"


@pytest.mark.django_db
def test_it_waits_for_the_second_factor(writer, alice_with_password, sign_in, claimed):
    alice_with_password.authenticator_set.create(type="totp", data={"secret": "A" * 32})
    alice_with_password.authenticator_set.create(type="recovery_codes", data={"migrated_codes": ["12345678"]})
    sign_in(writer, "alice@example.com")
    assert claimed == []
    response = writer.post("/accounts/2fa/authenticate/", {"code": "12345678"})
    assert response["Location"] == f"/c/{Case.objects.get().ref}/"


@pytest.mark.django_db
def test_it_is_claimed_once(writer, alice_with_password, sign_in, claimed):
    sign_in(writer, "alice@example.com")
    writer.post("/accounts/logout/")
    assert sign_in(writer, "alice@example.com")["Location"] == "/today/"
    assert len(claimed) == 1


@pytest.mark.django_db
def test_it_lands_on_today_without_a_draft(client, alice_with_password, sign_in, claimed):
    assert sign_in(client, "alice@example.com")["Location"] == "/today/"
    assert claimed == []
