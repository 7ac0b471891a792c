"""Every named address of the project and how to see it. A new address without an entry fails test_axe.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import Page as Tab

from cases.models import Evidence
from cases.services.hand_off import hand_off_make
from cases.services.helper import helper_invite, invite_token
from cases.services.mail_links import Answer as Answered
from cases.services.mail_links import answer_token
from tests.browser.account_addresses import ACCOUNT_VISITS, Answer, Page
from tests.browser.dossier_addresses import (
    a_link,
    make_a_link,
    pack_of,
    the_link_taken_back,
    with_a_link,
    with_an_answer,
)
from tests.browser.knowledge_addresses import KNOWLEDGE_VISITS
from tests.browser.leading import lead
from tests.browser.leave_addresses import LEAVE_VISITS
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


def a_comparison(scene: Scene) -> list[object]:
    return [scene.ref("S6"), scene.cases["S6"].comparisons.values_list("pk", flat=True)[0]]


def a_page(scene: Scene) -> list[object]:
    return [scene.ref("S6"), scene.cases["S6"].page_captures.values_list("pk", flat=True)[0]]


def an_invitation(scene: Scene) -> list[object]:
    """Return the code of an invitation to a case, made when it is first asked for."""
    case = scene.cases["S6"]
    row = case.helpers.filter(user=None, revoked_at=None).first() or helper_invite(
        case=case, name="小明", email="ming@example.com", role="log", now=timezone.now()
    )
    return [invite_token(row)]


def a_helped_case(scene: Scene) -> list[object]:
    an_invitation(scene)
    return [scene.ref("S6")]


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
    lead(tab, tab.locator("main form button"))


def add_every_mark(tab: Tab, scene: Scene) -> None:
    """Open the board with one mark of each kind, added by keyboard's buttons."""
    tab.goto(scene.url + reverse("exhibit-mark", args=[scene.ref("S76"), 1]))
    for kind in ("box", "arrow", "number", "text"):
        tab.click(f"[data-marks-add={kind}]")


def a_form_handed_off(scene: Scene) -> list[object]:
    """Return a form for the phone, the same however often it is asked for."""
    if "form" not in scene.extra:
        scene.extra["form"] = [hand_off_make(case=scene.cases["S76"], form="complaint", now=timezone.now())]
    return list(scene.extra["form"])


