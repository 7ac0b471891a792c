"""Every named address of the project and how to see it. A new address without an entry fails test_axe.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import Page as Tab

from cases.models import Evidence
from cases.services.hand_off import hand_off_make
from cases.services.mail_links import Answer as Answered
from cases.services.mail_links import answer_token
from tests.architecture.rules import ROOT
from tests.browser.account_addresses import ACCOUNT_VISITS, Answer, Page
from tests.browser.scene import STORIES, Scene


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


def write_a_draft(tab: Tab, scene: Scene) -> None:
    """Fill the form without an account, up to the page that shows the letter by itself."""
    tab.goto(scene.url + reverse("case-new"))
    tab.fill("[name=item]", "衬衫")
    with tab.expect_response("**/new/draft/"):
        tab.fill("[name=problem]", "袖口开线，有 3 厘米")
    tab.goto(scene.url + reverse("draft-check"))


def entry_of(story: str) -> Callable[[Scene], list[object]]:
    return lambda scene: [scene.ref(story), scene.cases[story].contacts.order_by("-at").values_list("pk", flat=True)[0]]


def unsorted(*more: object) -> Callable[[Scene], list[object]]:
    """Address the item that lies in Alice's inbox of evidence."""
    items = Evidence.objects.filter(case__isnull=True, owner__email="alice@example.com")
    return lambda scene: [items.values_list("ref", flat=True)[0], *more]


def a_mail(scene: Scene) -> list[object]:
    return [scene.extra["mail"].pk]


def mail_answer(letter: str) -> Callable[[Scene], list[object]]:
    return lambda scene: [answer_token(scene.extra["mail"].pk, Answered(letter), timezone.now())]


def filing_of(story: str) -> Callable[[Scene], list[object]]:
    """Return the address of something handed in, made when it is first asked for."""

    def args(scene: Scene) -> list[object]:
        case = scene.cases[story]
        row = case.filings.first() or case.filings.create(
            tier=case.tier, code="T8", text="订单 123，发现袖口开线。\n诉求：换货。", filed_at=timezone.now()
        )
        return [case.ref, row.pk]

    return args


def a_hand_off(scene: Scene) -> list[object]:
    return [hand_off_make(case=scene.cases["S76"], guide="taobao-step-in", step="explain", now=timezone.now())]


def the_hand_off(scene: Scene) -> list[object]:
    """Return the one that is opened, the same however often it is asked for."""
    if "hand_off" not in scene.extra:
        scene.extra["hand_off"] = a_hand_off(scene)
    return list(scene.extra["hand_off"])


def open_the_hand_off(tab: Tab, scene: Scene) -> None:
    """Scan the code and press the button: what comes is the answer to a POST."""
    tab.goto(scene.url + reverse("hand-off", args=the_hand_off(scene)))
    tab.locator("main form button").click()
    tab.wait_for_load_state()


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
    "case-result": [Page(args=of_case("S67")), Answer(404, "bob", of_case("S67"))],
    "case-reopen": [Answer(405, args=of_case("S18"))],
    "case-up": [Page(args=of_case("S76")), Page(args=of_case("S6")), Answer(404, "bob", of_case("S76"))],
    "case-step-in": [Page(args=of_case("S6")), Answer(404, "bob", of_case("S6"))],
    "case-log": [Page(args=of_case("S76")), Page(args=of_case("S64")), Answer(404, "bob", of_case("S76"))],
    "case-log-due": [
        Answer(200, args=of_case("S76"), query="?words=24%E5%B0%8F%E6%97%B6%E5%86%85", content_type="text/html")
    ],
    "case-agent": [Answer(200, args=of_case("S76"), query="?number=6789", content_type="text/html")],
    "case-promise": [Answer(405, args=of_case("S76"))],
    "entry": [Page(args=entry_of("S76")), Answer(404, "bob", entry_of("S76"))],
    "entry-undo": [Answer(405, args=entry_of("S76"))],
    "entry-replace": [Answer(405, args=entry_of("S76"))],
    "case-say": [
        Page(args=of_case("S76")),
        Page(args=of_case("S76"), query="?to=12315"),
        Page(args=of_case("S64")),
        Answer(404, "bob", of_case("S76")),
    ],
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
    "case-filing": [
        Page(args=of_case("S76"), query="?code=T8"),
        Page(args=of_case("S76"), query="?code=T12"),
        Answer(404, "bob", of_case("S76")),
    ],
    "case-filed": [Page(args=filing_of("S6")), Answer(404, "bob", filing_of("S6"))],
    "case-filing-undo": [Answer(405, args=filing_of("S6"))],
    "case-numbers": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-number-kind": [Answer(200, args=of_case("S76"), query="?number=123456", content_type="text/html")],
    "case-guides": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-guide": [
        Page(args=of_case("S76", "taobao-step-in")),
        Answer(404, "bob", of_case("S76", "taobao-step-in")),
        Answer(404, args=of_case("S76", "none")),
    ],
    "case-refusals": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-human": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-call": [
        Page(args=of_case("S76")),
        Page(args=of_case("S76"), query="?to=12315"),
        Answer(404, "bob", of_case("S76")),
    ],
    "case-hand-off": [Answer(405, args=of_case("S76"))],
    "hand-off": [
        Page("anonymous", a_hand_off),
        Page("anonymous", the_hand_off, reach=open_the_hand_off),
        Answer(404, "anonymous", lambda scene: ["x" * 32]),
    ],
    "case-mute": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-snooze": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-remind": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-remind-cancel": [Answer(405, args=of_case("S76", 1))],
    "about": [Page("anonymous"), Page()],
    "sources": [Page("anonymous"), Page("anonymous", query="?of=guides"), Page("anonymous", query="?of=hotlines")],
    "privacy": [Page("anonymous")],
    "a11y": [Page("anonymous")],
    "guides": [Page("anonymous"), Page(), Page("anonymous", query="?platform=dewu&tier=platform")],
    "guide-search": [
        Page("anonymous", query="?q=%E6%B7%98%E5%AE%9D"),
        Answer(200, "anonymous", query="?q=tb", content_type="text/html"),
    ],
    "hotlines": [Page("anonymous")],
    "guide-offline": [Page("anonymous")],
    "refusals": [Page("anonymous")],
    "hotline-report": [Answer(405, "anonymous")],
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
    "sitemap": [Answer(200, "anonymous", content_type="application/xml")],
    "robots": [Answer(200, "anonymous", content_type="text/plain")],
    "worker": [Answer(200, "anonymous", content_type="text/javascript")],
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
    "healthz": [Answer(503, "anonymous", content_type="application/json")],
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
    "styleguide": [Page("anonymous")],
    "styleguide-email": [Answer(404, "anonymous", lambda scene: ["none", "html"])],
    **ACCOUNT_VISITS,
}


def path_of(name: str, visit: Page | Answer, scene: Scene) -> str:
    return reverse(name, args=visit.args(scene)) + visit.query
