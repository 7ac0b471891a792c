"""How the pages of an account are seen, and what a visit is: tests/browser/addresses.py lists all of them.

A Page is looked at in the browser. An Answer is no page of its own: what a GET by that person gets instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page as Tab

from tests.browser.leading import lead
from tests.browser.scene import PASSWORD, Scene


@dataclass(frozen=True)
class Page:
    """Seen by `who`. `args` are those of the address; `reach` walks there when the address alone is not enough."""

    who: str = "alice"
    args: Callable[[Scene], list[object]] = lambda scene: []
    query: str = ""
    reach: Callable[[Tab, Scene], None] | None = None
    status: int = 200


@dataclass(frozen=True)
class Answer:
    """What a plain GET gets: a status, and for 200 the type of what comes."""

    status: int
    who: str = "alice"
    args: Callable[[Scene], list[object]] = lambda scene: []
    query: str = ""
    content_type: str = ""


def ask_for_a_code(name: str, email: str) -> Callable[[Tab, Scene], None]:
    """Walk to the page that asks for the code just mailed."""

    def reach(tab: Tab, scene: Scene) -> None:
        tab.goto(scene.url + reverse(name))
        tab.fill("input[name=email]", email)
        lead(tab, tab.locator("main form button[type=submit]").first)

    return reach


def start_the_second_step(tab: Tab, scene: Scene) -> None:
    tab.goto(scene.url + reverse("account_login"))
    tab.fill("input[name=login]", "erin@example.com")
    tab.fill("input[name=password]", PASSWORD)
    lead(tab, tab.locator("main form button[type=submit]").first)


def sign_up(tab: Tab, scene: Scene) -> None:
    tab.goto(scene.url + reverse("account_signup"))
    tab.fill("input[name=email]", "frank@example.com")
    tab.fill("input[name=password1]", PASSWORD)
    lead(tab, tab.locator("main form button[type=submit]").first)
    tab.goto(scene.url + reverse("account_email_verification_sent"))


def passkey_key(scene: Scene) -> list[object]:
    return [scene.extra["passkey"].pk]


# allauth's, in our clothes.
ACCOUNT_VISITS: dict[str, list[Page | Answer]] = {
    "account_login": [Page("anonymous")],
    "account_logout": [Page()],
    "account_inactive": [Page("anonymous")],
    "account_signup": [Page("anonymous")],
    "account_reauthenticate": [Page()],
    "account_email": [Page()],
    "account_email_verification_sent": [Page("anonymous", reach=sign_up)],
    "account_change_password": [Page()],
    "account_set_password": [Answer(302)],
    "account_reset_password": [Page("anonymous")],
    "account_confirm_login_code": [
        Page("anonymous", reach=ask_for_a_code("account_request_login_code", "dora@example.com"))
    ],
    "account_confirm_password_reset_code": [
        Page("anonymous", reach=ask_for_a_code("account_reset_password", "dora@example.com"))
    ],
    "account_complete_password_reset": [Answer(302, "anonymous")],
    "account_password_reset_completed": [Page("anonymous")],
    "account_request_login_code": [Page("anonymous")],
    "mfa_index": [Page(), Page("guarded")],
    "mfa_authenticate": [Page("anonymous", reach=start_the_second_step)],
    "mfa_reauthenticate": [Page("guarded")],
    "mfa_activate_totp": [Page()],
    "mfa_deactivate_totp": [Page("guarded")],
    "mfa_view_recovery_codes": [Page("guarded")],
    "mfa_generate_recovery_codes": [Page("guarded")],
    "mfa_download_recovery_codes": [Answer(200, "guarded", content_type="text/plain"), Answer(404)],
    "mfa_list_webauthn": [Page("guarded"), Page()],
    "mfa_add_webauthn": [Page()],
    "mfa_reauthenticate_webauthn": [Page("guarded")],
    "mfa_remove_webauthn": [Page("guarded", passkey_key)],
    "mfa_edit_webauthn": [Page("guarded", passkey_key)],
    "mfa_login_webauthn": [Answer(302, "anonymous")],
    "usersessions_list": [Page()],
}
