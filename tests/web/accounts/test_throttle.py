"""Guessing passwords ends soon, by address and by network, and no header helps."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.models import Mail
from tests.factories import UserFactory
from tests.web.accounts.conftest import PASSWORD, is_signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
LOGIN, SIGN_UP = "/accounts/login/", "/accounts/signup/"


def guess(number: int, address: str = "alice@example.com", **headers: str):
    return Client(headers=headers or None).post(LOGIN, {"login": address, "password": f"wrong-horse-{number}"})


def test_it_stops_after_five_wrong_passwords_for_one_address(alice_with_password, sign_in):
    for number in range(5):
        assert guess(number).status_code == 200
    refused = guess(5)
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 300
    browser = Client()
    assert sign_in(browser, "alice@example.com").status_code == 429
    assert not is_signed_in(browser)


def test_it_says_how_long_in_our_look(alice_with_password):
    for number in range(6):
        response = guess(number)
    page = response.content.decode()
    assert f"请在 {response['Retry-After']} 秒后再试" in page
    assert 'class="seal"' in page
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "header",
    [
        {"x-forwarded-for": "203.0.113.{n}"},
        {"x-real-ip": "203.0.113.{n}"},
        {"forwarded": "for=203.0.113.{n}"},
        {"host": "host{n}.example"},
        {"user-agent": "Browser {n}"},
    ],
)
def test_it_is_not_fooled_by_a_header(alice_with_password, header):
    answers = [guess(n, **{name: value.format(n=n) for name, value in header.items()}) for n in range(8)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3


def test_it_stops_one_network_that_tries_many_addresses():
    codes = [guess(n, f"shopper{n}@example.com").status_code for n in range(12)]
    assert codes == [200] * 10 + [429] * 2


def test_it_counts_an_unknown_address_like_a_known_one(alice_with_password):
    known = [guess(n).status_code for n in range(7)]
    unknown = [guess(n, "nobody@example.com").status_code for n in range(3)]
    assert known == [200] * 5 + [429] * 2
    assert unknown == [200] * 3


def test_it_counts_the_network_the_trusted_proxy_reports(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    codes = [guess(n, f"a{n}@example.com", **{"x-forwarded-for": "203.0.113.9"}).status_code for n in range(11)]
    assert codes[-1] == 429
    other = guess(99, "b@example.com", **{"x-forwarded-for": "203.0.113.9, 198.51.100.7"})
    assert other.status_code == 200


def test_it_survives_a_header_the_proxies_never_sent(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    assert guess(1, **{"x-forwarded-for": "203.0.113.9"}).status_code == 200
    assert guess(2, **{"x-forwarded-for": "not an address, x, y"}).status_code == 200


def test_it_gives_right_passwords_back(client, alice_with_password, sign_in):
    for _ in range(8):
        assert sign_in(client, "alice@example.com").status_code == 302
        client.post("/accounts/logout/")


def test_it_leaves_no_way_round_by_signing_up(alice_with_password):
    for number in range(5):
        Client().post(SIGN_UP, {"email": "alice@example.com", "password1": f"wrong-horse-{number}"})
    browser = Client()
    browser.post(SIGN_UP, {"email": "alice@example.com", "password1": PASSWORD})
    assert browser.session["_auth_user_id"] != str(alice_with_password.pk)
    assert Client().post(LOGIN, {"login": "alice@example.com", "password": PASSWORD}).status_code == 429


def test_it_limits_sign_ups_per_network():
    for number in range(20):
        assert Client().post(SIGN_UP, {"email": "x", "password1": ""}).status_code == 200, number
    response = Client().post(SIGN_UP, {"email": "x", "password1": ""})
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60


def test_it_opens_again_for_the_other_shopper(alice_with_password, sign_in):
    for number in range(6):
        guess(number)
    UserFactory(email="frank@example.com", password=PASSWORD)
    assert sign_in(Client(), "frank@example.com").status_code == 302


def test_it_tells_the_owner_of_guessing_once_a_day(alice_with_password):
    for number in range(9):
        guess(number)
    mail = Mail.objects.get()
    assert (mail.to_address, mail.subject) == ("alice@example.com", "有人在反复试你的密码")


@pytest.mark.parametrize("address", ["nobody@example.com", "eve@example.com"])
def test_it_tells_nobody_who_has_not_proved_the_address(address):
    UserFactory(email="eve@example.com", password=PASSWORD, verified=False)
    for number in range(6):
        answer = guess(number, address)
    assert answer.status_code == 429
    assert not Mail.objects.exists()
