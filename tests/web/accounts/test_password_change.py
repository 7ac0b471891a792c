"""/accounts/password/change/ and /set/."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.models import Mail
from tests.web.accounts.conftest import is_signed_in

URL = "/accounts/password/change/"
NEW = "three-green-cups"


@pytest.mark.django_db
def test_it_changes_the_password_here_and_ends_the_other_sessions(client, alice_with_password, sign_in, password):
    other = Client()
    for browser in (client, other):
        sign_in(browser, "alice@example.com")
    response = client.post(URL, {"oldpassword": password, "password1": NEW}, follow=True)
    assert "密码已改。" in response.content.decode()
    assert client.get("/accounts/sessions/").status_code == 200
    assert other.get("/accounts/sessions/").status_code == 302
    assert Mail.objects.get().subject == "密码改了"
    alice_with_password.refresh_from_db()
    assert alice_with_password.check_password(NEW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "field", "words"),
    [
        ({"oldpassword": "wrong-horse-1", "password1": NEW}, "oldpassword", "现在的密码不对。"),
        ({"oldpassword": "", "password1": NEW}, "oldpassword", "请填写密码。"),
        ({"oldpassword": "right-horse-9", "password1": "short"}, "password1", "密码至少 8 位。"),
    ],
)
def test_it_answers_beside_the_field_and_changes_nothing(client, alice_with_password, sign_in, form, field, words):
    sign_in(client, "alice@example.com")
    page = client.post(URL, form).content.decode()
    assert words in page.split(f'id="id_{field}_error"')[1].split("</p>")[0]
    alice_with_password.refresh_from_db()
    assert alice_with_password.check_password("right-horse-9")
    assert not Mail.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_it_allows_five_tries_a_minute(client, alice_with_password, sign_in):
    sign_in(client, "alice@example.com")
    for _ in range(5):
        assert client.post(URL, {"oldpassword": "wrong-horse-1", "password1": NEW}).status_code == 200
    response = client.post(URL, {"oldpassword": "wrong-horse-1", "password1": NEW})
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60


@pytest.mark.django_db
def test_it_sets_one_where_there_is_none(as_alice, alice):
    assert as_alice.get(URL)["Location"] == "/accounts/password/set/"
    as_alice.post("/accounts/password/set/", {"password1": NEW})
    alice.refresh_from_db()
    assert alice.check_password(NEW)
    assert is_signed_in(as_alice)


@pytest.mark.django_db
def test_it_refuses_a_stranger_and_another_verb(client, as_alice, alice_with_password):
    assert client.get(URL)["Location"].startswith("/accounts/login/")
    assert client.post(URL, {"password1": NEW})["Location"].startswith("/accounts/login/")
    signed_in = Client()
    signed_in.force_login(alice_with_password)
    assert signed_in.delete(URL).status_code == 405
