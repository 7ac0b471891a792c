"""`create_shopper EMAIL --password P [--staff]`."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from cases.models import User
from tests.factories import CaseFactory


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("create_shopper", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_makes_a_verified_account_that_can_sign_in(client):
    assert "dora@example.com is ready." in run("Dora@example.com", "--password", "p")
    user = User.objects.get(email="dora@example.com")
    assert not user.is_staff
    assert EmailAddress.objects.get(user=user, primary=True).verified
    assert client.post("/accounts/login/", {"login": "dora@example.com", "password": "p"}).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.django_db
def test_it_prints_one_json_object_when_asked():
    said = json.loads(run("Dora@example.com", "--password", "p", "--json"))
    assert said == {"email": "dora@example.com", "staff": False, "language": "zh-hans"}


@pytest.mark.django_db
def test_it_makes_staff():
    assert "(staff)" in run("root@example.com", "--password", "p", "--staff")
    assert User.objects.get().is_staff


@pytest.mark.django_db
def test_it_lets_staff_look_after_the_guides_and_after_no_case(client):
    run("root@example.com", "--password", "p", "--staff")
    client.post("/accounts/login/", {"login": "root@example.com", "password": "p"})
    for address in ("/studio/", "/admin/guides/platform/", "/admin/guides/clockrule/", "/admin/guides/calendaryear/"):
        assert client.get(address).status_code == 200, address
    assert client.get(f"/c/{CaseFactory().ref}/").status_code == 404


@pytest.mark.django_db
def test_it_makes_an_account_in_english():
    run("dora@example.com", "--password", "p", "--language", "en")
    assert User.objects.get().language == "en"


@pytest.mark.django_db
def test_it_refuses_a_taken_address_with_the_same_sentence_every_time():
    run("dora@example.com", "--password", "p")
    for _ in range(2):
        with pytest.raises(CommandError, match=r"dora@example\.com has an account already; nothing was changed\."):
            run("dora@example.com", "--password", "other")
    assert User.objects.get().check_password("p")


@pytest.mark.django_db
@pytest.mark.parametrize(("email", "password"), [("dora", "p"), ("", "p"), ("dora@example.com", "")])
def test_it_refuses_what_is_no_account(email, password):
    with pytest.raises(CommandError):
        run(email, "--password", password)
    assert not User.objects.exists()
