"""/accounts/confirm-email/: proving the address, whenever one likes."""

from __future__ import annotations

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from cases.models import Mail, User

URL, SIGN_UP = "/accounts/confirm-email/", "/accounts/signup/"
FORM = {"email": "dora@example.com", "password1": "three-green-cups"}


@pytest.fixture
def dora(client) -> Client:
    """A browser in which Dora has just signed up."""
    client.post(SIGN_UP, FORM)
    return client


@pytest.mark.django_db
def test_it_proves_the_address_with_the_mailed_code(dora, mailed_code):
    page = dora.post(URL, {"code": mailed_code(FORM["email"])}, follow=True)
    assert page.redirect_chain[-1][0] == "/today/"
    assert "dora@example.com 已验证" in page.content.decode()
    assert EmailAddress.objects.get().verified


@pytest.mark.django_db
def test_it_shows_where_the_code_went_and_a_way_past(dora):
    page = dora.get(URL).content.decode()
    assert "dora@example.com" in page
    assert "以后再填" in page
    assert "再寄一个" in page


@pytest.mark.django_db
def test_it_reminds_on_every_page_until_it_is_proved(dora, mailed_code):
    assert "邮箱还没验证" in dora.get("/accounts/sessions/").content.decode()
    dora.post(URL, {"code": mailed_code(FORM["email"])})
    assert "邮箱还没验证" not in dora.get("/accounts/sessions/").content.decode()


@pytest.mark.django_db
def test_it_stops_reminding_once_proved_in_another_browser(dora):
    EmailAddress.objects.update(verified=True)
    assert "邮箱还没验证" not in dora.get("/accounts/sessions/").content.decode()
    assert "address_to_prove" not in dora.session


@pytest.mark.django_db
def test_it_says_that_a_code_is_wrong_beside_the_field(dora, mailed_code):
    wrong = "000000" if mailed_code(FORM["email"]) != "000000" else "111111"
    page = dora.post(URL, {"code": wrong}).content.decode()
    assert "验证码不对。" in page.split('id="id_code_error"')[1]
    assert f'value="{wrong}"' in page


@pytest.mark.django_db
def test_it_sends_another_code(client, mailed_code):
    with time_machine.travel("2026-11-23T07:20:00Z", tick=False) as clock:
        client.post(SIGN_UP, FORM)
        first = mailed_code(FORM["email"])
        clock.shift(11)
        client.post(URL, {"action": "resend"})
        second = mailed_code(FORM["email"])
        assert first != second
        client.post(URL, {"code": second})
    assert EmailAddress.objects.get().verified


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_it_asks_to_wait_ten_seconds_between_two_codes(dora):
    response = dora.post(URL, {"action": "resend"})
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 10
    assert Mail.objects.count() == 1


@pytest.mark.django_db
def test_it_lets_a_new_code_be_asked_for_after_three_wrong_ones(client, mailed_code):
    with time_machine.travel("2026-11-23T07:20:00Z", tick=False) as clock:
        client.post(SIGN_UP, FORM)
        wrong = "000000" if mailed_code(FORM["email"]) != "000000" else "111111"
        for _ in range(3):
            response = client.post(URL, {"code": wrong})
        assert response.status_code == 302
        assert client.get(URL)["Location"] == "/accounts/email/"
        clock.shift(11)
        response = client.post("/accounts/email/", {"email": FORM["email"], "action_send": "1"})
        assert response["Location"] == URL
        client.post(URL, {"code": mailed_code(FORM["email"])})
    assert EmailAddress.objects.get().verified


@pytest.mark.django_db
def test_it_works_later_and_in_another_browser(client, mailed_code):
    other = Client()
    with time_machine.travel("2026-11-23T07:20:00Z", tick=False) as clock:
        client.post(SIGN_UP, FORM)
        clock.shift(8 * 24 * 3600)
        other.post("/accounts/login/", {"login": FORM["email"], "password": FORM["password1"]})
        assert "邮箱还没验证" in other.get("/accounts/sessions/").content.decode()
        other.post("/accounts/email/", {"email": FORM["email"], "action_send": "1"})
        other.post(URL, {"code": mailed_code(FORM["email"])})
    assert User.objects.get().emailaddress_set.get().verified


@pytest.mark.django_db
def test_it_sends_a_stranger_to_the_login_page(client):
    assert client.get(URL)["Location"] == "/accounts/login/"


@pytest.mark.django_db
def test_it_refuses_another_verb(dora):
    assert dora.delete(URL).status_code == 405
