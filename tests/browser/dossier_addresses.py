"""How the dossier's pages are seen: versions, links and answers made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page as Tab

from cases.models import Case, Pack, PackVariant, Share
from cases.services.pack_build import pack_build
from cases.services.pack_make import pack_make, pack_variant_ask
from cases.services.share import share_answer, share_make, share_revoke
from tests.browser.scene import Scene

Args = Callable[[Scene], list[object]]


def _pack(scene: Scene, story: str, built: bool = False) -> Pack:
    case = Case.objects.select_related("order", "owner").get(pk=scene.cases[story].pk)
    pack = case.packs.first() or pack_make(case=case, whole_number=False, now=timezone.now())
    pack.case = case
    if built:
        row = pack_variant_ask(pack=pack, name=PackVariant.Name.COVERED, now=timezone.now())
        if row.state != PackVariant.State.READY:
            assert pack_build(variant_id=row.pk, now_fn=lambda: timezone.now() + timedelta(seconds=1))
    return pack


def pack_of(story: str, *more: object, built: bool = False) -> Args:
    """Address the first version of a case; its files are made where `built`."""
    return lambda scene: [scene.ref(story), _pack(scene, story, built).number, *more]


def _link(scene: Scene, story: str, scope: str) -> tuple[Share, str]:
    now, pack = timezone.now(), _pack(scene, story)
    by = now + timedelta(days=2)
    return share_make(case=pack.case, pack=pack, scope=scope, to_whom="店铺客服", days=7, answer_by=by, now=now)


def a_link(story: str, scope: str) -> Args:
    """Address a fresh link."""
    return lambda scene: [_link(scene, story, scope)[1]]


def with_a_link(story: str) -> Args:
    def args(scene: Scene) -> list[object]:
        _link(scene, story, "timeline")
        return [scene.ref(story)]

    return args


def with_an_answer(story: str) -> Args:
    def args(scene: Scene) -> list[object]:
        share, _token = _link(scene, story, "timeline")
        share.pack.case.refresh_from_db()
        share_answer(share=share, text="我们再核实，三天内退款。", signed="售后 12", now=timezone.now())
        return [scene.ref(story)]

    return args


def make_a_link(tab: Tab, scene: Scene) -> None:
    """Fill the form; what comes is the page that shows the link, the answer to a POST."""
    tab.goto(scene.url + reverse("pack-share", args=pack_of("S64")(scene)))
    tab.fill("[name=to_whom]", "调解员")
    tab.locator("label.chip", has=tab.locator("[name=scope]")).first.click()
    tab.locator("button:visible[form=f], #f button:visible").first.click()
    tab.wait_for_selector("#link")


def the_link_taken_back(scene: Scene) -> list[object]:
    """Address the one that opens nothing any more, the same however often it is asked for."""
    if "taken_back" not in scene.extra:
        share, token = _link(scene, "S64", "pack")
        share_revoke(case=share.pack.case, share=share, now=timezone.now())
        scene.extra["taken_back"] = token
    return [scene.extra["taken_back"]]
