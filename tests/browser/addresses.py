"""Every named address of the project and how to see it. A new address without an entry fails test_axe.py.

A Page is looked at in the browser. An Answer is no page of its own: what a GET by that person gets instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import Page as Tab

from cases.models import Evidence
from cases.services.mail_links import Answer as Answered
from cases.services.mail_links import answer_token
from tests.browser.scene import PASSWORD, STORIES, Scene


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


def named_addresses() -> Iterator[str]:
    """Yield the full name of every pattern the resolver knows, but for the admin's own."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from walk(pattern.url_patterns, space)
            elif pattern.name and not prefix.startswith("admin:"):
                yield prefix + pattern.name

    yield from walk(get_resolver().url_patterns, "")


def of_case(story: str, *more: object) -> Callable[[Scene], list[object]]:
    return lambda scene: [scene.ref(story), *more]


def ask_for_a_code(name: str, email: str) -> Callable[[Tab, Scene], None]:
    """Walk to the page that asks for the code just mailed."""

    def reach(tab: Tab, scene: Scene) -> None:
        tab.goto(scene.url + reverse(name))
        tab.fill("input[name=email]", email)
        tab.locator("main form button[type=submit]").first.click()
        tab.wait_for_load_state()

    return reach


def write_a_draft(tab: Tab, scene: Scene) -> None:
    """Fill the form without an account, up to the page that shows the letter by itself."""
    tab.goto(scene.url + reverse("case-new"))
    tab.fill("[name=item]", "衬衫")
    with tab.expect_response("**/new/draft/"):
        tab.fill("[name=problem]", "袖口开线，有 3 厘米")
    tab.goto(scene.url + reverse("draft-check"))


def start_the_second_step(tab: Tab, scene: Scene) -> None:
    tab.goto(scene.url + reverse("account_login"))
    tab.fill("input[name=login]", "erin@example.com")
    tab.fill("input[name=password]", PASSWORD)
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_load_state()


def entry_of(story: str) -> Callable[[Scene], list[object]]:
    return lambda scene: [scene.ref(story), scene.cases[story].contacts.order_by("-at").values_list("pk", flat=True)[0]]


def unsorted(*more: object) -> Callable[[Scene], list[object]]:
    """Address the item that lies in Alice's inbox of evidence."""
    items = Evidence.objects.filter(case__isnull=True, owner__email="alice@example.com")
    return lambda scene: [items.values_list("ref", flat=True)[0], *more]


def a_mail(scene: Scene) -> list[object]:
    return [scene.extra["mail"].pk]


def sign_up(tab: Tab, scene: Scene) -> None:
    tab.goto(scene.url + reverse("account_signup"))
    tab.fill("input[name=email]", "frank@example.com")
    tab.fill("input[name=password1]", PASSWORD)
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_load_state()
    tab.goto(scene.url + reverse("account_email_verification_sent"))


def mail_answer(letter: str) -> Callable[[Scene], list[object]]:
    return lambda scene: [answer_token(scene.extra["mail"].pk, Answered(letter), timezone.now())]


def passkey_key(scene: Scene) -> list[object]:
    return [scene.extra["passkey"].pk]


