"""A guide with twelve uploaded screenshots in a browser: light at first, the rest comes on scrolling."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import cycle, islice

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.utils import timezone
from playwright.sync_api import Browser, Response

from guides.models import Guide, GuideRevision
from guides.services.guide_publish import guide_publish, revision_restore
from guides.services.screenshots import screenshot_confirm, screenshot_store
from tests.browser.scene import Scene, context_for
from tests.browser.test_axe import AXE_RULES, RUN_AXE
from tests.screens import app_screen

GUIDE, SLUG = "/guides/pdd/pdd-step-in/", "pdd-step-in"
MOST, PICTURES = 200 * 1024, 12
LOADED = "[...document.querySelectorAll('.shot img')].filter(one => one.naturalWidth).length"
BOX = {"kind": "box", "x": 340, "y": 925, "w": 320, "h": 55, "alt_zh": "“申请售后”", "alt_en": "申请售后"}


@pytest.fixture
def twelve(scene: Scene) -> Iterator[None]:
    """Publish the guide with twelve steps, each with a screenshot of 1080 by 2400; what was published comes back."""
    now, editor = timezone.now(), scene.people["grace"]
    row = Guide.objects.select_related("published").get(pk=SLUG)
    before = row.published
    assert before is not None
    steps = []
    for number, step in enumerate(islice(cycle(before.content["steps"]), PICTURES)):
        shot = screenshot_store(data=app_screen(number), guide=row, by=editor, now=now)
        screenshot_confirm(shot=shot, guide=row, by=editor, now=now)
        picture = {
            "kind": "screenshot", "screenshot": shot.pk, "width": shot.width, "height": shot.height, "marks": [BOX],
            "alt_zh": "订单页，红框圈住“申请售后”", "alt_en": "The order, 申请售后 boxed",
        }  # fmt: skip
        steps.append({**step, "slug": f"step-{number + 1}", "picture": picture})
    guide_publish(guide=row, document={**before.content, "steps": steps}, now=now, by=editor, note="")
    yield
    revision_restore(revision=GuideRevision.objects.get(pk=before.pk), now=now)


def test_it_weighs_at_most_200_kb_at_first(scene: Scene, browser: Browser, twelve: None) -> None:
    context = context_for(browser, scene, "anonymous", device_scale_factor=2)
    tab = context.new_page()
    tab.set_viewport_size({"width": 390, "height": 844})
    pictures: dict[str, int] = {}
    tab.on("response", lambda answer: pictures.update(weighed(answer)) if "/screenshots/" in answer.url else None)
    page = tab.goto(scene.url + GUIDE)
    assert page is not None
    tab.wait_for_load_state("networkidle")
    first = len(gzip.compress(page.body())) + sum(pictures.values())
    assert 1 <= len(pictures) <= 3, pictures
    assert first <= MOST, (first, pictures)
    tab.wait_for_function(f"{LOADED} === {len(pictures)}")

    # The marks lie over the picture, as vectors, where they were drawn.
    box, shot = (tab.locator(f"#step-1 .shot {part}").bounding_box() for part in ("svg rect >> nth=0", "img"))
    assert box is not None
    assert shot is not None
    assert (box["x"] - shot["x"]) / shot["width"] == pytest.approx(0.34, abs=0.02)
    assert (box["y"] - shot["y"]) / shot["height"] == pytest.approx(0.925, abs=0.01)
    for number in range(1, PICTURES + 1):
        tab.locator(f"#step-{number} .shot").scroll_into_view_if_needed()
        tab.wait_for_function("at => document.querySelector(at).naturalWidth > 0", arg=f"#step-{number} .shot img")
    tab.evaluate("Promise.all([...document.querySelectorAll('.shot img')].map(one => one.decode()))")
    assert len(pictures) == PICTURES
    tab.evaluate(AXE_SCRIPT)
    found = tab.evaluate(RUN_AXE, ["tag", AXE_RULES])
    assert found["passes"] > 20
    assert found["breaches"] == []
    context.close()


def test_it_shows_every_picture_without_scripts(scene: Scene, browser: Browser, twelve: None) -> None:
    context = context_for(browser, scene, "anonymous", java_script_enabled=False)
    tab = context.new_page()
    seen: set[str] = set()
    tab.on("response", lambda answer: seen.add(answer.url) if "/screenshots/" in answer.url and answer.ok else None)
    tab.goto(scene.url + GUIDE)
    tab.locator(f"#step-{PICTURES} .shot").scroll_into_view_if_needed()
    tab.wait_for_load_state("networkidle")
    assert len(seen) == PICTURES
    context.close()


def weighed(answer: Response) -> dict[str, int]:
    return {answer.url: int(answer.headers["content-length"])}
