"""A phone whose network goes and comes back."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.scene import Scene, context_for
from tests.exhibits import chat

# What no inbox takes, and how it says so.
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
REFUSED = "SVG 里可以带程序"

# Asked again until the worker, which starts after the page has loaded, has kept what it needs.
READY = """async () => {
  for (let times = 0; times < 1200; times++) {
    const page = await caches.match(location.origin + '/capture/offline/');
    const files = (await (await caches.open('guide-files-1')).keys()).map(file => file.url);
    const whole = ['/app', '/kept', '/site'].every(name => files.some(file => file.includes(name)));
    if (page && whole && navigator.serviceWorker.controller) return true;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return false;
}"""


class Phone:
    """Alice's phone with the app on it, and a server that can go away and come back at the same address."""

    def __init__(self, browser: Browser, scene: Scene) -> None:
        # Bound, but never listening, as long as the phone is used: while the server is away nobody else gets its port.
        self.held = socket.socket()
        self.held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.held.bind(("localhost", 0))
        self.address = f"localhost:{self.held.getsockname()[1]}"
        self.server: LiveServer | None = LiveServer(self.address)
        self.url = f"http://{self.address}"
        here = Scene(self.url, scene.people, scene.cases)
        self.context: BrowserContext = context_for(browser, here, "alice", reduced_motion="reduce")
        self.tab: Page = self.context.new_page()

    def open(self, path: str) -> None:
        self.tab.goto(self.url + path)

    def lose_the_network(self) -> None:
        # A stopped server still answers on connections it has open.
        assert self.server is not None
        self.server.stop()
        self.server = None
        self.context.set_offline(True)

    def find_it_again(self) -> None:
        self.server = LiveServer(self.address)
        self.context.set_offline(False)

    def close(self) -> None:
        self.context.close()
        if self.server is not None:
            self.server.stop()
        self.held.close()


@contextmanager
def phone_of(browser: Browser, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Iterator[Phone]:
    # At the address that is held, and back at it although connections of before are still closing there.
    usual = LiveServerThread.server_class

    class Again(usual):  # type: ignore[misc,valid-type]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options | {"allow_reuse_address": True})

    monkeypatch.setattr(LiveServerThread, "server_class", Again)
    phone = Phone(browser, scene)
    try:
        yield phone
    finally:
        phone.close()


def photo(name: str = "chat.png", shade: int = 50) -> Any:
    return {"name": name, "mimeType": "image/png", "buffer": chat(shade)}
