"""/accounts/password/reset/: a new password with a mailed code."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from cases.models import Mail
from tests.web.accounts.conftest import is_signed_in

URL = "/accounts/password/reset/"
CONFIRM, COMPLETE = f"{URL}confirm/", f"{URL}complete/"
NEW = "three-green-cups"


@pytest.mark.django_db
def test_it_sets_a_new_password_and_signs_in(client, alice_with_password, mailed_code):
    assert client.post(URL, {"email": "alice@example.com"})["Location"] == CONFIRM
    assert client.post(CONFIRM, {"code": mailed_code("alice@example.com")})["Location"] == COMPLETE
    assert not is_signed_in(client)
    assert client.post(COMPLETE, {"password1": NEW})["Location"] == "/today/"
    assert is_signed_in(client)
    alice_with_password.refresh_from_db()
    assert alice_with_password.check_password(NEW)
    assert Mail.objects.filter(subject="密码改了", to_address="alice@example.com").count() == 1


@pytest.mark.django_db
def test_it_signs_out_every_other_device(client, alice_with_password, sign_in, mailed_code):
    other = Client()
    sign_in(other, "alice@example.com")
    client.post(URL, {"email": "alice@example.com"})
    client.post(CONFIRM, {"code": mailed_code("alice@example.com")})
    client.post(COMPLETE, {"password1": NEW})
    assert other.get("/accounts/email/").status_code == 302


@pytest.mark.django_db
def test_it_has_no_third_step_without_the_second(client, alice_with_password):
    client.post(URL, {"email": "alice@example.com"})
    assert client.post(COMPLETE, {"password1": NEW})["Location"] == CONFIRM
    assert Client().post(COMPLETE, {"password1": NEW})["Location"] == URL
    alice_with_password.refresh_from_db()
    assert not alice_with_password.check_password(NEW)


@pytest.mark.django_db
def test_it_gives_up_after_three_wrong_codes(client, alice_with_password, mailed_code):
    client.post(URL, {"email": "alice@example.com"})
    right = mailed_code("alice@example.com")
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(2):
        assert "验证码不对。" in client.post(CONFIRM, {"code": wrong}).content.decode()
    assert client.post(CONFIRM, {"code": wrong})["Location"] == "/accounts/login/"
    assert client.post(CONFIRM, {"code": right})["Location"] == "/accounts/login/"


@pytest.mark.django_db
def test_it_takes_no_code_after_a_quarter_of_an_hour(client, alice_with_password, mailed_code):
    with time_machine.travel("2026-11-23T07:20:00Z", tick=False) as clock:
        client.post(URL, {"email": "alice@example.com"})
        clock.shift(15 * 60 + 1)
        response = client.post(CONFIRM, {"code": mailed_code("alice@example.com")})
    assert response["Location"] == "/accounts/login/"


@pytest.mark.django_db
def test_it_refuses_a_bad_password_beside_the_field(client, alice_with_password, mailed_code):
    client.post(URL, {"email": "alice@example.com"})
    client.post(CONFIRM, {"code": mailed_code("alice@example.com")})
    page = client.post(COMPLETE, {"password1": "short"}).content.decode()
    assert "密码至少 8 位。" in page.split('id="id_password1_error"')[1]
    assert "short" not in page


@pytest.mark.django_db
def test_it_keeps_a_mistyped_address(client):
    page = client.post(URL, {"email": "alice"}).content.decode()
    assert "邮箱的样子是" in page.split('id="id_email_error"')[1]
    assert 'value="alice"' in page


@pytest.mark.django_db
def test_it_queues_nothing_for_an_unknown_address(client):
    assert client.post(URL, {"email": "nobody@example.com"})["Location"] == CONFIRM
    assert not Mail.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_it_sends_at_most_three_codes_a_minute_to_one_address(alice):
    for _ in range(3):
        assert Client().post(URL, {"email": "alice@example.com"}).status_code == 302
    response = Client().post(URL, {"email": "Alice@example.com"})
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60


@pytest.mark.django_db
@pytest.mark.parametrize("url", [URL])
def test_it_refuses_another_verb(client, url):
    assert client.delete(url).status_code == 405
