"""`next` leads back into 有据 or nowhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

OUTWARD = [
    "https://evil.example/",
    "http://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example/",
    "\\\\evil.example\\",
    "/\t/evil.example/",
    "/\n/evil.example/",
    " https://evil.example/",
    "\x00https://evil.example/",
    "https:evil.example",
    "https:///evil.example",
    "http:/\\evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "ftp://testserver/",
    "//evil.example%2f@testserver/",
]
INWARD = ["/c/", "/c/abcdefgh23456723/log/?a=b", "/en/today/", "http://testserver/c/"]


def leads_outside(location: str) -> bool:
    parts = urlsplit(location)
    inside = parts.scheme in ("", "http") and parts.netloc in ("", "testserver")
    return not inside or not parts.path.startswith("/") or location.startswith(("//", "/\\", "\\"))


@pytest.mark.django_db
@pytest.mark.parametrize("target", OUTWARD)
def test_it_leads_nowhere_outside_after_login(client, alice_with_password, password, target):
    response = client.post("/accounts/login/", {"login": "alice@example.com", "password": password, "next": target})
    assert response.status_code == 302
    assert not leads_outside(response["Location"]), response["Location"]
    assert "evil" not in response["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("target", OUTWARD)
@pytest.mark.parametrize(
    "url", ["/accounts/signup/", "/accounts/logout/", "/accounts/login/code/", "/accounts/password/reset/"]
)
def test_it_leads_nowhere_outside_from_the_other_pages(client, url, target):
    form = {"email": "dora@example.com", "password1": "three-green-cups", "next": target}
    response = client.post(url, form)
    assert response.status_code == 302
    assert not leads_outside(response["Location"]), response["Location"]
    assert "evil" not in response["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("target", OUTWARD)
def test_it_leads_a_signed_in_shopper_nowhere_outside(as_alice, target):
    response = as_alice.get("/accounts/login/", {"next": target})
    assert not leads_outside(response["Location"]), response["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("target", INWARD)
def test_it_leads_back_where_one_came_from(client, alice_with_password, password, target):
    page = client.get("/accounts/login/", {"next": target}).content.decode()
    assert 'name="next"' in page
    response = client.post("/accounts/login/", {"login": "alice@example.com", "password": password, "next": target})
    assert response["Location"] == target


@pytest.mark.django_db
def test_it_escapes_what_it_carries(client):
    page = client.get("/accounts/login/", {"next": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
