"""/accounts/email/: another address, valid once its code is entered."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from cases.models import Mail
from tests.factories import UserFactory

URL, CONFIRM = "/accounts/email/", "/accounts/confirm-email/"


@pytest.fixture
def signed_in(client, alice_with_password, sign_in, password):
    """Alice, who has just shown once more who she is."""
    sign_in(client, "alice@example.com")
    client.post("/accounts/reauthenticate/", {"password": password})
    return client


@pytest.mark.django_db
def test_it_changes_the_address_once_the_code_is_entered(signed_in, alice, mailed_code):
    response = signed_in.post(URL, {"email": "New@example.com", "action_add": "1"})
    assert response["Location"] == CONFIRM
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"
    signed_in.post(CONFIRM, {"code": mailed_code("new@example.com")})
    alice.refresh_from_db()
    assert alice.email == "new@example.com"
    address = EmailAddress.objects.get(user=alice)
    assert (address.email, address.verified, address.primary) == ("new@example.com", True, True)


@pytest.mark.django_db
def test_it_tells_the_old_address(signed_in, mailed_code):
    signed_in.post(URL, {"email": "new@example.com", "action_add": "1"})
    signed_in.post(CONFIRM, {"code": mailed_code("new@example.com")})
    notice = Mail.objects.get(to_address="alice@example.com")
    assert notice.subject == "登录邮箱换了"
    assert "new@example.com" not in notice.subject + notice.text


@pytest.mark.django_db
def test_it_asks_who_one_is_first_and_then_goes_on(client, alice_with_password, sign_in, password, mailed_code):
    sign_in(client, "alice@example.com")
    response = client.post(URL, {"email": "new@example.com", "action_add": "1"})
    assert response["Location"].startswith("/accounts/reauthenticate/?next=")
    response = client.post(response["Location"], {"password": password, "next": URL})
    assert response["Location"] == CONFIRM
    assert mailed_code("new@example.com")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"), [("", "请填写邮箱"), ("new", "邮箱的样子是"), ("alice@example.com", "这已经是你的邮箱")]
)
def test_it_answers_bad_input_beside_the_field(signed_in, typed, words):
    page = signed_in.post(URL, {"email": typed, "action_add": "1"}).content.decode()
    assert words in page.split('id="id_email_error"')[1].split("</p>")[0]
    if typed:
        assert f'value="{typed}"' in page


@pytest.mark.django_db
def test_it_never_says_that_an_address_is_taken(signed_in, words_of):
    UserFactory(email="bob@example.com")
    taken = signed_in.post(URL, {"email": "bob@example.com", "action_add": "1"}, follow=True)
    free = signed_in.post(URL, {"email": "nobody@example.com", "action_add": "1"}, follow=True)
    assert words_of(taken, "bob@example.com") == words_of(free, "nobody@example.com")
    assert Mail.objects.get(to_address="bob@example.com").subject == "你已经有账号了"


@pytest.mark.django_db
def test_it_sends_a_stranger_to_the_login_page(client):
    assert client.get(URL)["Location"].startswith("/accounts/login/")
    assert client.post(URL, {"email": "x@example.com", "action_add": "1"}).status_code == 302
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_it_refuses_another_verb(signed_in):
    assert signed_in.delete(URL).status_code == 405
