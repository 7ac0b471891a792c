"""`kill -9` of the web server while shoppers save promises: what was confirmed is there, once, and is mailed."""

from __future__ import annotations

import http.client
import random
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.pipeline.harness import ANSWER_SECONDS, House, Probe

SHOPPERS = 8
CSRF = "a" * 32


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs) -> None:
        return None


def save_promise(port: int, browser: dict[str, str]) -> int:
    """Press "save" until the server confirms it, as a person does; return how often that took."""
    here = datetime.now(ZoneInfo("Asia/Shanghai"))
    form = {
        "tier": "merchant",
        "promise": "custom",
        "due": f"{here - timedelta(minutes=1):%Y-%m-%dT%H:%M}",
        "at": f"{here - timedelta(minutes=2):%Y-%m-%dT%H:%M}",
        "agent": "6789",
        "asked": "running,unclear,time,agent",
        "key": secrets.token_hex(10),
        "csrfmiddlewaretoken": CSRF,
    }
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/c/{browser['ref']}/log/",
        data=urllib.parse.urlencode(form).encode(),
        headers={"Cookie": f"sessionid={browser['session']}; csrftoken={CSRF}"},
    )
    opener = urllib.request.build_opener(NoRedirect)
    for tries in range(1, 200):
        try:
            opener.open(request, timeout=ANSWER_SECONDS)
        except urllib.error.HTTPError as answer:
            if answer.code == 302:
                return tries
            raise AssertionError(f"{answer.code}: {answer.read().decode()[-2000:]}") from None
        except (OSError, http.client.HTTPException):
            time.sleep(0.3)
    raise AssertionError("never confirmed")


def test_it_keeps_what_it_confirmed_and_mails_it_once(house: House, probe: Probe, arrived, rounds: int):
    for number in range(max(1, rounds // 3)):
        browsers = probe.signed_in(tag=f"web{number}", number=SHOPPERS)
        with ThreadPoolExecutor(SHOPPERS) as people:
            saved = []
            for browser in browsers:
                saved.append(people.submit(save_promise, house.port, browser))
                time.sleep(random.uniform(0, 0.3))
                if len(saved) % 3 == 0:
                    house.kill("web")
                    house.start("web")
            assert all(one.result() >= 1 for one in saved)
        # The same press, repeated: one entry each, however often the answer was lost.
        assert probe.contacts(tag=f"web{number}") == SHOPPERS
        found = arrived([browser["address"] for browser in browsers], 60)
        assert {len(ids) for ids in found.values()} == {1}


def test_it_saves_a_promise_without_a_broker(house: House, probe: Probe, arrived):
    house.kill("broker")
    [browser] = probe.signed_in(tag="webdown", number=1)
    assert save_promise(house.port, browser) == 1
    house.start("broker")
    arrived([browser["address"]], 60)
