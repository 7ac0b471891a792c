"""/accounts/login/code/: signing in with six mailed digits."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from cases.models import Mail
from tests.factories import UserFactory
from tests.web.accounts.conftest import is_signed_in

URL, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


@pytest.mark.django_db
def test_it_signs_in_with_the_mailed_code(client, alice, mailed_code):
    response = client.post(URL, {"email": "alice@example.com"})
    assert (response.status_code, response["Location"]) == (302, CONFIRM)
    assert not is_signed_in(client)
    response = client.post(CONFIRM, {"code": mailed_code("alice@example.com")})
    assert response["Location"] == "/today/"
    assert is_signed_in(client)


@pytest.mark.django_db
def test_it_takes_a_code_with_a_space_in_it(client, alice, mailed_code):
    client.post(URL, {"email": "alice@example.com"})
    code = mailed_code("alice@example.com")
    client.post(CONFIRM, {"code": f" {code[:3]} {code[3:]} "})
    assert is_signed_in(client)


@pytest.mark.django_db
def test_it_carries_next_through_both_steps(client, alice, mailed_code):
    response = client.post(URL, {"email": "alice@example.com", "next": "/c/"})
    assert response["Location"] == f"{CONFIRM}?next=%2Fc%2F"
    response = client.post(CONFIRM, {"code": mailed_code("alice@example.com"), "next": "/c/"})
    assert response["Location"] == "/c/"


@pytest.mark.django_db
def test_it_gives_up_after_three_wrong_codes(client, alice, mailed_code):
    client.post(URL, {"email": "alice@example.com"})
    right = mailed_code("alice@example.com")
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(2):
        page = client.post(CONFIRM, {"code": wrong}).content.decode()
        assert "验证码不对。" in page.split('id="id_code_error"')[1]
    assert client.post(CONFIRM, {"code": wrong})["Location"] == URL
    client.post(CONFIRM, {"code": right})
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_it_takes_no_code_after_a_quarter_of_an_hour(client, alice, mailed_code):
    with time_machine.travel("2026-11-23T07:20:00Z", tick=False) as clock:
        client.post(URL, {"email": "alice@example.com"})
        clock.shift(15 * 60 + 1)
        client.post(CONFIRM, {"code": mailed_code("alice@example.com")})
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_it_takes_no_code_in_another_browser(client, alice, mailed_code):
    client.post(URL, {"email": "alice@example.com"})
    other = Client()
    other.post(CONFIRM, {"code": mailed_code("alice@example.com")})
    assert not is_signed_in(other)


@pytest.mark.django_db
def test_it_sends_another_code_and_forgets_the_first(client, alice, mailed_code):
    client.post(URL, {"email": "alice@example.com"})
    first = mailed_code("alice@example.com")
    client.post(CONFIRM, {"action": "resend"})
    assert Mail.objects.count() == 2
    second = mailed_code("alice@example.com")
    assert first != second
    client.post(CONFIRM, {"code": first})
    assert not is_signed_in(client)
    client.post(CONFIRM, {"code": second})
    assert is_signed_in(client)


@pytest.mark.django_db
def test_it_proves_the_address_and_ends_the_sessions_of_before(client, mailed_code):
    """Someone else may have signed up with this address: what they hold must not outlive the proof."""
    eve = UserFactory(email="eve@example.com", password="chosen-by-whom-1", verified=False)
    earlier = Client()
    earlier.post("/accounts/login/", {"login": "eve@example.com", "password": "chosen-by-whom-1"})
    client.post(URL, {"email": "eve@example.com"})
    page = client.post(CONFIRM, {"code": mailed_code("eve@example.com")}, follow=True).content.decode()
    assert eve.emailaddress_set.get().verified
    assert "密码是验证之前设的" in page
    assert earlier.get("/accounts/email/").status_code == 302


@pytest.mark.django_db
def test_it_keeps_the_typed_address_when_it_is_none(client):
    page = client.post(URL, {"email": "alice"}).content.decode()
    assert "邮箱的样子是" in page.split('id="id_email_error"')[1]
    assert 'value="alice"' in page


@pytest.mark.django_db
def test_it_has_no_code_page_without_a_code(client):
    assert client.get(CONFIRM)["Location"] == URL


@pytest.mark.django_db
def test_it_refuses_another_verb(client):
    assert client.delete(URL).status_code == 405


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_it_mails_at_most_three_codes_a_minute_to_one_address(alice):
    for _ in range(3):
        assert Client().post(URL, {"email": "alice@example.com"}).status_code == 302
    response = Client().post(URL, {"email": "alice@example.com"})
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60
    assert Mail.objects.count() == 3
