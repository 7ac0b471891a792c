"""Every account page, in both languages: nothing inline, nothing untranslated, nothing kept by caches."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.web.accounts.conftest import PASSWORD

ANONYMOUS = ["login/", "signup/", "login/code/", "password/reset/", "inactive/"]
SIGNED_IN = [
    "email/",
    "logout/",
    "password/change/",
    "reauthenticate/",
    "sessions/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "2fa/recovery-codes/generate/",
]
# Latin text that belongs on a Chinese page.
LATIN = {"English", "alice@example.com", "nobody@example.com", "dora@example.com", "name@example.com", "JavaScript"}
LATIN |= {"PIN", "Chrome", "Linux", "Windows", "macOS"}


class Inline(HTMLParser):
    """Collects what the policy would refuse: scripts without src, style elements, style and on… attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if (tag == "script" and not names.get("src")) or tag == "style":
            self.found.append(self.get_starttag_text() or tag)
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"{tag} {name}={value}")


def check(page: str, language: str) -> None:
    reader = Inline()
    reader.feed(page)
    assert not reader.found
    assert f'<html lang="{language}"' in page
    words = re.sub(r"<svg.*?</svg>", "", page.split("<main", 1)[1], flags=re.S)
    words = re.sub(r'<div id="words".*?</div>', "", words, flags=re.S)
    words = re.sub(r'<p class="key-text.*?</p>|<pre.*?</pre>', "", words, flags=re.S)
    words = " ".join(re.findall(r">([^<]+)<", words) + re.findall(r'(?:alt|aria-label|title)="([^"]+)"', words))
    if language == "en":
        assert not re.search(r"[\u4e00-\u9fff]", words.replace("中文", "")), words
    else:
        left = set(re.findall(r"[A-Za-z][A-Za-z@.]+", words)) - LATIN
        assert not left, left


@pytest.fixture
def browser(alice_with_password, sign_in) -> Client:
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0"})
    sign_in(client, "alice@example.com")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "language"), [("", "zh-Hans"), ("/en", "en")])
@pytest.mark.parametrize("path", ANONYMOUS)
def test_it_is_clean_for_a_stranger(client, path, prefix, language):
    response = client.get(f"{prefix}/accounts/{path}")
    assert response.status_code == 200
    check(response.content.decode(), language)


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "language"), [("", "zh-Hans"), ("/en", "en")])
@pytest.mark.parametrize("path", SIGNED_IN)
def test_it_is_clean_for_a_shopper(browser, path, prefix, language):
    response = browser.get(f"{prefix}/accounts/{path}")
    assert response.status_code == 200
    check(response.content.decode(), language)


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "language"), [("", "zh-Hans"), ("/en", "en")])
def test_it_is_clean_in_the_middle_of_things(client, browser, alice, mailed_code, prefix, language):
    """The pages one reaches only by doing something: codes, errors, the second factor, a passkey's name."""
    pages = []
    for url in ("login/code/", "password/reset/"):
        client.post(f"{prefix}/accounts/{url}", {"email": "nobody@example.com"})
        pages += [client.get(f"{prefix}/accounts/{url}confirm/")]
        pages += [client.post(f"{prefix}/accounts/{url}confirm/", {"code": "1"})]
    pages.append(Client().post(f"{prefix}/accounts/login/", {"login": "nobody@example.com", "password": "x"}))
    pages.append(Client().post(f"{prefix}/accounts/signup/", {"email": "", "password1": "short"}))
    fresh = Client(headers={"user-agent": "Chrome Linux"})
    fresh.post(f"{prefix}/accounts/signup/", {"email": "dora@example.com", "password1": "three-green-cups"})
    pages += [fresh.get(f"{prefix}/accounts/{path}") for path in ("confirm-email/", "email/", "sessions/")]
    resetting = Client()
    resetting.post(f"{prefix}/accounts/password/reset/", {"email": "alice@example.com"})
    resetting.post(f"{prefix}/accounts/password/reset/confirm/", {"code": mailed_code("alice@example.com")})
    pages.append(resetting.get(f"{prefix}/accounts/password/reset/complete/"))
    alice.authenticator_set.create(type="totp", data={"secret": "A" * 32})
    alice.authenticator_set.create(type="recovery_codes", data={"seed": "ab" * 40, "used_mask": 0})
    key = alice.authenticator_set.create(type="webauthn", data={"name": "1", "credential": {}})
    more = ["2fa/", "2fa/webauthn/", f"2fa/webauthn/keys/{key.pk}/edit/", f"2fa/webauthn/keys/{key.pk}/remove/"]
    more += ["2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/reauthenticate/"]
    pages += [browser.get(f"{prefix}/accounts/{path}") for path in more]
    key.delete()
    second = Client()
    second.post(f"{prefix}/accounts/login/", {"login": "alice@example.com", "password": PASSWORD})
    pages.append(second.get(f"{prefix}/accounts/2fa/authenticate/"))
    for page in pages:
        assert page.status_code == 200, page.request["PATH_INFO"]
        check(page.content.decode(), language)


def test_it_knows_every_account_address():
    """A new address of allauth's must be looked at here first."""
    patterns = get_resolver("allauth.urls").reverse_dict
    names = {name for name in patterns if isinstance(name, str)}
    seen = {
        "account_login", "account_logout", "account_inactive", "account_signup", "account_reauthenticate",
        "account_email", "account_email_verification_sent", "account_change_password", "account_set_password",
        "account_reset_password", "account_confirm_login_code", "account_request_login_code",
        "account_confirm_password_reset_code", "account_complete_password_reset", "account_password_reset_completed",
        "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
        "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
        "mfa_edit_webauthn", "mfa_login_webauthn", "usersessions_list",
    }  # fmt: skip
    assert names == seen


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["login/", "signup/", "login/code/"])
def test_it_is_kept_by_no_cache(client, path):
    assert "no-store" in client.get(f"/accounts/{path}")["Cache-Control"]


@pytest.mark.django_db
def test_it_sends_the_bare_address_on(client, as_alice):
    assert client.get("/accounts/")["Location"] == "/accounts/login/"
    assert as_alice.get("/accounts/")["Location"] == "/accounts/email/"