def open_the_form(tab: Tab, scene: Scene) -> None:
    """Scan the code of a form; the phone may come back to it."""
    tab.goto(scene.url + reverse("hand-off", args=a_form_handed_off(scene)))
    lead(tab, tab.locator("main form button"))


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
    "case-files": [Page(args=of_case("S67")), Answer(404, "bob", of_case("S67")), Answer(302, args=of_case("S76"))],
    "case-helpers": [Page(args=of_case("S76")), Page(args=a_helped_case), Answer(404, "bob", of_case("S76"))],
    "case-helper": [Answer(405, args=of_case("S76", 1))],
    "helper-invite": [
        Page("anonymous", an_invitation),
        Page("newcomer", an_invitation),
        Page("anonymous", lambda scene: ["broken"], status=410),
    ],
    "me-helping": [Page(), Page("newcomer")],
    "case-result": [Page(args=of_case("S67")), Answer(404, "bob", of_case("S67"))],
    "case-reopen": [Answer(405, args=of_case("S18"))],
    "case-up": [Page(args=of_case("S76")), Page(args=of_case("S6")), Answer(404, "bob", of_case("S76"))],
    "case-up-needs": [Answer(405, args=of_case("S76"))],
    "case-grounds": [
        Page(args=of_case("S76"), query="?to=12315"),
        Page(args=of_case("S6")),
        Answer(404, "bob", of_case("S76")),
    ],
    "case-elsewhere": [Answer(405, args=of_case("S76"))],
    "case-elsewhere-drop": [Answer(405, args=of_case("S76", 1))],
    "case-seller": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-fields": [
        Page(args=of_case("S76"), query="?to=12315"),
        Page(args=of_case("S76"), query="?form=report"),
        Page(args=of_case("S6")),
        Page(args=of_case("S76"), query="?to=platform&max=60"),
        Answer(404, "bob", of_case("S76")),
    ],
    "case-field-tick": [Answer(405, args=of_case("S76"))],
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
    "case-compare": [Page(args=of_case("S6")), Page(args=of_case("S64")), Answer(404, "bob", of_case("S6"))],
    "comparison": [Page(args=a_comparison), Answer(404, "bob", a_comparison)],
    "compare-pairs": [Page(args=a_comparison), Answer(404, "bob", a_comparison)],
    "compare-picture": [Answer(200, args=a_comparison, content_type="image/png"), Answer(404, "bob", a_comparison)],
    "page-keep": [Page(args=of_case("S6")), Answer(404, "bob", of_case("S6"))],
    "page-capture": [Page(args=a_page), Answer(404, "bob", a_page)],
    "exhibit-report": [Page(args=of_case("S6", 3)), Answer(404, "bob", of_case("S6", 3))],
    "exhibit-replace": [Page(args=of_case("S76", 1)), Answer(404, "bob", of_case("S76", 1))],
    "exhibit-tile": [
        Answer(200, args=of_case("S76", 1), content_type="text/html"),
        Answer(404, "bob", of_case("S76", 1)),
    ],
    "exhibit-stills": [Answer(405, args=of_case("S76", 2))],
    "exhibit-mark": [
        Page(args=of_case("S76", 1)),
        Page(args=of_case("S76", 1), reach=add_every_mark),
        Answer(404, "bob", of_case("S76", 1)),
    ],
    "exhibit-words": [Page(args=of_case("S76", 1)), Answer(404, "bob", of_case("S76", 1))],
    "exhibit-file": [
        Answer(200, args=of_case("S76", 1, "original"), content_type="image/png"),
        Answer(200, args=of_case("S76", 1, "covered"), content_type="image/png"),
        Answer(200, args=of_case("S76", 1, "thumb"), content_type="image/webp"),
        Answer(200, args=of_case("S76", 1, "marked"), content_type="image/jpeg"),
        Answer(200, args=of_case("S76", 1, "words"), content_type="image/webp"),
        Answer(404, "bob", of_case("S76", 1, "original")),
    ],
    "case-dossier": [
        Page(args=of_case("S76")),
        Page(args=of_case("S64")),
        Page(args=of_case("S2")),
        Answer(404, "bob", of_case("S76")),
    ],
    "case-reasons": [Page(args=of_case("S6")), Page(args=of_case("S2")), Answer(404, "bob", of_case("S6"))],
    "case-pack": [
        Page(args=pack_of("S76", built=True)),
        Page(args=pack_of("S64")),
        Answer(404, "bob", pack_of("S76", built=True)),
    ],
    "pack-state": [Answer(200, args=pack_of("S64"), content_type="text/html"), Answer(404, "bob", pack_of("S64"))],
    "pack-full": [Answer(405, args=pack_of("S64"))],
    "pack-clear": [Answer(405, args=pack_of("S64"))],
    "pack-given": [Answer(405, args=pack_of("S64"))],
    "pack-text": [Page(args=pack_of("S76", built=True)), Answer(404, "bob", pack_of("S64"))],
    "pack-file": [
        Answer(200, args=pack_of("S76", "covered", "pdf", built=True), content_type="application/pdf"),
        Answer(404, args=pack_of("S64", "covered", "pdf")),
        Answer(404, "bob", pack_of("S76", "covered", "pdf", built=True)),
    ],
    "pack-share": [
        Page(args=pack_of("S64")),
        Page(args=pack_of("S64"), reach=make_a_link),
        Answer(404, "bob", pack_of("S64")),
    ],
    "case-shares": [Page(args=with_a_link("S76")), Page(args=of_case("S2")), Answer(404, "bob", of_case("S76"))],
    "share-revoke": [Answer(405, args=of_case("S76", 1))],
    "case-answers": [Page(args=with_an_answer("S76")), Page(args=of_case("S2")), Answer(404, "bob", of_case("S76"))],
    "answer-settle": [Answer(405, args=of_case("S76", 1))],
    "shared": [
        Page("anonymous", a_link("S76", "all")),
        Page("anonymous", a_link("S64", "summary")),
        Page("anonymous", the_link_taken_back, status=410),
        Answer(404, "anonymous", lambda scene: ["x" * 32]),
    ],
    "shared-file": [Answer(404, "anonymous", lambda scene: ["x" * 32, "pdf"])],
    "capture": [Page(), Page("newcomer")],
    "capture-part": [Answer(405)],
    "capture-offline": [Page(), Page("anonymous")],
    "capture-share": [Answer(303)],
    "manifest": [Answer(200, "anonymous", content_type="application/manifest+json")],
    "capture-move": [Answer(405, args=unsorted())],
    "capture-delete": [Page(args=unsorted()), Answer(404, "bob", unsorted())],
    "capture-file": [
        Answer(200, args=unsorted("original"), content_type="image/png"),
        Answer(404, "bob", unsorted("original")),
    ],
    "case-no-reply": [Answer(405, args=of_case("S76"))],
    "case-review": [Page(args=of_case("S15")), Answer(404, "bob", of_case("S15"))],
    "case-window": [Answer(405, args=of_case("S76", 1))],
    "case-clocks": [Page(args=of_case("S76")), Page(args=of_case("S64")), Answer(404, "bob", of_case("S76"))],
    "case-day": [Answer(405, args=of_case("S76"))],
    "case-goods": [Answer(405, args=of_case("S76"))],
    "case-condition": [Answer(404, "bob", of_case("S76", 1))],
    "case-owed": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-eligible": [
        Page(args=of_case("S76"), query="?bought=online&days=within_7&goods=none&intact=intact&fault=yes&listed=yes"),
        Answer(404, "bob", of_case("S76")),
    ],
    "case-extra": [Page(args=of_case("S76")), Answer(404, "bob", of_case("S76"))],
    "case-ways": [Page(args=of_case("S64")), Answer(404, "bob", of_case("S64"))],
    "case-filing": [
        Page(args=of_case("S76"), query="?code=T8"),
        Page(args=of_case("S76"), query="?code=T12"),
        Answer(404, "bob", of_case("S76")),
    ],
    "case-filed": [Page(args=filing_of("S6")), Answer(404, "bob", filing_of("S6"))],
    "case-filings": [Page(args=of_case("S6")), Answer(404, "bob", of_case("S6"))],
    "case-filing-result": [Page(args=filing_of("S6")), Answer(404, "bob", filing_of("S6"))],
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
        Page("anonymous", a_form_handed_off, reach=open_the_form),
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
    "healthz": [Answer(503, "anonymous", content_type="application/json")],
    "styleguide": [Page("anonymous")],
    "styleguide-email": [Answer(404, "anonymous", lambda scene: ["none", "html"])],
    **ACCOUNT_VISITS,
    **KNOWLEDGE_VISITS,
    **LEAVE_VISITS,
}


def path_of(name: str, visit: Page | Answer, scene: Scene) -> str:
    return reverse(name, args=visit.args(scene)) + visit.query
