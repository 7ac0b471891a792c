"""/admin/: behind the same login as everything else, with its second factor and its limits."""

from __future__ import annotations

import pytest

from tests.factories import UserFactory
from tests.web.accounts.conftest import PASSWORD


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/", "/admin/login/"])
def test_it_sends_a_stranger_to_the_one_login_page(client, path):
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    assert client.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 302


@pytest.mark.django_db
def test_it_lets_no_shopper_in(as_alice):
    assert as_alice.get("/admin/", follow=True).status_code == 403


@pytest.mark.django_db
def test_it_asks_staff_for_their_second_factor(client, sign_in):
    root = UserFactory(email="root@example.com", password=PASSWORD, is_staff=True, is_superuser=True)
    root.authenticator_set.create(type="totp", data={"secret": "A" * 32})
    assert sign_in(client, "root@example.com")["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302


@pytest.mark.django_db
def test_it_leads_staff_where_they_wanted_to_go(client):
    UserFactory(email="root@example.com", password=PASSWORD, is_staff=True, is_superuser=True)
    response = client.post(
        "/accounts/login/", {"login": "root@example.com", "password": PASSWORD, "next": "/admin/"}, follow=True
    )
    assert response.redirect_chain == [("/admin/", 302)]
    assert response.status_code == 200


@pytest.mark.django_db
def test_it_asks_staff_in_production_for_a_second_factor(client, sign_in, settings):
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    root = UserFactory(email="root@example.com", password=PASSWORD, is_staff=True, is_superuser=True)
    sign_in(client, "root@example.com")
    assert client.get("/admin/")["Location"] == "/accounts/2fa/"
    root.authenticator_set.create(type="totp", data={"secret": "A" * 32})
    assert client.get("/admin/").status_code == 200
