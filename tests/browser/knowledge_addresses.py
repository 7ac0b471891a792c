"""The addresses of guides, the merchant's kit and the studio, and how to see them."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page as Tab

from tests.architecture.rules import ROOT
from tests.browser.account_addresses import Answer, Page
from tests.browser.scene import Scene


def bring_a_screenshot(tab: Tab, scene: Scene) -> None:
    """Open every part of a card's form, with a screenshot and a field that needs changing."""
    tab.goto(scene.url + reverse("kit-card", args=["entry"]))
    tab.click("#own summary")
    with tab.expect_response("**/kit/entry/"):
        tab.set_input_files("[name=picture]", str(ROOT / "docs" / "case.png"))
    tab.wait_for_selector("[data-marker] img")
    tab.locator("summary").last.click()
    tab.locator("#look summary").click()
    with tab.expect_response("**/kit/entry/"):
        tab.fill("[name=hours]", "อ")


def type_numbers(tab: Tab, scene: Scene) -> None:
    tab.goto(scene.url + reverse("kit-numbers"))
    for name, value in (("before_minutes", "15"), ("after_minutes", "5")):
        with tab.expect_response("**/kit/numbers/"):
            tab.fill(f"[name={name}]", value)


def a_guide(*more: object) -> Callable[[Scene], list[object]]:
    return lambda scene: ["taobao", "taobao-step-in", *more]


def in_studio(*more: object) -> Callable[[Scene], list[object]]:
    return lambda scene: ["taobao-step-in", *more]


def the_shot(scene: Scene) -> list[object]:
    return [scene.extra["shot"]]


KNOWLEDGE_VISITS: dict[str, list[Page | Answer]] = {
    "guides": [Page("anonymous"), Page(), Page("anonymous", query="?platform=dewu&tier=platform")],
    "guide-search": [
        Page("anonymous", query="?q=%E6%B7%98%E5%AE%9D"),
        Answer(200, "anonymous", query="?q=tb", content_type="text/html"),
    ],
    "hotlines": [Page("anonymous")],
    "guide-offline": [Page("anonymous")],
    "refusals": [Page("anonymous")],
    "eligibility": [Page("anonymous"), Page("anonymous", query="?bought=online&days=within_7")],
    "compensation": [
        Page("anonymous"),
        Page("anonymous", query="?kind=fraud&holds=0&holds=1&holds=2&holds=3&price=99"),
    ],
    "hotline-report": [Answer(405, "anonymous")],
    "human-worked": [Answer(405, "anonymous")],
    "guide-screenshot": [Answer(404, "anonymous", lambda scene: [1])],
    "guide-platform": [
        Page("anonymous", lambda scene: ["taobao"]),
        Page("anonymous", lambda scene: ["dewu"]),
        Page("anonymous", lambda scene: ["12315"]),
    ],
    "guide": [
        Page("anonymous", a_guide()),
        Page(args=a_guide()),
        Page("anonymous", lambda scene: ["any", "article-three-steps"]),
        Page("anonymous", lambda scene: ["12315", "12315-phone"]),
        Page("anonymous", lambda scene: ["dewu", "any-step-in"]),
    ],
    "guide-report": [Page("anonymous", a_guide())],
    "guide-useful": [Answer(405, "anonymous", a_guide())],
    "guide-card": [Answer(200, "anonymous", a_guide(), content_type="image/png")],
    "guide-picture": [
        Answer(200, "anonymous", a_guide("step-in", "svg"), content_type="image/svg+xml"),
        Answer(200, "anonymous", a_guide("step-in", "png"), content_type="image/png"),
    ],
    "kit": [Page("anonymous"), Page()],
    "kit-card": [
        Page("anonymous", lambda scene: ["exchange"]),
        Page(
            "anonymous",
            lambda scene: ["describe"],
            query="?shop_name=%E5%B0%8F%E5%BA%97&main=%23F2C14E&paper=%231C2333",
        ),
        Page("anonymous", lambda scene: ["entry"], reach=bring_a_screenshot),
    ],
    "kit-reply": [Page("anonymous")],
    "kit-numbers": [Page("anonymous", reach=type_numbers)],
    "kit-sample": [Answer(200, "anonymous", lambda scene: ["entry", 320], content_type="image/webp")],
    "kit-download": [Answer(405, "anonymous", lambda scene: ["entry", "png"])],
    "kit-package": [Answer(405, "anonymous", lambda scene: ["entry"])],
    # The studio.
    "studio": [Page("grace"), Answer(404), Answer(302, "anonymous")],
    "studio-new": [Page("grace"), Answer(404)],
    "studio-queue": [Page("grace"), Answer(404)],
    "studio-guide": [Page("grace", in_studio()), Answer(404, args=in_studio())],
    "studio-step": [
        Page("grace", in_studio("after-sale")),
        Page("grace", in_studio("explain")),
        Answer(404, args=in_studio("explain")),
    ],
    "studio-preview": [Page("grace", in_studio()), Answer(404, args=in_studio())],
    "studio-publish": [Page("grace", in_studio()), Answer(404, args=in_studio())],
    "studio-history": [
        Page("grace", in_studio()),
        Page("grace", in_studio(), "?from=1&to=2"),
        Answer(404, args=in_studio()),
    ],
    "studio-cover": [Page("grace", in_studio("after-sale")), Answer(404, args=in_studio("after-sale"))],
    "studio-picture": [
        Answer(200, "grace", in_studio("after-sale"), content_type="image/png"),
        Answer(200, "grace", in_studio("explain"), content_type="image/svg+xml"),
        Answer(404, args=in_studio("explain")),
    ],
    "studio-screenshot": [Answer(200, "grace", the_shot, content_type="image/png"), Answer(404, args=the_shot)],
    "studio-report-picture": [Answer(404, "grace", lambda scene: [1])],
    "studio-steps": [Answer(405, "grace", in_studio())],
    "studio-withdraw": [Answer(405, "grace", in_studio())],
    "studio-shipped": [Answer(405, "grace", in_studio())],
    "studio-discard": [Answer(405, "grace", in_studio())],
    "studio-rollback": [Answer(405, "grace", in_studio(1))],
    "studio-settle": [Answer(405, "grace", in_studio())],
    "studio-settle-hotline": [Answer(405, "grace")],
    "studio-upload": [Answer(405, "grace", in_studio("after-sale"))],
    "studio-confirm": [Answer(405, "grace", in_studio("after-sale"))],
}
