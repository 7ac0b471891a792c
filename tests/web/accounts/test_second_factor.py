"""/accounts/2fa/…: authenticator app, recovery codes, and the login with them."""

from __future__ import annotations

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from cases.models import Mail
from tests.factories import UserFactory
from tests.web.accounts.conftest import PASSWORD, is_signed_in

INDEX, APP = "/accounts/2fa/", "/accounts/2fa/totp/activate/"
CODES, VERIFY = "/accounts/2fa/recovery-codes/", "/accounts/2fa/authenticate/"
START = 1795418400  # 23 November 2026, 15:20 in Shanghai


def app_code(secret: str, at: int) -> str:
    return format_hotp_value(hotp_value(secret, at // 30))


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def signed_in(clock, client, alice_with_password, sign_in, password) -> Client:
    sign_in(client, "alice@example.com")
    client.post("/accounts/reauthenticate/", {"password": password})
    return client


@pytest.fixture
def secret(signed_in) -> str:
    """The key of the authenticator app Alice has just set up."""
    key = re.search(r'<p class="key-text"[^>]*>([A-Z2-7]+)</p>', signed_in.get(APP).content.decode())[1]
    assert signed_in.post(APP, {"code": app_code(key, START)})["Location"] == CODES
    return key


@pytest.mark.django_db
def test_it_sets_an_app_up_and_shows_the_recovery_codes(signed_in, secret, alice):
    page = signed_in.get(CODES).content.decode()
    assert len(re.findall(r"^\d{8}$|>\d{8}$", page, re.MULTILINE)) == 10
    kinds = set(Authenticator.objects.filter(user=alice).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


@pytest.mark.django_db(transaction=True)
def test_it_tells_the_owner_by_mail(signed_in, secret):
    assert Mail.objects.filter(to_address="alice@example.com", subject="身份验证器已开启").exists()


@pytest.mark.django_db
def test_it_shows_the_key_as_a_picture_without_a_script(signed_in):
    page = signed_in.get(APP).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "二维码" in page


@pytest.mark.django_db
def test_it_keeps_the_same_key_after_a_wrong_code(signed_in):
    key = re.search(r'key-text"[^>]*>([A-Z2-7]+)<', signed_in.get(APP).content.decode())[1]
    page = signed_in.post(APP, {"code": "000000"}).content.decode()
    assert "验证码不对。" in page.split('id="id_code_error"')[1]
    assert key in page


@pytest.mark.django_db
def test_it_asks_for_the_code_after_the_password(secret, clock):
    browser = Client()
    response = browser.post("/accounts/login/", {"login": "alice@example.com", "password": PASSWORD})
    assert response["Location"] == VERIFY
    assert not is_signed_in(browser)
    assert browser.get("/accounts/email/").status_code == 302
    clock.shift(60)
    assert browser.post(VERIFY, {"code": app_code(secret, START + 60)})["Location"] == "/today/"
    assert is_signed_in(browser)


@pytest.mark.django_db
def test_it_asks_for_the_code_after_a_mailed_code_and_after_a_reset(secret, clock, mailed_code):
    by_code, by_reset = Client(), Client()
    by_code.post("/accounts/login/code/", {"email": "alice@example.com"})
    response = by_code.post("/accounts/login/code/confirm/", {"code": mailed_code("alice@example.com")})
    assert response["Location"] == VERIFY
    clock.shift(1)
    by_reset.post("/accounts/password/reset/", {"email": "alice@example.com"})
    by_reset.post("/accounts/password/reset/confirm/", {"code": mailed_code("alice@example.com")})
    response = by_reset.post("/accounts/password/reset/complete/", {"password1": "three-green-cups"})
    assert response["Location"] == VERIFY
    assert not is_signed_in(by_code)
    assert not is_signed_in(by_reset)


@pytest.mark.django_db
def test_it_takes_no_code_twice(secret, clock):
    clock.shift(60)
    code = app_code(secret, START + 60)
    first, second = Client(), Client()
    for browser in (first, second):
        browser.post("/accounts/login/", {"login": "alice@example.com", "password": PASSWORD})
        browser.post(VERIFY, {"code": code})
    assert is_signed_in(first)
    assert not is_signed_in(second)


@pytest.mark.django_db
def test_it_takes_each_recovery_code_once(signed_in, secret):
    code = re.search(r"^(\d{8})$", signed_in.get(f"{CODES}download/").content.decode(), re.MULTILINE)[1]
    first, second = Client(), Client()
    for browser in (first, second):
        browser.post("/accounts/login/", {"login": "alice@example.com", "password": PASSWORD})
        browser.post(VERIFY, {"code": code})
    assert is_signed_in(first)
    assert not is_signed_in(second)


@pytest.mark.django_db
def test_it_stops_guessing_after_five_codes(secret):
    browser = Client()
    browser.post("/accounts/login/", {"login": "alice@example.com", "password": PASSWORD})
    for _ in range(5):
        assert "验证码不对。" in browser.post(VERIFY, {"code": "000000"}).content.decode()
    assert "错的次数太多了" in browser.post(VERIFY, {"code": app_code(secret, START)}).content.decode()
    assert not is_signed_in(browser)


@pytest.mark.django_db
def test_it_makes_new_codes_and_drops_the_old(signed_in, secret):
    before = signed_in.get(f"{CODES}download/").content
    signed_in.post(f"{CODES}generate/")
    after = signed_in.get(f"{CODES}download/").content
    assert before != after


@pytest.mark.django_db
def test_it_turns_the_app_off_and_forgets_the_codes(signed_in, secret, alice):
    assert signed_in.get("/accounts/2fa/totp/deactivate/").status_code == 200
    signed_in.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=alice).exists()


@pytest.mark.django_db
def test_it_wants_the_address_proved_first(client, sign_in):
    UserFactory(email="eve@example.com", password=PASSWORD, verified=False)
    sign_in(client, "eve@example.com")
    client.get("/accounts/email/")
    page = client.get(APP, follow=True)
    assert page.redirect_chain[-1][0] == INDEX
    assert "请先验证邮箱" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "totp/activate/", "recovery-codes/", "recovery-codes/download/", "webauthn/"])
def test_it_shows_a_stranger_nothing(client, path):
    assert client.get(INDEX + path).status_code == 302


@pytest.mark.django_db
def test_it_shows_charlie_nothing_of_alices(secret, as_charlie):
    assert as_charlie.get(f"{CODES}download/").status_code in (302, 404)
    assert "查看恢复码" not in as_charlie.get(INDEX).content.decode()


@pytest.mark.django_db
def test_it_refuses_another_verb(signed_in):
    assert signed_in.delete(APP).status_code == 405
    assert signed_in.post(INDEX).status_code == 405
