"""How long a sign-in lasts."""

from __future__ import annotations

import pytest
import time_machine
from allauth.usersessions.models import UserSession

from tests.factories import UserFactory
from tests.web.accounts.conftest import PASSWORD

PAGE, DAY = "/accounts/sessions/", 24 * 3600


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-23T07:20:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def signed_in(clock, client, alice_with_password, sign_in):
    sign_in(client, "alice@example.com")
    return client


def inside(client) -> bool:
    return client.get(PAGE).status_code == 200


@pytest.mark.django_db
def test_it_ends_after_fourteen_days_without_a_visit(signed_in, clock):
    clock.shift(14 * DAY - 60)
    assert inside(signed_in)
    clock.shift(14 * DAY + 60)
    assert not inside(signed_in)


@pytest.mark.django_db
def test_it_goes_on_with_every_visit_but_not_beyond_ninety_days(signed_in, clock):
    for _ in range(8):
        clock.shift(11 * DAY)
        assert inside(signed_in)
    clock.shift(3 * DAY)
    assert not inside(signed_in)


@pytest.mark.django_db
def test_it_writes_at_most_once_a_day(signed_in, clock, django_assert_num_queries):
    clock.shift(DAY + 60)
    seen = UserSession.objects.get().last_seen_at
    assert inside(signed_in)
    assert UserSession.objects.get().last_seen_at > seen
    key = signed_in.session["seen_at"]
    clock.shift(DAY - 60)
    assert inside(signed_in)
    assert signed_in.session["seen_at"] == key


@pytest.mark.django_db
def test_it_renews_the_cookie_with_the_visit(signed_in, clock):
    clock.shift(2 * DAY)
    cookie = signed_in.get(PAGE).cookies["sessionid"]
    assert cookie["max-age"] == 14 * DAY
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.django_db
def test_it_asks_again_in_the_admin_after_eight_hours(client, clock, sign_in):
    UserFactory(email="root@example.com", password=PASSWORD, is_staff=True, is_superuser=True)
    sign_in(client, "root@example.com")
    assert client.get("/admin/").status_code == 200
    clock.shift(8 * 3600 + 60)
    response = client.get("/admin/")
    assert response["Location"] == "/accounts/login/?next=/admin/"
    assert client.get("/accounts/login/?next=/admin/").status_code == 200


@pytest.mark.django_db
def test_it_leaves_a_stranger_without_a_session(client):
    response = client.get("/accounts/password/reset/")
    assert "sessionid" not in response.cookies


def test_it_binds_the_cookies_to_the_host_in_production():
    from config.settings import prod

    assert (prod.SESSION_COOKIE_NAME, prod.CSRF_COOKIE_NAME) == ("__Host-session", "__Host-csrf")
    assert prod.SESSION_COOKIE_SECURE
    assert prod.CSRF_COOKIE_SECURE
    assert prod.SESSION_COOKIE_HTTPONLY
    # A __Host- cookie is refused by browsers with a domain or another path.
    assert not hasattr(prod, "SESSION_COOKIE_DOMAIN")
    assert not hasattr(prod, "SESSION_COOKIE_PATH")
    assert not hasattr(prod, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN")
