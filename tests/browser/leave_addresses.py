"""How the pages of export, import, deletion, tokens and the API are seen; tests/browser/addresses.py lists all."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page as Tab

from cases.models import User
from cases.services.account_delete import account_freeze
from cases.services.export_make import export_ask, exports_sweep
from cases.services.undo_link import undo_token
from tests.browser.account_addresses import Answer, Page
from tests.browser.leading import lead
from tests.browser.scene import Scene


def ask_for_the_export(tab: Tab, scene: Scene) -> None:
    """Ask for it and look before the worker has begun."""
    export_ask(owner=scene.people["alice"], now=timezone.now())
    tab.goto(scene.url + reverse("me-export"))


def have_the_export(tab: Tab, scene: Scene) -> None:
    """Let the worker make it: ready, with its fingerprint."""
    export_ask(owner=scene.people["newcomer"], now=timezone.now())
    exports_sweep(now_fn=timezone.now)
    tab.goto(scene.url + reverse("me-export"))


def bring_in_nothing(tab: Tab, scene: Scene) -> None:
    tab.goto(scene.url + reverse("me-import"))
    press(tab)


def mistype_the_address(tab: Tab, scene: Scene) -> None:
    tab.goto(scene.url + reverse("me-delete"))
    tab.fill("[name=email]", "nobody@example.com")
    press(tab)


def make_a_token(tab: Tab, scene: Scene) -> None:
    tab.goto(scene.url + reverse("me-tokens"))
    tab.fill("[name=name]", "脚本")
    press(tab)


def press(tab: Tab) -> None:
    """Press the button of the page's form that shows at this width."""
    lead(tab, tab.locator("button[form=f]:visible, #f button:visible").last)


def an_undo(scene: Scene) -> list[object]:
    """Return the link that brings back the account of somebody who is not needed any more."""
    user, _made = User.objects.get_or_create(email="gone@example.com")
    return [undo_token(account_freeze(user=user, now=timezone.now()))]


def in_case(*more: object) -> Callable[[Scene], list[object]]:
    return lambda scene: [scene.ref("S76"), *more]


API_CALLS: dict[str, Callable[[Scene], list[object]]] = {
    "api-cases": lambda scene: [],
    "api-case": in_case(),
    "api-contacts": in_case(),
    "api-contact": in_case(1),
    "api-evidence": in_case(),
    "api-exhibit": in_case(1),
    "api-exhibit-file": in_case(1),
}
LEAVE_VISITS: dict[str, list[Page | Answer]] = {
    "me-export": [
        Page(),
        Page(reach=ask_for_the_export),
        Page("newcomer", reach=have_the_export),
    ],
    "me-export-file": [Answer(404, "guarded"), Answer(302, "anonymous")],
    "me-import": [Page(), Page(reach=bring_in_nothing, status=422)],
    "me-delete": [Page(), Page(reach=mistype_the_address, status=422)],
    "me-tokens": [Page(), Page(reach=make_a_token)],
    "me-token-revoke": [Answer(405, args=lambda scene: [1])],
    "undo": [Page("anonymous", an_undo), Page("anonymous", lambda scene: ["broken"], status=410)],
    "api-schema": [Answer(200, "anonymous", content_type="application/json")],
    "bundle-schema": [Answer(200, "anonymous", content_type="application/json")],
    **{
        name: [Answer(401, "anonymous", args, content_type="application/json"), Answer(401, args=args)]
        for name, args in API_CALLS.items()
    },
}
