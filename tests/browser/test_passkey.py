"""A real passkey ceremony: Chromium with a virtual authenticator, our pages, our policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, Route, expect

from cases.models import User
from tests.factories import UserFactory

PASSWORD = "right-horse-9"
CEREMONY = 60_000  # The device's key, the hashed recovery codes and a page, on a machine that is busy.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alice_here() -> User:
    return UserFactory(email="alice@example.com", password=PASSWORD)


def give_device(page: Page) -> tuple[CDPSession, str]:
    """Return the browser's own control and the id of a virtual authenticator put into it."""
    control = page.context.new_cdp_session(page)
    control.send("WebAuthn.enable")
    return control, control.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]


def sign_in_by_password(page: Page) -> None:
    page.get_by_label("邮箱").fill("alice@example.com")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def add_passkey(page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/2fa/webauthn/add/")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="继续").click()
    page.get_by_label("给这把通行密钥起个名字").fill("我的手机")
    page.get_by_role("button", name="加一把通行密钥").click()
    expect(page.get_by_role("heading", name="恢复码")).to_be_visible(timeout=CEREMONY)


def sign_out(page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/logout/")
    page.get_by_role("button", name="退出这台设备").click()
    page.wait_for_url(f"{url}/")


def test_it_adds_a_passkey_and_signs_in_with_it(
    alice_here: User, open_page: Callable[..., Page], live_server: Any
) -> None:
    page = open_page("/accounts/login/?next=/accounts/sessions/")
    control, device = give_device(page)
    sign_in_by_password(page)
    page.wait_for_url("**/accounts/sessions/")
    add_passkey(page, live_server.url)
    key = alice_here.authenticator_set.get(type="webauthn")
    assert key.data["name"] == "我的手机"
    stored = control.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert [each["isResidentCredential"] for each in stored] == [True]
    sign_out(page, live_server.url)

    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/sessions/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url("**/accounts/sessions/")
    expect(page.get_by_text("这台设备", exact=True)).to_be_visible()
    key.refresh_from_db()
    assert key.last_used_at is not None


def test_it_waits_with_its_button_until_the_script_is_there(
    alice_here: User, open_page: Callable[..., Page], live_server: Any
) -> None:
    page = open_page("/accounts/login/?next=/accounts/sessions/")
    give_device(page)
    sign_in_by_password(page)
    page.wait_for_url("**/accounts/sessions/")
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/add/")
    held: list[Route] = []
    page.route("**/passkeys*.js", lambda route: held.append(route))
    page.get_by_label("密码").fill(PASSWORD)
    with page.expect_request("**/passkeys*.js"):
        page.get_by_role("button", name="继续").click(no_wait_after=True)

    page.get_by_label("给这把通行密钥起个名字").fill("我的手机")
    button = page.get_by_role("button", name="加一把通行密钥")
    expect(button).to_be_disabled()
    held[0].continue_()
    button.click()
    expect(page.get_by_role("heading", name="恢复码")).to_be_visible(timeout=CEREMONY)


def test_it_asks_for_the_passkey_after_the_password(
    alice_here: User, open_page: Callable[..., Page], live_server: Any
) -> None:
    page = open_page("/accounts/login/")
    give_device(page)
    sign_in_by_password(page)
    page.wait_for_url("**/today/")
    add_passkey(page, live_server.url)
    sign_out(page, live_server.url)

    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/sessions/")
    sign_in_by_password(page)
    page.wait_for_url("**/accounts/2fa/authenticate/")
    page.get_by_role("button", name="用通行密钥").click()
    page.wait_for_url("**/accounts/sessions/")


def test_it_shows_once_more_who_one_is_with_the_passkey(
    alice_here: User, open_page: Callable[..., Page], live_server: Any
) -> None:
    page = open_page("/accounts/login/")
    give_device(page)
    sign_in_by_password(page)
    page.wait_for_url("**/today/")
    add_passkey(page, live_server.url)
    sign_out(page, live_server.url)
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url("**/today/")

    page.goto(f"{live_server.url}/accounts/2fa/totp/activate/")
    page.get_by_role("link", name="用通行密钥").click()
    page.get_by_role("button", name="用通行密钥").click()
    expect(page.get_by_role("heading", name="设置身份验证器")).to_be_visible()


def test_it_says_so_when_the_device_has_no_passkey_for_us(
    alice_here: User, open_page: Callable[..., Page], live_server: Any
) -> None:
    page = open_page("/accounts/login/")
    give_device(page)
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("alert")).to_contain_text("没有成功，或者取消了。")
    assert page.url.endswith("/accounts/login/")


def test_it_works_in_english(alice_here: User, open_page: Callable[..., Page], live_server: Any) -> None:
    page = open_page("/en/accounts/login/")
    give_device(page)
    page.get_by_label("E-mail address").fill("alice@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/en/today/")
    page.goto(f"{live_server.url}/en/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible(timeout=CEREMONY)


def test_it_offers_no_passkey_without_a_script(open_page: Callable[..., Page]) -> None:
    page = open_page("/accounts/login/", java_script_enabled=False)
    expect(page.get_by_role("button", name="用通行密钥登录")).to_be_hidden()
    expect(page.get_by_role("link", name="寄验证码给我")).to_be_visible()


def test_it_sends_the_strict_policy_with_every_page_of_the_ceremony(open_page: Callable[..., Page]) -> None:
    page = open_page("/accounts/login/")
    response = page.reload()
    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy
