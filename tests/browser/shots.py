"""`make shots`: a picture of every page into shots/, phone and desktop, light and dark. Arguments narrow by name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import django

django.setup()

from django.test.utils import get_runner, setup_test_environment  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.addresses import VISITS, Page, path_of  # noqa: E402
from tests.browser.scene import LOOKS, Scene, context_for, running_scene  # noqa: E402
from tests.machine import browser_path  # noqa: E402

FOLDER = Path(__file__).resolve().parents[2] / "shots"
SIZES = ((390, 844), (1280, 900))


def take(scene: Scene, wanted: list[str]) -> int:
    """Return how many pictures were taken."""
    FOLDER.mkdir(exist_ok=True)
    taken = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        for name, visits in sorted(VISITS.items()):
            for number, visit in enumerate(visits):
                if not isinstance(visit, Page) or (wanted and not any(word in name for word in wanted)):
                    continue
                context = context_for(browser, scene, visit.who, reduced_motion="reduce")
                tab = context.new_page()
                if visit.reach:
                    visit.reach(tab, scene)
                else:
                    tab.goto(scene.url + path_of(name, visit, scene))
                for width, height in SIZES:
                    tab.set_viewport_size({"width": width, "height": height})
                    for look in LOOKS:
                        tab.emulate_media(color_scheme=look, reduced_motion="reduce")
                        label = f"{name}{f'-{number}' if number else ''}-{width}-{look}.png"
                        tab.screenshot(path=FOLDER / label.replace(":", "-"), full_page=True)
                        taken += 1
                context.close()
        browser.close()
    return taken


def main() -> None:
    from django.conf import settings

    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    made = runner.setup_databases()
    try:
        with running_scene() as scene:
            count = take(scene, sys.argv[1:])
    finally:
        runner.teardown_databases(made)
    sys.stdout.write(f"{count} pictures in {FOLDER.name}/\n")


if __name__ == "__main__":
    main()