POST_ONLY = Answer(405)
VISITS: dict[str, list[Page | Answer]] = {
    "landing": [Page("anonymous"), Answer(302)],
    "today": [Page(), Page("newcomer"), Answer(302, "anonymous")],
    "case-new": [Page(), Page("anonymous"), Page("anonymous", query="?problem=%E6%8B%89%E9%93%BE%E5%9D%8F%E4%BA%86")],
    "draft-save": [POST_ONLY],
    "draft-copied": [POST_ONLY],
    "draft-check": [Page("anonymous", reach=write_a_draft)],
    "lint": [POST_ONLY],
    "case-list": [
        Page(),
        Page("newcomer"),
        Page(query="?s=waiting"),
        Page(query="?s=closed"),
        Page(query="?q=%E8%A1%AC%E8%A1%AB"),
    ],
    "case": [*(Page(args=of_case(story)) for story in STORIES), Answer(404, "bob", of_case("S76"))],
    "case-older": [Page(args=of_case("S64")), Answer(404, "bob", of_case("S76"))],
    "case-edit": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-close": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-reopen": [Answer(405, args=of_case("S18"))],
    "case-up": [Page(args=of_case("S76")), Page(args=of_case("S6")), Answer(404, "bob", of_case("S76"))],
    "case-log": [Page(args=of_case("S76")), Page(args=of_case("S64")), Answer(404, "bob", of_case("S76"))],
    "case-log-due": [
        Answer(200, args=of_case("S76"), query="?words=24%E5%B0%8F%E6%97%B6%E5%86%85", content_type="text/html")
    ],
    "case-agent": [Answer(200, args=of_case("S76"), query="?number=6789", content_type="text/html")],
    "case-promise": [Answer(405, args=of_case("S76"))],
    "entry": [Page(args=entry_of("S76")), Answer(404, "bob", entry_of("S76"))],
    "entry-undo": [Answer(405, args=entry_of("S76"))],
    "entry-replace": [Answer(405, args=entry_of("S76"))],
    "case-say": [Page(args=of_case("S76")), Page(args=of_case("S64")), Answer(404, "bob", of_case("S76"))],
    "case-say-copied": [Answer(405, args=of_case("S76"))],
    "case-say-sent": [Answer(405, args=of_case("S76"))],
    "case-evidence": [
        Page(args=of_case("S76")),
        Page(args=of_case("S64")),
        Page(args=of_case("S18")),
        Answer(404, "bob", of_case("S76")),
    ],
    "evidence-add": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "evidence-needs": [Answer(405, args=of_case("S76"))],
    "exhibit": [*(Page(args=of_case("S76", n)) for n in (1, 2, 3)), Answer(404, "bob", of_case("S76", 1))],
    "exhibit-delete": [Page(args=of_case("S76", 1)), Answer(404, "bob", of_case("S76", 1))],
    "exhibit-cover": [Page(args=of_case("S76", 1)), Answer(404, "bob", of_case("S76", 1))],
    "exhibit-file": [
        Answer(200, args=of_case("S76", 1, "original"), content_type="image/png"),
        Answer(200, args=of_case("S76", 1, "covered"), content_type="image/png"),
        Answer(200, args=of_case("S76", 1, "thumb"), content_type="image/webp"),
        Answer(404, "bob", of_case("S76", 1, "original")),
    ],
    "capture": [Page(), Page("newcomer")],
    "capture-move": [Answer(405, args=unsorted())],
    "capture-delete": [Page(args=unsorted()), Answer(404, "bob", unsorted())],
    "capture-file": [
        Answer(200, args=unsorted("original"), content_type="image/png"),
        Answer(404, "bob", unsorted("original")),
    ],
    "case-no-reply": [Answer(405, args=of_case("S76"))],
    "case-review": [Page(args=of_case("S15")), Answer(404, "bob", of_case("S15"))],
    "case-window": [Answer(405, args=of_case("S76", 1))],
    "case-ways": [Page(args=of_case("S64")), Answer(404, "bob", of_case("S64"))],
    "case-mute": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-snooze": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-remind": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-remind-cancel": [Answer(405, args=of_case("S76", 1))],
    "about": [Page("anonymous"), Page()],
    "sources": [Page("anonymous")],
    "privacy": [Page("anonymous")],
    "a11y": [Page("anonymous")],
    "inbox": [Page(), Page("newcomer")],
    "inbox-read": [Page(args=a_mail), Answer(404, "bob", a_mail)],
    "me": [Page()],
    "me-notify": [Page()],
    "me-look": [Page()],
    "me-calendar": [Page()],
    "me-security": [Page(), Page("guarded")],
    "mail-answer": [
        *(Page("anonymous", mail_answer(letter)) for letter in "rpfnsmu"),
        Page("anonymous", lambda scene: ["broken"], status=410),
    ],
    "calendar-feed": [Answer(404, "anonymous", lambda scene: ["x" * 43])],
    "healthz": [Answer(503, "anonymous", content_type="application/json")],
    "styleguide": [Page("anonymous")],
    "styleguide-email": [Answer(404, "anonymous", lambda scene: ["none", "html"])],
    # allauth's, in our clothes.
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


def path_of(name: str, visit: Page | Answer, scene: Scene) -> str:
    return reverse(name, args=visit.args(scene)) + visit.query
